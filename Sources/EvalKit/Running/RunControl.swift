internal import Synchronization

/// What all trials of a run share: how many requests may be in flight, how fast they are sent, how
/// often they are sent again, and when to stop.
final class RunControl: Sendable {
  private struct Waiter {
    var id: Int
    var continuation: CheckedContinuation<ConcurrencyWindow.Ticket?, Never>
  }

  private struct State: Sendable {
    var window: ConcurrencyWindow
    var requests: Pacer?
    var tokens: Pacer?
    var spending: Spending
    var retries: RetryBudget
    var health: BackendHealth
    /// Those that wait for a ticket, in the order in which they came.
    var waiters: [Waiter] = []
    var nextWaiter = 0
    /// Waiters whose task was cancelled before they had begun to wait.
    var cancelledEarly: Set<Int> = []
  }

  private let state: Mutex<State>

  init(_ limits: Suite.Limits, prices: Suite.Prices?) {
    state = Mutex(
      State(
        window: ConcurrencyWindow(maximum: limits.concurrency),
        requests: limits.requestsPerMinute.map(Pacer.init(perMinute:)),
        tokens: limits.tokensPerMinute.map(Pacer.init(perMinute:)),
        spending: Spending(limits, prices: prices),
        retries: RetryBudget(concurrency: limits.concurrency),
        health: BackendHealth(limit: max(8, limits.concurrency))))
  }

  /// The limit that the run has reached, if any, in words.
  var reachedLimit: String? { state.withLock { $0.spending.reachedLimit } }

  /// How many requests may be in flight now.
  var concurrency: Int { state.withLock { $0.window.limit } }

  // MARK: Sending

  /// Waits until a request may be in flight; `nil` when the task was cancelled meanwhile.
  func enter() async -> ConcurrencyWindow.Ticket? {
    let (ticket, id) = state.withLock { state in
      let ticket = state.waiters.isEmpty ? state.window.enter() : nil
      if ticket == nil { state.nextWaiter += 1 }
      return (ticket, state.nextWaiter)
    }
    if let ticket { return ticket }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ready = state.withLock { state -> ConcurrencyWindow.Ticket?? in
          if state.cancelledEarly.remove(id) != nil { return .some(nil) }
          if let ticket = state.window.enter() { return ticket }
          state.waiters.append(Waiter(id: id, continuation: continuation))
          return .none
        }
        if let ready { continuation.resume(returning: ready) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
          state.cancelledEarly.insert(id)
          return nil as Waiter?
        }
        return state.waiters.remove(at: index)
      }
      waiter?.continuation.resume(returning: nil)
    }
  }

  /// How long a request must wait so that the rates are kept, and the tokens reserved for it.
  func pace(_ request: ModelRequest, at now: Duration) -> (wait: Duration, tokens: Int) {
    state.withLock { state in
      let tokens = state.tokens == nil ? 0 : state.spending.expectedTokens(for: request)
      let forRequests = state.requests?.reserve(1, at: now) ?? .zero
      let forTokens = state.tokens?.reserve(Double(tokens), at: now) ?? .zero
      return (max(forRequests, forTokens), tokens)
    }
  }

  /// A request was answered.
  func answered(
    _ prediction: Prediction, to request: ModelRequest, _ ticket: ConcurrencyWindow.Ticket,
    reserved: Int
  ) {
    leave(ticket, .answered) { state in
      let used = state.spending.add(prediction, to: request)
      state.tokens?.settle(reserved: Double(reserved), used: Double(used))
      state.retries.answered()
      state.health.answered()
    }
  }

  /// A request failed.
  func failed(_ failure: ModelFailure, _ ticket: ConcurrencyWindow.Ticket) {
    leave(ticket, failure.kind == .overloaded ? .overloaded : .other) { _ in }
  }

  /// A request was never sent.
  func abandon(_ ticket: ConcurrencyWindow.Ticket) { leave(ticket, .other) { _ in } }

  /// Gives the ticket back and admits those that wait, as far as there is room.
  private func leave(
    _ ticket: ConcurrencyWindow.Ticket, _ ending: ConcurrencyWindow.Ending,
    _ body: (inout State) -> Void
  ) {
    let admitted = state.withLock { state in
      body(&state)
      state.window.leave(ticket, ending)
      var admitted: [(Waiter, ConcurrencyWindow.Ticket)] = []
      while !state.waiters.isEmpty, let ticket = state.window.enter() {
        admitted.append((state.waiters.removeFirst(), ticket))
      }
      return admitted
    }
    for (waiter, ticket) in admitted { waiter.continuation.resume(returning: ticket) }
  }

  /// Whether the run has a retry left for this failure.
  func takeRetry(for failure: ModelFailure) -> Bool {
    state.withLock { $0.retries.take(for: failure) }
  }

  /// Takes note that a trial ended without an answer.
  ///
  /// - Returns: What to say when the backend counts as gone.
  func givenUp(_ failure: ModelFailure) -> String? {
    state.withLock { $0.health.failed(failure) }
  }
}
