/// The chance that at least one of k attempts solves a task, estimated from more attempts.
///
/// Chen et al. (2021), "Evaluating Large Language Models Trained on Code",
/// <https://arxiv.org/abs/2107.03374>: with c right answers among n attempts, one minus the share
/// of the k-subsets of the attempts that hold no right answer.
public enum PassAtK {
  /// The unbiased estimate for one task, in time linear in `successes`.
  ///
  /// When fewer than `k` attempts failed, every choice of k holds a success and the value is 1. The
  /// formula as published also gives 1 when there are fewer than `k` attempts at all, even if none
  /// succeeded; a gate must ask for enough attempts first, see ``isEstimable(attempts:k:)``.
  ///
  /// - Parameters:
  ///   - attempts: How often the task was tried, n.
  ///   - successes: How many of the attempts were right, c.
  ///   - k: The size of the choice, 1 or more.
  /// - Returns: A fraction in `0...1`, or `nil` unless 0 ≤ c ≤ n and k ≥ 1.
  public static func estimate(attempts: Int, successes: Int, k: Int) -> Double? {
    guard k >= 1, successes >= 0, successes <= attempts else { return nil }
    let failures = attempts - successes
    guard failures >= k else { return 1 }
    var allFail = 1.0
    for size in (failures + 1)..<(attempts + 1) { allFail *= 1 - Double(k) / Double(size) }
    return 1 - allFail
  }

  /// The mean of the estimates over tasks, summed in order; every task weighs the same.
  ///
  /// - Parameters:
  ///   - tasks: Attempts and successes of each task.
  ///   - k: The size of the choice, 1 or more.
  /// - Returns: A fraction in `0...1`, or `nil` without tasks or when one of them has no estimate.
  public static func mean(of tasks: [(attempts: Int, successes: Int)], k: Int) -> Double? {
    guard !tasks.isEmpty else { return nil }
    var sum = 0.0
    for task in tasks {
      guard let value = estimate(attempts: task.attempts, successes: task.successes, k: k)
      else { return nil }
      sum += value
    }
    return sum / Double(tasks.count)
  }

  /// Whether there are attempts enough for k to be meaningful: at least k of them, and k ≥ 1.
  public static func isEstimable(attempts: Int, k: Int) -> Bool { k >= 1 && attempts >= k }
}
