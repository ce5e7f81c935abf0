/// A method for the confidence interval of a rate, from successes among independent trials.
///
/// ``wilson`` is the one to use for gates: it keeps close to its nominal coverage at small counts
/// and at rates near 0 and 1, where ``wald`` collapses to a point. ``clopperPearson`` never covers
/// less than it claims, and pays with width.
///
/// Compared in Brown, Cai, DasGupta (2001), *Interval Estimation for a Binomial Proportion*,
/// Statistical Science 16(2).
public enum ProportionInterval: String, Sendable, CaseIterable {
  /// Inverts the score test: `(p + z²/2n ± z√(pq/n + z²/4n²)) / (1 + z²/n)`.
  ///
  /// Wilson (1927), JASA 22. The bound clears a threshold exactly when the score test rejects it.
  case wilson
  /// The score interval with a continuity correction of half a trial.
  ///
  /// Newcombe (1998), Statistics in Medicine 17, 857–872, method 4; never narrower than
  /// ``wilson``.
  case wilsonContinuityCorrected
  /// Inverts two one-sided exact binomial tests, through quantiles of the beta distribution.
  ///
  /// Clopper, Pearson (1934), Biometrika 26.
  case clopperPearson
  /// The Wald interval about `(k + z²/2) / (n + z²)`, clipped to `0...1`.
  ///
  /// Agresti, Coull (1998), The American Statistician 52.
  case agrestiCoull
  /// `p ± z√(pq/n)`, clipped to `0...1`. For comparison only: at 0 or n successes it has no width.
  case wald
  /// Central quantiles of the posterior Beta(k + ½, n − k + ½).
  ///
  /// As Brown et al. (2001) define it but without their change at 0 and n successes, so the
  /// interval never reaches 0 or 1.
  case jeffreys

  /// The interval for the rate behind `successes` out of `trials`, inside `0...1`.
  ///
  /// - Parameters:
  ///   - successes: How many trials succeeded.
  ///   - trials: How many independent trials there were.
  ///   - confidence: A fraction strictly between 0 and 1; the tails share the rest equally.
  /// - Returns: `nil` without trials, for a success count outside `0...trials`, or for a
  ///   confidence out of range.
  public func interval(successes: Int, trials: Int, confidence: Double) -> Interval? {
    guard trials > 0, (0...trials).contains(successes),
      let z = Distribution.criticalZ(confidence: confidence)
    else { return nil }
    let count = Double(trials)
    let rate = Double(successes) / count
    switch self {
    case .wilson:
      return Self.wilson(rate: rate, trials: count, confidence: confidence)
    case .wilsonContinuityCorrected:
      return Self.corrected(rate: rate, trials: count, z: z, confidence: confidence)
    case .clopperPearson:
      return Self.clopperPearson(successes, of: trials, confidence: confidence)
    case .agrestiCoull:
      let adjusted = count + z * z
      let center = (Double(successes) + z * z / 2) / adjusted
      let margin = z * (center * (1 - center) / adjusted).squareRoot()
      return Self.clipped(center - margin, center + margin, confidence: confidence)
    case .wald:
      let margin = z * (rate * (1 - rate) / count).squareRoot()
      return Self.clipped(rate - margin, rate + margin, confidence: confidence)
    case .jeffreys:
      let posterior = Distribution.beta(
        alpha: Double(successes) + 0.5, beta: Double(trials - successes) + 0.5)
      let tail = (1 - confidence) / 2
      guard let lower = posterior.quantile(tail), let upper = posterior.upperQuantile(tail) else {
        return nil
      }
      return Interval(lower: lower, upper: upper, confidence: confidence)
    }
  }

  /// The standard error of a rate, `√(pq/n)`; `nil` without trials or for an impossible count.
  ///
  /// It is 0 at 0 and at n successes, which says nothing about how sure we are: use an interval.
  public static func standardError(successes: Int, trials: Int) -> Double? {
    guard trials > 0, (0...trials).contains(successes) else { return nil }
    let rate = Double(successes) / Double(trials)
    return (rate * (1 - rate) / Double(trials)).squareRoot()
  }

  /// The Wilson interval of a rate that need not come from whole successes.
  ///
  /// The margin falls strictly as `trials` grows; at a rate of 0 or 1 that end is exact.
  static func wilson(rate: Double, trials: Double, confidence: Double) -> Interval? {
    guard trials > 0, (0...1).contains(rate),
      let z = Distribution.criticalZ(confidence: confidence)
    else { return nil }
    let square = z * z
    let scale = 1 + square / trials
    let center = (rate + square / (2 * trials)) / scale
    let spread = rate * (1 - rate) / trials + square / (4 * trials * trials)
    let margin = z * spread.squareRoot() / scale
    // The product of the ends is rate² / scale: the lower end is a quotient rather than a
    // difference, which would lose all digits at a rate near 0; likewise near 1 for the upper.
    let lower = rate * rate / (scale * (center + margin))
    let failureRate = 1 - rate
    let upper = 1 - failureRate * failureRate / (scale * (1 - center + margin))
    return clipped(lower, upper, confidence: confidence)
  }

  private static func corrected(
    rate: Double, trials: Double, z: Double, confidence: Double
  ) -> Interval? {
    let square = z * z
    let center = 2 * trials * rate + square
    let scale = 2 * (trials + square)
    // Negative under the root only at 0 or n successes, where the end is exact anyway.
    let below = square - 2 - 1 / trials + 4 * rate * (trials * (1 - rate) + 1)
    let above = square + 2 - 1 / trials + 4 * rate * (trials * (1 - rate) - 1)
    let lower = rate == 0 ? 0 : (center - 1 - z * max(0, below).squareRoot()) / scale
    let upper = rate == 1 ? 1 : (center + 1 + z * max(0, above).squareRoot()) / scale
    return clipped(lower, upper, confidence: confidence)
  }

  private static func clopperPearson(
    _ successes: Int, of trials: Int, confidence: Double
  ) -> Interval? {
    let tail = (1 - confidence) / 2
    guard let lower = exactLowerBound(successes, of: trials, tail: tail),
      let upper = exactUpperBound(successes, of: trials, tail: tail)
    else { return nil }
    return Interval(lower: lower, upper: upper, confidence: confidence)
  }

  /// The rate at which this many successes or more have the probability `tail`.
  static func exactLowerBound(_ successes: Int, of trials: Int, tail: Double) -> Double? {
    guard successes > 0 else { return 0 }
    return Distribution.beta(alpha: Double(successes), beta: Double(trials - successes) + 1)
      .quantile(tail)
  }

  /// The rate at which this many successes or fewer have the probability `tail`.
  static func exactUpperBound(_ successes: Int, of trials: Int, tail: Double) -> Double? {
    guard successes < trials else { return 1 }
    return Distribution.beta(alpha: Double(successes) + 1, beta: Double(trials - successes))
      .upperQuantile(tail)
  }

  private static func clipped(
    _ lower: Double, _ upper: Double, confidence: Double
  ) -> Interval {
    let (lower, upper) = (min(max(lower, 0), 1), min(max(upper, 0), 1))
    return Interval(lower: lower, upper: max(lower, upper), confidence: confidence)
  }
}
