/// Finds the JSON objects and lists that stand somewhere in a text, such as behind an introduction.
///
/// Found are the outermost ones, in order. A bracket that opens nothing readable is passed over.
/// Every byte is looked at a small number of times, whatever the text.
struct EmbeddedJSON {
  private enum Expectation { case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd }

  private let bytes: [UInt8]
  private let parser = JSONParser()
  private var position = 0
  /// The brackets that an attempt has found open where it failed: another one from there would
  /// fail at the same place.
  private var isHopeless: [Bool]

  init(_ text: String) {
    bytes = Array(text.utf8)
    isHopeless = [Bool](repeating: false, count: bytes.count)
  }

  /// The next document with its text.
  mutating func next() -> (value: JSONValue, text: String)? {
    while position < bytes.count {
      let start = position
      position += 1
      guard Self.opens(bytes[start]), !isHopeless[start], let end = scan(from: start) else {
        continue
      }
      position = end
      let document = Array(bytes[start..<end])
      if let value = try? parser.parse(document) {
        return (value, String(decoding: document, as: UTF8.self))
      }
    }
    return nil
  }

  private static func opens(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  /// The end of the document that starts here, or `nil` where the grammar is broken.
  private mutating func scan(from start: Int) -> Int? {
    var open: [Int] = []
    var expected = Expectation.value
    var index = start
    while let byte = bytes[safely: index] {
      let next: Int?
      switch (byte, expected) {
      case (0x20, _), (0x09, _), (0x0A, _), (0x0D, _): next = index + 1
      case (UInt8(ascii: "{"), .value), (UInt8(ascii: "{"), .valueOrEnd),
        (UInt8(ascii: "["), .value), (UInt8(ascii: "["), .valueOrEnd):
        open.append(index)
        expected = byte == UInt8(ascii: "{") ? .keyOrEnd : .valueOrEnd
        next = index + 1
      case (UInt8(ascii: "}"), .keyOrEnd), (UInt8(ascii: "]"), .valueOrEnd),
        (UInt8(ascii: "}"), .commaOrEnd), (UInt8(ascii: "]"), .commaOrEnd):
        next = open.popLast().flatMap { bytes[$0] + 2 == byte ? index + 1 : nil }
        if open.isEmpty { return next }
        expected = .commaOrEnd
      case (UInt8(ascii: "\""), .key), (UInt8(ascii: "\""), .keyOrEnd):
        expected = .colon
        next = endOfString(index)
      case (UInt8(ascii: ":"), .colon):
        expected = .value
        next = index + 1
      case (UInt8(ascii: ","), .commaOrEnd):
        let isObject = open.last.map { bytes[$0] == UInt8(ascii: "{") } ?? false
        expected = isObject ? .key : .value
        next = index + 1
      case (_, .value), (_, .valueOrEnd):
        expected = .commaOrEnd
        next = endOfScalar(index)
      default: next = nil
      }
      guard let next else { break }
      index = next
    }
    for place in open { isHopeless[place] = true }
    return nil
  }

  private func endOfScalar(_ index: Int) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "\""): return endOfString(index)
    case UInt8(ascii: "t"): return end(of: "true", index)
    case UInt8(ascii: "f"): return end(of: "false", index)
    case UInt8(ascii: "n"): return end(of: "null", index)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return bytes[index...].firstIndex { !Self.isNumeric($0) } ?? bytes.count
    default: return nil
    }
  }

  private func end(of word: String, _ index: Int) -> Int? {
    bytes[index...].starts(with: word.utf8) ? index + word.utf8.count : nil
  }

  private func endOfString(_ start: Int) -> Int? {
    var index = start + 1
    while let byte = bytes[safely: index] {
      if byte == UInt8(ascii: "\"") { return index + 1 }
      if byte < 0x20 { return nil }
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
  }
}
