/// Splits a newline-delimited body, such as NDJSON, into lines, whatever the parts it arrives in.
///
/// Lines end with LF or CRLF; empty lines are skipped. A line within one part is handed out in
/// place. The cost is linear in the bytes, however small the parts.
struct LineParser: Sendable {
  private var lines: LineSplitter

  /// Makes a parser at the beginning of a body.
  ///
  /// - Parameter maximumLineBytes: How long a line may grow.
  init(maximumLineBytes: Int = 64 << 20) {
    lines = LineSplitter(.lineFeed, maximumBytes: maximumLineBytes)
  }

  /// Takes the next part of the body and hands out the lines that end in it.
  ///
  /// - Throws: When a line is too long, now and at every later call.
  mutating func feed(
    _ part: RawSpan, _ onLine: (_ line: RawSpan) -> Void
  ) throws(StreamLimitError) {
    try part.withUnsafeBytes { part throws(StreamLimitError) in
      try lines.feed(part) { line, _ throws(StreamLimitError) in
        let line = Self.withoutReturn(line)
        if !line.isEmpty { onLine(line.bytes) }
      }
    }
  }

  /// The bytes after the last line end, or `nil` when there are none: a line that was cut short,
  /// or a last one that nobody ended.
  mutating func finish() -> [UInt8]? {
    var rest: [UInt8]?
    try? lines.finish { line, _ in rest = Array(Self.withoutReturn(line)) }
    return rest?.isEmpty == false ? rest : nil
  }

  private static func withoutReturn(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    line.last == .carriageReturn ? UnsafeRawBufferPointer(rebasing: line.dropLast()) : line
  }
}
