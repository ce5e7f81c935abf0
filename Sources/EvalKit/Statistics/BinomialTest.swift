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
      let mean = probability * Double(trials)
      if Double(successes) == mean { return 1 }
      guard let likelihood = distribution.density(Double(successes)) else { return nil }
      // The density falls away from the mode, so the other tail begins at one place on its side.
      func isExtreme(_ count: Int) -> Bool {
        distribution.density(Double(count)).map { $0 <= likelihood * (1 + 1e-7) } ?? false
      }
      if Double(successes) < mean {
        let start = firstIndex(in: Int(mean.rounded(.up))..<trials + 1, where: isExtreme)
        return distribution.survival(Double(start) - 1).map { min(1, atMost + $0) }
      }
      let inside = firstIndex(in: 0..<Int(mean.rounded(.down)) + 1) { !isExtreme($0) }
      return distribution.cdf(Double(inside) - 1).map { min(1, atLeast + $0) }
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

  /// The first index at which a condition holds that holds from there on; the range's end if none.
  private static func firstIndex(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
