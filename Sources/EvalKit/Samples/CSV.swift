/// Puts records of RFC 4180 together from lines; a quoted field may hold line breaks.
public struct CSVRecordReader: Sendable {
  /// The fields of the record that is complete.
  public private(set) var fields: [String] = []
  /// Where the record starts.
  private(set) var firstLine = 1
  private var pending: [UInt8] = []
  private var isOpen = false

  public init() {}

  /// Whether no quoted field is open.
  public var isComplete: Bool { !isOpen }

  /// - Returns: Whether a record is complete; empty lines between records are none.
  public mutating func feed(_ line: [UInt8], _ number: Int) -> Bool {
    if isOpen {
      pending.append(0x0A)
    } else {
      guard !line.isEmpty else { return false }
      pending = []
      firstLine = number
    }
    pending += line
    if line.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 1 { isOpen.toggle() }
    if !isOpen { fields = Self.split(pending) }
    return !isOpen
  }

  private static func split(_ record: [UInt8]) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var quoted = false
    var position = 0
    while position < record.count {
      let byte = record[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\"") where quoted && record[safely: position] == byte:
        field.append(byte)
        position += 1
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: ",") where !quoted:
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      default: field.append(byte)
      }
    }
    return fields + [String(decoding: field, as: UTF8.self)]
  }
}

/// The columns of a CSV dataset: keys of a sample, and others that become metadata.
struct CSVHeader: Sendable {
  private let columns: [String]

  private static let keys = ["id", "input", "target", "category", "prefix", "suffix"]

  init(_ columns: [String]) throws(SampleError) {
    guard columns.contains("id"), columns.contains("input") || columns.contains("prefix") else {
      throw SampleError(
        "the first line of a CSV dataset names the columns, 'id' and 'input' among them")
    }
    if let twice = columns.first(where: { name in columns.count { $0 == name } > 1 }) {
      throw SampleError("the column '\(twice)' occurs twice")
    }
    self.columns = columns
  }

  func json(_ fields: [String]) throws(JSONError) -> JSONValue {
    guard fields.count == columns.count else {
      throw JSONError(
        reason: "\(columns.count) columns are named, but there are \(fields.count) fields",
        offset: 0)
    }
    var sample = JSONObject()
    var metadata = JSONObject()
    for (name, field) in zip(columns, fields) where !field.isEmpty || name == "input" {
      if Self.keys.contains(name) {
        sample[name] = .string(field)
      } else {
        metadata[name] = .string(field)
      }
    }
    if !metadata.isEmpty { sample["metadata"] = .object(metadata) }
    return .object(sample)
  }
}
