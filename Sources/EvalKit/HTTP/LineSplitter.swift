internal import Glibc

/// A stream held more without an end of event, or of line, than a parser agreed to keep.
public struct StreamLimitError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was too long, such as `event`.
  public var what: String
  /// The most bytes allowed.
  public var limit: Int

  public var description: String { "the stream holds a longer \(what) than \(limit) bytes" }
}

/// Splits a stream into lines, whatever the parts it arrives in.
///
/// A line that lies within one part is handed out in place; others are copied once. Every byte is
/// searched once for each kind of line end, however small the parts are.
struct LineSplitter: Sendable {
  /// Which bytes end a line.
  enum Ends: Sendable {
    /// LF only.
    case lineFeed
    /// LF, CR, or both together.
    case lineFeedOrReturn
  }

  private let ends: Ends
  private let maximumBytes: Int
  /// The beginning of a line of which the end has not come.
  private var carry: [UInt8] = []
  /// The last part ended with CR, so that a LF at once after it belongs to the same line end.
  private var skipsLineFeed = false
  private var error: StreamLimitError?

  init(_ ends: Ends, maximumBytes: Int) {
    self.ends = ends
    self.maximumBytes = maximumBytes
  }

  /// Takes the next part and hands out the lines that end in it, without their ends.
  ///
  /// - Parameters:
  ///   - part: The next bytes of the stream, any number.
  ///   - body: Takes a line and whether it lies in `part`; otherwise it is gone afterwards.
  /// - Throws: When a line is too long, or what `body` throws; the same at every later call.
  mutating func feed(
    _ part: UnsafeRawBufferPointer,
    _ body: (_ line: UnsafeRawBufferPointer, _ isInPlace: Bool) throws(StreamLimitError) -> Void
  ) throws(StreamLimitError) {
    if let error { throw error }
    guard !part.isEmpty else { return }
    do {
      try split(part, body)
    } catch {
      self.error = error
      carry = []
      throw error
    }
  }

  private mutating func split(
    _ part: UnsafeRawBufferPointer,
    _ body: (_ line: UnsafeRawBufferPointer, _ isInPlace: Bool) throws(StreamLimitError) -> Void
  ) throws(StreamLimitError) {
    var position = skipsLineFeed && part[0] == .lineFeed ? 1 : 0
    skipsLineFeed = false
    var search = LineEndSearch(part, ends)
    while position < part.count {
      let end = search.next(from: position)
      let line = UnsafeRawBufferPointer(rebasing: part[position..<end])
      guard carry.count + line.count <= maximumBytes else {
        throw StreamLimitError(what: "line", limit: maximumBytes)
      }
      guard end < part.count else {
        carry.append(contentsOf: line)
        return
      }
      if carry.isEmpty {
        try body(line, true)
      } else {
        carry.append(contentsOf: line)
        try flush(body)
      }
      position = end + 1
      guard part[end] == .carriageReturn else { continue }
      if position == part.count {
        skipsLineFeed = true
      } else if part[position] == .lineFeed {
        position += 1
      }
    }
  }

  /// Hands out what has come of a line without an end, unless that is nothing.
  mutating func finish(
    _ body: (_ line: UnsafeRawBufferPointer, _ isInPlace: Bool) throws(StreamLimitError) -> Void
  ) throws(StreamLimitError) {
    if !carry.isEmpty { try flush(body) }
  }

  private mutating func flush(
    _ body: (_ line: UnsafeRawBufferPointer, _ isInPlace: Bool) throws(StreamLimitError) -> Void
  ) throws(StreamLimitError) {
    try carry.span.bytes.withUnsafeBytes { bytes throws(StreamLimitError) in
      try body(bytes, false)
    }
    carry.removeAllForReuse()
  }
}

/// Finds one line end after another in a run of bytes.
private struct LineEndSearch {
  private let bytes: UnsafeRawBufferPointer
  /// The next place of each byte, as far as it was searched for; the end when there is none.
  private var lineFeed = -1
  private var carriageReturn: Int

  init(_ bytes: UnsafeRawBufferPointer, _ ends: LineSplitter.Ends) {
    self.bytes = bytes
    carriageReturn = ends == .lineFeed ? bytes.count : -1
  }

  /// The first line end at or after a place, or the end of the bytes.
  mutating func next(from place: Int) -> Int {
    if lineFeed < place { lineFeed = find(.lineFeed, from: place) }
    if carriageReturn < place { carriageReturn = find(.carriageReturn, from: place) }
    return min(lineFeed, carriageReturn)
  }

  private func find(_ byte: UInt8, from place: Int) -> Int {
    guard let start = bytes.baseAddress,
      let found = memchr(start + place, Int32(byte), bytes.count - place)
    else { return bytes.count }
    return UnsafeRawPointer(found) - start
  }
}

extension UInt8 {
  static var lineFeed: UInt8 { 0x0A }
  static var carriageReturn: UInt8 { 0x0D }
}

extension [UInt8] {
  /// Empties the array and keeps its memory, unless that is out of the ordinary.
  mutating func removeAllForReuse() {
    if capacity > 1 << 20 { self = [] } else { removeAll(keepingCapacity: true) }
  }
}
