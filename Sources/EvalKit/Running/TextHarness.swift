/// Scores texts with measures and checks that a suite lists; needs no code of its own.
///
/// A trial passes when every check passes (the harness's and the sample's own), every binary
/// measure is 1 and every threshold under `pass` is met. A harness that has none of these only
/// measures.
public struct TextHarness: Harness {
  public static let kind = "text"
  public static let summary = "Texts, scored with the measures and checks that the suite lists."
  public static let options = [
    OptionDeclaration(
      "measures", .list,
      "Measures: NAME, {name: NAME, option: value} or {NAME: {option: value}}."),
    OptionDeclaration(
      "checks", .list,
      "Checks of every sample; an empty list leaves the decision to the samples' own."),
    OptionDeclaration("pass", .object, "What a trial must reach, such as {token_f1: '>= 0.8'}."),
  ]

  public let measures: [Measure]
  public let metrics: [any Metric]
  public let headline: String
  public let judgesTrials: Bool

  private let textMeasures: [any TextMeasure]
  private let checks: [any Check]
  private let thresholds: [(measure: String, threshold: Threshold)]
  private let sampleChecks: CheckConfiguration
  /// Whether a sample is judged even when it has no checks of its own.
  private let hasOwnDecision: Bool

  public init(_ configuration: HarnessConfiguration) throws {
    sampleChecks = CheckConfiguration(configuration)
    let configured = try ConfiguredMeasures(configuration)
    textMeasures = configured.textMeasures
    measures = configured.measures
    metrics = textMeasures.flatMap(\.metrics)
    checks = try Self.checks(configuration, sampleChecks)
    thresholds = try Self.thresholds(configuration.options["pass"], measures)
    hasOwnDecision =
      !checks.isEmpty || !thresholds.isEmpty || measures.contains { $0.scale == .binary }
    judgesTrials =
      hasOwnDecision || measures.isEmpty || configuration.options["checks"] != nil
    headline = try Self.headline(judgesTrials: judgesTrials, measures, metrics)
  }

  private static func checks(
    _ configuration: HarnessConfiguration, _ checks: CheckConfiguration
  ) throws(OptionError) -> [any Check] {
    var result: [any Check] = []
    for (index, json) in (configuration.options["checks"]?.arrayValue ?? []).enumerated() {
      do { result.append(try checks.check(json)) } catch {
        throw OptionError("\(error)", option: "checks", index: index)
      }
    }
    return result
  }

  private static func thresholds(
    _ json: JSONValue?, _ measures: [Measure]
  ) throws(OptionError) -> [(measure: String, threshold: Threshold)] {
    let known = measures.filter { $0.scale != .auxiliary }
    var result: [(measure: String, threshold: Threshold)] = []
    for member in json?.objectValue?.members ?? [] {
      guard let measure = known.first(where: { $0.name == member.key }) else {
        let names = known.map(\.name)
        throw OptionError(
          "'pass' names the unknown measure '\(member.key)'; "
            + (names.isEmpty ? "there are none" : "there are " + names.joined(separator: ", "))
            + nearest(member.key, in: names).suggestion, option: "pass")
      }
      result.append((measure.name, try threshold(member.value, measure)))
    }
    return result
  }

  private static func threshold(
    _ json: JSONValue, _ measure: Measure
  ) throws(OptionError) -> Threshold {
    guard let text = json.stringValue ?? json.doubleValue.map(Threshold.text) else {
      throw OptionError(
        "'pass' says '>= 0.8' or the like for '\(measure.name)', not \(json.kindDescription)",
        option: "pass")
    }
    let hasComparison = text.contains { "<>=".contains($0) }
    if !hasComparison, Double(text.prefix { $0 != "%" }) != nil, !measure.higherIsBetter {
      throw OptionError(
        "'pass': of '\(measure.name)' less is better; write '<= \(text)'", option: "pass")
    }
    let threshold: Threshold
    do throws(GateExpression.Problem) { threshold = try Threshold(policy: text) } catch {
      throw OptionError("'pass' of '\(measure.name)': \(error.description)", option: "pass")
    }
    guard threshold.isReachable(in: measure.range) else {
      throw OptionError(
        "'\(measure.name)' can never satisfy '\(threshold)'"
          + SuiteDecoder.percentHint(threshold), option: "pass")
    }
    return threshold
  }

  private static func headline(
    judgesTrials: Bool, _ measures: [Measure], _ metrics: [any Metric]
  ) throws(OptionError) -> String {
    if judgesTrials { return "pass_rate" }
    let reported = MetricCatalog(
      measures: measures, metrics: metrics, judgesTrials: false, headline: ""
    ).reported.map(\.declaration)
    guard let suitable = reported.first(where: \.canBeHeadline) else {
      let names = reported.map { "'\($0.name)'" }.joined(separator: ", ")
      throw OptionError(
        "\(names) cannot stand for the harness: \(MetricDeclaration.headlineRule); "
          + "add such a measure, or 'pass' with a threshold", option: "measures")
    }
    return suitable.name
  }

  public var externalTools: [ExternalTool] {
    textMeasures.flatMap { type(of: $0).externalTools }
  }

  public func validate(_ sample: Sample) throws(SampleError) {
    for measure in textMeasures { try measure.validate(sample) }
    if sample.checks.isEmpty {
      guard hasOwnDecision || !judgesTrials else {
        throw SampleError(
          "nothing decides about the sample: give it 'checks', or its harness 'checks' or "
            + "'measures'")
      }
    } else if !judgesTrials {
      throw SampleError(
        "the harness only measures; add 'checks: []' to it, so that samples' checks decide",
        key: "checks")
    }
    do { _ = try ownChecks(of: sample) } catch { throw SampleError("\(error)", key: "checks") }
  }

  private func ownChecks(of sample: Sample) throws -> [any Check] {
    try sample.checks.map { try sampleChecks.check($0) }
  }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    var findings: [String] = []
    var values: [String: MeasureValue] = [:]
    for measure in textMeasures {
      let measured = try await measure.measure(prediction, for: sample)
      values.merge(measured) { $1 }
      let missed = try measure.measures.filter {
        try $0.scale == .binary && Self.number($0.name, measured) != 1
      }
      guard !missed.isEmpty else { continue }
      let names = missed.map { "\($0.name) is not 1" }.joined(separator: "; ")
      findings.append(try await measure.explain(prediction, for: sample) ?? names)
    }
    for (name, threshold) in thresholds {
      let number = try Self.number(name, values)
      guard !threshold.isMet(by: number) else { continue }
      findings.append("\(name) is \(Threshold.text(number)), wanted is \(threshold)")
    }
    let all = checks + (try ownChecks(of: sample))
    let outcome = try await all.outcome(of: prediction, for: sample)
    if !outcome.passed { findings.append(outcome.explanation) }
    guard judgesTrials else { return Score(passed: nil, measures: values) }
    return Score(findings: findings, measures: values)
  }

  /// - Throws: ``ScoringError`` when a value that decides is missing.
  private static func number(
    _ name: String, _ values: [String: MeasureValue]
  ) throws(ScoringError) -> Double {
    switch values[name] {
    case .value(let number) where number.isFinite: return number
    case .missing(let reason):
      throw ScoringError(.notMeasured, "'\(name)' decides, but is missing: \(reason)")
    default: throw ScoringError(.notMeasured, "'\(name)' decides, but has no value")
    }
  }
}
