internal import EvalKit
internal import Synchronization

/// Passes the process's first SIGINT or SIGTERM on to whoever runs at the time.
///
/// One for the process, as signals are. Without a handler the signal ends the process.
final class SignalRelay: Sendable {
  static let shared = SignalRelay()

  private let handler = Mutex<(@Sendable (Int32) -> Void)?>(nil)

  private init() {
    Signals.watch { [self] number in
      guard let handle = handler.withLock({ $0 }) else { exitProcess(128 + number) }
      handle(number)
    }
  }

  /// Begins to watch.
  func start() {}

  func onSignal(_ body: @escaping @Sendable (Int32) -> Void) {
    handler.withLock { $0 = body }
  }
}
