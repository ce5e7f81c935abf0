/// The text work of the shell and of its decoders.
enum ShellText {
  /// Stands for text that is only known when the script runs.
  static let unknown: Character = "\u{FFFC}"
  static let unknownText = String(unknown)
  /// The most characters of a value that is followed; longer ones count as unknown.
  static let limit = 128 << 10

  static func hasUnknown(_ text: String) -> Bool {
    text.utf8.contains(0xEF) && text.unicodeScalars.contains("\u{FFFC}")
  }

  /// Resolves the escapes of `$'…'`, and of `echo -e` and `printf`.
  ///
  /// - Parameters:
  ///   - text: The text with its backslashes.
  ///   - quoting: Whether an octal escape may go without its zero, as in `$'\162'`.
  /// - Returns: The text; what is no escape stays.
  static func unescape(_ text: String, quoting: Bool) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let kind = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      if let plain = plainEscapes[kind] {
        bytes.append(plain)
        continue
      }
      switch kind {
      case UInt8(ascii: "x"): append(number(&rest, radix: 16, count: 2), "x", to: &bytes)
      case UInt8(ascii: "u"): append(scalar: number(&rest, radix: 16, count: 4), to: &bytes)
      case UInt8(ascii: "U"): append(scalar: number(&rest, radix: 16, count: 8), to: &bytes)
      case UInt8(ascii: "c"): _ = rest.popFirst()
      case UInt8(ascii: "0"): append(number(&rest, radix: 8, count: 3) ?? 0, "0", to: &bytes)
      case UInt8(ascii: "1")...UInt8(ascii: "7"):
        rest = [kind] + rest
        append(number(&rest, radix: 8, count: 3), "", to: &bytes)
      default: bytes += [byte, kind]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7,
    UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11, UInt8(ascii: "e"): 27,
    UInt8(ascii: "E"): 27, UInt8(ascii: "\\"): 92, UInt8(ascii: "'"): 39,
    UInt8(ascii: "\""): 34, UInt8(ascii: "?"): 63,
  ]

  private static func number(_ rest: inout ArraySlice<UInt8>, radix: Int, count: Int) -> Int? {
    let digits = rest.prefix(count).prefix { Character(UnicodeScalar($0)).isDigit(radix) }
    rest = rest.dropFirst(digits.count)
    return Int(String(decoding: digits, as: UTF8.self), radix: radix)
  }

  private static func append(_ value: Int?, _ spelling: String, to bytes: inout [UInt8]) {
    if let value {
      bytes.append(UInt8(truncatingIfNeeded: value))
    } else {
      bytes += Array("\\\(spelling)".utf8)
    }
  }

  private static func append(scalar value: Int?, to bytes: inout [UInt8]) {
    guard let value, let scalar = UInt32(exactly: value).flatMap(UnicodeScalar.init) else { return }
    bytes += Array(String(Character(scalar)).utf8)
  }

  /// What `base64 -d` makes of a text; characters outside the alphabet are skipped.
  static func decodeBase64(_ text: String) -> String? {
    var (bits, count, bytes) = (0, 0, [UInt8]())
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      guard let value = sextet(byte) else { continue }
      bits = (bits << 6 | value) & 0xFFFFFF
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> count))
    }
    return readable(bytes)
  }

  private static func sextet(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) + 4
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }

  /// What `base32 -d` makes of a text.
  static func decodeBase32(_ text: String) -> String? {
    var (bits, count, bytes) = (0, 0, [UInt8]())
    for byte in text.utf8 {
      let value: Int
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 65
      case UInt8(ascii: "2")...UInt8(ascii: "7"): value = Int(byte) - 24
      default: continue
      }
      bits = (bits << 5 | value) & 0xFFFFFF
      count += 5
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> count))
    }
    return readable(bytes)
  }

  /// What `xxd -r -p` makes of a text.
  static func decodeHex(_ text: String) -> String? {
    let digits = text.utf8.filter { Character(UnicodeScalar($0)).isDigit(16) }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: digits.count - 1, by: 2) {
      let pair = String(decoding: digits[start...start + 1], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else { return nil }
      bytes.append(byte)
    }
    return readable(bytes)
  }

  /// The text of bytes that are one, or `nil`.
  private static func readable(_ bytes: [UInt8]) -> String? {
    bytes.isEmpty || bytes.contains(0) ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// What `tr` makes of a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - from: The set of characters that are replaced.
  ///   - to: Their replacements; `nil` deletes them.
  /// - Returns: The changed text.
  static func translate(_ text: String, _ from: String, to: String?) -> String {
    let source = characters(ofSet: from)
    guard let to else { return String(text.filter { !source.contains($0) }) }
    let target = characters(ofSet: to)
    guard let last = target.last else { return text }
    var map: [Character: Character] = [:]
    for (index, character) in source.enumerated() {
      map[character] = index < target.count ? target[index] : last
    }
    return String(text.map { map[$0] ?? $0 })
  }

  /// The characters of a set such as `A-Za-z` or `[:upper:]`, at most 4,096.
  private static func characters(ofSet text: String) -> [Character] {
    var spelt = unescape(text, quoting: true)
    for (name, members) in [
      ("[:upper:]", "A-Z"), ("[:lower:]", "a-z"), ("[:digit:]", "0-9"), ("[:space:]", " \t\n\r"),
      ("[:alpha:]", "A-Za-z"), ("[:alnum:]", "A-Za-z0-9"),
    ] {
      while let range = spelt.firstRange(of: name) { spelt.replaceSubrange(range, with: members) }
    }
    var scalars = Array(spelt.unicodeScalars)[...]
    var result: [Character] = []
    while let first = scalars.popFirst(), result.count < 4_096 {
      guard scalars.count >= 2, scalars.first == "-", let last = scalars.dropFirst().first,
        last >= first, last.value - first.value < 1_024
      else {
        result.append(Character(first))
        continue
      }
      scalars = scalars.dropFirst(2)
      result += (first.value...last.value).compactMap(UnicodeScalar.init).map(Character.init)
    }
    return result
  }
}

extension Character {
  /// Whether it is an ASCII digit of a number system up to 16.
  fileprivate func isDigit(_ radix: Int) -> Bool {
    guard let value = hexDigitValue, isASCII else { return false }
    return value < radix
  }
}
