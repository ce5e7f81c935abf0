import Testing

@testable import EvalKit

/// BLEU, chrF and ROUGE as a suite lists them: through counts in the journal and back.
@Suite struct CorpusMeasureTests {
  private static let registry = Registry.builtIn

  private static func measure(
    _ name: String, _ options: JSONObject = JSONObject()
  ) throws -> any TextMeasure {
    let type = try #require(registry.measures.first { $0.name == name })
    return try type.init(
      try options.filled(by: type.options, of: name), HarnessConfiguration(id: "test"))
  }

  private static func trials(
    _ measure: any TextMeasure, _ items: [(String, [String])]
  ) async throws -> [MeasuredTrial] {
    var result: [MeasuredTrial] = []
    for (index, (text, targets)) in items.enumerated() {
      let sample = Sample(
        id: "\(index)", input: .text(""), target: .array(targets.map(JSONValue.string)))
      try measure.validate(sample)
      let values = try await measure.measure(Prediction(text: text), for: sample)
      #expect(Set(values.keys) == Set(measure.measures.map(\.name)))
      result.append(MeasuredTrial(status: .passed, measures: values))
    }
    return result
  }

  /// The metric as a report makes it: from the text in the journal, without the measure.
  private static func remade(_ metric: any Metric) throws -> any Metric {
    let text = JSONValue.object(metric.identifiedSpecification).compact
    let specification = try #require(try JSONValue(parsing: text).objectValue)
    return try #require(registry.metric(specification))
  }

  private static func reduced(_ metric: any Metric, _ trials: some Sequence<MeasuredTrial>)
    -> MetricSummary?
  {
    var accumulator = metric.makeAccumulator()
    for trial in trials { accumulator.add(trial) }
    return accumulator.summary(confidence: 0.95)
  }

  private static func items(_ reference: ReferenceCase) throws -> [(String, [String])] {
    let hypotheses = try reference.input["hypotheses"].strings
    let streams = try reference.input["references"].array.map { try $0.strings }
    return hypotheses.indices.map { index in (hypotheses[index], streams.map { $0[index] }) }
  }

  private static func options(
    _ reference: ReferenceCase, _ names: [String: String]
  ) throws -> JSONObject {
    var options = JSONObject()
    for (name, option) in names {
      switch reference.params[name, default: .null] {
      case .string(let text): options[option] = .string(text)
      case .number(let number): options[option] = .number(number)
      case .bool(let truth): options[option] = .bool(truth)
      default: break
      }
    }
    return options
  }

  @Test func corpusBLEUAgreesWithTheReference() async throws {
    let names = [
      "tokenize": "tokenize", "smoothMethod": "smoothing", "smoothValue": "smooth_value",
      "effectiveOrder": "effective_order", "lowercase": "lowercase",
    ]
    for reference in try ReferenceCases.load("bleu_corpus") {
      let measure = try Self.measure("bleu", try Self.options(reference, names))
      let trials = try await Self.trials(measure, try Self.items(reference))
      let metric = try Self.remade(try #require(measure.metrics.first))
      let value = try #require(Self.reduced(metric, trials)).value
      let expected = try #require(reference.expected["score"]).double
      #expect(abs(value - expected) <= 1e-9 * max(1, expected), "\(reference.id)")
    }
  }

  @Test func corpusChrFAgreesWithTheReference() async throws {
    let names = [
      "charOrder": "char_order", "wordOrder": "word_order", "beta": "beta",
      "lowercase": "lowercase", "whitespace": "whitespace", "epsSmoothing": "eps_smoothing",
      "level": "level",
    ]
    var count = 0
    for reference in try ReferenceCases.load("chrf")
    where try reference.params["level", default: .null].string == "corpus" {
      count += 1
      let measure = try Self.measure("chrf", try Self.options(reference, names))
      let trials = try await Self.trials(measure, try Self.items(reference))
      let metric = try Self.remade(try #require(measure.metrics.first))
      let value = try #require(Self.reduced(metric, trials)).value
      let expected = try #require(reference.expected["score"]).double
      #expect(abs(value - expected) <= 1e-9 * max(1, expected), "\(reference.id)")
    }
    #expect(count > 0)
  }

  @Test func shardsAgreeToTheLastBit() async throws {
    let items = (0..<40).map { index in
      ("the cat number \(index % 7) sat on the mat", ["the cat number \(index % 5) sat on a mat"])
    }
    for name in ["bleu", "chrf", "chrf++"] {
      let measure = try Self.measure(name)
      let trials = try await Self.trials(measure, items)
      let metric = try #require(measure.metrics.first)
      var first = metric.makeAccumulator()
      var second = metric.makeAccumulator()
      for trial in trials[..<13] { first.add(trial) }
      for trial in trials[13...] { second.add(trial) }
      first.merge(second)
      let whole = try #require(Self.reduced(metric, trials))
      #expect(first.summary(confidence: 0.95) == whole)
      let interval = try #require(whole.interval)
      #expect(interval.lower < whole.value && whole.value < interval.upper)
      #expect(whole.trialCount == 40)
    }
  }

  @Test func manyTrialsAreResampledInGroups() async throws {
    let measure = try Self.measure("bleu", JSONObject([.init(key: "level", value: "corpus")]))
    let pair = try await Self.trials(
      measure, [("a b c d e", ["a b c d e"]), ("a b x d e", ["a b c d e"])])
    let metric = try #require(measure.metrics.first)
    let many = (0..<4001).map { pair[$0 % 2] }
    let summary = try #require(Self.reduced(metric, many))
    #expect(summary.trialCount == 4001)
    let interval = try #require(summary.interval)
    #expect(interval.lower <= summary.value && summary.value <= interval.upper)
  }

  @Test func aTrialWithoutCountsIsNoEmptyAnswer() async throws {
    let measure = try Self.measure("bleu")
    let trials = try await Self.trials(measure, [("a b c d", ["a b c d"])])
    let metric = try #require(measure.metrics.first)
    let errored = MeasuredTrial(status: .errored, measures: [:])
    #expect(Self.reduced(metric, trials + [errored])?.value == 100)
    #expect(Self.reduced(metric, [errored]) == nil)
  }

  @Test func sentenceLevelIsAQuantityOfEachAnswer() async throws {
    let measure = try Self.measure("bleu", JSONObject([.init(key: "level", value: "sentence")]))
    #expect(measure.metrics.isEmpty)
    #expect(measure.measures.map(\.scale) == [.quantity])
    let trials = try await Self.trials(measure, [("ls -l", ["ls -l"]), ("rm x", ["ls -l"])])
    // Effective order: two tokens that match have precision 1 in both orders that they reach.
    #expect(abs((trials[0].value("bleu") ?? 0) - 100) < 1e-9)
    #expect(trials[1].value("bleu") == 0)
  }

  @Test func theCommandTokenizerIsAChoice() async throws {
    let options = JSONObject([.init(key: "tokenize", value: "command")])
    let measure = try Self.measure("bleu", options)
    let trials = try await Self.trials(measure, [("ls|wc -l>out", ["ls | wc -l > out"])])
    let metric = try #require(measure.metrics.first)
    #expect(abs((Self.reduced(metric, trials)?.value ?? 0) - 100) < 1e-9)
  }

  @Test func rougeTakesTheBestTarget() async throws {
    let measure = try Self.measure("rouge")
    let trials = try await Self.trials(
      measure, [("the cat sat", ["a dog ran", "the cat sat down"])])
    // Three of three words, three of four: F = 2 · 1 · 0.75 / 1.75.
    #expect(abs((trials[0].value("rouge1") ?? 0) - 6.0 / 7) < 1e-12)
    // Two of two pairs, two of three.
    #expect(abs((trials[0].value("rouge2") ?? 0) - 0.8) < 1e-12)
    #expect(abs((trials[0].value("rougeL") ?? 0) - 6.0 / 7) < 1e-12)
  }

  @Test(arguments: [
    (#"{"smooth_value": 1}"#, "'smooth_value' is for 'floor' and 'add-k' only"),
    (#"{"smoothing": "floor", "smooth_value": 0}"#, "'smooth_value' is above 0"),
  ])
  func uselessOptionsAreRefused(json: String, message: String) throws {
    let options = try #require(try JSONValue(parsing: json).objectValue)
    do {
      _ = try Self.measure("bleu", options)
      Issue.record("accepted \(json)")
    } catch { #expect("\(error)" == message) }
  }

  @Test func ordersOutOfRangeAreRefused() throws {
    let options = JSONObject([.init(key: "char_order", value: 1_000_000)])
    #expect(throws: OptionError.self) { try Self.measure("chrf", options) }
  }

  @Test func aCorpusScoreCanStandForItsHarness() throws {
    let harness = try TextHarness(
      HarnessConfiguration(
        id: "t", options: JSONObject([.init(key: "measures", value: ["chrf++"])]),
        registry: .builtIn))
    #expect(harness.headline == "chrf++")
    let catalog = MetricCatalog(harness)
    #expect(catalog.problem(with: try GateExpression("chrf++ >= 50")) == nil)
    #expect(catalog.problem(with: try GateExpression("drop(chrf++) <= 2 ")) == nil)
    let metric = try #require(catalog.metric(named: "chrf++")).declaration
    #expect(metric.share(62.5) == 0.625)
  }
}
