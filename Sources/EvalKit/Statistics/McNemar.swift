/// Tests whether two models differ on the same pass-or-fail samples.
///
/// Only the discordant pairs count: `firstOnly` samples that the first model alone solved and
/// `secondOnly` that the second alone solved. If the models are equally good, each is half of
/// them on average. McNemar (1947), Psychometrika 12; Fagerland, Lydersen, Laake (2013), BMC
/// Medical Research Methodology 13:91, who recommend ``midPValue``.
public struct McNemar: Sendable, Equatable {
  /// The pairs that only the first model solved.
  public let firstOnly: Int
  /// The pairs that only the second model solved.
  public let secondOnly: Int

  /// A chi-squared statistic with one degree of freedom, and its p-value.
  public struct ChiSquared: Sendable, Equatable {
    /// Not negative.
    public let statistic: Double
    /// In `0...1`.
    public let pValue: Double
  }

  /// The test of two discordant counts; `nil` if one is negative.
  public init?(firstOnly: Int, secondOnly: Int) {
    guard firstOnly >= 0, secondOnly >= 0 else { return nil }
    (self.firstOnly, self.secondOnly) = (firstOnly, secondOnly)
  }

  /// The test of outcomes by sample; `nil` unless both lists have the same length.
  public init?(first: [Bool], second: [Bool]) {
    guard first.count == second.count else { return nil }
    let pairs = zip(first, second)
    self.init(
      firstOnly: pairs.count { $0 && !$1 }, secondOnly: pairs.count { !$0 && $1 })
  }

  /// How many pairs differ.
  public var discordantCount: Int { firstOnly + secondOnly }

  /// The exact two-sided binomial p-value; 1 when no pair differs.
  public var exactPValue: Double {
    guard firstOnly != secondOnly, let atMost = tail.cdf(smaller) else { return 1 }
    return min(1, 2 * atMost)
  }

  /// The exact p-value less half the probability of the observed result on either side.
  ///
  /// `2·P(X ≤ k) − P(X = k)`, and `1 − P(X = k)` for equal counts; 1 when no pair differs. Less
  /// conservative than ``exactPValue``, and rarely above its nominal level.
  public var midPValue: Double {
    guard discordantCount > 0, let point = tail.density(smaller) else { return 1 }
    guard firstOnly != secondOnly, let atMost = tail.cdf(smaller) else { return 1 - point }
    return min(1, 2 * atMost - point)
  }

  /// The asymptotic test, `(|b − c| − correction)² / (b + c)`; `nil` when no pair differs.
  ///
  /// - Parameter continuityCorrection: Whether to subtract 1 from the difference (Edwards 1948).
  ///   For equal counts the corrected statistic is `1 / (b + c)`, as in statsmodels.
  /// - Returns: The statistic and its p-value.
  public func chiSquared(continuityCorrection: Bool) -> ChiSquared? {
    guard discordantCount > 0 else { return nil }
    let difference = Double(abs(firstOnly - secondOnly)) - (continuityCorrection ? 1 : 0)
    let statistic = difference * difference / Double(discordantCount)
    guard let pValue = Distribution.chiSquared(degreesOfFreedom: 1).survival(statistic) else {
      return nil
    }
    return ChiSquared(statistic: statistic, pValue: pValue)
  }

  private var smaller: Double { Double(min(firstOnly, secondOnly)) }
  private var tail: Distribution { .binomial(trials: discordantCount, probability: 0.5) }
}
