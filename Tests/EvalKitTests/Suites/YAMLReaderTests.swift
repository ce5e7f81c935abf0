import Testing

@testable import EvalKit

@Suite struct YAMLReaderTests {
  private func read(_ text: String) throws -> YAMLNode {
    var reader = YAMLReader(Array(text.utf8))
    return try reader.document()
  }

  private static let documents: [(String, JSONValue)] = [
    ("1", 1), ("-1", -1), ("+1", 1), ("0x10", "0x10"), ("1_000", "1_000"), ("1.5", 1.5),
    ("1e3", 1000.0), (".5", 0.5), ("1.", 1.0), ("007", 7),
    ("9223372036854775808", 9.2233720368547758e18),
    (".inf", ".inf"), (".nan", ".nan"), ("-", [.null]), ("--- 1", 1), ("1e999", "1e999"),
    ("true", true), ("False", false), ("yes", "yes"), ("on", "on"), ("No", "No"),
    ("null", .null), ("~", .null), ("\"\"", ""), ("''", ""), ("'1'", "1"), ("\"true\"", "true"),
    ("!!str 1", "1"), ("2024-01-01", "2024-01-01"), ("1:30", "1:30"), ("a: ", ["a": .null]),
    ("[1, a, null]", [1, "a", .null]), ("{a: 1, \"b\": [x]}", ["a": 1, "b": ["x"]]),
    ("a: 1\nb:\n  - x\n  - y: 2\n", ["a": 1, "b": ["x", ["y": 2]]]),
    ("a: |\n  one\n  two\n", ["a": "one\ntwo\n"]), ("a: >-\n  one\n  two\n", ["a": "one two"]),
    ("a: &x {b: 1}\nc: *x\n", ["a": ["b": 1], "c": ["b": 1]]),
    ("1: a\ntrue: b\n", ["1": "a", "true": "b"]),
    ("\u{FEFF}a: é # comment\n", ["a": "é"]), ("{\"a\": \"\\u00e9\\n\"}", ["a": "é\n"]),
  ]

  @Test(arguments: documents)
  func reads(text: String, expected: JSONValue) throws {
    #expect(try read(text).json == expected)
  }

  @Test(arguments: [
    ("", 1, 1, "the file is empty"), ("# only a comment\n", 1, 1, "the file is empty"),
    ("a: 1\n---\nb: 2\n", 2, 1, "only one document is allowed in a file"),
    ("a: [1, 2", 2, 1, "not YAML: did not find expected ',' or ']' while parsing a flow sequence"),
    (
      "a: 1\n\tb: 2\n", 2, 1,
      "not YAML: found a tab character that violates indentation while scanning a plain scalar"
    ),
    ("a: b: c\n", 1, 5, "not YAML: mapping values are not allowed in this context"),
    ("a: *x\n", 1, 4, "unknown alias '*x'"), ("a: &x [*x]\n", 1, 8, "unknown alias '*x'"),
    ("a: !!binary x\n", 1, 4, "the tag 'tag:yaml.org,2002:binary' is not allowed"),
    ("a: !python/object x\n", 1, 4, "the tag '!python/object' is not allowed"),
    ("[a]: 1\n", 1, 1, "a key must be a word"), ("? {a: 1}\n: 1\n", 1, 3, "a key must be a word"),
    ("a: \"x\n", 2, 1, "not YAML: found unexpected end of stream while scanning a quoted scalar"),
    ("a: \u{1}\n", 0, 0, "not YAML: control characters are not allowed"),
  ])
  func refuses(text: String, line: Int, column: Int, message: String) {
    let error = #expect(throws: YAMLReader.Problem.self) { try read(text) }
    #expect(error?.message == message)
    if line > 0 { #expect(error?.place == .init(line: line, column: column)) }
  }

  @Test func refusesBytesThatAreNoUTF8() {
    let error = #expect(throws: YAMLReader.Problem.self) {
      var reader = YAMLReader(Array("a: ".utf8) + [0xFF])
      _ = try reader.document()
    }
    #expect(error?.message == "not YAML: invalid leading UTF-8 octet")
  }

  @Test func stopsAtABombOfAnchors() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let error = #expect(throws: YAMLReader.Problem.self) { try read(text) }
    #expect(error?.message == "the document is too large or too deeply nested")
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func stopsAtDeepNesting(unit: String) {
    let text = String(repeating: unit, count: 10_000)
    #expect(throws: YAMLReader.Problem.self) { try read(text) }
  }

  @Test func keepsPlaces() throws {
    let root = try read("é: 1\nlist:\n  - {a: 1}\n  - text\n")
    #expect(root["é"]?.place == .init(line: 1, column: 4))
    #expect(
      root["list"]?.elements?.map(\.place) == [
        .init(line: 3, column: 5), .init(line: 4, column: 5),
      ])
    #expect(root["list"]?.elements?.first?["a"]?.place == .init(line: 3, column: 9))
  }
}
