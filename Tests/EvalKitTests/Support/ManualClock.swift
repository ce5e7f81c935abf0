import Synchronization

/// A clock that stands still but for sleepers, each of which moves it to its own deadline.
final class ManualClock: Clock, Sendable {
  struct Instant: InstantProtocol {
    var offset: Duration

    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let time = Mutex(Instant(offset: .zero))
  private let slept = Mutex<[Duration]>([])

  var now: Instant { time.withLock { $0 } }
  var minimumResolution: Duration { .nanoseconds(1) }

  /// How long each sleeper slept, in order.
  var waits: [Duration] { slept.withLock { $0 } }

  func advance(by duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let wait = time.withLock { now in
      defer { now = max(now, deadline) }
      return now.duration(to: deadline)
    }
    slept.withLock { $0.append(wait) }
  }
}
