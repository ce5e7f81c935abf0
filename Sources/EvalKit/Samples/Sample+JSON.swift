/// What is wrong with one sample, without its place.
public struct SampleError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The key it is about, when there is one; it serves to find the column.
  public var key: String?
  public var description: String

  public init(_ description: String, key: String? = nil) {
    self.description = description
    self.key = key
  }
}

extension Sample {
  /// The keys of a sample; anything else goes under `metadata`.
  public static let keys = [
    "id", "input", "target", "category", "metadata", "prefix", "suffix", "tools", "tests",
    "checks",
  ]

  /// Decodes one sample.
  ///
  /// - Throws: ``SampleError`` for a missing or empty id, an unknown or repeated key, or a value
  ///   of the wrong kind.
  public init(_ json: JSONValue) throws(SampleError) {
    guard let object = json.objectValue else {
      throw SampleError("a sample is an object, not \(json.kindDescription)")
    }
    if let key = object.repeatedKey { throw SampleError("key '\(key)' occurs twice", key: key) }
    for key in object.keys where !Self.keys.contains(key) {
      throw SampleError(
        "unknown key '\(key)'; a sample has \(Self.keys.joined(separator: ", "))"
          + nearest(key, in: Self.keys).suggestion + "; other fields go under 'metadata'", key: key)
    }
    let metadata = try Self.metadata(object["metadata"])
    self.init(
      id: try Self.identifier(object["id"]), input: try Self.input(of: object),
      target: try Self.target(object["target"]), category: try Self.text("category", in: object),
      metadata: metadata, prefix: try Self.text("prefix", in: object),
      suffix: try Self.text("suffix", in: object), tools: try Self.list("tools", in: object),
      tests: object["tests"] ?? .null, checks: try Self.list("checks", in: object))
  }

  private static func identifier(_ json: JSONValue?) throws(SampleError) -> String {
    switch json {
    case .string(let id) where !id.isEmpty && id.count <= 256: return id
    case .integer(let number): return String(number)
    case nil: throw SampleError("a sample needs an 'id'")
    case .some(let value):
      throw SampleError(
        "'id' is a text of 1 to 256 characters, not \(value.kindDescription)",
        key: "id")
    }
  }

  private static func input(of object: JSONObject) throws(SampleError) -> Input {
    switch object["input"] {
    case .string(let text): return .text(text)
    case .array(let messages):
      guard !messages.isEmpty else { throw SampleError("'input' has no message", key: "input") }
      var decoded: [Message] = []
      for message in messages { decoded.append(try self.message(message)) }
      return .messages(decoded)
    case nil where object["prefix"] != nil: return .text("")
    case nil: throw SampleError("a sample needs an 'input' (text or messages) or a 'prefix'")
    case .some(let value):
      throw SampleError(
        "'input' is a text or a list of messages, not \(value.kindDescription)", key: "input")
    }
  }

  private static func message(_ json: JSONValue) throws(SampleError) -> Message {
    let roles = Message.Role.allCases.map(\.rawValue).joined(separator: ", ")
    guard let role = json["role"]?.stringValue.flatMap(Message.Role.init(rawValue:)),
      let content = json["content"]?.stringValue
    else {
      throw SampleError(
        "a message is {\"role\": …, \"content\": text}; roles are \(roles)", key: "input")
    }
    return Message(role, content)
  }

  private static func target(_ json: JSONValue?) throws(SampleError) -> JSONValue {
    switch json {
    case nil, .null: return .null
    case .some(.array(let all)) where all.isEmpty:
      throw SampleError("'target' is an empty list; leave it out or name an answer", key: "target")
    case .some(let value): return value
    }
  }

  private static func metadata(_ json: JSONValue?) throws(SampleError) -> JSONObject {
    switch json {
    case nil, .null: return JSONObject()
    case .object(let object): return object
    case .some(let value):
      throw SampleError("'metadata' is an object, not \(value.kindDescription)", key: "metadata")
    }
  }

  private static func text(
    _ key: String, in object: JSONObject
  ) throws(SampleError) -> String? {
    switch object[key] {
    case nil, .null: return nil
    case .string(let text): return text
    case .some(let value):
      throw SampleError("'\(key)' is a text, not \(value.kindDescription)", key: key)
    }
  }

  private static func list(
    _ key: String, in object: JSONObject
  ) throws(SampleError) -> [JSONValue] {
    switch object[key] {
    case nil, .null: return []
    case .array(let all): return all
    case .some(let value):
      throw SampleError("'\(key)' is a list, not \(value.kindDescription)", key: key)
    }
  }
}
