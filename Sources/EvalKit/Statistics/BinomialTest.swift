/// The exact test of a success probability.
public enum BinomialTest {
  /// The probability, if the success probability is `probability`, of a result at least as
  /// extreme as the one seen.
  ///
  /// Two-sided, the extreme results are all those that are no more likely than the observed one,
  /// with a relative slack of 1e-7 for rounding, as in R's `binom.test` and scipy's `binomtest`.
  ///
  /// - Parameters:
  ///   - successes: How many trials succeeded.
  ///   - trials: How many independent trials there were; without any, p is 1.
  ///   - probability: The success probability of the null hypothesis, in `0...1`.
  ///   - alternative: Which results count as extreme.
  /// - Returns: A p-value in `0...1`; `nil` for an impossible count or probability.
  public static func pValue(
    successes: Int, trials: Int, probability: Double, alternative: Alternative
  ) -> Double? {
    guard trials >= 0, (0...trials).contains(successes) else { return nil }
    let distribution = Distribution.binomial(trials: trials, probability: probability)
    guard let atMost = distribution.cdf(Double(successes)),
      let atLeast = distribution.survival(Double(successes) - 1)
    else { return nil }
    switch alternative {
    case .less: return min(1, atMost)
    case .greater: return min(1, atLeast)
    case .twoSided:
      return distribution.likelihoodPValue(of: successes, support: 0...trials)
    }
  }

  /// The exact interval for the success probability that matches an alternative.
  ///
  /// Two-sided it is ``ProportionInterval/clopperPearson``. For `.greater` it reaches up to 1 and
  /// all of `1 - confidence` lies below; for `.less` it starts at 0.
  ///
  /// - Parameters:
  ///   - successes: How many trials succeeded.
  ///   - trials: How many independent trials there were.
  ///   - alternative: Which side is bounded.
  ///   - confidence: A fraction strictly between 0 and 1.
  /// - Returns: `nil` without trials, for an impossible count or a confidence out of range.
  public static func interval(
    successes: Int, trials: Int, alternative: Alternative, confidence: Double
  ) -> Interval? {
    guard trials > 0, (0...trials).contains(successes), confidence > 0, confidence < 1 else {
      return nil
    }
    let tail = alternative == .twoSided ? (1 - confidence) / 2 : 1 - confidence
    let lower =
      alternative == .less
      ? 0 : ProportionInterval.exactLowerBound(successes, of: trials, tail: tail)
    let upper =
      alternative == .greater
      ? 1 : ProportionInterval.exactUpperBound(successes, of: trials, tail: tail)
    guard let lower, let upper else { return nil }
    return Interval(lower: lower, upper: upper, confidence: confidence)
  }
}
