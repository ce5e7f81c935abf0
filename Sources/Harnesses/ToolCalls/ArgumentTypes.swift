internal import EvalKit

/// The types that a schema allows, as far as it says so itself.
enum ArgumentTypes {
  /// The names under `type`; `nil` when the schema does not limit the type there.
  static func names(_ schema: JSONObject) -> [String]? {
    switch schema["type"] {
    case .string(let name): [name]
    case .array(let names): names.compactMap(\.stringValue)
    default: nil
    }
  }

  /// Whether a string is allowed, also in a branch of `anyOf` or `oneOf`.
  static func allowsString(_ schema: JSONObject) -> Bool {
    if let names = names(schema) { return names.contains("string") }
    let branches = (schema["anyOf"] ?? schema["oneOf"])?.arrayValue ?? []
    if !branches.isEmpty { return branches.contains { allowsString($0.objectValue ?? .init()) } }
    return schema["enum"]?.arrayValue?.contains { $0.stringValue != nil } ?? false
  }

  /// Whether a value is of the type; a whole number is one of `number`, never the reverse.
  static func value(_ value: JSONValue, is name: String) -> Bool {
    switch (name, value) {
    case ("string", .string), ("integer", .integer), ("number", .integer), ("number", .number),
      ("boolean", .bool), ("array", .array), ("object", .object), ("null", .null):
      true
    case ("integer", .number(let number)):
      // Beyond 64 bits a whole number is kept as a fraction.
      number == number.rounded() && abs(number) >= 9.2e18
    default: false
    }
  }

  /// Whether the schema's `type` allows a value.
  static func allows(_ value: JSONValue, _ schema: JSONObject) -> Bool {
    guard let names = names(schema) else { return true }
    return names.contains { self.value(value, is: $0) }
  }

  /// `a string`, `an integer or null` ….
  static func description(_ names: [String]) -> String {
    names.map { name in
      switch name {
      case "integer": "a whole number"
      case "number": "a number"
      case "array": "a list"
      case "object": "an object"
      case "boolean": "true or false"
      case "null": "null"
      default: "a \(name)"
      }
    }.joined(separator: " or ")
  }
}
