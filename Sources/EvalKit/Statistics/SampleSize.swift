/// How many trials settle a question about a rate.
public enum SampleSize {
  /// Which side of its threshold a rate must reach.
  public enum Direction: Sendable {
    /// The gate passes when the rate is at least the threshold.
    case atLeast
    /// The gate passes when the rate is at most the threshold.
    case atMost
  }

  /// The smallest total of trials, at least `trials`, that decides a gate if the rate stays.
  ///
  /// A gate is decided when the Wilson interval about the rate no longer straddles the threshold:
  /// it passes when the end nearest to failing meets the threshold, and fails when the other end
  /// misses it. Since the Wilson interval inverts the score test, with the rate p and the
  /// threshold t that takes `z² t(1 − t) / (p − t)²` trials (Wilson 1927; Newcombe 1998).
  ///
  /// - Parameters:
  ///   - successes: The successes so far.
  ///   - trials: The trials so far.
  ///   - threshold: The fraction in `0...1` that the gate names.
  ///   - direction: Whether the rate must be high or low.
  ///   - confidence: The confidence of the interval, strictly between 0 and 1.
  /// - Returns: The total, not the addition. `nil` when the observed rate equals the threshold, so
  ///   that no number decides, or is so near that it takes over 10¹² trials; when an argument is
  ///   out of range; and without trials.
  public static func trialsToDecide(
    successes: Int, trials: Int, threshold: Double, direction: Direction, confidence: Double
  ) -> Int? {
    guard trials > 0, (0...trials).contains(successes), (0...1).contains(threshold),
      let z = Distribution.criticalZ(confidence: confidence)
    else { return nil }
    let rate = Double(successes) / Double(trials)
    guard rate != threshold else { return nil }

    func isDecided(_ count: Int) -> Bool {
      let wilson = ProportionInterval.wilson(
        rate: rate, trials: Double(count), confidence: confidence)
      guard let wilson else { return false }
      switch direction {
      case .atLeast: return wilson.lower >= threshold || wilson.upper < threshold
      case .atMost: return wilson.upper <= threshold || wilson.lower > threshold
      }
    }

    guard !isDecided(trials) else { return trials }
    let distance = rate - threshold
    let estimate = z * z * threshold * (1 - threshold) / (distance * distance)
    guard estimate < 1e12 else { return nil }
    // The formula is exact but for rounding: settle the last unit on the interval itself.
    var count = max(trials + 1, Int(estimate.rounded(.up)))
    while count - 1 > trials, isDecided(count - 1) { count -= 1 }
    while !isDecided(count) { count += 1 }
    return count
  }
}
