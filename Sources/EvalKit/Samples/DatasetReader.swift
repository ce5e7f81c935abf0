/// The bytes of one sample and where they start.
struct DatasetRecord {
  var text: [UInt8]
  var line: Int
  /// Of the first byte, in characters, counted from 1.
  var column = 1
}

/// Reads the samples of a file one by one, in constant memory.
///
/// A JSON array is split into its elements without being held as a whole; only one written on a
/// single line is.
public final class DatasetReader {
  private enum Form { case lines, array, csv(CSVHeader) }

  private let path: String
  private let lines: LineReader
  private let parser = JSONParser()
  private let hash: HashBox
  private var form: Form?
  private var ordinal = 0
  private var elements: JSONArraySplitter
  private var csv = CSVRecordReader()
  /// What was read last.
  private var current = DatasetRecord(text: [], line: 1)

  /// Whether reading on after an error makes sense: not when the form itself is broken.
  public private(set) var canContinue = true

  init(_ path: String) throws(FileError) {
    let hash = HashBox()
    self.path = path
    self.hash = hash
    elements = JSONArraySplitter()
    lines = try LineReader(path) { hash.update($0) }
  }

  /// The SHA-256 of all bytes read so far, unpacked; may be asked once.
  func finishHash() -> String { hash.finish() }

  /// The next sample, or `nil` at the end.
  ///
  /// - Throws: A ``Diagnostic`` with its line and column; the next call goes on behind it.
  public func next() throws(Diagnostic) -> Dataset.Entry? {
    while true {
      guard let record = try nextRecord() else { return nil }
      current = record
      let json: JSONValue
      do throws(JSONError) {
        if case .csv(let header) = form {
          json = try header.json(csv.fields)
        } else {
          json = try parser.parse(record.text)
        }
      } catch {
        throw place(error.offset, explain(error))
      }
      do throws(SampleError) {
        let sample = try Sample(json)
        defer { ordinal += 1 }
        return Dataset.Entry(ordinal: ordinal, line: record.line, sample: sample)
      } catch {
        throw diagnostic(error)
      }
    }
  }

  /// The error with the place of the key it is about, in the record that was read last.
  func diagnostic(_ error: SampleError) -> Diagnostic {
    guard let key = error.key else { return place(0, error.description) }
    let text = String(decoding: current.text, as: UTF8.self)
    let found = text.firstRange(of: "\"\(key)\"")?.lowerBound
    let offset = found.map { text.utf8.distance(from: text.startIndex, to: $0) } ?? 0
    return place(offset, error.description)
  }

  private func explain(_ error: JSONError) -> String {
    switch form {
    case .csv: error.reason
    case .array: "a sample is a JSON object: \(error.reason)"
    case .lines, nil: "a sample is one JSON object per line: \(error.reason)"
    }
  }

  private func place(_ offset: Int, _ message: String) -> Diagnostic {
    let before = current.text.prefix(offset)
    let breaks = before.count { $0 == 0x0A }
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column =
      String(decoding: before[lineStart...], as: UTF8.self).count
      + (breaks == 0 ? current.column : 1)
    return Diagnostic(path: path, line: current.line + breaks, column: column, message: message)
  }

  private func nextRecord() throws(Diagnostic) -> DatasetRecord? {
    if let element = elements.takeElement() { return element }
    while true {
      let line: [UInt8]?
      do { line = try lines.withNextLine { Array($0) } } catch {
        canContinue = false
        throw Diagnostic(path: path, message: "the dataset cannot be read: \(error)")
      }
      guard let line else { return try endOfFile() }
      let number = lines.lineNumber
      if form == nil {
        if path.hasSuffix(".csv") || path.hasSuffix(".csv.gz") {
          guard csv.feed(line, number) else { continue }
          form = .csv(try header())
          continue
        }
        guard let first = line.first(where: { !Self.isBlank($0) }) else { continue }
        form = first == UInt8(ascii: "[") ? .array : .lines
      }
      switch form {
      case .array:
        if let problem = elements.feed(line, number) {
          canContinue = false
          throw Diagnostic(
            path: path, line: number, column: problem.column, message: problem.message)
        }
        if let element = elements.takeElement() { return element }
      case .csv:
        if csv.feed(line, number) { return DatasetRecord(text: line, line: csv.firstLine) }
      case .lines, nil:
        if line.contains(where: { !Self.isBlank($0) }) {
          return DatasetRecord(text: line, line: number)
        }
      }
    }
  }

  private func endOfFile() throws(Diagnostic) -> DatasetRecord? {
    let isComplete =
      switch form {
      case .array: elements.isComplete
      case .csv: csv.isComplete
      case .lines, nil: true
      }
    guard isComplete, canContinue else {
      guard canContinue else { return nil }
      canContinue = false
      current = DatasetRecord(text: [], line: max(1, lines.lineNumber))
      throw place(0, "the file ends in the middle of a sample")
    }
    return nil
  }

  private func header() throws(Diagnostic) -> CSVHeader {
    do throws(SampleError) { return try CSVHeader(csv.fields) } catch {
      canContinue = false
      throw Diagnostic(path: path, line: 1, column: 1, message: error.description)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }
}

/// A hash that a closure feeds while its owner waits for the result.
private final class HashBox {
  private var hash: SHA256? = SHA256()

  func update(_ bytes: UnsafeRawBufferPointer) {
    switch hash {
    case .some(let hash): hash.update(bytes)
    case .none: break
    }
  }

  func finish() -> String {
    guard let hash = hash.take() else { return "" }
    return hash.finish()
  }
}
