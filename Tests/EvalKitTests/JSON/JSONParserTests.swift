import Testing

@testable import EvalKit

@Suite struct JSONParserTests {
  private static let documents: [(String, JSONValue)] = [
    ("null", .null), ("true", true), ("false", false), ("0", 0), ("-0", 0),
    ("-12", -12), (" 1 ", 1), ("1.5", 1.5), ("1e2", 100.0), ("\"\"", ""), ("[]", []),
    ("{}", [:]),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .number(9_223_372_036_854_775_808)),
    ("18446744073709551615", .number(18_446_744_073_709_551_616)),
    ("18446744073709551616", .number(18_446_744_073_709_551_616)),
    ("123456789012345678901234567890", .number(1.2345678901234568e29)),
    (#""\u00e9\n\/\ud83d\ude00""#, "é\n/😀"),
    (#""\u0000a""#, "\u{0}a"),
    (#"{"b":1,"a":[{}]}"#, ["b": 1, "a": [[:]]]),
    ("[1,\n\t2\r\n]", [1, 2]),
  ]

  @Test(arguments: documents)
  func reads(text: String, expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == expected)
  }

  @Test func keepsTheOrderAndRepetitionOfKeys() throws {
    let object = try #require(JSONValue(parsing: #"{"z":1,"a":2,"z":3}"#).objectValue)
    #expect(object.keys == ["z", "a", "z"])
    #expect(object["z"] == 3)
    #expect(object.repeatedKey == "z")
  }

  @Test(arguments: [
    ("", "empty", 0), ("  ", "empty", 2), ("{", "broken structure", 1),
    ("[1,]", "broken structure", 3), ("{\"a\" 1}", "broken structure", 5),
    ("[1 2]", "broken structure", 3), ("nul", "broken structure", 3),
    ("[01]", "broken number or structure", 2), ("[NaN]", "broken structure", 1),
    ("'a'", "broken structure", 0), ("1 2", "broken structure", 2),
    ("{\"a\":1}x", "broken structure", 7), ("[1e999]", "broken number or structure", 5),
    (#"["a"#, "a string is not closed", 3),
    ("[\"a\nb\"]", "a string has a control character", 3),
    (#"["\x"]"#, "a string has a broken escape", 3),
    (#"["\ud800"]"#, "a string has a broken escape", 8),
    ("// a\n1", "broken structure", 0), ("\u{FEFF}1", "broken structure", 0),
    ("]", "broken structure", 0), ("[}", "broken structure", 1),
    ("[1]\u{0}", "broken structure", 3), ("[1,\u{0}]", "broken structure", 3),
    ("[123456789012345678901\u{0}]", "broken number or structure", 22),
    ("[123456789012345678901,]", "broken number or structure", 23),
  ])
  func refuses(text: String, reason: String, offset: Int) {
    #expect(throws: JSONError(reason: reason, offset: offset)) { try JSONValue(parsing: text) }
  }

  @Test(arguments: [
    ([0x22, 0xFF, 0x22] as [UInt8]), [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    [0x22, 0xC0, 0x80, 0x22], [0xFE, 0xFF],
  ])
  func refusesWhatIsNoUTF8(bytes: [UInt8]) {
    #expect {
      try JSONParser().parse(bytes)
    } throws: { ($0 as? JSONError)?.reason == "the text is not valid UTF-8" }
  }

  @Test func describesItsErrors() {
    #expect(
      JSONError(reason: "a string is not closed", offset: 4).description
        == "not JSON: a string is not closed (byte 5)")
  }

  @Test func boundsTheDepth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSONValue(parsing: nested(1024))
    for text in [nested(1025), nested(500_000), String(repeating: "{\"a\":", count: 200_000)] {
      #expect {
        try JSONValue(parsing: text)
      } throws: { ($0 as? JSONError)?.reason == "nested too deeply" }
    }
  }

  @Test func canBeUsedAgainAfterAnError() throws {
    let parser = JSONParser()
    #expect(throws: JSONError.self) { try parser.parse("[") }
    #expect(try parser.parse("[1]") == [1])
    #expect(throws: JSONError.self) { try parser.parse([0xFF]) }
    #expect(try parser.parse(String(repeating: " ", count: 100_000) + "1") == 1)
  }

  @Test func readsAMegabyte() throws {
    let text = "[\"" + String(repeating: "é", count: 500_000) + "\"]"
    #expect(try JSONValue(parsing: text).arrayValue?.first?.stringValue?.utf8.count == 1_000_000)
  }
}
