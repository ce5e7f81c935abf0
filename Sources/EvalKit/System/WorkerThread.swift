internal import Glibc

/// A thread of its own for blocking C calls, which must not hold a thread of the concurrency pool.
///
/// It must be joined or detached exactly once.
struct WorkerThread: ~Copyable {
  private let thread: pthread_t

  /// Starts a thread that runs `body` and then ends.
  init(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard code == 0 else { fatal("cannot start a thread: \(String(cString: strerror(code)))") }
    self.thread = thread
  }

  /// Waits until the thread has ended.
  consuming func join() { pthread_join(thread, nil) }

  /// Lets the thread end on its own.
  consuming func detach() { pthread_detach(thread) }

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
