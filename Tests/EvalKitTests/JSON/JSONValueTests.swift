import Testing

@testable import EvalKit

@Suite struct JSONValueTests {
  @Test(arguments: [
    ("1", "1.0", true), ("1", "1e0", true), ("0", "-0.0", true), ("1", "2", false),
    ("9007199254740993", "9007199254740992.0", false), ("1", "\"1\"", false),
    ("1", "true", false), ("null", "false", false),
    (#"{"a":1,"b":[2]}"#, #"{"b":[2.0],"a":1}"#, true), (#"{"a":1}"#, #"{"a":1,"b":2}"#, false),
    ("[1,2]", "[2,1]", false), ("[]", "{}", false),
    (#"{"a":1,"a":1}"#, #"{"a":1,"b":2}"#, false), (#"{"a":1,"a":2}"#, #"{"a":2}"#, false),
    ("\"\u{E9}\"", "\"e\u{301}\"", false),
  ])
  func comparesByMeaning(left: String, right: String, isEqual: Bool) throws {
    let (left, right) = (try JSONValue(parsing: left), try JSONValue(parsing: right))
    #expect(left.isEquivalent(to: right) == isEqual)
    #expect(right.isEquivalent(to: left) == isEqual)
    if !isEqual, left != right { #expect(right != left) }
  }

  @Test func equalityIsSymmetricWithRepeatedKeys() throws {
    let repeated = try JSONValue(parsing: #"{"a":1,"a":1}"#)
    let plain = try JSONValue(parsing: #"{"a":1,"b":2}"#)
    #expect(plain != repeated)
    #expect(repeated != plain)
  }

  @Test func comparesManyMembersQuickly() throws {
    let members = (0..<20_000).map { "\"k\($0)\":\($0)" }
    let left = try JSONValue(parsing: "{" + members.joined(separator: ",") + "}")
    let right = try JSONValue(parsing: "{" + members.reversed().joined(separator: ",") + "}")
    #expect(left.isEquivalent(to: right))
  }

  @Test func givesItsContent() {
    #expect(JSONValue.string("a").stringValue == "a")
    #expect(JSONValue.integer(3).doubleValue == 3)
    #expect(JSONValue.number(3).intValue == 3)
    #expect(JSONValue.number(3.5).intValue == nil)
    #expect(JSONValue.number(1e300).intValue == nil)
    #expect(JSONValue.bool(true).intValue == nil)
    #expect((["a": .null] as JSONValue)["a"] == .null)
    #expect((["a": .null] as JSONValue)["b"] == nil)
    #expect(([] as JSONValue)["a"] == nil)
  }

  @Test func setsAndRemovesMembers() {
    var object = JSONObject([.init(key: "a", value: 1), .init(key: "b", value: 2)])
    object["a"] = 3
    object["c"] = 4
    #expect(JSONValue.object(object).compact == #"{"a":3,"b":2,"c":4}"#)
    object["b"] = nil
    #expect(object.keys == ["a", "c"])
  }

  @Test func foldsCompositionNowhere() throws {
    let composed = JSONObject([.init(key: "\u{E9}", value: 1)])
    #expect(try JSONValue(parsing: "{\"e\u{301}\":1}").isEquivalent(to: .object(composed)) == false)
  }
}
