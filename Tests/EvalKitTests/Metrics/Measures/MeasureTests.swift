import Testing

@testable import EvalKit

/// Makes a measure by name, with its defaults filled in.
func makeMeasure(_ name: String, _ options: String = "{}") throws -> any TextMeasure {
  let type = try #require(Registry.builtIn.measures.first { $0.name == name })
  let given = try #require(try JSONValue(parsing: options).objectValue)
  return try type.init(
    given.filled(by: type.options, of: "measure '\(name)'"), HarnessConfiguration(id: "h"))
}

@Suite(.timeLimit(.minutes(10))) struct MeasureTests {
  private func value(
    _ name: String, _ options: String, _ answer: String, _ targets: [String]
  ) async throws -> Double? {
    let target = JSONValue.array(targets.map(JSONValue.string))
    let sample = Sample(id: "s", input: .text("q"), target: target)
    let values = try await makeMeasure(name, options)
      .measure(Prediction(text: answer), for: sample)
    guard case .value(let number) = values[name] else { return nil }
    return number
  }

  private static let exactMatches: [(String, String, [String], Double)] = [
    ("{}", " Paris\n", ["Paris"], 1.0), ("{}", "paris", ["Paris"], 0),
    ("{}", "b", ["a", "b"], 1), ("{}", "", [""], 1), ("{}", "e\u{301}", ["\u{E9}"], 0),
    (#"{"normalize":"raw"}"#, "Paris\n", ["Paris"], 0),
    (#"{"normalize":"squad"}"#, "The Eiffel-Tower!", ["eiffeltower"], 1),
    (#"{"normalize":"command"}"#, "ls   -l\n", [" ls -l"], 1),
    (#"{"normalize":"command"}"#, "ls -l", ["ls-l"], 0),
  ]

  @Test(arguments: exactMatches)
  func exactMatch(
    options: String, answer: String, targets: [String], expected: Double
  ) async throws {
    #expect(try await value("exact_match", options, answer, targets) == expected)
  }

  /// By hand: shared words over the mean of the two word counts, articles aside.
  private static let tokenF1s: [(String, [String], Double)] = [
    ("the cat sat", ["a cat sat"], 1.0), ("cat", ["cat sat"], 2.0 / 3),
    ("dog", ["cat"], 0), ("cat cat", ["cat"], 2.0 / 3), ("", ["cat"], 0), ("", ["the"], 1),
    ("big cat", ["small dog", "big red cat"], 0.8),
  ]

  @Test(arguments: tokenF1s)
  func tokenF1(answer: String, targets: [String], expected: Double) async throws {
    let found = try #require(try await value("token_f1", "{}", answer, targets))
    #expect(abs(found - expected) < 1e-15)
  }

  /// kitten and sitting are three edits apart (Levenshtein's own example), of seven letters.
  private static let editSimilarities: [(String, String, [String], Double)] = [
    ("{}", "kitten", ["sitting"], 1 - 3.0 / 7), ("{}", " kitten\n", ["kitten"], 1),
    (#"{"normalize":"raw"}"#, "kitten\n", ["kitten"], 1 - 1.0 / 7), ("{}", "", [""], 1),
    ("{}", "", ["abc"], 0), ("{}", "abcd", ["wxyz", "abxd"], 0.75),
    ("{}", "e\u{301}", ["\u{E9}"], 0), ("{}", "日本", ["日木"], 0.5),
  ]

  @Test(arguments: editSimilarities)
  func editSimilarity(
    options: String, answer: String, targets: [String], expected: Double
  ) async throws {
    let found = try #require(try await value("edit_similarity", options, answer, targets))
    #expect(abs(found - expected) < 1e-15)
  }

  private static let wordErrorRates: [(String, [String], Double)] = [
    ("the cat sat", ["the cat sat"], 0.0), ("the cat", ["the cat sat"], 1.0 / 3),
    ("", ["one two"], 1), ("a b c d", ["x"], 4),
    ("the bat sat", ["a dog", "the cat sat"], 1.0 / 3),
  ]

  @Test(arguments: wordErrorRates)
  func wordErrorRate(answer: String, targets: [String], expected: Double) async throws {
    let found = try #require(try await value("wer", "{}", answer, targets))
    #expect(abs(found - expected) < 1e-15)
    let measure = try #require(try makeMeasure("wer").measures.first)
    #expect(!measure.higherIsBetter)
    #expect(measure.range == 0...Double.infinity)
  }

  private static let schema = #""schema":{"type":"object","required":["a"]}"#

  @Test(arguments: [
    (#"{"a":1}"#, "", 1.0), ("{}", "", 0), ("```json\n{\"a\":1}\n```", "", 1),
    ("```json\n{\"a\":1}\n```", #","extract_fence":false"#, 0), ("none", "", 0), ("", "", 0),
    (#"Here: {"a":1}"#, "", 0),
  ])
  func jsonSchema(answer: String, options: String, expected: Double) async throws {
    #expect(try await value("json_schema", "{\(Self.schema)\(options)}", answer, []) == expected)
  }

  @Test(arguments: [
    (
      "exact_match", #"{"normalize":"sqad"}"#,
      "measure 'exact_match': 'normalize' is one of raw, trimmed, squad, command, not 'sqad'; did "
        + "you mean 'squad'?"
    ),
    (
      "edit_similarity", #"{"normalize":"squad"}"#,
      "measure 'edit_similarity': 'normalize' is one of raw, trimmed, not 'squad'"
    ),
    ("token_f1", #"{"x":1}"#, "measure 'token_f1': unknown option 'x'; it has no options"),
    ("json_schema", "{}", "give 'schema' or 'path', one of them"),
    ("json_schema", #"{"schema":{},"path":"x"}"#, "give 'schema' or 'path', one of them"),
    (
      "json_schema", #"{"schema":{"type":1}}"#,
      "the schema cannot be used: JSON value is not a string."
    ),
    (
      "json_schema", #"{"path":"none.json"}"#,
      "none.json: cannot read: No such file or directory"
    ),
    ("classification", "{}", "measure 'classification': 'labels' is missing"),
    ("classification", #"{"labels":[]}"#, "'labels' is a list of at least one text"),
    ("classification", #"{"labels":["a","A "]}"#, "the label 'A ' occurs twice"),
    ("classification", #"{"labels":["a"," "]}"#, "a label is more than white space"),
    ("classification", #"{"labels":["a",2]}"#, "'labels' is a list of texts, entry 2 is a number"),
    (
      "classification", #"{"labels":["yes","not sure"],"extract":"last-word"}"#,
      "the label 'not sure' is more than one word, so 'last-word' never finds it"
    ),
    (
      "classification", #"{"labels":["toxic","safe"],"positive":"toxc"}"#,
      "'positive' is one of the labels toxic, safe, not 'toxc'; did you mean 'toxic'?"
    ),
    (
      "classification", #"{"labels":["a","b"],"extract":"any"}"#,
      "measure 'classification': 'extract' is one of whole, first-word, last-word, contains, "
        + "not 'any'"
    ),
  ])
  func refuses(name: String, options: String, message: String) {
    let error = #expect(throws: OptionError.self) { try makeMeasure(name, options) }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    ("exact_match", "{}", "'exact_match' needs a 'target' with at least one answer"),
    ("token_f1", "{}", "'token_f1' needs a 'target' with at least one answer"),
    ("edit_similarity", "{}", "'edit_similarity' needs a 'target' with at least one answer"),
    ("wer", "{}", "'wer' needs a 'target' with a word in every answer"),
    ("classification", #"{"labels":["a","b"]}"#, "'classification' needs one 'target', not 0"),
  ])
  func refusesASampleWithoutATarget(name: String, options: String, message: String) throws {
    let measure = try makeMeasure(name, options)
    let error = #expect(throws: SampleError.self) {
      try measure.validate(Sample(id: "s", input: .text("q")))
    }
    #expect(error?.description == message)
    try measure.validate(Sample(id: "s", input: .text("q"), target: "a"))
  }

  private static let hostile = [
    String(repeating: "a", count: 1_000_000), String(repeating: "a ", count: 500_000),
    String(repeating: "\u{301}", count: 500_000), "\u{0}", "",
    String(repeating: "Σ'", count: 300_000),
  ]

  @Test(arguments: hostile.indices)
  func survivesHostileAnswers(index: Int) async throws {
    let sample = Sample(id: "s", input: .text("q"), target: "yes")
    let measures = [
      try makeMeasure("exact_match", #"{"normalize":"squad"}"#), try makeMeasure("token_f1"),
      try makeMeasure("edit_similarity"), try makeMeasure("wer"),
      try makeMeasure("classification", #"{"labels":["yes","no"],"extract":"contains"}"#),
      try makeMeasure("json_schema", #"{"schema":{}}"#),
    ]
    let prediction = Prediction(text: Self.hostile[index])
    for measure in measures {
      let values = try await measure.measure(prediction, for: sample)
      #expect(Set(values.keys) == Set(measure.measures.map(\.name)))
      for declared in measure.measures {
        guard case .value(let number) = values[declared.name] else {
          Issue.record("\(declared.name) is missing")
          continue
        }
        #expect(declared.range.contains(number))
      }
      #expect((try await measure.explain(prediction, for: sample) ?? "").count < 400)
    }
  }
}
