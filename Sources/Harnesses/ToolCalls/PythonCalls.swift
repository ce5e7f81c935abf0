internal import EvalKit

/// Reads tool calls that are written as Python: `[f(a=1, b="x")]`, with keyword arguments alone.
struct PythonCalls {
  /// What stops the reading, in words.
  private struct Stop: Error { let reason: String }

  private static let depthLimit = 64

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The calls of a text that is nothing but calls.
  ///
  /// - Returns: Nothing for another text; a problem when it begins like a call of a known tool.
  static func calls(in text: String, tools: ToolSet) -> FoundCalls {
    var reader = PythonCalls(text)
    guard let first = reader.firstName(), !first.name.isEmpty else { return FoundCalls() }
    // Prose and code are full of calls; outside a list only those of a known tool are meant.
    let isKnown = tools[first.name] != nil
    guard isKnown || first.isListed else { return FoundCalls() }
    do throws(Stop) {
      return FoundCalls(calls: try reader.calls())
    } catch {
      let problem = "the call of \(first.name.clipped) cannot be read: \(error.reason)"
      return FoundCalls(problems: isKnown ? [problem] : [])
    }
  }

  /// The name of the first call, without moving on; `nil` when the text begins otherwise.
  private func firstName() -> (name: String, isListed: Bool)? {
    var copy = self
    copy.skipSpace()
    let isListed = copy.take("[")
    copy.skipSpace()
    let name = copy.dottedName()
    copy.skipSpace()
    return copy.peek == UInt8(ascii: "(") ? (name, isListed) : nil
  }

  private mutating func calls() throws(Stop) -> [FoundCall] {
    var result: [FoundCall] = []
    skipSpace()
    let isList = take("[")
    repeat {
      skipSpace()
      if isList ? peek == UInt8(ascii: "]") : peek == nil { break }
      result.append(try call())
      skipSpace()
    } while take(",") || (!isList && peek != nil)
    if isList, !take("]") { throw Stop(reason: "the list is not closed") }
    skipSpace()
    guard peek == nil else { throw Stop(reason: "there is more text behind it") }
    return result
  }

  private mutating func call() throws(Stop) -> FoundCall {
    let name = dottedName()
    guard !name.isEmpty, take("(") else { throw Stop(reason: "a function's name is missing") }
    var arguments = JSONObject()
    skipSpace()
    while !take(")") {
      let key = dottedName()
      skipSpace()
      guard !key.isEmpty, take("=") else {
        throw Stop(reason: "an argument has no name")
      }
      arguments.members.append(.init(key: key, value: try value()))
      skipSpace()
      guard take(",") || peek == UInt8(ascii: ")") else {
        throw Stop(reason: "the argument '\(key.prefix(80))' does not end")
      }
      skipSpace()
    }
    return FoundCall(name, arguments)
  }

  private mutating func value() throws(Stop) -> JSONValue {
    skipSpace()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw Stop(reason: "it is nested too deeply") }
    switch peek {
    case UInt8(ascii: "["): return .array(try elements("[", "]"))
    case UInt8(ascii: "("): return .array(try elements("(", ")"))
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try string())
    default: return try word()
    }
  }

  private mutating func elements(_ open: Unicode.Scalar, _ close: Unicode.Scalar) throws(Stop)
    -> [JSONValue]
  {
    _ = take(open)
    var result: [JSONValue] = []
    skipSpace()
    while !take(close) {
      result.append(try value())
      skipSpace()
      guard take(",") || peek == UInt8(ascii: close) else {
        throw Stop(reason: "a list is not closed")
      }
      skipSpace()
    }
    return result
  }

  private mutating func members() throws(Stop) -> JSONObject {
    _ = take("{")
    var result = JSONObject()
    skipSpace()
    while !take("}") {
      guard case .string(let key) = try value() else {
        throw Stop(reason: "a key is no string")
      }
      skipSpace()
      guard take(":") else { throw Stop(reason: "a value is missing") }
      result.members.append(.init(key: key, value: try value()))
      skipSpace()
      guard take(",") || peek == UInt8(ascii: "}") else {
        throw Stop(reason: "a dictionary is not closed")
      }
      skipSpace()
    }
    return result
  }

  /// A number, `True`, `False` or `None`.
  private mutating func word() throws(Stop) -> JSONValue {
    let start = position
    while let byte = peek, byte > 0x20, !",)]}:=([{".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "True", "true": return true
    case "False", "false": return false
    case "None", "null": return .null
    default: break
    }
    let digits = text.filter { $0 != "_" }
    if let number = Int64(digits) { return .integer(number) }
    if digits.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let number = Double(digits),
      number.isFinite
    {
      return .number(number)
    }
    throw Stop(reason: text.isEmpty ? "a value is missing" : "'\(text.prefix(80))' is no value")
  }

  private mutating func string() throws(Stop) -> String {
    guard let quote = peek else { throw Stop(reason: "a value is missing") }
    position += 1
    let isTriple = bytes[position...].starts(with: [quote, quote])
    if isTriple { position += 2 }
    var result: [UInt8] = []
    while let byte = peek {
      position += 1
      if byte == quote {
        if !isTriple { return String(decoding: result, as: UTF8.self) }
        if bytes[position...].starts(with: [quote, quote]) {
          position += 2
          return String(decoding: result, as: UTF8.self)
        }
      }
      if byte == UInt8(ascii: "\\") { escape(into: &result) } else { result.append(byte) }
    }
    throw Stop(reason: "a string is not closed")
  }

  /// Reads what follows a backslash; an escape that Python does not know stays as it is.
  private mutating func escape(into result: inout [UInt8]) {
    guard let byte = peek else { return result.append(UInt8(ascii: "\\")) }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "\n"): break
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): result.append(byte)
    case UInt8(ascii: "x"): codePoint(digits: 2, byte, into: &result)
    case UInt8(ascii: "u"): codePoint(digits: 4, byte, into: &result)
    case UInt8(ascii: "U"): codePoint(digits: 8, byte, into: &result)
    default: result += [UInt8(ascii: "\\"), byte]
    }
  }

  private mutating func codePoint(digits: Int, _ letter: UInt8, into result: inout [UInt8]) {
    let text = String(decoding: bytes[position...].prefix(digits), as: UTF8.self)
    guard text.utf8.count == digits, let code = UInt32(text, radix: 16),
      let scalar = Unicode.Scalar(code)
    else {
      result += [UInt8(ascii: "\\"), letter]
      return
    }
    position += digits
    result += Array(String(Character(scalar)).utf8)
  }

  // MARK: Characters

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  /// A name with dots in it; empty when there is none.
  private mutating func dottedName() -> String {
    let start = position
    while let byte = peek, Self.isNameByte(byte) { position += 1 }
    let isNumber = start < position && (0x30...0x39).contains(bytes[start])
    if isNumber { position = start }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "-"), 0x80...:
      true
    default: false
    }
  }
}
