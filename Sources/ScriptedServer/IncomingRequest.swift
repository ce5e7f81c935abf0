internal import CEvents

/// One request as it came over the wire.
public struct IncomingRequest: Sendable {
  public var method: String
  /// Without the query.
  public var path: String
  /// The request line and the fields, with their line ends.
  public var head: String
  public var body: [UInt8]
  /// Counts the connections of the server from 0, in the order in which they were accepted.
  public var connection: Int

  /// The body as text.
  public var text: String { String(decoding: body, as: UTF8.self) }
}

/// Finds the requests in the bytes of one connection.
struct RequestReader {
  /// What the bytes so far amount to.
  enum Result: Equatable {
    case incomplete
    /// The client waits for leave to send the body.
    case wantsContinue
    /// A request of this many bytes, of which the first `head` are its head.
    case complete(head: Int, total: Int)
    /// Nothing that this server understands, or too much of it.
    case unreadable
  }

  private static let maximumHead = 64 << 10
  private static let maximumBody = 256 << 20

  /// How far the end of the head was searched for.
  private var searched = 0
  private var head: Int?
  private var bodyBytes = 0
  private var isContinued = false

  /// Looks at everything that was received since the last request.
  mutating func read(_ bytes: [UInt8]) -> Result {
    if head == nil {
      guard let end = Self.endOfHead(in: bytes, from: searched) else {
        searched = max(0, bytes.count - 3)
        return bytes.count > Self.maximumHead ? .unreadable : .incomplete
      }
      guard let length = Self.bodyBytes(bytes[..<end]), length <= Self.maximumBody else {
        return .unreadable
      }
      (head, bodyBytes) = (end, length)
    }
    guard let head else { return .incomplete }
    let total = head + bodyBytes
    if bytes.count >= total {
      self = RequestReader()
      return .complete(head: head, total: total)
    }
    if !isContinued, Self.value(of: "expect", in: bytes[..<head]) != nil {
      isContinued = true
      return .wantsContinue
    }
    return .incomplete
  }

  private static func endOfHead(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, buffer.count > start,
        let found = memmem(base + start, buffer.count - start, "\r\n\r\n", 4)
      else { return nil }
      return UnsafeRawPointer(found) - base + 4
    }
  }

  /// The length of the body, or `nil` when it cannot be known.
  private static func bodyBytes(_ head: ArraySlice<UInt8>) -> Int? {
    guard value(of: "transfer-encoding", in: head) == nil else { return nil }
    guard let text = value(of: "content-length", in: head) else { return 0 }
    return Int(text).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The value of a field whose name is given in lower case.
  static func value(of name: String, in head: ArraySlice<UInt8>) -> String? {
    let name = Array(name.utf8)
    for line in head.split(separator: 0x0A).dropFirst() {
      guard line.count > name.count, line[line.startIndex + name.count] == UInt8(ascii: ":"),
        zip(name, line).allSatisfy({ $0 == $1 | 0x20 || $0 == $1 })
      else { continue }
      let value = line.dropFirst(name.count + 1).filter { $0 != 0x20 && $0 != 0x0D }
      return String(decoding: value, as: UTF8.self)
    }
    return nil
  }
}
