internal import Synchronization

/// One line that waits for its answer.
struct LineRequest: Sendable {
  /// Whether the answer is still wanted.
  final class Cancellation: Sendable {
    private let flag = Atomic(false)

    var isRequested: Bool { flag.load(ordering: .acquiring) }
    func request() { flag.store(true, ordering: .releasing) }
  }

  /// With its line feed.
  let line: [UInt8]
  let timeout: Duration
  let cancellation: Cancellation
  /// Resumed exactly once, by whoever takes the request out of the queue.
  let continuation: CheckedContinuation<String, any Error>
}

/// The requests to one program, between the tasks that ask and the thread that serves.
final class LineQueue: Sendable {
  private struct State {
    var waiting: [LineRequest] = []
    /// Present once the serving thread runs.
    var bell: Bell?
    var isClosed = false
  }

  /// What the serving thread does next.
  enum Next {
    case serve(LineRequest)
    case wait
    case end
  }

  private let state = Mutex(State())

  /// Adds a request and starts the serving thread for the first one.
  ///
  /// - Throws: ``ScoringError`` when the system has no descriptor left.
  func append(_ request: LineRequest, _ settings: LineServer.Settings) throws {
    let bell = try state.withLock { state in
      if let bell = state.bell {
        state.waiting.append(request)
        return bell
      }
      let bell = try Bell(settings.name)
      state.bell = bell
      state.waiting.append(request)
      WorkerThread {
        var server = LineServer(settings: settings, queue: self, bell: bell)
        server.run()
      }.detach()
      return bell
    }
    bell.ring()
  }

  /// Wakes the serving thread.
  func ring() { state.withLock { $0.bell }?.ring() }

  /// Lets the serving thread end its program and itself.
  func close() {
    state.withLock { $0.isClosed = true }
    ring()
  }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Takes the first request; ends those that were cancelled while they waited.
  func next() -> Next {
    dropCancelled()
    return state.withLock { state in
      if state.isClosed { return .end }
      return state.waiting.isEmpty ? .wait : .serve(state.waiting.removeFirst())
    }
  }

  func dropCancelled() {
    let cancelled = state.withLock { state in
      let cancelled = state.waiting.filter(\.cancellation.isRequested)
      if !cancelled.isEmpty { state.waiting.removeAll(where: \.cancellation.isRequested) }
      return cancelled
    }
    for request in cancelled { request.continuation.resume(throwing: CancellationError()) }
  }
}
