/// A strict reader of JSON that keeps every code point.
///
/// `JSONSerialization` on Linux (Swift 6.3.1) drops a literal U+FEFF at the start of a string, which
/// some reference cases are about. `JSONDecoder` keeps it, but to find out what a value is it must
/// throw and catch, and Swift Testing records a backtrace of every error.
struct ReferenceParser {
  private let bytes: [UInt8]
  private var index = 0

  /// Parses a whole document, which must be valid UTF-8.
  static func parse(_ document: [UInt8]) throws -> ReferenceValue {
    var parser = ReferenceParser(bytes: document)
    let value = try parser.value()
    parser.skipSpace()
    guard parser.index == document.count else { throw parser.mismatch("the end") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func mismatch(_ wanted: String) -> ReferenceMismatch {
    ReferenceMismatch(description: "byte \(index): expected \(wanted)")
  }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      guard bytes[index...].starts(with: wanted) else { return false }
      index += wanted.count
      return true
    }
  }

  private mutating func value() throws -> ReferenceValue {
    skipSpace()
    if take("{") { return .object(try members()) }
    if take("[") { return .array(try elements()) }
    if take("\"") { return .string(try text()) }
    if take("true") { return .bool(true) }
    if take("false") { return .bool(false) }
    if take("null") { return .null }
    let start = index
    while index < bytes.count, "+-.0123456789Ee".utf8.contains(bytes[index]) { index += 1 }
    guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)) else {
      throw mismatch("a value")
    }
    return .number(number)
  }

  private mutating func elements() throws -> [ReferenceValue] {
    var result: [ReferenceValue] = []
    skipSpace()
    if take("]") { return result }
    while true {
      result.append(try value())
      skipSpace()
      if take("]") { return result }
      guard take(",") else { throw mismatch("',' or ']'") }
    }
  }

  private mutating func members() throws -> [String: ReferenceValue] {
    var result: [String: ReferenceValue] = [:]
    skipSpace()
    if take("}") { return result }
    while true {
      skipSpace()
      guard take("\"") else { throw mismatch("a key") }
      let key = try text()
      skipSpace()
      guard take(":"), result[key] == nil else { throw mismatch("':' after a new key") }
      result[key] = try value()
      skipSpace()
      if take("}") { return result }
      guard take(",") else { throw mismatch("',' or '}'") }
    }
  }

  /// The rest of a string whose opening quote is read.
  private mutating func text() throws -> String {
    var result: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: result, as: UTF8.self) else {
          throw mismatch("valid UTF-8 before")
        }
        return string
      case UInt8(ascii: "\\"): result.append(contentsOf: String(try escape()).utf8)
      default: result.append(byte)
      }
    }
    throw mismatch("a closing quote")
  }

  private mutating func escape() throws -> Unicode.Scalar {
    let simple: [(StaticString, Unicode.Scalar)] = [
      ("\"", "\""), ("\\", "\\"), ("/", "/"), ("b", "\u{8}"), ("f", "\u{C}"), ("n", "\n"),
      ("r", "\r"), ("t", "\t"),
    ]
    for (letter, scalar) in simple where take(letter) { return scalar }
    let unit = try codeUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, take("\\") else { throw mismatch("the second half of a pair") }
    let low = try codeUnit()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw mismatch("the second half of a pair before") }
    return scalar
  }

  private mutating func codeUnit() throws -> UInt32 {
    guard take("u"), index + 4 <= bytes.count,
      let unit = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
    else { throw mismatch("a code unit") }
    index += 4
    return unit
  }
}
