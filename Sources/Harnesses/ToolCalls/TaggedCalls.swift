internal import EvalKit

/// Reads tool calls that are written with tags: `<tool_call>`, `<function=…>`, `<invoke name="…">`.
struct TaggedCalls {
  private enum Tag {
    case openWrapper, closeWrapper
    case openCall(String), closeCall
    case openParameter(String), closeParameter
  }

  private struct Token {
    let tag: Tag
    let range: Range<Int>
  }

  private static let wrappers = ["tool_call", "tool_use", "function_call"]

  private let bytes: [UInt8]
  private let tools: ToolSet
  private var result = FoundCalls()

  private init(_ text: String, tools: ToolSet) {
    bytes = Array(text.utf8)
    self.tools = tools
  }

  /// Every call between tags; empty when there are no such tags.
  static func calls(in text: String, tools: ToolSet) -> FoundCalls {
    var reader = TaggedCalls(text, tools: tools)
    reader.read()
    return reader.result
  }

  private mutating func read() {
    /// Where the content of an open wrapper begins, until a call is found inside.
    var content: Int?
    var call: (name: String, arguments: JSONObject)?
    var parameter: (name: String, start: Int)?
    for token in tokens() {
      switch token.tag {
      case .closeParameter:
        guard let open = parameter else { continue }
        let text = String(decoding: bytes[open.start..<token.range.lowerBound], as: UTF8.self)
        let tool = call.flatMap { tools[$0.name] }
        // A repeated name must stay visible.
        call?.arguments.members.append(
          .init(key: open.name, value: Self.value(text, tool?.schema(of: open.name))))
        parameter = nil
      case _ where parameter != nil: break
      case .openCall where isJSON(at: content): break
      case .openParameter(let name): if call != nil { parameter = (name, token.range.upperBound) }
      case .openCall(let name):
        if let call { result.calls.append(FoundCall(call.name, call.arguments)) }
        call = (name, JSONObject())
        content = nil
      case .closeCall:
        if let call { result.calls.append(FoundCall(call.name, call.arguments)) }
        call = nil
      case .openWrapper: if call == nil { content = token.range.upperBound }
      case .closeWrapper:
        if let start = content { readContent(start..<token.range.lowerBound) }
        content = nil
      }
    }
    if let parameter {
      result.problems.append("the parameter '\(parameter.name.prefix(80))' is not closed")
    } else if let call {
      result.calls.append(FoundCall(call.name, call.arguments))
    } else if let content {
      // Many servers cut the closing tag off, since it ends the answer.
      readContent(content..<bytes.count)
    }
  }

  /// Whether a wrapper's content is JSON, in which tags are part of a value.
  private func isJSON(at content: Int?) -> Bool {
    guard let content, let first = bytes[content...].first(where: { $0 > 0x20 }) else {
      return false
    }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  private mutating func readContent(_ range: Range<Int>) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    let found = JSONCalls(tools: tools).calls(inText: text, isCertain: true)
    result.calls += found.calls
    result.problems += found.problems
  }

  /// The value of a parameter, typed by its schema; a text that does not fit stays a string.
  private static func value(_ text: String, _ schema: JSONObject?) -> JSONValue {
    var text = Substring(text)
    if text.utf8.first == 0x0A { text = text.dropFirst() }
    if text.utf8.last == 0x0A { text = text.dropLast() }
    guard let schema, !ArgumentTypes.allowsString(schema) else { return .string(String(text)) }
    if ArgumentTypes.names(schema)?.contains("boolean") == true {
      if text == "True" { return true }
      if text == "False" { return false }
    }
    return (try? JSONValue(parsing: String(text))) ?? .string(String(text))
  }

  // MARK: Tags

  private func tokens() -> [Token] {
    var result: [Token] = []
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      if let token = token(at: start) {
        result.append(token)
        position = token.range.upperBound
      } else {
        position = start + 1
      }
    }
    return result
  }

  /// The tag that begins at a `<`; it is at most 300 bytes long.
  private func token(at start: Int) -> Token? {
    let window = bytes[start...].dropFirst().prefix(300)
    guard let first = window.first, "/fipt".utf8.contains(first),
      let end = window.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }),
      bytes[end] == UInt8(ascii: ">")
    else { return nil }
    let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    guard let tag = Self.tag(text) else { return nil }
    return Token(tag: tag, range: start..<(end + 1))
  }

  private static func tag(_ text: String) -> Tag? {
    switch text {
    case "/function", "/invoke": return .closeCall
    case "/parameter": return .closeParameter
    default: break
    }
    if wrappers.contains(text) { return .openWrapper }
    if text.hasPrefix("/"), wrappers.contains(String(text.dropFirst())) { return .closeWrapper }
    if let name = name(text, "function") ?? name(text, "invoke") { return .openCall(name) }
    return name(text, "parameter").map { .openParameter($0) }
  }

  /// The name in `tag=NAME` or `tag name="NAME"`.
  private static func name(_ text: String, _ tag: String) -> String? {
    guard text.hasPrefix(tag) else { return nil }
    var rest = text.dropFirst(tag.count)
    if rest.hasPrefix(" ") {
      rest = rest.drop { $0 == " " }
      guard rest.hasPrefix("name") else { return nil }
      rest = rest.dropFirst(4)
    }
    guard rest.first == "=" else { return nil }
    rest = rest.dropFirst()
    if let quote = rest.first, quote == "\"" || quote == "'" {
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: quote) else { return nil }
      rest = rest[..<end]
    }
    return rest.isEmpty ? nil : String(rest)
  }
}
