internal import Synchronization

/// Notices from a server's own times that requests waited for each other.
final class QueueWatch: Sendable {
  private struct Totals {
    var count = 0
    var queued = Duration.zero
    var worked = Duration.zero
  }

  private let totals = Mutex(Totals())

  /// Takes the times of an answer; one whose server does not tell is passed over.
  func note(_ timings: Timings) {
    guard let server = timings.server, let queue = server.queue else { return }
    let parts = [server.load, server.prompt, server.generation].compactMap { $0 }
    let worked =
      parts.isEmpty ? (timings.total ?? .zero) - queue : parts.reduce(Duration.zero, +)
    guard worked > .zero else { return }
    totals.withLock { totals in
      totals.count += 1
      totals.queued += queue
      totals.worked += worked
    }
  }

  /// What to say when the server worked on clearly fewer requests at a time than it was sent, so
  /// that the rest of the time is queueing and not the model's; else `nil`.
  func remark(concurrency: Int) -> String? {
    let totals = totals.withLock { $0 }
    guard concurrency > 1, totals.count >= 2 * concurrency else { return nil }
    let (queued, worked) = (totals.queued.inSeconds, totals.worked.inSeconds)
    // In a closed loop the requests at work are to those in flight as work is to all time.
    let parallel = Double(concurrency) * worked / (worked + queued)
    let meanQueue = queued / Double(totals.count)
    guard parallel <= 0.75 * Double(concurrency), meanQueue >= 0.02 else { return nil }
    let slots = max(1, Int(parallel.rounded()))
    let meanWork = worked / Double(totals.count)
    return "the server worked on about \(slots) of \(concurrency) requests at a time: on average "
      + "\(Self.text(meanWork)) of work after \(Self.text(meanQueue)) of waiting; latency holds both"
  }

  private static func text(_ seconds: Double) -> String {
    seconds < 1 ? "\(Int((seconds * 1000).rounded()))ms" : "\((seconds * 10).rounded() / 10)s"
  }
}
