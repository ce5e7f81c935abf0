import EvalKit
import Testing

@testable import Harnesses

@Suite struct ToolCallsHarnessTests {
  private static let tools: [JSONValue] = [
    [
      "type": "function",
      "function": [
        "name": "search_text",
        "parameters": [
          "type": "object",
          "properties": [
            "pattern": ["type": "string"],
            "limit": ["type": "integer", "minimum": 1, "maximum": 100],
            "ratio": ["type": "number"], "mode": ["type": "string", "enum": ["fast", "exact"]],
            "paths": ["type": "array", "items": ["type": "string"], "minItems": 1],
            "name": ["type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"],
            "range": [
              "type": "object",
              "properties": ["from": ["type": "integer"], "to": ["type": "integer"]],
              "required": ["from"],
            ], "extra": ["type": "object"],
          ], "required": ["pattern"],
        ],
      ],
    ], ["name": "math.factorial", "input_schema": ["type": "dict", "properties": [:]]],
  ]

  private func sample(_ target: JSONValue) -> Sample {
    Sample(id: "s", input: .text(""), target: target, tools: Self.tools)
  }

  private func score(
    _ target: JSONValue, _ calls: (String, JSONValue)..., match: String = "bfcl"
  ) async throws -> Score {
    let harness = ToolCallsHarnessMaker.harness(match: match)
    try harness.validate(sample(target))
    return try await harness.score(
      Prediction(toolCalls: calls.map { ToolCall(name: $0.0, arguments: $0.1.compact) }),
      for: sample(target))
  }

  private static let target: JSONValue = [
    [
      "name": "search_text",
      "arguments": ["pattern": ["a b"], "limit": [5, ""], "ratio": [1, ""]],
    ]
  ]

  @Test(
    arguments: [
      (["pattern": "a b"], ""), (["pattern": "A-B"], ""), (["pattern": "ab", "limit": 5], ""),
      (["pattern": "a b", "ratio": 1.0], ""), (["pattern": "a b", "ratio": 1], ""),
      (["pattern": "c"], #"search_text: 'pattern' is "c", expected "a b""#),
      (["limit": 5], "search_text: the required parameter 'pattern' is missing"),
      (["pattern": 1], "search_text: 'pattern' must be a string, not a number like 1"),
      (
        ["pattern": "a b", "limit": 5.5],
        "search_text: 'limit' must be a whole number, not a number like 5.5"
      ),
      (
        ["pattern": "a b", "limit": "5"],
        "search_text: 'limit' must be a whole number, not a string"
      ),
      (
        ["pattern": "a b", "limit": true],
        "search_text: 'limit' must be a whole number, not a boolean"
      ),
      (
        ["pattern": "a b", "limit": .null], "search_text: 'limit' must be a whole number, not null"
      ),
      (["pattern": "a b", "limit": 6], "search_text: 'limit' is 6, expected 5"),
      (
        ["pattern": "a b", "limits": 5],
        "search_text: there is no parameter 'limits'; did you mean 'limit'?"
      ),
      (
        ["pattern": "a b", "mode": "Fast"],
        #"search_text: 'mode' is "Fast", which is none of "fast", "exact"; did you mean 'fast'?"#
      ),
      (
        ["pattern": "a b", "mode": "fast"], #"search_text: 'mode' was not expected, but is "fast""#
      ),
      (
        ["pattern": "a b", "paths": ["x", 1]],
        "search_text: 'paths[1]' must be a string, not a number like 1"
      ),
      (
        ["pattern": "a b", "range": ["to": "1", "by": 2]],
        "search_text: the required parameter 'range.from' is missing; "
          + "search_text: 'range.to' must be a whole number, not a string; "
          + "search_text: there is no parameter 'range.by'"
      ),
    ] as [(JSONValue, String)])
  func comparesArguments(arguments: JSONValue, explanation: String) async throws {
    let score = try await score(Self.target, ("search_text", arguments))
    #expect(score.explanation == explanation)
    #expect(score.passed == explanation.isEmpty)
  }

  @Test(
    arguments: [
      (["pattern": "a b", "limit": 101], "search_text: 'limit': "),
      (["pattern": "a b", "paths": []], "search_text: 'paths': "),
      (["pattern": "a b", "name": "No"], "search_text: 'name': "),
    ] as [(JSONValue, String)])
  func asksTheSchemaForTheRest(arguments: JSONValue, start: String) async throws {
    let score = try await score(Self.target, ("search_text", arguments))
    #expect(score.explanation.hasPrefix(start), "\(score.explanation)")
    #expect(score.measures["schema_valid"] == .value(0))
  }

  @Test func bearsALongTextUnderAPattern() async throws {
    let long = JSONValue.string(String(repeating: "a-", count: 500_000) + "!")
    let score = try await score(Self.target, ("search_text", ["pattern": "a b", "name": long]))
    #expect(score.measures["schema_valid"] == .value(0))
  }

  @Test func exactStringsDifferInCaseAndMarks() async throws {
    let loose: JSONValue = ["pattern": "A-B"]
    #expect(try await score(Self.target, ("search_text", loose), match: "exact").passed == false)
    let same: JSONValue = ["pattern": "a b"]
    #expect(try await score(Self.target, ("search_text", same), match: "exact").passed == true)
  }

  /// By hand after BFCL's `standardize_string`.
  @Test(arguments: [
    ("April 1, 2024", "april 1 2024", true), ("New-York_City", "newyorkcity", true),
    ("it's", "IT\"S", true), ("a/b.c*d^e", "abcde", true), ("a:b", "ab", false),
    ("a\tb", "ab", false), ("", "", true), ("./", "", false), (".", "/", false), ("é", "É", true),
  ])
  func foldsStringsAsBFCLDoes(left: String, right: String, expected: Bool) {
    #expect(StringMatch.bfcl.matches(left, right) == expected)
  }

  @Test func comparesNestedValues() async throws {
    let target: JSONValue = [
      [
        "name": "search_text",
        "arguments": [
          "pattern": ["x"], "paths": [["a", "b"], ["b", "a"]],
          "range": [["from": [1, 2], "to": ["", 9]]], "extra": [["list": ["p", "q"], "n": 1]],
        ],
      ]
    ]
    func score(_ changes: (String, JSONValue)...) async throws -> Score {
      var arguments: JSONObject = JSONObject([
        .init(key: "pattern", value: "x"), .init(key: "paths", value: ["b", "a"]),
        .init(key: "range", value: ["from": 2]),
        .init(key: "extra", value: ["list": ["p", "q"], "n": 1]),
      ])
      for (key, value) in changes { arguments[key] = value }
      return try await self.score(target, ("search_text", .object(arguments)))
    }
    #expect(try await score().passed == true)
    #expect(try await score(("extra", ["list": "q", "n": 1])).passed == true)
    #expect(
      try await score(("range", ["from": 3])).explanation
        == "search_text: in 'range' 'from' is 3, expected one of 1, 2")
    #expect(
      try await score(("paths", ["a", "c"])).explanation
        == #"search_text: 'paths' is ["a","c"], expected one of ["a","b"], ["b","a"]"#)
    #expect(try await score(("extra", ["list": ["p"], "n": 1])).passed == false)
    #expect(try await score(("range", ["from": 1, "to": 8])).passed == false)
  }

  @Test func takesDotsAndUnderscoresInNamesAsTheSame() async throws {
    let target: JSONValue = [["math.factorial": [:]]]
    #expect(try await score(target, ("math_factorial", [:])).passed == true)
    #expect(try await score(target, ("math.factorial", [:])).passed == true)
    #expect(
      try await score(target, ("math-factorial", [:])).explanation
        == "unknown tool 'math-factorial'; did you mean 'math.factorial'?")
  }

  private static let parallel: JSONValue = [
    [
      ["search_text": ["pattern": ["a", "b"]]], ["search_text": ["pattern": ["a"]]],
      ["math.factorial": [:]],
    ]
  ]

  @Test func matchesSeveralCallsInAnyOrder() async throws {
    let score = try await score(
      Self.parallel, ("math.factorial", [:]), ("search_text", ["pattern": "a"]),
      ("search_text", ["pattern": "b"]))
    #expect(score.passed == true, "\(score.explanation)")
    let wrong = try await self.score(
      Self.parallel, ("math.factorial", [:]), ("search_text", ["pattern": "a"]),
      ("search_text", ["pattern": "c"]))
    #expect(wrong.explanation == #"search_text: 'pattern' is "c", expected "a""#)
  }

  @Test func countsCalls() async throws {
    let call: (String, JSONValue) = ("search_text", ["pattern": "a b"])
    #expect(
      try await score(Self.target, call, call).explanation == "made 2 calls, one was expected")
    #expect(try await score(Self.target).explanation == "no tool call found")
    #expect(
      try await score(Self.parallel, call).explanation == "made 1 call, 3 were expected")
    #expect(try await score([[]], call).explanation == "made 1 call, none was expected")
  }

  @Test func theClosestAlternativeExplains() async throws {
    let target: JSONValue = [
      ["math.factorial": [:]], ["search_text": ["pattern": "x"]],
      ["search_text": ["pattern": "y", "limit": 2]],
    ]
    #expect(try await score(target, ("search_text", ["pattern": "x"])).passed == true)
    #expect(
      try await score(target, ("search_text", ["pattern": "y", "limit": 3])).explanation
        == "search_text: 'limit' is 3, expected 2")
  }

  @Test func measuresEachStep() async throws {
    func measures(_ calls: (String, JSONValue)...) async throws -> [String: MeasureValue] {
      let sample = sample(Self.target)
      return try await ToolCallsHarnessMaker.harness().score(
        Prediction(toolCalls: calls.map { ToolCall(name: $0.0, arguments: $0.1.compact) }),
        for: sample
      ).measures
    }
    func expected(_ found: Double, _ valid: Double, _ correct: Double) -> [String: MeasureValue] {
      [
        "call_found": .value(found), "schema_valid": .value(valid), "call_correct": .value(correct),
      ]
    }
    #expect(try await measures() == expected(0, 0, 0))
    #expect(try await measures(("search_text", ["limit": 1])) == expected(1, 0, 0))
    #expect(try await measures(("search_text", ["pattern": "z"])) == expected(1, 1, 0))
    #expect(try await measures(("search_text", ["pattern": "a b"])) == expected(1, 1, 1))
    let none = try await score([[]])
    #expect(none.passed == true)
    #expect(none.measures["call_found"] == .missing(reason: "no call was expected"))
  }

  @Test(
    arguments: [
      (.null, "'target' is a list of accepted calls, not null"),
      ([], "'target' is a list of accepted calls, not an empty list"),
      (["search_text"], "an expected call is an object, not a string"),
      (
        [["name": "search_text", "args": [:]]],
        "an expected call has 'name' and an object 'arguments', not 'args'"
      ),
      (
        [["search_txt": ["pattern": "a"]]],
        "the target's tool 'search_txt' is not offered; did you mean 'search_text'?"
      ),
      (
        [["search_text": ["pattern": "a", "limits": 1]]],
        "the target's parameter 'limits' is none of search_text; did you mean 'limit'?"
      ),
      (
        [["search_text": ["limit": 1]]],
        "the target lacks the required parameter 'pattern' of search_text"
      ),
      (
        [["search_text": ["pattern": "a", "paths": ["a"]]]],
        "the target's 'paths' of search_text must be a list, and no accepted value is; "
          + "write a list of accepted values"
      ),
      ([["search_text": ["pattern": []]]], "'pattern' of search_text accepts no value"),
    ] as [(JSONValue, String)])
  func refusesTargetsThatCannotBeMet(target: JSONValue, message: String) {
    #expect(throws: SampleError(message, key: "target")) {
      try ToolCallsHarnessMaker.harness().validate(sample(target))
    }
  }

  @Test func refusesToolsThatCannotBeUsed() {
    let harness = ToolCallsHarnessMaker.harness()
    var sample = sample(Self.target)
    sample.tools = []
    #expect(throws: SampleError.self) { try harness.validate(sample) }
    sample.tools = ["search_text"]
    #expect(throws: SampleError.self) { try harness.validate(sample) }
    sample.tools = [["name": "search_text", "parameters": ["type": "object", "properties": 1]]]
    #expect(throws: SampleError.self) { try harness.validate(sample) }
  }

  private func check(_ value: JSONValue) throws -> any Check {
    try CheckConfiguration(registry: Registry(checks: [ToolCallCheck.self])).check(value)
  }

  @Test func theCheckTakesItsCallsOrTheTarget() async throws {
    let prediction = Prediction(text: "[search_text(pattern='a b')]")
    let sample = sample(Self.target)
    #expect(try await check("tool-call").evaluate(prediction, for: sample).passed)
    #expect(try await !check("not-tool-call").evaluate(prediction, for: sample).passed)
    let other = try check(["tool-call": [["search_text": ["pattern": "c"]]]])
    #expect(
      try await other.evaluate(prediction, for: sample)
        == CheckOutcome(
          passed: false, explanation: #"search_text: 'pattern' is "a b", expected "c""#))
    #expect(throws: OptionError.self) { try check(["tool-call": []]) }
    #expect(throws: OptionError.self) { try check(["type": "tool-call", "values": []]) }
  }

  @Test func longAnswersStayShortInExplanations() async throws {
    let many = (0..<20_000).map { JSONObject.Member(key: "p\($0)", value: "x") }
    let score = try await score(
      Self.target, ("search_text", .object(JSONObject(many))),
      (String(repeating: "n", count: 500_000), [:]))
    #expect(score.passed == false)
    #expect(score.explanation.utf8.count < 2000)
  }
}
