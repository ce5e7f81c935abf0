internal import CZlib
internal import Glibc

/// Reads a text file line by line in constant memory; gzip is unpacked on the way.
///
/// A line ends with LF or CRLF, which is not part of it; a UTF-8 byte order mark is dropped.
public final class LineReader {
  /// Longer lines are refused: they would be held in memory whole.
  public static let maximumLineBytes = 256 << 20

  private let path: String
  private let file: gzFile
  private var buffer: [UInt8] = []
  /// Where the unread part of `buffer` begins.
  private var start = 0
  private var ended = false
  /// Called with the bytes of the file as they are read, unpacked; for hashing.
  private let observe: (UnsafeRawBufferPointer) -> Void

  /// The number of the line that was returned last, counted from 1.
  public private(set) var lineNumber = 0
  /// Where that line begins, in bytes of the unpacked file, behind a byte order mark.
  public private(set) var lineOffset = 0
  /// How many bytes were dropped from the front of `buffer`.
  private var discarded = 0

  public init(
    _ path: String, observe: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws(FileError) {
    guard !Files.isDirectory(path) else { throw FileError(path, "read", code: EISDIR) }
    guard let file = gzopen(path, "rb") else { throw FileError(path, "read") }
    gzbuffer(file, 128 * 1024)
    (self.path, self.file, self.observe) = (path, file, observe)
  }

  deinit { gzclose(file) }

  /// Calls `body` with the bytes of the next line, which are valid during the call.
  ///
  /// - Returns: What `body` returned, or `nil` at the end of the file.
  public func withNextLine<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result? {
    var searched = start
    while true {
      if let end = newline(from: searched) {
        defer { start = end + 1 }
        return try deliver(start..<end, body)
      }
      if ended {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return try deliver(start..<buffer.count, body)
      }
      searched = buffer.count - start
      try fill()
    }
  }

  private func deliver<Result>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    lineNumber += 1
    lineOffset = discarded + range.lowerBound
    return try buffer.withUnsafeBytes { bytes in
      var line = UnsafeRawBufferPointer(rebasing: bytes[range])
      if lineNumber == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) {
        line = UnsafeRawBufferPointer(rebasing: line.dropFirst(3))
        lineOffset += 3
      }
      if line.last == 0x0D { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
      return try body(line)
    }
  }

  private func newline(from position: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard position < bytes.count, let base = bytes.baseAddress else { return nil }
      return memchr(base + position, 0x0A, bytes.count - position).map { base.distance(to: $0) }
    }
  }

  /// Moves the unread part to the front and reads more behind it.
  private func fill() throws(FileError) {
    buffer.removeSubrange(..<start)
    discarded += start
    start = 0
    guard buffer.count < Self.maximumLineBytes else { throw FileError(path, "read", code: EFBIG) }
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: max(128 * 1024, old)))
    let room = buffer.count - old
    let count = buffer.withUnsafeMutableBytes { bytes in
      gzread(file, bytes.baseAddress.map { $0 + old }, UInt32(room))
    }
    guard count >= 0 else { throw FileError(path, "unpack", code: EIO) }
    buffer.removeLast(room - Int(count))
    ended = count == 0
    buffer[old...].withUnsafeBytes(observe)
  }
}
