import Testing

@testable import EvalKit

@Suite struct TextHarnessTests {
  private func harness(_ options: String) throws -> TextHarness {
    let given = try #require(try JSONValue(parsing: options).objectValue)
    return try TextHarness(
      HarnessConfiguration(
        id: "h", options: given.filled(by: TextHarness.options, of: "h"), registry: .builtIn))
  }

  private func sample(_ target: JSONValue = "Paris", checks: JSONValue = []) -> Sample {
    Sample(id: "s", input: .text("q"), target: target, checks: checks.arrayValue ?? [])
  }

  @Test(arguments: [
    ("{}", "pass_rate", true), (#"{"measures":["exact_match"]}"#, "pass_rate", true),
    (#"{"measures":["token_f1"]}"#, "token_f1", false),
    (#"{"measures":["wer","token_f1","edit_similarity"]}"#, "token_f1", false),
    (#"{"measures":["token_f1"],"checks":["is-json"]}"#, "pass_rate", true),
    (#"{"measures":["token_f1"],"checks":[]}"#, "pass_rate", true),
    (#"{"measures":["wer"],"pass":{"wer":"<= 0.2"}}"#, "pass_rate", true),
    (#"{"measures":["token_f1"],"pass":{}}"#, "token_f1", false),
  ])
  func knowsWhatStandsForIt(options: String, headline: String, judges: Bool) throws {
    let harness = try harness(options)
    #expect(harness.headline == headline)
    #expect(harness.judgesTrials == judges)
    let catalog = MetricCatalog(harness)
    #expect(catalog.problem(withHeadline: headline) == nil)
    #expect((catalog.metric(named: "pass_rate") != nil) == judges)
  }

  @Test(arguments: [
    #"{"measures":["exact_match",{"name":"edit_similarity","normalize":"raw"}]}"#,
    #"{"measures":[{"name":"exact_match"},{"edit_similarity":{"normalize":"raw"}}]}"#,
    #"{"measures":[{"exact_match":null},{"edit_similarity":{"normalize":"raw"}}]}"#,
  ])
  func readsEveryFormOfAMeasure(options: String) async throws {
    let harness = try harness(options)
    #expect(harness.measures.map(\.name) == ["exact_match", "edit_similarity"])
    let score = try await harness.score(Prediction(text: "Paris\n"), for: sample())
    #expect(score.passed == true)
    #expect(score.measures["edit_similarity"] == .value(1 - 1.0 / 6))
  }

  private static let answers:
    [(options: String, checks: JSONValue, answer: String, passed: Bool?, explanation: String)] = [
      (#"{"measures":["exact_match"]}"#, [], "Paris", true, ""),
      (
        #"{"measures":["exact_match"]}"#, [], "Rome", false,
        "the answer 'Rome' is not 'Paris'"
      ),
      (#"{"measures":["token_f1"]}"#, [], "Rome", nil, ""),
      (#"{"measures":["token_f1"],"pass":{"token_f1":0.5}}"#, [], "Paris", true, ""),
      (
        #"{"measures":["token_f1"],"pass":{"token_f1":"> 50%"}}"#, [], "Rome", false,
        "token_f1 is 0, wanted is > 0.5"
      ),
      (
        #"{"measures":["wer"],"pass":{"wer":"<= 0.5"}}"#, [], "Paris it is", false,
        "wer is 2, wanted is <= 0.5"
      ),
      (#"{"checks":[{"contains":"ari"}]}"#, [], "Paris", true, ""),
      (
        #"{"checks":[{"contains":"x"},"is-json"]}"#, [], "Paris", false,
        "contains: the answer does not contain 'x'; is-json: the answer 'Paris' is not JSON: "
          + "broken structure (byte 1)"
      ),
      ("{}", [["contains": "ari"]], "Paris", true, ""),
      ("{}", [["contains": "x"]], "Paris", false, "contains: the answer does not contain 'x'"),
      (#"{"measures":["token_f1"],"checks":[]}"#, [["length": 5]], "Paris", true, ""),
      (
        #"{"measures":["exact_match"],"checks":[{"not-contains":"R"}]}"#, [["length": 5]], "Rome",
        false,
        "the answer 'Rome' is not 'Paris'; not-contains: the answer contains 'R'; length: the "
          + "answer has 4 characters, wanted are exactly 5"
      ),
      (
        #"{"measures":[{"json_schema":{"schema":{"type":"array"}}}]}"#, [], "{}", false,
        "the JSON departs from the schema: <root>: Value type not permitted by 'type' constraint."
      ),
    ]

  @Test(arguments: answers)
  func scores(
    options: String, checks: JSONValue, answer: String, passed: Bool?, explanation: String
  ) async throws {
    let harness = try harness(options)
    let sample = sample(checks: checks)
    try harness.validate(sample)
    let score = try await harness.score(Prediction(text: answer), for: sample)
    #expect(score.passed == passed)
    #expect(score.explanation == explanation)
    #expect(Set(score.measures.keys) == Set(harness.measures.map(\.name)))
    #expect((score.passed != nil) == harness.judgesTrials)
  }

  private static let mistakes: [(options: String, error: OptionError)] = [
    (
      #"{"measures":["token_f1","token_f2"]}"#,
      OptionError(
        "unknown measure 'token_f2'; there are bleu, chrf, chrf++, classification, edit_similarity, exact_match, "
          + "exec, json_schema, rouge, token_f1, wer; did you mean 'token_f1'?", option: "measures",
        index: 1)
    ),
    (
      #"{"measures":["wer"]}"#,
      OptionError(
        "'wer' cannot stand for the harness: that is a fraction, or a score in points, of which more is better; add such "
          + "a measure, or 'pass' with a threshold", option: "measures")
    ),
    (
      #"{"measures":["exact_match",{"exact_match":{"normalize":"raw"}}]}"#,
      OptionError("the measure 'exact_match' occurs twice", option: "measures", index: 1)
    ),
    (
      #"{"measures":[3]}"#,
      OptionError("a measure is a name or {name: …}, not a number", option: "measures", index: 0)
    ),
    (
      #"{"measures":[{"name":3}]}"#,
      OptionError("a measure's 'name' is a text, not a number", option: "measures", index: 0)
    ),
    (
      #"{"measures":[{"normalize":"raw","x":1}]}"#,
      OptionError("a measure needs a 'name'", option: "measures", index: 0)
    ),
    (
      #"{"measures":[{"exact_match":"raw"}]}"#,
      OptionError(
        "the options of 'exact_match' are an object, not a string", option: "measures", index: 0)
    ),
    (
      #"{"measures":[{"json_schema":{}}]}"#,
      OptionError(
        "measure 'json_schema': give 'schema' or 'path', one of them", option: "measures", index: 0)
    ),
    (
      #"{"checks":["is-json",{"contains":1}]}"#,
      OptionError(
        "check 'contains': 'value' is a text, not a number", option: "checks", index: 1)
    ),
    (
      #"{"measures":["token_f1"],"pass":{"token_f":0.5}}"#,
      OptionError(
        "'pass' names the unknown measure 'token_f'; there are token_f1; did you mean 'token_f1'?",
        option: "pass")
    ),
    (
      #"{"pass":{"token_f1":0.5}}"#,
      OptionError("'pass' names the unknown measure 'token_f1'; there are none", option: "pass")
    ),
    (
      #"{"measures":["token_f1"],"pass":{"token_f1":"good"}}"#,
      OptionError(
        "'pass' of 'token_f1': a comparison is missing; allowed are >=, >, <=, <, ==",
        option: "pass")
    ),
    (
      #"{"measures":["token_f1"],"pass":{"token_f1":80}}"#,
      OptionError(
        "'token_f1' can never satisfy '>= 80'; did you mean 0.8 or 80%?", option: "pass")
    ),
    (
      #"{"measures":["token_f1"],"pass":{"token_f1":true}}"#,
      OptionError(
        "'pass' says '>= 0.8' or the like for 'token_f1', not a boolean", option: "pass")
    ),
    (
      #"{"measures":["wer"],"pass":{"wer":0.2}}"#,
      OptionError("'pass': of 'wer' less is better; write '<= 0.2'", option: "pass")
    ),
    (
      #"{"measures":["wer"],"pass":{"wer":"20%"}}"#,
      OptionError("'pass': of 'wer' less is better; write '<= 20%'", option: "pass")
    ),
  ]

  @Test(arguments: mistakes)
  func refuses(options: String, expected: OptionError) {
    #expect(throws: expected) { try harness(options) }
  }

  private static let badSamples: [(String, Sample, String, String?)] = [
    (
      "{}", Sample(id: "s", input: .text("q"), target: "a"),
      "nothing decides about the sample: give it 'checks', or its harness 'checks' "
        + "or 'measures'", nil
    ),
    (
      #"{"measures":["token_f1"],"checks":[]}"#, Sample(id: "s", input: .text("q"), target: "a"),
      "nothing decides about the sample: give it 'checks', or its harness 'checks' or 'measures'",
      nil
    ),
    (
      #"{"measures":["token_f1"]}"#,
      Sample(id: "s", input: .text("q"), target: "a", checks: ["is-json"]),
      "the harness only measures; add 'checks: []' to it, so that samples' checks decide", "checks"
    ),
    (
      "{}", Sample(id: "s", input: .text("q"), checks: [["contain": "a"]]),
      "unknown check 'contain'; did you mean 'contains'?; known are contains, contains-all, "
        + "contains-any, contains-json, ends-with, equals, icontains, icontains-all, "
        + "icontains-any, is-json, json-schema, latency, length, llm-rubric, regex, similar, "
        + "starts-with, word-count, each also with 'not-'", "checks"
    ),
    (
      #"{"measures":["exact_match"]}"#, Sample(id: "s", input: .text("q")),
      "'exact_match' needs a 'target' with at least one answer", nil
    ),
  ]

  @Test(arguments: badSamples)
  func refusesASample(
    options: String, sample: Sample, message: String, key: String?
  ) throws {
    let harness = try harness(options)
    #expect(throws: SampleError(message, key: key)) { try harness.validate(sample) }
  }

  /// A measure that never has a value: a decision that rests on it cannot be made.
  private struct AbsentMeasure: TextMeasure {
    static let name = "absent"
    static let summary = "Never there."
    let measures = [Measure("absent", summary: "never there")]
    init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {}
    func measure(
      _ prediction: Prediction, for sample: Sample
    ) async throws -> [String: MeasureValue] { ["absent": .missing(reason: "it rained")] }
  }

  @Test func doesNotPassWhatIsMissing() async throws {
    let registry = Registry(measures: [AbsentMeasure.self])
    func harness(_ options: JSONObject) throws -> TextHarness {
      try TextHarness(HarnessConfiguration(id: "h", options: options, registry: registry))
    }
    var options = JSONObject([.init(key: "measures", value: ["absent"])])
    let measuring = try await harness(options).score(Prediction(), for: sample())
    #expect(measuring == Score(passed: nil, measures: ["absent": .missing(reason: "it rained")]))
    options["pass"] = ["absent": 0.5]
    let deciding = try harness(options)
    await #expect(
      throws: ScoringError(.notMeasured, "'absent' decides, but is missing: it rained")
    ) { try await deciding.score(Prediction(), for: sample()) }
  }

  @Test func runsFromASuite() async throws {
    let folder = try TemporaryDirectory()
    _ = try folder.write(
      """
      suite: capitals
      models: {candidate: {provider: replay, path: answers.jsonl}}
      harnesses:
        - id: capitals
          kind: text
          samples: samples.jsonl
          measures: [exact_match, token_f1]
          gates: [ship: pass_rate >= 0.5, ship: token_f1 >= 0.5, ship: exact_match >= 50%]
      """, to: "suite.yaml")
    _ = try folder.write(
      """
      {"id":"fr","input":"France?","target":"Paris"}
      {"id":"it","input":"Italy?","target":["Rome","Roma"],"checks":[{"length":{"max":4}}]}
      """, to: "samples.jsonl")
    let suite = try SuiteLoader(registry: .builtIn).load(folder.path)
    let plan = try Planner(registry: .builtIn).plan(suite)
    #expect(plan.plannedTrials == 2)
    #expect(plan.parts.first?.manifest.headline == "pass_rate")
    _ = try folder.write("{\"id\":\"x\",\"input\":\"y\"}", to: "samples.jsonl")
    let error = #expect(throws: SuiteError.self) { try Planner(registry: .builtIn).plan(suite) }
    #expect(
      error?.description == "\(folder.path)/samples.jsonl:1:1: sample 'x': 'exact_match' needs a "
        + "'target' with at least one answer")
  }
}
