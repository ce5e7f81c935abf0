/// Cuts the elements out of a JSON array that arrives line by line.
///
/// It only counts brackets outside strings; whether an element is JSON is for the parser to say.
struct JSONArraySplitter {
  private var depth = 0
  private var inString = false
  private var isEscaped = false
  private var hasEnded = false
  private var expectsElement = false
  private var element: [UInt8] = []
  private var elementPlace = (line: 0, column: 0)
  private var finished: [DatasetRecord] = []
  private var taken = 0
  /// The code points of the current line so far.
  private var column = 0

  /// Whether the array was closed.
  var isComplete: Bool { hasEnded }

  /// The next complete element with the place where it starts.
  mutating func takeElement() -> DatasetRecord? {
    guard taken < finished.count else {
      finished.removeAll(keepingCapacity: true)
      taken = 0
      return nil
    }
    taken += 1
    return finished[taken - 1]
  }

  /// Takes the next line.
  ///
  /// - Returns: What is wrong with the list itself and at which column, or `nil`.
  mutating func feed(_ line: [UInt8], _ number: Int) -> (message: String, column: Int)? {
    if depth > 1, !element.isEmpty { element.append(0x0A) }
    column = 0
    for byte in line {
      if byte & 0xC0 != 0x80 { column += 1 }
      if let message = step(byte, number) { return (message, column) }
    }
    return nil
  }

  private mutating func step(_ byte: UInt8, _ number: Int) -> String? {
    if hasEnded {
      let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0D
      return isBlank ? nil : "behind the list of samples nothing may follow"
    }
    if inString {
      element.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        inString = false
      }
      return nil
    }
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      depth += 1
      if depth > 1 { append(byte, number) }
    case UInt8(ascii: "]") where depth == 1:
      if element.isEmpty, expectsElement { return "a sample is missing behind the ','" }
      finish()
      hasEnded = true
    case UInt8(ascii: "}") where depth == 1: return "a '}' closes nothing here"
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth -= 1
      append(byte, number)
    case UInt8(ascii: ",") where depth == 1:
      if element.isEmpty { return "a sample is missing before the ','" }
      finish()
      expectsElement = true
    case 0x20, 0x09, 0x0D:
      if !element.isEmpty { element.append(byte) }
    default:
      if byte == UInt8(ascii: "\"") { inString = true }
      append(byte, number)
    }
    return nil
  }

  private mutating func append(_ byte: UInt8, _ number: Int) {
    if element.isEmpty { elementPlace = (number, column) }
    element.append(byte)
  }

  private mutating func finish() {
    guard !element.isEmpty else { return }
    finished.append(
      DatasetRecord(text: element, line: elementPlace.line, column: elementPlace.column))
    element = []
  }
}
