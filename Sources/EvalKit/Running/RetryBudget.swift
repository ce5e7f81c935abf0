/// How many retries a whole run may still make.
///
/// Each retry takes one and each answer gives one back, so that a run survives a bad hour, but not
/// a backend that is gone: then the budget is used up in seconds. Overload takes nothing, since a
/// server that says so is there.
struct RetryBudget: Sendable {
  private let capacity: Int
  private(set) var left: Int

  /// - Parameter concurrency: How many trials may fail at the same time.
  init(concurrency: Int) {
    capacity = max(20, 4 * concurrency)
    left = capacity
  }

  /// Takes a retry; returns whether there was one.
  mutating func take(for failure: ModelFailure) -> Bool {
    if failure.kind == .overloaded { return true }
    guard left > 0 else { return false }
    left -= 1
    return true
  }

  mutating func answered() { left = min(capacity, left + 1) }
}
