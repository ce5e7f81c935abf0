internal import Glibc

/// Compares the success rates of two independent groups.
///
/// For the same samples under two models use ``McNemar``, which is far more sensitive.
public struct ProportionTest: Sendable, Equatable {
  /// The successes of the first group.
  public let firstSuccesses: Int
  /// The trials of the first group, at least 1.
  public let firstTrials: Int
  /// The successes of the second group.
  public let secondSuccesses: Int
  /// The trials of the second group, at least 1.
  public let secondTrials: Int

  /// A test statistic with its p-value in `0...1`.
  public struct Result: Sendable, Equatable {
    /// Standard normal, or chi-squared with one degree of freedom, under the null hypothesis.
    public let statistic: Double
    /// The probability of a statistic at least as extreme.
    public let pValue: Double
  }

  /// A method for the interval of the difference of two rates.
  public enum IntervalMethod: String, Sendable, CaseIterable {
    /// Combines the Wilson intervals of the rates; never leaves `-1...1` and does not collapse.
    /// Newcombe (1998), Statistics in Medicine 17, 873–890, method 10. The one to use.
    case newcombe
    /// `d ± z√(p₁q₁/n₁ + p₂q₂/n₂)`. For comparison only: it collapses when both rates are 0 or 1.
    case wald
    /// Wald with one success and one failure added to each group, so its centre is not the
    /// difference seen. Agresti, Caffo (2000), The American Statistician 54.
    case agrestiCaffo
  }

  /// The comparison of two counts; `nil` without trials or for an impossible count.
  public init?(
    successes firstSuccesses: Int, of firstTrials: Int, against secondSuccesses: Int,
    of secondTrials: Int
  ) {
    guard firstTrials > 0, (0...firstTrials).contains(firstSuccesses), secondTrials > 0,
      (0...secondTrials).contains(secondSuccesses)
    else { return nil }
    (self.firstSuccesses, self.firstTrials) = (firstSuccesses, firstTrials)
    (self.secondSuccesses, self.secondTrials) = (secondSuccesses, secondTrials)
  }

  /// The first rate minus the second, in `-1...1`.
  public var difference: Double { firstRate - secondRate }

  /// Cohen's h, `2·asin√p₁ − 2·asin√p₂`, in `-π...π`; 0.2, 0.5 and 0.8 are small, medium and large.
  ///
  /// Cohen (1988), *Statistical Power Analysis for the Behavioral Sciences*, chapter 6.
  public var cohenH: Double { EffectSize.cohenH(firstRate, secondRate) }

  /// The z test with the pooled rate in the standard error; `nil` when that rate is 0 or 1.
  public func zTest(alternative: Alternative) -> Result? {
    let (first, second) = (Double(firstTrials), Double(secondTrials))
    let pooled = Double(firstSuccesses + secondSuccesses) / (first + second)
    let variance = pooled * (1 - pooled) * (1 / first + 1 / second)
    guard variance > 0 else { return nil }
    let z = difference / variance.squareRoot()
    return Result(statistic: z, pValue: alternative.pValue(z: z))
  }

  /// Pearson's chi-squared test of the 2 × 2 table; `nil` when all or no trials succeeded.
  ///
  /// - Parameter continuityCorrection: Whether to move each cell towards its expectation by one
  ///   half, but not past it (Yates 1934).
  /// - Returns: The statistic, with one degree of freedom, and its two-sided p-value.
  public func chiSquared(continuityCorrection: Bool) -> Result? {
    let successes = Double(firstSuccesses + secondSuccesses)
    let total = Double(firstTrials + secondTrials)
    guard successes > 0, successes < total else { return nil }
    // All four cells are equally far from their expectations: |ad − bc| / N, exact for equal rates.
    let (first, second) = (Double(firstSuccesses), Double(secondSuccesses))
    let (firstFailures, secondFailures) = (
      Double(firstTrials - firstSuccesses), Double(secondTrials - secondSuccesses)
    )
    var distance = abs(first * secondFailures - second * firstFailures) / total
    if continuityCorrection { distance = max(0, distance - 0.5) }
    let weight =
      [successes, total - successes].reduce(0.0) { sum, marginal in
        sum + total / marginal * (1 / Double(firstTrials) + 1 / Double(secondTrials))
      }
    let statistic = distance * distance * weight
    guard let pValue = Distribution.chiSquared(degreesOfFreedom: 1).survival(statistic) else {
      return nil
    }
    return Result(statistic: statistic, pValue: pValue)
  }

  /// Fisher's exact test, given the margins of the table; `nil` above 2³² trials in total.
  ///
  /// Two-sided, the extreme tables are those no more likely than the one observed.
  public func fisherExactPValue(alternative: Alternative) -> Double? {
    let marked = firstSuccesses + secondSuccesses
    let distribution = Distribution.hypergeometric(
      marked: marked, draws: firstTrials, total: firstTrials + secondTrials)
    switch alternative {
    case .less: return distribution.cdf(Double(firstSuccesses)).map { min(1, $0) }
    case .greater: return distribution.survival(Double(firstSuccesses) - 1).map { min(1, $0) }
    case .twoSided:
      let support = max(0, marked - secondTrials)...min(marked, firstTrials)
      return distribution.likelihoodPValue(of: firstSuccesses, support: support)
    }
  }

  /// The interval of ``difference``; `nil` for a confidence that is not between 0 and 1.
  public func interval(_ method: IntervalMethod, confidence: Double) -> Interval? {
    guard let z = Distribution.criticalZ(confidence: confidence) else { return nil }
    switch method {
    case .newcombe:
      let wilson = ProportionInterval.wilson
      let first = wilson.interval(
        successes: firstSuccesses, trials: firstTrials, confidence: confidence)
      let second = wilson.interval(
        successes: secondSuccesses, trials: secondTrials, confidence: confidence)
      guard let first, let second else { return nil }
      let below = hypot(firstRate - first.lower, second.upper - secondRate)
      let above = hypot(first.upper - firstRate, secondRate - second.lower)
      return Interval(
        lower: difference - below, upper: difference + above, confidence: confidence)
    case .wald:
      return Self.wald(
        Double(firstSuccesses), Double(firstTrials), Double(secondSuccesses),
        Double(secondTrials), z: z, confidence: confidence)
    case .agrestiCaffo:
      return Self.wald(
        Double(firstSuccesses) + 1, Double(firstTrials) + 2, Double(secondSuccesses) + 1,
        Double(secondTrials) + 2, z: z, confidence: confidence)
    }
  }

  private var firstRate: Double { Double(firstSuccesses) / Double(firstTrials) }
  private var secondRate: Double { Double(secondSuccesses) / Double(secondTrials) }

  private static func wald(
    _ successes: Double, _ trials: Double, _ otherSuccesses: Double, _ otherTrials: Double,
    z: Double, confidence: Double
  ) -> Interval? {
    let (first, second) = (successes / trials, otherSuccesses / otherTrials)
    let variance = first * (1 - first) / trials + second * (1 - second) / otherTrials
    return Interval(
      center: first - second, margin: z * variance.squareRoot(), confidence: confidence)
  }
}
