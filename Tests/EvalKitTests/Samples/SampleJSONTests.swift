import Testing

@testable import EvalKit

@Suite struct SampleJSONTests {
  @Test func readsEveryField() throws {
    let json = #"""
      {"id":"s1","input":"Who?","target":["Ada","Ada Lovelace"],"category":"people",
       "metadata":{"year":1843},"prefix":"a(","suffix":")","tools":["find",{"name":"f"}],
       "tests":{"x":1},"checks":["is-json",{"contains":"x"}]}
      """#
    let sample = try Sample(JSONValue(parsing: json))
    #expect(sample.id == "s1")
    #expect(sample.input == .text("Who?"))
    #expect(sample.targets == ["Ada", "Ada Lovelace"])
    #expect(sample.category == "people")
    #expect(sample.metadata["year"] == 1843)
    #expect(sample.prefix == "a(")
    #expect(sample.suffix == ")")
    #expect(sample.tools == ["find", ["name": "f"]])
    #expect(sample.tests == ["x": 1])
    #expect(sample.checks == ["is-json", ["contains": "x"]])
  }

  @Test func readsAConversation() throws {
    let json = #"""
      {"id":7,"input":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}]}
      """#
    let sample = try Sample(JSONValue(parsing: json))
    #expect(sample.id == "7")
    #expect(sample.input == .messages([Message(.system, "Be brief."), Message(.user, "Hi")]))
    #expect(sample.inputText == "Hi")
    #expect(sample.targets.isEmpty)
  }

  @Test(arguments: [
    (#"{"id":"a","prefix":"def f("}"#, Sample(id: "a", input: .text(""), prefix: "def f(")),
    (#"{"id":"a","input":""}"#, Sample(id: "a", input: .text(""))),
    (
      #"{"id":"a","input":"b","target":null,"category":null,"metadata":null,"tools":null}"#,
      Sample(id: "a", input: .text("b"))
    ),
    (
      #"{"id":"a","input":"b","target":{"x":1}}"#,
      Sample(id: "a", input: .text("b"), target: ["x": 1])
    ),
  ])
  func readsShortForms(json: String, expected: Sample) throws {
    #expect(try Sample(JSONValue(parsing: json)) == expected)
  }

  private static let keys =
    "id, input, target, category, metadata, prefix, suffix, tools, tests, checks"

  private static let errors: [(json: String, message: String, key: String?)] = [
    ("[]", "a sample is an object, not a list", nil),
    ("12", "a sample is an object, not a number", nil),
    (#"{"input":"a"}"#, "a sample needs an 'id'", nil),
    (#"{"id":"","input":"a"}"#, "'id' is a text of 1 to 256 characters, not a string", "id"),
    (#"{"id":1.5,"input":"a"}"#, "'id' is a text of 1 to 256 characters, not a number", "id"),
    (#"{"id":null,"input":"a"}"#, "'id' is a text of 1 to 256 characters, not null", "id"),
    (#"{"id":"a"}"#, "a sample needs an 'input' (text or messages) or a 'prefix'", nil),
    (#"{"id":"a","input":1}"#, "'input' is a text or a list of messages, not a number", "input"),
    (#"{"id":"a","input":[]}"#, "'input' has no message", "input"),
    (
      #"{"id":"a","input":[{"role":"bot","content":"x"}]}"#,
      "a message is {\"role\": …, \"content\": text}; roles are system, developer, user, "
        + "assistant, tool", "input"
    ),
    (
      #"{"id":"a","input":["x"]}"#,
      "a message is {\"role\": …, \"content\": text}; roles are system, developer, user, "
        + "assistant, tool", "input"
    ),
    (
      #"{"id":"a","inptu":"x"}"#,
      "unknown key 'inptu'; a sample has \(keys); did you mean 'input'?; other fields go under "
        + "'metadata'", "inptu"
    ),
    (
      #"{"id":"a","input":"x","difficulty":3}"#,
      "unknown key 'difficulty'; a sample has \(keys); other fields go under 'metadata'",
      "difficulty"
    ),
    (#"{"id":"a","id":"b","input":"x"}"#, "key 'id' occurs twice", "id"),
    (
      #"{"id":"a","input":"x","target":[]}"#,
      "'target' is an empty list; leave it out or name an answer", "target"
    ),
    (#"{"id":"a","input":"x","metadata":[]}"#, "'metadata' is an object, not a list", "metadata"),
    (#"{"id":"a","input":"x","category":3}"#, "'category' is a text, not a number", "category"),
    (#"{"id":"a","input":"x","prefix":{}}"#, "'prefix' is a text, not an object", "prefix"),
    (#"{"id":"a","input":"x","tools":"f"}"#, "'tools' is a list, not a string", "tools"),
    (#"{"id":"a","input":"x","checks":true}"#, "'checks' is a list, not a boolean", "checks"),
  ]

  @Test(arguments: errors)
  func refuses(json: String, message: String, key: String?) {
    #expect(throws: SampleError(message, key: key)) { try Sample(JSONValue(parsing: json)) }
  }

  @Test func refusesALongIdentifier() throws {
    let id = String(repeating: "é", count: 256)
    #expect(try Sample(["id": .string(id), "input": ""]).id == id)
    #expect(throws: SampleError.self) { try Sample(["id": .string(id + "x"), "input": ""]) }
  }
}
