/// The text rules of Python's `str` that published metrics were defined with.
///
/// Everything here works on code points, never on grapheme clusters, and never normalises. Swift's
/// `String` compares by canonical equivalence (`"é" == "e\u{301}"`), which no reference
/// implementation does, so words travel as ``Word``, their UTF-8 bytes.
///
/// Character classes come from the Unicode tables of the Swift standard library, which are newer
/// than those of Python 3.11: characters added to Unicode since version 14 may differ.
enum PythonText {
  /// The UTF-8 bytes of one word; two words are equal when their code points are.
  typealias Word = [UInt8]

  /// What `str.isspace` accepts, which is also `\s` in a pattern on `str`.
  ///
  /// U+001C...U+001F, U+00A0, U+2028 and U+3000 are white space; U+200B and U+FEFF are not.
  static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000:
      true
    default: false
    }
  }

  /// The length in bytes of the white space character that starts at `index`, or 0 when none does.
  ///
  /// - Precondition: `bytes` is valid UTF-8 and `index` is the start of a character in it.
  @inline(__always)
  static func whitespaceLength(at index: Int, in bytes: [UInt8]) -> Int {
    let first = bytes[index]
    if first < 0x80 { return isASCIIWhitespace(first) ? 1 : 0 }
    return first == 0xC2 || (0xE1...0xE3).contains(first)
      ? longWhitespaceLength(at: index, in: bytes) : 0
  }

  @inline(__always)
  static func isASCIIWhitespace(_ byte: UInt8) -> Bool {
    byte <= 0x20 && (byte == 0x20 || (0x09...0x0D).contains(byte) || byte >= 0x1C)
  }

  private static func longWhitespaceLength(at index: Int, in bytes: [UInt8]) -> Int {
    let second = bytes[index + 1]
    if bytes[index] == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    switch (bytes[index], second, bytes[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }

  /// `str.split()`: the maximal runs of non-white-space, as ranges of UTF-8 offsets in `bytes`.
  static func wordRanges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    forEachWord(in: bytes) { ranges.append($0) }
    return ranges
  }

  /// Calls `body` with the range of each word, in order.
  @inline(__always)
  static func forEachWord(in bytes: [UInt8], _ body: (Range<Int>) -> Void) {
    var start = 0
    var index = 0
    while index < bytes.count {
      let length = whitespaceLength(at: index, in: bytes)
      if length == 0 {
        index += 1
      } else {
        if start < index { body(start..<index) }
        index += length
        start = index
      }
    }
    if start < bytes.count { body(start..<bytes.count) }
  }

  /// Calls `body` with each code point of valid UTF-8 and the range of its bytes, in order.
  @inline(__always)
  static func forEachScalar(in bytes: [UInt8], _ body: (Range<Int>, Unicode.Scalar) -> Void) {
    var start = 0
    while start < bytes.count {
      let lead = bytes[start]
      let length = utf8Length(of: lead)
      var value = UInt32(lead)
      if length > 1 {
        value &= 0x7F >> UInt32(length)
        for index in (start + 1)..<(start + length) {
          value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
      }
      if let scalar = Unicode.Scalar(value) { body(start..<(start + length), scalar) }
      start += length
    }
  }

  /// The number of bytes of the code point that starts with `lead`.
  static func utf8Length(of lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// `str.split()`.
  static func words(in text: String) -> [Word] {
    let bytes = Array(text.utf8)
    return wordRanges(in: bytes).map { Array(bytes[$0]) }
  }

  /// `str.split("\n")`: always at least one line; a final line feed opens an empty last one.
  static func lines(in text: String) -> [Word] {
    Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
  }

  /// `" ".join(text.split())`: trimmed, and every run of white space turned into one space.
  static func collapsingWhitespace(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    forEachWord(in: bytes) { range in
      if !result.isEmpty { result.append(0x20) }
      result.append(contentsOf: bytes[range])
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `str.strip()`.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isWhitespace($0) }),
      let last = scalars.lastIndex(where: { !isWhitespace($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// `str.rstrip()`; free of cost unless the text ends in white space or a non-ASCII character.
  static func trimmingEnd(_ text: String) -> String {
    guard let last = text.utf8.last, last >= 0x80 || isASCIIWhitespace(last) else { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.lastIndex(where: { !isWhitespace($0) }) else { return "" }
    return String(scalars[...end])
  }

  /// `str.lower()`: full case mapping (`İ` becomes two code points) with the final-sigma rule.
  static func lowercased(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      let lowered = text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
      return String(decoding: lowered, as: UTF8.self)
    }
    let scalars = Array(text.unicodeScalars)
    // Bytes, because appending to a view of scalars takes time linear in the view (Swift 6.3.1).
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for (index, scalar) in scalars.enumerated() {
      if scalar == "Σ" {
        result.append(contentsOf: (isFinalSigma(at: index, in: scalars) ? "ς" : "σ").utf8)
      } else {
        result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether the sigma ends a word: a cased letter before it and none after it, case-ignorable
  /// characters aside (Unicode Standard, section 3.13, `Final_Sigma`).
  private static func isFinalSigma(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true
  }

  /// What `\w` matches: letters, numbers of any kind and the underscore, but no combining mark.
  static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return scalar == "_" || isASCIIAlphanumeric(UInt8(truncatingIfNeeded: scalar.value))
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default: return scalar.properties.numericType != nil
    }
  }

  static func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
    isASCIIDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  @inline(__always)
  static func isASCIIDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Membership in `string.punctuation`: the 32 printable ASCII characters that are no letter,
  /// digit or space.
  static func isASCIIPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !isASCIIAlphanumeric(byte)
  }
}
