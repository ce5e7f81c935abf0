/// A JSON document in memory; object members keep the order in which they were written.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A finite number with a fraction or an exponent, or an integer beyond 64 bits.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// The text when this is a string.
  public var stringValue: String? { if case .string(let text) = self { text } else { nil } }

  /// The number when this is one; integers beyond 2^53 are rounded.
  public var doubleValue: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The number when it is whole and fits.
  public var intValue: Int? {
    switch self {
    case .integer(let value): Int(exactly: value)
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The truth value when this is one.
  public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The elements when this is an array.
  public var arrayValue: [JSONValue]? { if case .array(let all) = self { all } else { nil } }

  /// The members when this is an object.
  public var objectValue: JSONObject? { if case .object(let all) = self { all } else { nil } }

  /// The member of that name, or `nil` when this is no object or has none.
  public subscript(key: String) -> JSONValue? { objectValue?[key] }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// What kind of value this is, for messages: `a string`, `an object` ….
  public var kindDescription: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }
}

/// The members of a JSON object in the order in which they were written.
///
/// Look-up is linear: objects here are small. Equality ignores the order, as JSON does.
public struct JSONObject: Sendable, Equatable {
  /// One key with its value.
  public struct Member: Sendable, Equatable {
    public var key: String
    public var value: JSONValue

    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  public var members: [Member]

  public init(_ members: [Member] = []) { self.members = members }

  /// The last member of that name, as most JSON readers do with a repeated key.
  ///
  /// Setting replaces it in place or appends; setting `nil` removes every member of that name.
  public subscript(key: String) -> JSONValue? {
    get { members.last { $0.key == key }?.value }
    set {
      guard let newValue else { return members.removeAll { $0.key == key } }
      if let index = members.lastIndex(where: { $0.key == key }) {
        members[index].value = newValue
      } else {
        members.append(Member(key: key, value: newValue))
      }
    }
  }

  public var keys: [String] { members.map(\.key) }
  public var isEmpty: Bool { members.isEmpty }

  /// The first key that occurs twice, if any.
  public var repeatedKey: String? {
    var seen: Set<String> = []
    return members.first { !seen.insert($0.key).inserted }?.key
  }

  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count
      && left.members.allSatisfy { right[$0.key] == $0.value }
      && (left.repeatedKey == nil || right.members.allSatisfy { left[$0.key] == $0.value })
  }
}
