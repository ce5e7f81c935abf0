internal import Glibc

/// What a wait for a child's pipes found.
struct ChildEvents {
  var canWrite = false
  var canReadOutput = false
  var canReadErrors = false
  /// Somebody rang the bell.
  var wasWoken = false
}

/// The outcome of reading from a pipe.
enum PipeRead {
  case bytes(Int)
  case notReady
  case ended
}

extension ChildProcess {
  /// Waits until a pipe is ready, the bell rings, the deadline passes or `limit` is over.
  func wait(
    wantsWrite: Bool, bell: Bell, until deadline: ContinuousClock.Instant?, limit: Duration? = nil
  ) -> ChildEvents {
    var items = [
      pollfd(fd: wantsWrite ? input : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    poll(&items, nfds_t(items.count), Self.milliseconds(until: deadline, limit: limit))
    return ChildEvents(
      canWrite: items[0].revents != 0, canReadOutput: items[1].revents != 0,
      canReadErrors: items[2].revents != 0, wasWoken: items[3].revents != 0)
  }

  /// Waits until there is output or the deadline passes.
  func waitForOutput(until deadline: ContinuousClock.Instant) {
    var item = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    poll(&item, 1, Self.milliseconds(until: deadline, limit: nil))
  }

  private static func milliseconds(
    until deadline: ContinuousClock.Instant?, limit: Duration?
  ) -> Int32 {
    let remaining = deadline.map { ContinuousClock.now.duration(to: $0) }
    guard let wait = [remaining, limit].compactMap({ $0 }).min() else { return -1 }
    let parts = wait.components
    guard parts.seconds < 1_000_000 else { return 1_000_000_000 }
    let (whole, rest) = parts.attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000_000_000)
    return Int32(max(0, parts.seconds * 1000 + whole + (rest > 0 ? 1 : 0)))
  }

  /// Writes as much of `bytes[position...]` as the pipe takes.
  ///
  /// - Returns: `false` when the child no longer reads.
  func write(_ bytes: [UInt8], from position: inout Int) -> Bool {
    let count = bytes.withUnsafeBytes {
      Glibc.write(input, $0.baseAddress.map { $0 + position }, $0.count - position)
    }
    if count >= 0 { position += count }
    return count >= 0 || errno == EAGAIN || errno == EINTR
  }

  /// Appends what a pipe holds, at most 64 KiB a call.
  static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> PipeRead {
    let count = withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 1) { buffer in
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
      return count
    }
    if count > 0 { return .bytes(count) }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? .notReady : .ended
  }
}

/// Wakes a thread that waits for pipes.
final class Bell: Sendable {
  private let pipe: Pipe

  init(_ name: String) throws(ScoringError) {
    pipe = try Pipe(name)
    _ = fcntl(pipe.read, F_SETFL, O_NONBLOCK)
    _ = fcntl(pipe.write, F_SETFL, O_NONBLOCK)
  }

  deinit { pipe.close() }

  /// Readable from ``ring()`` on until ``silence()``.
  var descriptor: Int32 { pipe.read }

  func ring() {
    var byte: UInt8 = 1
    _ = Glibc.write(pipe.write, &byte, 1)
  }

  /// Waits until somebody rings.
  func wait() {
    var item = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    poll(&item, 1, -1)
  }

  func silence() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while Glibc.read(pipe.read, &bytes, bytes.count) > 0 {}
  }
}

extension WorkerThread {
  /// Lets writing to a closed pipe fail on this thread instead of ending the program.
  static func blockBrokenPipeSignal() {
    // Not `sigset_t()`: in release builds the compiler takes that for a member of another C module.
    withUnsafeTemporaryAllocation(of: sigset_t.self, capacity: 1) { set in
      guard let set = set.baseAddress else { return }
      sigemptyset(set)
      sigaddset(set, SIGPIPE)
      pthread_sigmask(SIG_BLOCK, set, nil)
    }
  }
}
