import Testing

@testable import EvalKit

@Suite(.timeLimit(.minutes(10))) struct CheckTests {
  private let sample = Sample(id: "s", input: .text("question"))

  private func outcome(_ check: String, _ answer: String) async throws -> CheckOutcome {
    let made = try CheckConfiguration(registry: .builtIn).check(JSONValue(parsing: check))
    return try await [made].outcome(of: Prediction(text: answer), for: sample)
  }

  private static let passing: [(check: String, answer: String)] = [
    (#"{"equals":"a"}"#, "a"), (#"{"equals":""}"#, ""), (#"{"not-equals":"a"}"#, "a\n"),
    (#"{"not-equals":"é"}"#, "e\u{301}"),
    (#"{"equals":{"a":[1,2],"b":null}}"#, "{ \"b\" : null, \"a\":[1.0, 2e0] }\n"),
    (#"{"equals":1}"#, "1.0"), (#"{"not-equals":{"a":1}}"#, #"{"a":1,"a":1}"#),
    (#"{"not-equals":[1,2]}"#, "[2,1]"), (#"{"equals":"{\"a\":1}"}"#, #"{"a":1}"#),
    (#"{"not-equals":{"a":1}}"#, "no JSON"),
    (#"{"contains":"ell"}"#, "hello"), (#"{"not-contains":"Ell"}"#, "hello"),
    (#"{"contains":"a\u0000b"}"#, "xa\u{0}by"), (#"{"contains":"e"}"#, "e\u{301}"),
    (#"{"not-contains":"é"}"#, "e\u{301}"), (#"{"contains":"\u0301"}"#, "e\u{301}"),
    (#"{"contains":"aab"}"#, "aaab"), (#"{"contains":"abcabd"}"#, "abcabcabd"),
    (#"{"icontains":"ELL"}"#, "hello"), (#"{"icontains":"ÄRGER"}"#, "viel ärger"),
    (#"{"icontains":"σας"}"#, "ΣΑς"), (#"{"not-icontains":"ss"}"#, "ß"),
    (#"{"contains-all":["a","b"]}"#, "b a"), (#"{"not-contains-all":["a","b"]}"#, "a"),
    (#"{"contains-any":["x","b"]}"#, "abc"), (#"{"not-contains-any":["x","y"]}"#, "abc"),
    (#"{"icontains-all":["A","B"]}"#, "b a"), (#"{"icontains-any":["X","B"]}"#, "abc"),
    (#"{"starts-with":"he"}"#, "hello"),
    (#"{"not-starts-with":"e"}"#, "he"),
    (#"{"not-starts-with":"hello!"}"#, "hello"), (#"{"starts-with":"e"}"#, "e\u{301}"),
    (#"{"ends-with":"lo"}"#, "hello"), (#"{"not-ends-with":"lo"}"#, "hello\n"),
    (#"{"not-ends-with":"xhello"}"#, "hello"),
    (#"{"regex":"^h.*o$"}"#, "hello"), (#"{"regex":"(?i)HELLO"}"#, "hello"),
    (#"{"not-regex":"\\d"}"#, "hello"), (#"{"regex":"\\bfoo\\b"}"#, "a foo b"),
    (#""is-json""#, " [1] \n"), (#""is-json""#, "1"), (#""not-is-json""#, "```json\n1\n```"),
    (#""not-is-json""#, ""), (#""not-is-json""#, "{'a':1}"),
    (#"{"is-json":{"type":"object"}}"#, "{}"), (#"{"not-is-json":{"type":"object"}}"#, "[]"),
    (#"{"type":"is-json","value":{"required":["a"]}}"#, #"{"a":1}"#),
    (#""contains-json""#, "Here: {\"a\":1}."), (#""not-contains-json""#, "none {a} [b"),
    (#""not-contains-json""#, "12"),
    (#"{"contains-json":{"required":["b"]}}"#, #"{"a":1} {"b":1}"#),
    (#"{"not-contains-json":{"required":["c"]}}"#, #"{"a":1} {"b":1}"#),
    (#"{"json-schema":{"type":"array"}}"#, "Sure:\n```json\n[1]\n```\n"),
    (#"{"json-schema":{"type":"array"}}"#, "[]"),
    (
      #"{"type":"not-json-schema","value":{"type":"array"},"extract_fence":false}"#,
      "```json\n[1]\n```"
    ),
    (#"{"word-count":{"min":2,"max":3}}"#, "one two\tthree\n"), (#"{"word-count":2}"#, "a  b"),
    (#"{"not-word-count":2}"#, "a"), (#"{"type":"word-count","max":0}"#, " \n"),
    (#"{"type":"word-count","min":1}"#, "a\u{A0}b"),
    (#"{"length":{"max":5}}"#, "hello"), (#"{"not-length":{"max":4}}"#, "hello"),
    (#"{"length":2}"#, "e\u{301}"), (#"{"length":1}"#, "é"), (#"{"length":3}"#, "a\u{0}b"),
  ]

  @Test(arguments: passing)
  func passes(check: String, answer: String) async throws {
    let outcome = try await outcome(check, answer)
    #expect(outcome.passed, "\(outcome.explanation)")
    #expect(outcome.explanation.isEmpty)
  }

  private static let failing: [(check: String, answer: String, explanation: String)] = [
    (#"{"equals":"b"}"#, "a\u{0}\n", #"equals: the answer 'a\u{0}\n' is not 'b'"#),
    (#"{"not-equals":"a"}"#, "a", "not-equals: the answer 'a' is 'a'"),
    (#"{"equals":[1]}"#, "[2]", "equals: the answer '[2]' does not equal the JSON value '[1]'"),
    (#"{"equals":[1]}"#, "[", "equals: the answer '[' is not JSON: broken structure (byte 2)"),
    (#"{"contains":"x"}"#, "abc", "contains: the answer does not contain 'x'"),
    (#"{"not-contains":"b"}"#, "abc", "not-contains: the answer contains 'b'"),
    (
      #"{"contains-all":["a","x","y"]}"#, "abc",
      "contains-all: the answer does not contain 'x', 'y'"
    ),
    (#"{"contains-any":["x","y"]}"#, "abc", "contains-any: the answer contains none of 'x', 'y'"),
    (#"{"not-icontains-any":["A","X"]}"#, "abc", "not-icontains-any: the answer contains 'A'"),
    (#"{"starts-with":"b"}"#, "abc", "starts-with: the answer 'abc' does not start with 'b'"),
    (
      #"{"ends-with":"b"}"#, "abc", "ends-with: the answer, at its end 'abc', does not end with 'b'"
    ),
    (#"{"regex":"\\d"}"#, "abc", #"regex: '\d' matches nowhere in 'abc'"#),
    (#"{"not-regex":"b+"}"#, "abbbc", "not-regex: 'b+' matches 'bbb'"),
    (#""is-json""#, "{'a'", "is-json: the answer '{'a'' is not JSON: broken structure (byte 2)"),
    (#""not-is-json""#, "1", "not-is-json: the answer is JSON"),
    (
      #"{"is-json":{"type":"object","required":["a"]}}"#, "{}",
      "is-json: the JSON departs from the schema: <root>: Missing required property 'a'."
    ),
    (#""contains-json""#, "abc", "contains-json: the answer contains no JSON object or list"),
    (#""not-contains-json""#, "a {} b", "not-contains-json: the answer contains '{}'"),
    (
      #"{"contains-json":{"type":"array"}}"#, "a {} b {}",
      "contains-json: the JSON departs from the schema: <root>: Value type not permitted by "
        + "'type' constraint."
    ),
    (
      #"{"word-count":{"min":2,"max":3}}"#, "one",
      "word-count: the answer has 1 words, wanted are 2 to 3"
    ),
    (#"{"word-count":2}"#, "one", "word-count: the answer has 1 words, wanted are exactly 2"),
    (#"{"length":{"max":2}}"#, "abc", "length: the answer has 3 characters, wanted are at most 2"),
    (#"{"length":{"min":4}}"#, "abc", "length: the answer has 3 characters, wanted are at least 4"),
  ]

  @Test(arguments: failing)
  func fails(check: String, answer: String, explanation: String) async throws {
    let outcome = try await outcome(check, answer)
    #expect(!outcome.passed)
    #expect(outcome.explanation == explanation)
  }

  private static let mistakes: [(check: String, message: String)] = [
    (#"{"contains":5}"#, "check 'contains': 'value' is a text, not a number"),
    (#"{"contains":""}"#, "'value' is empty, which every answer would satisfy"),
    (#""contains""#, "check 'contains': 'value' is missing"),
    (#"{"contains-all":"a"}"#, "check 'contains-all': 'value' is a list, not a string"),
    (#"{"contains-any":[]}"#, "'value' is a list of at least one text"),
    (#"{"contains-any":["a",1]}"#, "'value' is a list of texts, entry 2 is a number"),
    (#"{"contains-any":[""]}"#, "'value' is a list of texts, entry 1 is an empty one"),
    (
      #"{"regex":"(a"}"#,
      "check 'regex': not a regular expression: missing closing parenthesis (character 3 of '(a')"
    ),
    (
      #"{"json-schema":{"type":"strin"}}"#,
      "the schema cannot be used: Unrecognised JSON type name 'strin'"
    ),
    (#"{"json-schema":3}"#, "'value' is a JSON Schema or the path of its file, not a number"),
    (#"{"json-schema":"none.json"}"#, "none.json: cannot read: No such file or directory"),
    (#""word-count""#, "check 'word-count': 'min' or 'max' is missing"),
    (
      #"{"word-count":{"min":3,"max":2}}"#,
      "check 'word-count': no number is at least 3 and at most 2"
    ),
    (
      #"{"word-count":{"mim":3}}"#,
      "check 'word-count': unknown option 'mim'; it has min, max; did you mean 'min'?"
    ),
    (
      #"{"type":"length","value":3,"max":2}"#,
      "check 'length': give 'value' or 'min' and 'max', not both"
    ),
    (#"{"length":-1}"#, "check 'length': no number is at least -1 and at most -1"),
    (#"{"length":{"min":0}}"#, "check 'length': every answer has at least 0"),
    (#"{"length":"5"}"#, "check 'length': 'min' is a whole number, not a string"),
    (#""latency""#, "check 'latency': give 'threshold' in milliseconds, once"),
    (#"{"latency":0}"#, "check 'latency': 'value' is above 0 milliseconds, not 0"),
    (
      #"{"type":"latency","value":1,"threshold":2}"#,
      "check 'latency': give 'threshold' in milliseconds, once"
    ),
    (
      #"{"similar":"a"}"#,
      "check 'similar' needs an embedding model: add 'embedder' under 'models', or --embedder"
    ),
    (
      #"{"type":"similar","value":"a","threshold":75}"#,
      "check 'similar': 'threshold' lies in -1...1, not 75"
    ),
    (
      #"{"llm-rubric":"polite"}"#,
      "check 'llm-rubric' needs a judge model: add 'judge' under 'models', or --judge"
    ),
    (
      #"{"type":"llm-rubric","value":"polite","threshold":2}"#,
      "check 'llm-rubric': 'threshold' lies in 0...1, not 2"
    ),
    (#"{"value":"x","threshold":1}"#, "a check needs a 'type'"),
    ("[]", "a check is {type: …, value: …}, not a list"),
    (#"{"type":3}"#, "a check's 'type' is a text, not a number"),
  ]

  @Test(arguments: mistakes)
  func refuses(check: String, message: String) throws {
    let json = try JSONValue(parsing: check)
    let error = #expect(throws: OptionError.self) {
      try CheckConfiguration(registry: .builtIn).check(json)
    }
    #expect(error?.description == message)
  }

  @Test func everyCheckHasASummary() {
    for check in Registry.builtIn.checks {
      #expect(check.summary.hasSuffix("."))
      #expect(check.name.allSatisfy { $0.isLowercase || $0 == "-" })
    }
    #expect(Set(Registry.builtIn.checks.map { $0.name }).count == 18)
  }

  @Test func readsASchemaFromAFile() async throws {
    let folder = try TemporaryDirectory()
    _ = try folder.write(#"{"type":"array"}"#, to: "schemas/list.json")
    _ = try folder.write("{", to: "broken.json")
    let checks = CheckConfiguration(registry: .builtIn, directory: folder.path)
    let check = try checks.check(["json-schema": "schemas/list.json"])
    #expect(try await check.evaluate(Prediction(text: "[]"), for: sample).passed)
    #expect(try await !check.evaluate(Prediction(text: "{}"), for: sample).passed)
    let error = #expect(throws: OptionError.self) {
      try checks.check(["json-schema": "broken.json"])
    }
    #expect(
      error?.description == "\(folder.path)/broken.json: not JSON: broken structure (byte 2)")
  }

  @Test(arguments: [
    (#"{"latency":1500}"#, 1500.0, true), (#"{"latency":1500}"#, 1500.5, false),
    (#"{"type":"latency","threshold":0.5}"#, 0.4, true), (#"{"not-latency":10}"#, 11, true),
  ])
  func judgesLatency(check: String, milliseconds: Double, passes: Bool) async throws {
    let made = try CheckConfiguration(registry: .builtIn).check(JSONValue(parsing: check))
    let prediction = Prediction(timings: Timings(total: .milliseconds(milliseconds)))
    let outcome = try await made.evaluate(prediction, for: sample)
    #expect(outcome.passed == passes)
    if !passes {
      #expect(outcome.explanation == "the answer took 1500.5 ms, 1500 ms are allowed")
    }
  }

  @Test(arguments: [#"{"latency":10}"#, #"{"not-latency":10}"#])
  func doesNotPassWhatHasNoLatency(check: String) async throws {
    let made = try CheckConfiguration(registry: .builtIn).check(JSONValue(parsing: check))
    await #expect(
      throws: ScoringError(.notMeasured, "check 'latency': the answer has no recorded time")
    ) {
      try await made.evaluate(Prediction(), for: sample)
    }
  }

  /// A pattern that is given up settles nothing: neither the check nor its opposite passes.
  @Test(arguments: ["regex", "not-regex"])
  func failsWhenAPatternIsGivenUp(check: String) async throws {
    let answer = String(repeating: "a", count: 100_000) + "!"
    let outcome = try await outcome("{\"\(check)\":\"(a+)+$\"}", answer)
    #expect(!outcome.passed)
    #expect(
      outcome.explanation == "\(check): '(a+)+$' was given up: it backtracks too much on this "
        + "answer of 100001 bytes")
  }

  private static let hostile = [
    "", "\u{0}", "\u{301}", "\u{FEFF}", "\u{202E}txt", "{", "[\"",
    String(repeating: "a", count: 1_000_000), String(repeating: "[", count: 100_000),
    String(repeating: "\u{301}", count: 100_000), String(repeating: "{\"a\":", count: 40_000),
    String(repeating: "👨‍👩‍👧‍👦", count: 40_000), String(repeating: "\"", count: 100_000),
    String(repeating: "```json\n", count: 20_000), String(repeating: "\n", count: 100_000),
  ]

  @Test(.serialized, arguments: hostile.indices)
  func survivesHostileAnswers(index: Int) async throws {
    let checks = [
      #"{"equals":"x"}"#, #"{"equals":{"x":1}}"#, #"{"icontains-all":["aaaab","x"]}"#,
      #"{"regex":"a+b"}"#, #""is-json""#, #"{"contains-json":{"type":"string"}}"#,
      #"{"json-schema":{"type":"string"}}"#, #"{"word-count":7}"#, #"{"length":999}"#,
      #"{"starts-with":"x"}"#, #"{"ends-with":"x"}"#,
    ]
    for check in checks {
      let outcome = try await outcome(check, Self.hostile[index])
      #expect(!outcome.passed)
      #expect(outcome.explanation.unicodeScalars.count < 700)
      #expect(
        !outcome.explanation.unicodeScalars.contains {
          $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
        })
    }
  }
}
