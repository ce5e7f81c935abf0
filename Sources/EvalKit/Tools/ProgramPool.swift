internal import Synchronization

/// Several processes of one program; a request waits for one that is free, the first to come first.
final class ProgramPool: Sendable {
  private struct Waiter {
    var id: UInt64
    var continuation: CheckedContinuation<Int?, Never>
  }

  private struct State {
    var free: [Int]
    var waiters: [Waiter] = []
    var cancelled: Set<UInt64> = []
    var nextID: UInt64 = 0
  }

  private let processes: [LineProcess]
  private let state: Mutex<State>

  init(_ processes: [LineProcess]) {
    self.processes = processes
    state = Mutex(State(free: Array(processes.indices.reversed())))
  }

  /// An answer, and how long the request waited for a process.
  struct Answer: Sendable {
    var line: String
    var waited: Duration
  }

  /// Sends one line and waits for its answer, `timeout` for waiting and answering together.
  ///
  /// - Throws: ``LineProcess/TimedOut``, ``ScoringError``, `CancellationError`.
  func request(_ line: String, timeout: Duration) async throws -> Answer {
    let start = ContinuousClock.now
    guard let index = await acquire() else { throw CancellationError() }
    defer { release(index) }
    let waited = start.duration(to: .now)
    let left = max(timeout - waited, .milliseconds(1))
    return Answer(line: try await processes[index].request(line, timeout: left), waited: waited)
  }

  /// - Returns: `nil` when the task was cancelled first.
  private func acquire() async -> Int? {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    // A cancellation that came too late to be of use leaves its mark.
    defer { state.withLock { _ = $0.cancelled.remove(id) } }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let now: Int?? = state.withLock { state in
          if state.cancelled.remove(id) != nil { return .some(nil) }
          if let free = state.free.popLast() { return free }
          state.waiters.append(Waiter(id: id, continuation: continuation))
          return nil
        }
        if let now { continuation.resume(returning: now) }
      }
    } onCancel: {
      let waiter = state.withLock { state -> Waiter? in
        guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil
        }
        return state.waiters.remove(at: index)
      }
      waiter?.continuation.resume(returning: nil)
    }
  }

  private func release(_ index: Int) {
    let waiter = state.withLock { state -> Waiter? in
      guard !state.waiters.isEmpty else {
        state.free.append(index)
        return nil
      }
      return state.waiters.removeFirst()
    }
    waiter?.continuation.resume(returning: index)
  }
}
