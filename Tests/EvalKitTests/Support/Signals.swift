import Glibc
import Synchronization

/// Something that happens once on any thread and that a test waits for.
struct Signal: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func send() { continuation.finish() }

  func wait() async { for await _ in stream {} }
}

/// Holds threads back until a number of them have arrived.
final class Latch: Sendable {
  private let readEnd: Int32
  private let writeEnd: Int32
  private let missing: Mutex<Int>
  private let count: Int

  init(count: Int) {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0, "no pipe")
    (readEnd, writeEnd) = (ends[0], ends[1])
    self.count = count
    missing = Mutex(count)
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  func arriveAndWait() {
    let isLast = missing.withLock { missing in
      missing -= 1
      return missing == 0
    }
    if isLast { _ = write(writeEnd, [UInt8](repeating: 0, count: count), count) }
    var byte: UInt8 = 0
    _ = read(readEnd, &byte, 1)
  }
}
