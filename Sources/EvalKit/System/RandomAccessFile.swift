internal import Glibc

/// A file that is read at any place, from any thread.
public final class RandomAccessFile: Sendable {
  private let path: String
  private let descriptor: Int32

  public init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path, "read") }
  }

  deinit { close(descriptor) }

  /// How many bytes the file has.
  public func size() throws(FileError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path, "read") }
    return Int(status.st_size)
  }

  /// The bytes of a range; fewer at the end of the file.
  public func read(offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let received = bytes.withUnsafeMutableBytes {
        pread(
          descriptor, $0.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
      }
      guard received >= 0 || errno == EINTR else { throw FileError(path, "read") }
      if received == 0 { break }
      filled += max(0, received)
    }
    bytes.removeLast(count - filled)
    return bytes
  }
}
