/// When and how often a transient failure is tried again.
///
/// Waits grow exponentially with full jitter, so that many clients do not come back at once
/// (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
public struct RetryPolicy: Sendable, Equatable {
  /// How often one trial is tried again at most.
  public var retries: Int
  /// The ceiling of the first wait; it doubles with each attempt.
  public var firstCeiling: Duration = .milliseconds(500)
  public var maximumCeiling: Duration = .seconds(30)
  /// A server that asks for a longer wait than this is not waited for.
  public var maximumRetryAfter: Duration = .seconds(120)

  public init(retries: Int) { self.retries = retries }

  /// How long to wait before the next attempt, or `nil` when there is none.
  ///
  /// `attempts` were made, and `remaining` is what is left of the trial's deadline.
  public func wait(
    after failure: ModelFailure, attempts: Int, remaining: Duration,
    using generator: inout some RandomNumberGenerator
  ) -> Duration? {
    guard failure.isTransient, attempts <= retries else { return nil }
    let wait: Duration
    let fraction = Double(generator.next() >> 11) / Double(1 << 53)
    if let asked = failure.retryAfter {
      guard asked <= maximumRetryAfter else { return nil }
      // Never before the time asked for, and not all clients at the same moment after it.
      wait = asked * (1 + fraction / 10)
    } else {
      let doublings = min(attempts - 1, 20)
      wait = min(maximumCeiling, firstCeiling * (1 << doublings)) * fraction
    }
    return wait < remaining ? wait : nil
  }

  /// The failure with the wait that it asked for, when that is why there is no other attempt.
  public func explained(_ failure: ModelFailure) -> ModelFailure {
    guard failure.isTransient, let asked = failure.retryAfter, asked > maximumRetryAfter else {
      return failure
    }
    var failure = failure
    failure.message += " (asked to wait \(Int(asked.inSeconds))s)"
    return failure
  }
}
