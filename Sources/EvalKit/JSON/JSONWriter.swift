/// Writes JSON as UTF-8 bytes, member by member, without holding the document.
///
/// With an indent the output is for people, two spaces a level; without, it is one line. The same
/// calls give the same bytes. Numbers are written in the shortest form that reads back equal.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8] = []
  private let pretty: Bool
  /// For every open container: whether it already has an element.
  private var containers: [Bool] = []
  private var afterKey = false

  public init(pretty: Bool = false) { self.pretty = pretty }

  /// What has been written so far, which is then forgotten; for streaming to a file.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  public mutating func beginObject() { open("{") }
  public mutating func endObject() { close("}") }
  public mutating func beginArray() { open("[") }
  public mutating func endArray() { close("]") }

  public mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if pretty { bytes.append(UInt8(ascii: " ")) }
    afterKey = true
  }

  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .bool(let truth): raw(truth ? "true" : "false")
    case .integer(let number): raw(String(number))
    case .number(let number): write(number)
    case .string(let text):
      separate()
      quote(text)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let object):
      beginObject()
      for member in object.members { field(member.key, member.value) }
      endObject()
    }
  }

  public mutating func field(_ name: String, _ value: JSONValue) {
    key(name)
    self.value(value)
  }

  public mutating func field(_ name: String, _ text: String?) {
    field(name, text.map(JSONValue.string) ?? .null)
  }

  public mutating func field(_ name: String, _ number: Int?) {
    field(name, number.map { .integer(Int64($0)) } ?? .null)
  }

  public mutating func field(_ name: String, _ number: Double?) {
    field(name, number.map(JSONValue.number) ?? .null)
  }

  public mutating func field(_ name: String, _ truth: Bool?) {
    field(name, truth.map(JSONValue.bool) ?? .null)
  }

  /// A line break outside any container, for JSON Lines and the end of a file.
  public mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  private mutating func write(_ number: Double) {
    precondition(number.isFinite, "a number in JSON must be finite, not \(number)")
    if number == number.rounded(), abs(number) < 1e15 {
      raw(String(Int64(number)))
    } else {
      raw("\(number)")
    }
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    containers.append(false)
  }

  private mutating func close(_ bracket: Unicode.Scalar) {
    let hasElements = containers.removeLast()
    if hasElements { breakLine() }
    bytes.append(UInt8(ascii: bracket))
  }

  /// What must stand before the next element: nothing, a comma, a new line.
  private mutating func separate() {
    if afterKey {
      afterKey = false
      return
    }
    guard let hasElements = containers.last else { return }
    if hasElements { bytes.append(UInt8(ascii: ",")) }
    containers[containers.count - 1] = true
    breakLine()
  }

  private mutating func breakLine() {
    guard pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in containers { bytes.append(contentsOf: [0x20, 0x20]) }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: [0x5C, 0x22])
      case UInt8(ascii: "\\"): bytes.append(contentsOf: [0x5C, 0x5C])
      case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
      case 0..<0x20, 0x7F:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30])
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension JSONValue {
  /// The document as one line.
  public var compact: String {
    var writer = JSONWriter()
    writer.value(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The document with every object's keys in code point order: equal documents, equal text.
  public var canonical: String { sorted.compact }

  private var sorted: JSONValue {
    switch self {
    case .array(let elements): .array(elements.map(\.sorted))
    case .object(let object):
      .object(
        JSONObject(
          object.members.map { .init(key: $0.key, value: $0.value.sorted) }
            .sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }))
    default: self
    }
  }
}
