internal import Synchronization

/// How far a run is; read from any thread.
public final class RunProgress: Sendable {
  /// The figures at one moment.
  public struct Snapshot: Sendable, Equatable {
    public var planned = 0
    /// Trials that an interrupted run had finished before.
    public var resumed = 0
    public var passed = 0
    public var failed = 0
    public var errored = 0
    public var retries = 0

    public var finished: Int { passed + failed + errored }
  }

  private let state: Mutex<Snapshot>

  public init(planned: Int = 0) { state = Mutex(Snapshot(planned: planned)) }

  public var snapshot: Snapshot { state.withLock { $0 } }

  func update(_ body: (inout Snapshot) -> Void) { state.withLock { body(&$0) } }
}
