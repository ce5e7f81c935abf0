internal import EvalKit

/// Compares a call's arguments with the schema of its tool.
///
/// The common findings are put in our own words: missing and invented parameters, wrong types,
/// values outside an enumeration. What is left of the schema is up to the JSON Schema validator.
struct ArgumentValidator {
  private static let findingLimit = 5

  let tool: ToolDefinition
  private(set) var findings: [String] = []

  /// What is wrong with the arguments, in words; empty when nothing is.
  static func findings(_ arguments: JSONObject, for tool: ToolDefinition) -> [String] {
    guard let schema = tool.parameters else { return [] }
    var validator = ArgumentValidator(tool: tool)
    validator.check(arguments, schema, at: "")
    if validator.findings.isEmpty { validator.checkRest(arguments, schema) }
    return validator.findings
  }

  private init(tool: ToolDefinition) { self.tool = tool }

  private mutating func add(_ finding: String) {
    if findings.count < Self.findingLimit { findings.append("\(tool.name): \(finding)") }
  }

  private mutating func check(_ object: JSONObject, _ schema: JSONObject, at path: String) {
    if let key = object.repeatedKey { add("'\(path)\(key.clipped)' is given twice") }
    let names = schema["properties"]?.objectValue?.keys ?? []
    for name in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
    where object[name] == nil {
      add("the required parameter '\(path)\(name)' is missing")
    }
    for member in object.members where findings.count < Self.findingLimit {
      if let property = schema["properties"]?[member.key]?.objectValue {
        check(member.value, property, at: path + member.key)
      } else if schema["properties"]?[member.key] == nil,
        !Self.isOpen(schema, nested: !path.isEmpty)
      {
        let suggestion =
          member.key.utf8.count <= 100 ? nearest(member.key, in: names).suggestion : ""
        add("there is no parameter '\(path)\(member.key.clipped)'\(suggestion)")
      }
    }
  }

  /// Whether members that the schema does not name are welcome.
  ///
  /// A tool takes only the parameters that it declares, though JSON Schema would allow more; an
  /// inner object that declares none is free.
  private static func isOpen(_ schema: JSONObject, nested: Bool) -> Bool {
    switch schema["additionalProperties"] {
    case .bool(let isOpen): return isOpen
    case .some: return true
    case nil: break
    }
    if schema["patternProperties"] != nil || schema["$ref"] != nil { return true }
    if ["anyOf", "oneOf", "allOf"].contains(where: { schema[$0] != nil }) { return true }
    return nested && schema["properties"] == nil
  }

  private mutating func check(_ value: JSONValue, _ schema: JSONObject, at path: String) {
    if schema["$ref"] != nil { return }
    if let names = ArgumentTypes.names(schema), !ArgumentTypes.allows(value, schema) {
      add(
        "'\(path.clipped)' must be \(ArgumentTypes.description(names)), not \(value.kindDescription)"
          + (value.doubleValue == nil ? "" : " like \(value.shown)"))
      return
    }
    if let allowed = schema["enum"]?.arrayValue,
      !allowed.contains(where: { $0.isSame(as: value) })
    {
      let words = allowed.map(\.shown).joined(separator: ", ")
      let suggestion =
        value.stringValue.map { text in
          text.utf8.count > 100
            ? "" : nearest(text, in: allowed.compactMap(\.stringValue)).suggestion
        } ?? ""
      add("'\(path.clipped)' is \(value.shown), which is none of \(words)\(suggestion)")
      return
    }
    switch value {
    case .object(let object): check(object, schema, at: path + ".")
    case .array(let elements):
      guard let items = schema["items"]?.objectValue else { return }
      for (index, element) in elements.enumerated() where findings.count < Self.findingLimit {
        check(element, items, at: "\(path)[\(index)]")
      }
    default: break
    }
  }

  /// Everything else that the schema asks for: ranges, lengths, patterns, combinations.
  private mutating func checkRest(_ arguments: JSONObject, _ schema: JSONObject) {
    do throws(JSONSchema.InvalidSchema) {
      let violations = try JSONSchema(.object(schema)).violations(in: .object(arguments))
      let precise = violations.filter { !$0.message.hasPrefix("Failed to validate") }
      for violation in precise.isEmpty ? violations : precise {
        add("\(Self.place(violation.path)): \(Self.words(violation.message))")
      }
    } catch {
      add("its schema cannot be used: \(error)")
    }
  }

  /// `'name'` of `<root>[name]`.
  private static func place(_ path: String) -> String {
    let keys = path.split(separator: "[").dropFirst().map { key in
      key.filter { $0 != "]" && $0 != "\"" }
    }
    return keys.isEmpty ? "the arguments" : "'\(keys.joined(separator: ".").clipped)'"
  }

  private static func words(_ message: String) -> String {
    (message.hasSuffix(".") ? String(message.dropLast()) : message).clipped
  }
}

extension String {
  /// At most 200 characters of it.
  var clipped: String { count > 200 ? prefix(200) + "…" : self }
}

extension JSONValue {
  /// The value for a message: as JSON, shortened.
  var shown: String {
    let text = compact
    return text.utf8.count > 80 ? String(text.prefix(80)) + "…" : text
  }

  /// Equality in which 1 and 1.0 are the same.
  func isSame(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case (.object(let left), .object(let right)):
      return left.members.count == right.members.count
        && left.members.allSatisfy { right[$0.key]?.isSame(as: $0.value) ?? false }
    case (.integer, .number), (.number, .integer): return doubleValue == other.doubleValue
    default: return self == other
    }
  }
}
