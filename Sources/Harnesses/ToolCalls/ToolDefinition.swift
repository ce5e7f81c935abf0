internal import EvalKit

/// A tool that a model is offered, with its parameters as a plain JSON Schema.
struct ToolDefinition: Sendable, Equatable {
  var name: String
  /// The schema of the arguments; `nil` when only the name is known, and anything goes.
  var parameters: JSONObject?

  /// Reads a definition as OpenAI, Anthropic and BFCL write it, or a bare name.
  ///
  /// - Returns: `nil` when there is no name.
  init?(_ json: JSONValue) {
    if let name = json.stringValue {
      (self.name, parameters) = (name, nil)
      return
    }
    guard let name = ToolCatalog.name(of: json) else { return nil }
    let holder = json["function"]?.objectValue == nil ? json : json["function"] ?? .null
    let schema = holder["parameters"] ?? holder["input_schema"]
    self.name = name
    parameters = SchemaDialect.plain(schema ?? ["type": "object"]).objectValue
  }

  /// The schema of one parameter.
  func schema(of parameter: String) -> JSONObject? {
    parameters?["properties"]?[parameter]?.objectValue
  }
}

/// The tools of one sample.
struct ToolSet: Sendable, Equatable {
  private(set) var tools: [ToolDefinition]

  /// - Throws: ``SampleError`` for a tool without a name.
  init(_ definitions: [JSONValue]) throws(SampleError) {
    tools = []
    for definition in definitions {
      guard let tool = ToolDefinition(definition) else {
        throw SampleError("a tool needs a 'name'", key: "tools")
      }
      tools.append(tool)
    }
  }

  /// The tool of that name; a dot and an underscore are the same, since servers refuse dots.
  subscript(name: String) -> ToolDefinition? {
    tools.first { $0.name == name } ?? tools.first { Self.sameName($0.name, name) }
  }

  static func sameName(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).allSatisfy { folded($0) == folded($1) }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    byte == UInt8(ascii: ".") ? UInt8(ascii: "_") : byte
  }
}

/// Turns the type names of the Berkeley Function-Calling Leaderboard into those of JSON Schema.
enum SchemaDialect {
  private static let names: [String: String] = [
    "dict": "object", "float": "number", "double": "number", "tuple": "array", "list": "array",
    "int": "integer", "str": "string", "bool": "boolean",
  ]
  private static let schemaMaps: Set<String> = [
    "properties", "patternProperties", "definitions", "$defs", "dependentSchemas",
  ]
  private static let schemas: Set<String> = [
    "items", "additionalProperties", "additionalItems", "contains", "not", "if", "then", "else",
    "propertyNames", "anyOf", "oneOf", "allOf", "prefixItems",
  ]

  /// The schema with plain type names all the way down; `any` loses its type.
  static func plain(_ schema: JSONValue) -> JSONValue {
    switch schema {
    case .array(let elements): return .array(elements.map(plain))
    case .object(let object):
      return .object(JSONObject(object.members.compactMap(member)))
    default: return schema
    }
  }

  private static func member(_ member: JSONObject.Member) -> JSONObject.Member? {
    var result = member
    if member.key == "type" {
      guard let type = type(member.value) else { return nil }
      result.value = type
    } else if schemaMaps.contains(member.key), let map = member.value.objectValue {
      result.value = .object(
        JSONObject(map.members.map { .init(key: $0.key, value: plain($0.value)) }))
    } else if schemas.contains(member.key) {
      result.value = plain(member.value)
    }
    return result
  }

  private static func type(_ type: JSONValue) -> JSONValue? {
    switch type {
    case .string("any"): nil
    case .string(let name): .string(names[name.lowercased()] ?? name)
    case .array(let all): .array(all.compactMap(self.type))
    default: type
    }
  }
}
