/// What takes the body of an answer while it arrives.
///
/// The calls come one after another on the engine's thread, which serves every other request too:
/// a sink must not block. It may parse; what takes longer than some microseconds per read belongs
/// after the request.
protocol HTTPBodySink {
  /// Takes the head of the final answer, before any of its body; not called for a redirect that
  /// is followed.
  ///
  /// - Returns: Whether the body is wanted; `false` ends the request and closes its connection.
  mutating func begin(_ head: HTTPResponseHead) -> Bool

  /// Takes the next part of the decoded body.
  ///
  /// - Parameters:
  ///   - bytes: At least one byte; parts end anywhere, also inside a character.
  ///   - instant: When the part was read from the connection.
  /// - Returns: Whether more is wanted; `false` ends the request and closes its connection.
  mutating func receive(_ bytes: RawSpan, at instant: MonotonicInstant) -> Bool
}

extension HTTPBodySink {
  mutating func begin(_ head: HTTPResponseHead) -> Bool { true }
}

/// Keeps the whole body.
struct CollectingSink: HTTPBodySink, Sendable {
  private(set) var bytes: [UInt8] = []

  init() {}

  mutating func receive(_ part: RawSpan, at instant: MonotonicInstant) -> Bool {
    part.withUnsafeBytes { bytes.append(contentsOf: $0) }
    return true
  }
}
