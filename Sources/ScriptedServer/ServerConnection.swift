internal import EvalKit
internal import Glibc

/// One accepted connection, on the server's thread.
final class ServerConnection {
  /// What the server has to do next for a connection.
  enum Need: Equatable {
    /// Wait until the socket can be read, or, while an answer is being written, written.
    case socket(writable: Bool)
    case time(Duration)
    case refusal(Duration?)
    /// The connection is of no more use.
    case closing
  }

  let descriptor: Int32
  let number: Int
  /// When the pause that the answer asks for ends.
  var wakeAt: MonotonicInstant?
  /// What the loop watches the socket for.
  var watchesWriting = false
  private var received: [UInt8] = []
  private var reader = RequestReader()
  private var playback: Playback?
  private var isHanging = false

  init(descriptor: Int32, number: Int) { (self.descriptor, self.number) = (descriptor, number) }

  /// Reads what has come.
  ///
  /// - Returns: Whether the connection is still good.
  func readAvailable(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 {
        received.append(contentsOf: buffer[..<count])
        if count < buffer.count { return true }
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        return errno == EAGAIN
      }
    }
  }

  /// Goes on as far as possible.
  ///
  /// - Parameter answer: Takes a request with the size of its head, and returns what answers it.
  /// - Returns: What must happen before it can go on.
  func proceed(_ answer: (_ request: [UInt8], _ head: Int) -> [Step]) -> Need {
    while true {
      if isHanging { return .socket(writable: false) }
      if playback == nil {
        switch reader.read(received) {
        case .incomplete: return .socket(writable: false)
        case .unreadable: return .closing
        case .wantsContinue:
          playback = Playback([.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))])
        case .complete(let head, let total):
          if received.count == total {
            playback = Playback(answer(received, head))
            received.removeAll(keepingCapacity: total < 1 << 16)
          } else {
            playback = Playback(answer(Array(received[..<total]), head))
            received.removeFirst(total)
          }
        }
      }
      if let need = play() { return need }
    }
  }

  /// Plays the answer on; `nil` when it is over and another request may follow.
  private func play() -> Need? {
    while let action = playback?.next() {
      switch action {
      case .write(let bytes, let range):
        guard let count = write(bytes, range) else { return .closing }
        guard count > 0 else { return .socket(writable: true) }
        playback?.wrote(count)
      case .pause(let time): return .time(time)
      case .refuse(let time): return .refusal(time)
      case .end(.keep):
        playback = nil
        return nil
      case .end(.hang):
        isHanging = true
        return .socket(writable: false)
      case .end(.close): return .closing
      case .end(.reset):
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
          descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        return .closing
      }
    }
    return nil
  }

  /// How many bytes the socket took; `nil` when it is broken.
  private func write(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let count = bytes.withUnsafeBytes { buffer in
      send(
        descriptor, buffer.baseAddress.map { $0 + range.lowerBound }, range.count,
        Int32(MSG_NOSIGNAL))
    }
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : nil
  }
}
