/// The header fields of one answer, kept as they came and decoded when asked for.
struct HTTPHeaders: Sendable, Equatable {
  /// `name:value` lines, each ended by a line feed; values are trimmed, folded lines joined.
  private var lines: [UInt8] = []

  init() {}

  /// Takes one line as it came from the wire; anything without a colon is ignored.
  mutating func append(line: UnsafeRawBufferPointer) {
    let text = line.trimmingBlanks()
    guard let first = line.first, !text.isEmpty else { return }
    if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
      guard lines.popLast() != nil else { return }
      lines.append(UInt8(ascii: " "))
    } else {
      guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon != text.startIndex else {
        return
      }
      lines.append(contentsOf: text[..<colon])
      lines.append(UInt8(ascii: ":"))
      lines.append(contentsOf: text[(colon + 1)...].trimmingBlanks())
      lines.append(UInt8(ascii: "\n"))
      return
    }
    lines.append(contentsOf: text)
    lines.append(UInt8(ascii: "\n"))
  }

  mutating func removeAll() { lines.removeAll(keepingCapacity: true) }

  /// The size of all fields together.
  var byteCount: Int { lines.count }

  /// The first value of a field, whatever the case of its name; `nil` when it is absent.
  subscript(name: String) -> String? {
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      if let value = Self.value(of: name, in: line) { return value }
    }
    return nil
  }

  /// All values of a field, in order.
  func values(of name: String) -> [String] {
    lines.split(separator: UInt8(ascii: "\n")).compactMap { Self.value(of: name, in: $0) }
  }

  /// All fields, in order, with their names as they came.
  var fields: [(name: String, value: String)] {
    lines.split(separator: UInt8(ascii: "\n")).map { line in
      let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
      return (
        String(decoding: line[..<colon], as: UTF8.self),
        String(decoding: line[colon...].dropFirst(), as: UTF8.self)
      )
    }
  }

  private static func value(of name: String, in line: ArraySlice<UInt8>) -> String? {
    let name = name.utf8
    let colon = line.startIndex + name.count
    guard colon < line.endIndex, line[colon] == UInt8(ascii: ":"),
      zip(name, line).allSatisfy({ $0.asciiLowercased == $1.asciiLowercased })
    else { return nil }
    return String(decoding: line[(colon + 1)...], as: UTF8.self)
  }
}

extension UInt8 {
  /// The lower-case form of an ASCII letter; any other byte is itself.
  var asciiLowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }

  /// Whether this is a space, a tab or an end of line.
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
}

extension BidirectionalCollection<UInt8> {
  /// Without blanks at either end.
  fileprivate func trimmingBlanks() -> SubSequence {
    let rest = drop { $0.isBlank }
    guard let last = rest.lastIndex(where: { !$0.isBlank }) else { return rest[rest.endIndex...] }
    return rest[...last]
  }
}
