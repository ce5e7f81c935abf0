internal import Glibc
internal import Synchronization

/// Turns SIGINT and SIGTERM into a call, so that a run can end in order.
public enum Signals {
  /// The writing end of the pipe that the handler feeds; set once, before it is installed.
  private static let pipeEnd = Atomic<Int32>(-1)

  /// Watches from a thread of its own until the process ends.
  ///
  /// A handler with a pipe, and not a mask with `sigwait`: libdispatch's main thread takes every
  /// signal that is blocked elsewhere. A signal that the process was started to ignore stays
  /// ignored. The second signal ends the process at once.
  ///
  /// - Parameter body: Called with the signal's number at the first signal.
  public static func watch(_ body: @escaping @Sendable (Int32) -> Void) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { fatal("cannot open a pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    pipeEnd.store(ends[1], ordering: .sequentiallyConsistent)
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM] { install(number) }
    let reader = ends[0]
    let thread = WorkerThread {
      body(next(reader))
      _exit(128 + next(reader))
    }
    thread.detach()
  }

  private static func install(_ number: Int32) {
    let before = signal(number) { number in
      // Only what is safe in a signal handler.
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(Signals.pipeEnd.load(ordering: .relaxed), &byte, 1)
    }
    let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
    if unsafeBitCast(before, to: Int.self) == ignored { signal(number, SIG_IGN) }
  }

  /// Waits for the next signal.
  private static func next(_ reader: Int32) -> Int32 {
    var byte: UInt8 = 0
    while read(reader, &byte, 1) != 1 {}
    return Int32(byte)
  }
}

/// Ends the process with a status, writing nothing more.
public func exitProcess(_ status: Int32) -> Never { exit(status) }
