internal import Glibc

/// Turns SIGINT and SIGTERM into a call, so that a run can end in order.
public enum Signals {
  /// Watches from a thread of its own until the process ends.
  ///
  /// Must be called before any other thread exists, since threads inherit what is blocked. The
  /// second signal ends the process at once.
  ///
  /// - Parameter body: Called with the signal's number at the first signal.
  public static func watch(_ body: @escaping @Sendable (Int32) -> Void) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
    let watched = signals
    let thread = WorkerThread {
      var signals = watched
      var number: Int32 = 0
      while sigwait(&signals, &number) != 0 {}
      body(number)
      while sigwait(&signals, &number) != 0 {}
      _exit(128 + number)
    }
    thread.detach()
  }
}

/// Ends the process with a status, writing nothing more.
public func exitProcess(_ status: Int32) -> Never { exit(status) }
