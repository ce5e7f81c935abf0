internal import EvalKit
internal import Synchronization

/// Draws the progress of a run over itself on standard error.
final class ProgressMeter: Sendable {
  private let isVisible: Bool
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(isVisible: Bool) { self.isVisible = isVisible }

  func start(_ progress: RunProgress) {
    guard isVisible else { return }
    let task = Task {
      let start = ContinuousClock.now
      while !Task.isCancelled {
        let elapsed = start.duration(to: .now).inSeconds
        Terminal.printError("\r\u{1B}[K" + Self.line(progress.snapshot, elapsed))
        try? await Task.sleep(for: .milliseconds(200))
      }
      Terminal.printError("\r\u{1B}[K")
    }
    self.task.withLock { $0 = task }
  }

  func stop() {
    task.withLock { $0 }?.cancel()
    if isVisible { Terminal.printError("\r\u{1B}[K") }
  }

  /// `312/720 · 48.1/s · 3 failed · 1 errored · 2 retries · 0:08 left`.
  static func line(_ snapshot: RunProgress.Snapshot, _ elapsed: Double) -> String {
    let done = snapshot.resumed + snapshot.finished
    var parts = ["\(done)/\(snapshot.planned)"]
    let rate = elapsed > 0 ? Double(snapshot.finished) / elapsed : 0
    if rate > 0 { parts.append("\((rate * 10).rounded() / 10)/s") }
    for (count, what) in [
      (snapshot.failed, "failed"), (snapshot.errored, "errored"), (snapshot.retries, "retries"),
    ] where count > 0 {
      parts.append("\(count) \(what)")
    }
    if rate > 0 {
      let left = Int(Double(snapshot.planned - done) / rate)
      parts.append("\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left")
    }
    return parts.joined(separator: " · ")
  }
}
