internal import Glibc

/// How large a difference is, in units that do not depend on the number of samples.
///
/// Differences are first minus second. Every function returns `nil` for an empty list, a value that
/// is not finite, and a divisor that is 0: without variation no effect size is defined, even when
/// the means are equal.
public enum EffectSize {
  /// The mean difference over the pooled standard deviation; 0.2, 0.5 and 0.8 are small, medium
  /// and large. Cohen (1988), *Statistical Power Analysis for the Behavioral Sciences*, chapter 2.
  public static func cohenD(_ first: [Double], _ second: [Double]) -> Double? {
    ratio(meanDifference(first, second), pooledStandardDeviation(first, second))
  }

  /// ``cohenD(_:_:)`` times ``hedgesCorrection(degreesOfFreedom:)``, which makes it unbiased.
  ///
  /// Hedges (1981), Journal of Educational Statistics 6.
  public static func hedgesG(_ first: [Double], _ second: [Double]) -> Double? {
    let freedom = Double(first.count + second.count - 2)
    guard let effect = cohenD(first, second),
      let correction = hedgesCorrection(degreesOfFreedom: freedom)
    else { return nil }
    return effect * correction
  }

  /// ``cohenD(_:_:)`` times the usual approximation `1 − 3 / (4·df − 1)` of the correction.
  public static func hedgesGApproximation(_ first: [Double], _ second: [Double]) -> Double? {
    let freedom = Double(first.count + second.count - 2)
    return cohenD(first, second).map { $0 * (1 - 3 / (4 * freedom - 1)) }
  }

  /// `J = Γ(df/2) / (√(df/2) · Γ((df − 1)/2))`, below 1 and near it for many degrees of freedom.
  ///
  /// `nil` unless the degrees of freedom exceed 1.
  public static func hedgesCorrection(degreesOfFreedom: Double) -> Double? {
    let half = degreesOfFreedom / 2
    return Distribution.gammaRatio(half, delta: -0.5).map { $0 / half.squareRoot() }
  }

  /// The root of the groups' variances weighted by their degrees of freedom.
  ///
  /// `nil` unless one group has two values. A group of one adds nothing.
  public static func pooledStandardDeviation(
    _ first: [Double], _ second: [Double]
  ) -> Double? {
    let groups = [MeanStatistics(first), MeanStatistics(second)]
    var (squares, freedom) = (0.0, 0.0)
    for group in groups {
      guard let variance = group.populationVariance else { return nil }
      squares += variance * Double(group.count)
      freedom += Double(group.count - 1)
    }
    return freedom > 0 ? (squares / freedom).squareRoot() : nil
  }

  /// The mean difference over the standard deviation of the second group, the control.
  ///
  /// Glass (1976), Educational Researcher 5.
  public static func glassDelta(_ first: [Double], control second: [Double]) -> Double? {
    ratio(meanDifference(first, second), MeanStatistics(second).standardDeviation)
  }

  /// The mean of the paired differences over their standard deviation, d_z.
  ///
  /// Lakens (2013), Frontiers in Psychology 4:863. `nil` also for lists of different lengths.
  public static func cohenDz(_ first: [Double], _ second: [Double]) -> Double? {
    guard first.count == second.count else { return nil }
    let differences = MeanStatistics(zip(first, second).map { $0 - $1 })
    return ratio(differences.mean, differences.standardDeviation)
  }

  /// The mean difference over the average of both standard deviations, d_av.
  ///
  /// Lakens (2013), formula 10; for pairs, though it does not use the pairing.
  public static func cohenDav(_ first: [Double], _ second: [Double]) -> Double? {
    guard let firstDeviation = MeanStatistics(first).standardDeviation,
      let secondDeviation = MeanStatistics(second).standardDeviation
    else { return nil }
    return ratio(meanDifference(first, second), (firstDeviation + secondDeviation) / 2)
  }

  /// The share of pairs with a larger first value minus the share with a smaller, in `-1...1`.
  ///
  /// Cliff (1993), Psychological Bulletin 114.
  public static func cliffsDelta(_ first: [Double], _ second: [Double]) -> Double? {
    guard let test = MannWhitney(first, second) else { return nil }
    let pairs = Double(first.count) * Double(second.count)
    return (2 * test.u - pairs) / pairs
  }

  /// The probability that a random first value exceeds a random second, ties counting one half.
  ///
  /// McGraw, Wong (1992), Psychological Bulletin 111, in the form of Vargha, Delaney (2000).
  public static func commonLanguage(_ first: [Double], _ second: [Double]) -> Double? {
    MannWhitney(first, second)?.commonLanguageEffect
  }

  /// Cohen's h of two rates in `0...1`, `2·asin√p₁ − 2·asin√p₂`.
  static func cohenH(_ first: Double, _ second: Double) -> Double {
    2 * asin(first.squareRoot()) - 2 * asin(second.squareRoot())
  }

  private static func meanDifference(_ first: [Double], _ second: [Double]) -> Double? {
    guard let firstMean = MeanStatistics(first).mean, let secondMean = MeanStatistics(second).mean
    else { return nil }
    return firstMean - secondMean
  }

  private static func ratio(_ difference: Double?, _ divisor: Double?) -> Double? {
    guard let difference, let divisor, divisor > 0 else { return nil }
    let ratio = difference / divisor
    return ratio.isFinite ? ratio : nil
  }
}
