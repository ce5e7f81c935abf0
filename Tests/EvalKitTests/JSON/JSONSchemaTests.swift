import Testing

@testable import EvalKit

@Suite(.timeLimit(.minutes(10))) struct JSONSchemaTests {
  @Test(arguments: [
    (#"{"type":"object"}"#, #"{}"#, true),
    (#"{"type":"object"}"#, #"[]"#, false),
    (#"{"type":"object","required":["a"]}"#, #"{"b":1}"#, false),
    (#"{"type":"integer","minimum":3}"#, "3", true),
    (#"{"type":"integer","minimum":3}"#, "2", false),
    (#"{"enum":["a",1]}"#, "1", true),
    (#"{"enum":["a",1]}"#, "2", false),
    (#"{"const":{"a":1}}"#, #"{"a":1}"#, true),
    ("true", "1", true),
    ("false", "1", false),
    (#"{"not":{"type":"string"}}"#, #""a""#, false),
    (#"{"oneOf":[{"type":"string"},{"minLength":2}]}"#, #""ab""#, false),
    (#"{"propertyNames":{"pattern":"^[a-z]+$"}}"#, #"{"ab":1}"#, true),
    (#"{"propertyNames":{"pattern":"^[a-z]+$"}}"#, #"{"ab":1,"A":2}"#, false),
    (#"{"patternProperties":{"^x":{"type":"integer"}}}"#, #"{"x1":1,"y":"a"}"#, true),
    (#"{"patternProperties":{"^x":{"type":"integer"}}}"#, #"{"x1":"a"}"#, false),
    (#"{"patternProperties":{"^x":{}},"additionalProperties":false}"#, #"{"x":1}"#, true),
    (#"{"patternProperties":{"^x":{}},"additionalProperties":false}"#, #"{"y":1}"#, false),
    (#"{"properties":{"pattern":{"type":"string"}}}"#, #"{"pattern":"("}"#, true),
    (#"{"enum":[{"pattern":"("}]}"#, #"{"pattern":"("}"#, true),
    (#"{"pattern":"^a$"}"#, #""a""#, true),
    (#"{"pattern":"^a$"}"#, #""a\n""#, false),
    (#"{"pattern":"b"}"#, #""abc""#, true),
    (#"{"pattern":"^\\u00e9\\d+$"}"#, #""é12""#, true),
    (#"{"pattern":"^.$"}"#, #""😀""#, true),
    (#"{"pattern":"a"}"#, "12", true),
    (#"{"uniqueItems":true}"#, "[1,2,3]", true),
    (#"{"uniqueItems":true}"#, "[1,2,1.0]", false),
    (#"{"uniqueItems":true}"#, #"[1,"1",true,null,[1],{"a":1},[],{},""]"#, true),
    (#"{"uniqueItems":true}"#, #"[{"a":1,"b":[1]},{"b":[1.0],"a":1}]"#, false),
    (#"{"uniqueItems":true}"#, #"[["a","b"],["a,b"],["ab"]]"#, true),
    (#"{"format":"date"}"#, #""2024-02-29""#, true),
    (#"{"format":"date"}"#, #""2024-02-31""#, false),
    (#"{"format":"date"}"#, #""2024-13-01""#, false),
    (#"{"format":"date"}"#, "12", true),
    (#"{"format":"time"}"#, #""10:00:00+02:00""#, true),
    (#"{"format":"time"}"#, #""10:00""#, false),
    (#"{"format":"date-time"}"#, #""2024-02-29T10:00:00.5Z""#, true),
    (#"{"format":"date-time"}"#, #""2024-02-29 10:00:00Z""#, false),
    (#"{"format":"no-such-format"}"#, #""x""#, true),
  ])
  func judges(schema: String, document: String, isValid: Bool) throws {
    let violations = try JSONSchema(JSONValue(parsing: schema)).violations(inText: document)
    #expect(violations.isEmpty == isValid, "\(violations)")
  }

  @Test func saysWhere() throws {
    let schema = try JSONSchema([
      "properties": ["a": ["type": "array", "items": ["type": "integer"]]]
    ])
    let found = schema.violations(in: ["a": [1, "x"]])
    #expect(found.first?.path == "<root>[a][1]")
    #expect(found.first?.message == "Value type not permitted by 'type' constraint.")
  }

  @Test(arguments: [
    (#"{"type":"strin"}"#, "Unrecognised JSON type name 'strin'"),
    (
      #"{"properties":{"x":{"pattern":"a("}}}"#,
      "the pattern 'a(' is no regular expression: missing closing parenthesis (byte 3)"
    ),
    (
      #"{"patternProperties":{"[":{}}}"#,
      "the pattern '[' is no regular expression: missing terminating ] for character class (byte 2)"
    ),
  ])
  func refusesABrokenSchema(schema: String, message: String) {
    #expect {
      try JSONSchema(JSONValue(parsing: schema))
    } throws: { "\($0)" == message }
  }

  /// Texts that overflow the stack of std::regex, or take valijson minutes.
  @Test(
    .serialized,
    arguments: [
      (#"{"pattern":"^(a|b)*$"}"#, "\"", "a", "\""),
      (#"{"pattern":"^(a+)+$"}"#, "\"", "a", "!\""),
      (#"{"patternProperties":{"^(a|b)*$":{}}}"#, "{\"", "a", "\":1}"),
      (#"{"propertyNames":{"pattern":"^(a|b)*$"}}"#, "{\"", "a", "\":1}"),
      (#"{"format":"date"}"#, "\"", "1", "-01-01\""),
      (#"{"type":"object"}"#, "", "[", ""),
      (#"{"items":{"pattern":"^(a+)+$"}}"#, "[", #""aaaaaaaaaaaaaaaaaaaaaaaa!","#, "1]"),
      (#"{"uniqueItems":true}"#, "[", "1,", "1]"),
      (#"{"type":"integer"}"#, "1", "\u{0}", ""),
    ])
  func survivesHostileDocuments(
    schema: String, start: String, unit: String, end: String
  ) throws {
    let document = start + String(repeating: unit, count: 300_000 / unit.utf8.count) + end
    #expect(try !JSONSchema(JSONValue(parsing: schema)).violations(inText: document).isEmpty)
  }

  @Test func comparesManyItems() throws {
    let schema = try JSONSchema(["uniqueItems": true])
    let document = "[" + (0..<150_000).map(String.init).joined(separator: ",") + "]"
    #expect(schema.violations(inText: document).isEmpty)
  }

  @Test func followsARecursiveSchemaDown() throws {
    let schema = try JSONSchema([
      "$ref": "#/definitions/n",
      "definitions": ["n": ["type": "array", "items": ["$ref": "#/definitions/n"]]],
    ])
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(schema.violations(inText: nested(1024)).isEmpty)
    #expect(schema.violations(inText: nested(1025)).first?.message == "nested too deeply")
  }
}
