/// A file of recorded answers, one JSON object per line, read on demand.
///
/// Only a number per line is held in memory. The first line may describe the recording:
/// `{"recording": {"model": …, "origin": …}}`.
public final class Recording: Sendable {
  /// The keys of an entry.
  public static let keys = [
    "sample", "harness", "repetition", "text", "reasoning", "tool_calls", "finish_reason",
    "usage", "timings", "error", "model",
  ]

  /// Where an entry stands in the file.
  private struct Span: Sendable {
    var offset: Int
    var length: Int32
    var line: Int32
  }

  private let file: RandomAccessFile
  private let path: String
  /// Sorted by key hash; several entries may share one.
  private let index: [(hash: UInt64, span: Span)]
  /// What the first line says about the recording; empty when it does not.
  public let header: JSONObject

  /// Opens a recording and checks every line.
  ///
  /// - Throws: ``SuiteError`` with the places of lines that are no entries, up to 20.
  public init(_ path: String) throws {
    self.path = path
    file = try RandomAccessFile(path)
    var builder = Builder(path: path)
    try builder.read()
    guard builder.diagnostics.isEmpty else { throw SuiteError(builder.diagnostics) }
    index = builder.index.sorted { $0.hash < $1.hash }
    header = builder.header
  }

  public var entryCount: Int { index.count }

  /// The recorded answer to a trial, or `nil`.
  ///
  /// An entry without `harness` serves any harness, one without `repetition` the first.
  public func entry(for trial: TrialID) throws -> JSONValue? {
    for harness in [trial.harness, nil] {
      let hash = Self.hash(harness, trial.sample, trial.repetition)
      var position = index.partitioningIndex { $0.hash >= hash }
      while let candidate = index[safely: position], candidate.hash == hash {
        let json = try JSONParser().parse(
          try file.read(offset: candidate.span.offset, count: Int(candidate.span.length)))
        if json["sample"]?.stringValue == trial.sample, json["harness"]?.stringValue == harness,
          json["repetition"]?.intValue ?? 0 == trial.repetition
        {
          return json
        }
        position += 1
      }
    }
    return nil
  }

  private static func hash(_ harness: String?, _ sample: String, _ repetition: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in [harness ?? "", "\u{0}", sample] {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    return (hash ^ UInt64(truncatingIfNeeded: repetition)) &* 0x100_0000_01B3
  }

  /// One pass over the file.
  private struct Builder {
    let path: String
    var index: [(hash: UInt64, span: Span)] = []
    var header = JSONObject()
    var diagnostics: [Diagnostic] = []

    mutating func read() throws {
      let reader = try LineReader(path)
      let parser = JSONParser()
      var seen = IdentifierSet()
      while diagnostics.count < 20 {
        let more: Void? = try reader.withNextLine { line in
          guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
          take(line, parser, &seen, offset: reader.lineOffset, number: reader.lineNumber)
        }
        guard more != nil else { break }
      }
      if diagnostics.isEmpty, index.isEmpty {
        diagnostics.append(
          Diagnostic(path: path, line: 1, column: 1, message: "the recording has no entry"))
      }
    }

    private mutating func take(
      _ line: UnsafeRawBufferPointer, _ parser: JSONParser, _ seen: inout IdentifierSet,
      offset: Int, number: Int
    ) {
      do {
        let json = try parser.parse(line)
        if number == 1, let described = json["recording"]?.objectValue {
          header = described
          return
        }
        let (harness, sample, repetition) = try Recording.key(of: json)
        guard seen.insert("\(harness ?? "")\u{0}\(sample)\u{0}\(repetition)") else {
          throw SampleError("the entry for sample '\(sample)' occurs twice", key: "sample")
        }
        let hash = Recording.hash(harness, sample, repetition)
        let span = Span(offset: offset, length: Int32(line.count), line: Int32(number))
        index.append((hash, span))
      } catch let error as JSONError {
        report("an entry is one JSON object per line: \(error.reason)", number, error.offset + 1)
      } catch {
        report("\(error)", number, 1)
      }
    }

    private mutating func report(_ message: String, _ line: Int, _ column: Int) {
      diagnostics.append(Diagnostic(path: path, line: line, column: column, message: message))
    }
  }

  /// Checks an entry's form and returns what it is the answer to.
  private static func key(of json: JSONValue) throws(SampleError) -> (String?, String, Int) {
    guard let object = json.objectValue else {
      throw SampleError("an entry is an object, not \(json.kindDescription)")
    }
    for key in object.keys where !keys.contains(key) {
      throw SampleError(
        "unknown key '\(key)'; an entry has \(keys.joined(separator: ", "))"
          + nearest(key, in: keys).suggestion)
    }
    guard let sample = object["sample"]?.stringValue else {
      throw SampleError("an entry needs a 'sample'")
    }
    let hasAnswer = object["text"]?.stringValue != nil || object["error"] != nil
    guard hasAnswer || object["tool_calls"] != nil else {
      throw SampleError("the entry for sample '\(sample)' needs a 'text', 'tool_calls' or 'error'")
    }
    return (object["harness"]?.stringValue, sample, object["repetition"]?.intValue ?? 0)
  }
}

extension Array {
  /// The first index from which on the predicate holds, in an array that it divides in two.
  func partitioningIndex(where belongsInSecond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongsInSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
