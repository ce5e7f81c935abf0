internal import CZlib

/// A ZIP file that cannot be read.
public struct ZipError: Error, Sendable, Equatable, CustomStringConvertible {
  public var description: String
}

/// Reads single members of a ZIP file (APPNOTE 6.3): stored, deflated or in Zstandard, up to 4 GiB.
public struct ZipArchive: Sendable {
  /// Where a member stands.
  private struct Entry: Sendable {
    var method: Int
    var checksum: Int
    var packedSize: Int
    var size: Int
    var headerOffset: Int
  }

  private let file: RandomAccessFile
  private let path: String
  private let entries: [String: Entry]

  /// The names of the members, sorted.
  public var names: [String] { entries.keys.sorted() }

  /// Reads the directory of the file; no member is unpacked.
  public init(_ path: String) throws {
    file = try RandomAccessFile(path)
    self.path = path
    entries = try Self.directory(of: file, path)
  }

  /// Whether the file begins like a ZIP file.
  public static func isArchive(_ path: String) throws -> Bool {
    try RandomAccessFile(path).read(offset: 0, count: 4) == [0x50, 0x4B, 3, 4]
  }

  /// The bytes of a member, checked against its checksum; `nil` when there is none of that name.
  ///
  /// - Parameter limit: The most bytes that it may have.
  public func read(_ name: String, limit: Int = 256 << 20) throws -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard max(entry.size, entry.packedSize) <= limit else {
      throw ZipError(description: "\(path): '\(name)' has more than \(limit) bytes")
    }
    let header = try file.read(offset: entry.headerOffset, count: 30)
    guard header.count == 30, header.number(0, 4) == 0x0403_4B50 else { throw damaged(name) }
    let start = entry.headerOffset + 30 + header.number(26, 2) + header.number(28, 2)
    let packed = try file.read(offset: start, count: entry.packedSize)
    guard packed.count == entry.packedSize else { throw damaged(name) }
    let bytes: [UInt8]
    switch entry.method {
    case 0: bytes = packed
    case 8: bytes = try inflated(packed, entry.size, name)
    case 93:
      guard let library = ZstdLibrary.shared else {
        throw ZipError(description: "\(path): libzstd.so.1 is missing; install libzstd1")
      }
      guard let unpacked = library.unpack(packed, size: entry.size) else { throw damaged(name) }
      bytes = unpacked
    default:
      throw ZipError(
        description: "\(path): '\(name)' is packed by the unknown method \(entry.method)")
    }
    let checksum = bytes.withUnsafeBytes { crc32_z(0, $0.baseAddress, $0.count) }
    guard bytes.count == entry.size, Int(checksum) == entry.checksum else { throw damaged(name) }
    return bytes
  }

  private func damaged(_ name: String) -> ZipError {
    ZipError(description: "\(path): '\(name)' is damaged")
  }

  private func inflated(_ packed: [UInt8], _ size: Int, _ name: String) throws -> [UInt8] {
    var packed = packed
    var stream = z_stream()
    let version = zlibVersion()
    let opened = inflateInit2_(&stream, -MAX_WBITS, version, Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { throw damaged(name) }
    defer { inflateEnd(&stream) }
    var bytes = [UInt8](repeating: 0, count: size)
    let (code, left) = packed.withUnsafeMutableBufferPointer { input in
      bytes.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return (inflate(&stream, Z_FINISH), stream.avail_out)
      }
    }
    guard code == Z_STREAM_END, left == 0 else { throw damaged(name) }
    return bytes
  }

  /// Finds the end record, which a comment of up to 64 KiB may follow, and reads the directory.
  private static func directory(
    of file: RandomAccessFile, _ path: String
  ) throws -> [String: Entry] {
    let size = try file.size()
    let tailStart = max(0, size - 22 - 0xFFFF)
    let tail = try file.read(offset: tailStart, count: size - tailStart)
    let end = stride(from: tail.count - 22, through: 0, by: -1).first {
      tail.number($0, 4) == 0x0605_4B50
    }
    guard let end else { throw ZipError(description: "\(path): this is no ZIP file") }
    let count = tail.number(end + 10, 2)
    let (length, start) = (tail.number(end + 12, 4), tail.number(end + 16, 4))
    guard start != 0xFFFF_FFFF, count != 0xFFFF, start + length <= size else {
      throw ZipError(description: "\(path): ZIP files above 4 GiB are not supported")
    }
    return try entries(in: try file.read(offset: start, count: length), count, path)
  }

  private static func entries(
    in bytes: [UInt8], _ count: Int, _ path: String
  ) throws -> [String: Entry] {
    var entries: [String: Entry] = [:]
    var position = 0
    for _ in 0..<count {
      guard position + 46 <= bytes.count, bytes.number(position, 4) == 0x0201_4B50 else {
        throw ZipError(description: "\(path): the directory of the ZIP file is damaged")
      }
      let nameEnd = position + 46 + bytes.number(position + 28, 2)
      guard nameEnd <= bytes.count else {
        throw ZipError(description: "\(path): the directory of the ZIP file is damaged")
      }
      let name = String(decoding: bytes[(position + 46)..<nameEnd], as: UTF8.self)
      entries[name] = Entry(
        method: bytes.number(position + 10, 2), checksum: bytes.number(position + 16, 4),
        packedSize: bytes.number(position + 20, 4), size: bytes.number(position + 24, 4),
        headerOffset: bytes.number(position + 42, 4))
      position = nameEnd + bytes.number(position + 30, 2) + bytes.number(position + 32, 2)
    }
    return entries
  }
}

extension [UInt8] {
  /// A little-endian number of `width` bytes.
  fileprivate func number(_ offset: Int, _ width: Int) -> Int {
    (0..<width).reversed().reduce(0) { $0 << 8 | Int(self[offset + $1]) }
  }
}
