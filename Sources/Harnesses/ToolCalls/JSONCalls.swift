internal import EvalKit

/// Reads tool calls that are written as JSON.
struct JSONCalls {
  private static let nameKeys = ["name", "function", "tool", "tool_name"]
  private static let argumentKeys = ["arguments", "parameters", "args", "input", "params"]
  private static let wrapperKeys = ["tool_calls", "function_call", "tool_call", "calls"]

  let tools: ToolSet

  /// The calls of a document: one, a list of them, or either in a wrapper such as `tool_calls`.
  ///
  /// - Returns: `nil` when the document is no call.
  func calls(in json: JSONValue) -> [FoundCall]? {
    switch json {
    case .array(let elements):
      guard !elements.isEmpty else { return nil }
      var result: [FoundCall] = []
      for element in elements {
        guard case .object(let object) = element, let calls = calls(inObject: object) else {
          return nil
        }
        result += calls
      }
      return result
    case .object(let object): return calls(inObject: object)
    default: return nil
    }
  }

  private func calls(inObject object: JSONObject) -> [FoundCall]? {
    for key in Self.wrapperKeys {
      switch object[key] {
      case .array(let inner):
        let calls = inner.map { $0.objectValue.flatMap { call($0) } }
        if !calls.isEmpty, calls.allSatisfy({ $0 != nil }) { return calls.compactMap { $0 } }
      case .object(let inner): if let call = call(inner) { return [call] }
      default: break
      }
    }
    return call(object).map { [$0] }
  }

  private func call(_ object: JSONObject) -> FoundCall? {
    if let inner = object["function"]?.objectValue { return call(inner) }
    let arguments = Self.argumentKeys.first { object[$0] != nil }
    for key in Self.nameKeys {
      guard let name = object[key]?.stringValue else { continue }
      if let arguments { return FoundCall(name, arguments: object[arguments]) }
      if object.members.count == 1, tools[name] != nil { return FoundCall(name, JSONObject()) }
    }
    // {"name of a tool": {its arguments}}
    guard object.members.count == 1, let member = object.members.first,
      tools[member.key] != nil, let arguments = member.value.objectValue
    else { return nil }
    return FoundCall(member.key, arguments)
  }

  /// The calls of a text that is JSON and nothing else, for the inside of tags and fences.
  ///
  /// - Returns: Nothing for a text that is no call; a problem for one that was to be a call.
  func calls(inText text: String, isCertain: Bool) -> FoundCalls {
    do throws(JSONError) {
      if let calls = calls(in: try JSONValue(parsing: text)) { return FoundCalls(calls: calls) }
      return FoundCalls(problems: isCertain ? ["the call has no name"] : [])
    } catch {
      let bytes = Array(text.utf8)
      let start = bytes.firstIndex { $0 > 0x20 } ?? 0
      guard isCertain || Self.looksLikeCall(bytes, at: start) else { return FoundCalls() }
      return FoundCalls(problems: ["the call is \(error)"])
    }
  }

  /// The calls among the words of a text.
  func calls(among text: String) -> FoundCalls {
    let bytes = Array(text.utf8)
    let parser = JSONParser()
    var result = FoundCalls()
    var position = 0
    // A start without an end costs a look at everything behind it; there may be many.
    var budget = 4 * bytes.count + 65536
    while budget > 0, let start = Self.nextStart(bytes, from: position) {
      position = start + 1
      let end = Self.end(of: bytes, from: start)
      budget -= (end ?? bytes.count) - start
      let json = end.flatMap { end in
        bytes.withUnsafeBytes {
          try? parser.parse(UnsafeRawBufferPointer(rebasing: $0[start..<end]))
        }
      }
      if let json, let end {
        if let calls = calls(in: json) { result.calls += calls }
        position = end
      } else if Self.looksLikeCall(bytes, at: start) {
        let reason = end == nil ? "a bracket is not closed" : "broken structure"
        result.problems.append("the call is not JSON: \(reason)")
        return result
      }
    }
    return result
  }

  private static func nextStart(_ bytes: [UInt8], from position: Int) -> Int? {
    bytes[position...].firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
  }

  /// The position behind the bracket that closes the one at `start`; strings are skipped.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var isString = false
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\") where isString: position += 1
      case UInt8(ascii: "\""): isString.toggle()
      case _ where isString: break
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return position + 1 }
      default: break
      }
      position += 1
    }
    return nil
  }

  /// Whether an object begins, perhaps in a list, whose first key is one of a call.
  private static func looksLikeCall(_ bytes: [UInt8], at start: Int) -> Bool {
    var rest = bytes[start...].prefix(512)
    if rest.first == UInt8(ascii: "[") { rest = rest.dropFirst().drop { $0 <= 0x20 } }
    guard rest.first == UInt8(ascii: "{") else { return false }
    rest = rest.dropFirst().drop { $0 <= 0x20 }
    guard rest.first == UInt8(ascii: "\"") else { return false }
    let key = String(
      decoding: rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
    return (nameKeys + argumentKeys + wrapperKeys).contains(key)
  }
}
