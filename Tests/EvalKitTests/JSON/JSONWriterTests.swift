import Testing

@testable import EvalKit

@Suite struct JSONWriterTests {
  private static let documents: [(JSONValue, String)] = [
    (.null, "null"), (true, "true"), (.integer(.min), "-9223372036854775808"),
    (0.1, "0.1"), (1.0, "1"), (-0.0, "0"), (1e20, "1e+20"), (1.5e-7, "1.5e-07"),
    (.number(.leastNonzeroMagnitude), "5e-324"),
    (.number(.greatestFiniteMagnitude), "1.7976931348623157e+308"),
    (100_000_000_000_000.0, "100000000000000"),
    ("a\"\\\n\r\t\u{0}\u{1F}\u{7F}/é😀", #""a\"\\\n\r\t\u0000\u001f\u007f/é😀""#),
    ([], "[]"), ([:], "{}"), (["b": [1, [:]], "a": .null], #"{"b":[1,{}],"a":null}"#),
  ]

  @Test(arguments: documents)
  func writes(value: JSONValue, expected: String) throws {
    #expect(value.compact == expected)
    #expect(try JSONValue(parsing: expected).isEquivalent(to: value))
  }

  @Test func indents() {
    var writer = JSONWriter(pretty: true)
    writer.value(["a": [1, 2], "b": [:], "c": []])
    writer.newline()
    let expected = """
      {
        "a": [
          1,
          2
        ],
        "b": {},
        "c": []
      }

      """
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test func streams() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("text", "x" as String?)
    writer.field("missing", nil as Int?)
    let first = writer.takeBytes()
    writer.field("ratio", 0.25 as Double?)
    writer.field("ok", true as Bool?)
    writer.endObject()
    #expect(
      String(decoding: first + writer.takeBytes(), as: UTF8.self)
        == #"{"text":"x","missing":null,"ratio":0.25,"ok":true}"#)
    #expect(writer.bytes.isEmpty)
  }

  @Test func writesEqualDocumentsAlike() throws {
    let one = try JSONValue(parsing: #"{"b":{"d":1,"c":[{"z":1,"y":2}]},"a":"é"}"#)
    let two = try JSONValue(parsing: #"{"a":"é","b":{"c":[{"y":2,"z":1}],"d":1}}"#)
    #expect(one.canonical == #"{"a":"é","b":{"c":[{"y":2,"z":1}],"d":1}}"#)
    #expect(one.canonical == two.canonical)
    #expect(one.compact != two.compact)
  }

  /// Code point order, in which `Z` stands before `a` and U+FFFD before U+1F600.
  @Test func ordersKeysByCodePoints() {
    let value: JSONValue = ["a": 1, "Z": 2, "\u{1F600}": 3, "\u{FFFD}": 4, "": 5]
    #expect(value.canonical == "{\"\":5,\"Z\":2,\"a\":1,\"\u{FFFD}\":4,\"\u{1F600}\":3}")
  }
}
