/// Cuts the elements out of a JSON array that arrives line by line.
///
/// It only counts brackets outside strings; whether an element is JSON is for the parser to say.
struct JSONArraySplitter {
  private var depth = 0
  private var inString = false
  private var isEscaped = false
  private var hasEnded = false
  private var element: [UInt8] = []
  private var elementLine = 0
  private var finished: [(text: [UInt8], line: Int)] = []
  private var taken = 0

  /// Whether the array was closed.
  var isComplete: Bool { hasEnded }

  /// The next complete element with the line where it starts.
  mutating func takeElement() -> (text: [UInt8], line: Int)? {
    guard taken < finished.count else {
      finished.removeAll(keepingCapacity: true)
      taken = 0
      return nil
    }
    taken += 1
    return finished[taken - 1]
  }

  /// - Returns: `false` when something follows the array.
  mutating func feed(_ line: [UInt8], _ number: Int) -> Bool {
    if depth > 1, !element.isEmpty { element.append(0x0A) }
    for byte in line {
      if hasEnded {
        guard byte == 0x20 || byte == 0x09 || byte == 0x0D else { return false }
        continue
      }
      step(byte, number)
    }
    return true
  }

  private mutating func step(_ byte: UInt8, _ number: Int) {
    if inString {
      element.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        inString = false
      }
      return
    }
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      depth += 1
      if depth > 1 { append(byte, number) }
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth -= 1
      if depth >= 1 {
        append(byte, number)
      } else {
        finish()
        hasEnded = true
      }
    case UInt8(ascii: ",") where depth == 1: finish()
    case 0x20, 0x09, 0x0D:
      if !element.isEmpty { element.append(byte) }
    default:
      if byte == UInt8(ascii: "\"") { inString = true }
      append(byte, number)
    }
  }

  private mutating func append(_ byte: UInt8, _ number: Int) {
    if element.isEmpty { elementLine = number }
    element.append(byte)
  }

  private mutating func finish() {
    guard !element.isEmpty else { return }
    finished.append((element, elementLine))
    element = []
  }
}
