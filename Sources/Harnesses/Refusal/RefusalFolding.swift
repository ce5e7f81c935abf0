/// An answer as plain lower-case ASCII bytes, each with its place in the original.
///
/// Typographic quotes, dashes, spaces and full-width letters become their ASCII forms, Latin
/// letters lose their accents, invisible characters vanish, and what has no ASCII form becomes
/// ``other``. So one spelling of a phrase matches all of them.
struct FoldedText {
  /// Stands for a visible character without an ASCII form.
  static let other: UInt8 = 1

  private(set) var bytes: [UInt8] = []
  /// For each byte, the UTF-8 offset of its character in the original.
  private(set) var origins: [Int] = []

  init(_ text: String) {
    bytes.reserveCapacity(text.utf8.count)
    origins.reserveCapacity(text.utf8.count)
    var offset = 0
    for scalar in text.unicodeScalars {
      if let byte = Self.fold(scalar.value) {
        bytes.append(byte)
        origins.append(offset)
      }
      offset += UTF8.width(scalar)
    }
  }

  /// The bytes from `start` on, without blanks at either end.
  mutating func trim(from start: Int) {
    var low = start
    var high = bytes.count
    while low < high, Self.isBlank(bytes[low]) { low += 1 }
    while high > low, Self.isBlank(bytes[high - 1]) { high -= 1 }
    bytes = Array(bytes[low..<high])
    origins = Array(origins[low..<high])
  }

  /// Keeps the first `head` and last `tail` bytes of a longer text, with a blank line between.
  mutating func keep(head: Int, tail: Int) {
    guard bytes.count > head + tail else { return }
    let join = origins[head]
    bytes = bytes[..<head] + [0x0A, 0x0A] + bytes[(bytes.count - tail)...]
    origins = origins[..<head] + [join, join] + origins[(origins.count - tail)...]
  }

  /// Whether the bytes at `index` spell `word`, which must be ASCII.
  func has(_ word: StaticString, at index: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index >= 0, index + count <= bytes.count else { return false }
    return word.withUTF8Buffer { letters in
      for step in 0..<count where letters[step] != bytes[index + step] { return false }
      return true
    }
  }

  /// The first index from `start` on where `word` stands, or `nil`; linear.
  func firstIndex(of word: StaticString, from start: Int) -> Int? {
    var index = start
    while index + word.utf8CodeUnitCount <= bytes.count {
      if has(word, at: index) { return index }
      index += 1
    }
    return nil
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0B || byte == 0x0C
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether the byte can stand inside a word.
  static func isWordByte(_ byte: UInt8) -> Bool {
    (byte >= 0x61 && byte <= 0x7A) || isDigit(byte)
  }

  /// The byte for a scalar, or `nil` for one that is invisible.
  private static func fold(_ scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x41...0x5A: return UInt8(scalar) + 32
    case 0x0D: return 0x0A
    case 0x09: return 0x20
    case 0..<0x80: return UInt8(scalar)
    case 0xC0...0xFF: return latin(scalar)
    case 0x2018, 0x2019, 0x2BC, 0x2B9, 0x2032: return 0x27
    case 0x201C, 0x201D, 0x201E, 0xAB, 0xBB: return 0x22
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF, 0x300...0x36F, 0xFE00...0xFE0F: return nil
    case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: return 0x20
    case 0x85, 0x2028, 0x2029: return 0x0A
    case 0x2010...0x2015: return 0x2D
    case 0x2026, 0x3002, 0xFF61: return 0x2E
    case 0x2022: return 0x2A
    case 0xFF01...0xFF5E: return fold(scalar - 0xFEE0)
    default: return other
    }
  }

  /// The base letter of each Latin-1 letter from U+00C0 to U+00FF; `?` where there is none.
  private static let latinBases: [UInt8] = Array(
    "aaaaaaaceeeeiiii?nooooo?ouuuuy?saaaaaaaceeeeiiii?nooooo?ouuuuy?y".utf8)

  private static func latin(_ scalar: UInt32) -> UInt8 {
    let base = latinBases[Int(scalar - 0xC0)]
    return base == 0x3F ? other : base
  }
}
