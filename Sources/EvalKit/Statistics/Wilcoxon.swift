/// Wilcoxon's signed-rank test: whether paired differences are symmetric about 0.
///
/// It uses the order of the magnitudes, not their size, so outliers weigh little. Wilcoxon (1945),
/// Biometrics Bulletin 1; Pratt (1959), JASA 54, on zeros. As scipy's `wilcoxon`.
public struct Wilcoxon: Sendable, Equatable {
  /// What becomes of differences that are 0.
  public enum ZeroMethod: String, Sendable, CaseIterable {
    /// They are left out from the start, as Wilcoxon did.
    case wilcox
    /// They take part in the ranking and their ranks are then left out, as Pratt proposed.
    case pratt
    /// Their ranks are split evenly between the signs.
    case zsplit
  }

  /// Where the p-value comes from.
  public enum Method: Sendable, Equatable {
    /// All assignments of signs to the ranks; up to ``Wilcoxon/exactLimit`` differences. With ties
    /// it is exact for the ranks at hand. With ``ZeroMethod/zsplit``, zeros keep their halves.
    case exact
    /// The normal approximation, with the variance corrected for ties.
    case asymptotic(continuityCorrection: Bool)
  }

  /// The most differences for which an exact p-value is computed; it takes time in their cube.
  public static let exactLimit: Int = 300

  /// The sum of the ranks of positive differences, W⁺.
  public let positiveRankSum: Double
  /// The sum of the ranks of negative differences, W⁻.
  public let negativeRankSum: Double
  /// ``statistic`` in standard deviations from its mean under the null hypothesis, with the
  /// continuity correction if that was asked for; never positive for a two-sided test. `nil` for
  /// an exact test and without variation.
  public let z: Double?
  /// In `0...1`; 1 when no rank is left, since then nothing speaks against symmetry.
  public let pValue: Double
  /// What ``pValue`` was computed for.
  public let alternative: Alternative

  /// The value to report: the smaller rank sum if two-sided, else W⁺.
  public var statistic: Double {
    alternative == .twoSided ? min(positiveRankSum, negativeRankSum) : positiveRankSum
  }

  /// The test of differences, first minus second, by pair.
  ///
  /// `nil` for no differences, for one that is not finite, and for an exact test of more than
  /// ``exactLimit`` of them. Differences that ought to be equal must be so to the last bit to tie.
  public init?(
    differences: [Double], alternative: Alternative, zeroMethod: ZeroMethod = .wilcox,
    method: Method
  ) {
    guard !differences.isEmpty, differences.allSatisfy({ $0.isFinite }) else { return nil }
    let used = zeroMethod == .wilcox ? differences.filter { $0 != 0 } : differences
    let magnitudes = used.map { $0.magnitude }
    let ranks = Descriptive.averageRanks(magnitudes)
    var (positive, negative, split) = (0.0, 0.0, 0.0)
    for (difference, rank) in zip(used, ranks) {
      if difference > 0 { positive += rank }
      if difference < 0 { negative += rank }
      if difference == 0, zeroMethod == .zsplit { split += rank / 2 }
    }
    positiveRankSum = positive + split
    negativeRankSum = negative + split
    self.alternative = alternative
    switch method {
    case .exact:
      guard used.count <= Self.exactLimit else { return nil }
      z = nil
      let signed = zip(used, ranks).filter { $0.0 != 0 }.map { $0.1 }
      pValue = Self.exactPValue(ranks: signed, positive: positive, alternative)
    case .asymptotic(let continuityCorrection):
      let zeroCount = zeroMethod == .pratt ? used.count { $0 == 0 } : 0
      let reported =
        alternative == .twoSided ? min(positiveRankSum, negativeRankSum) : positiveRankSum
      z = Self.z(
        reported, magnitudes: magnitudes, leavingOut: zeroCount, alternative,
        continuityCorrection: continuityCorrection)
      pValue = z.map { alternative.pValue(z: $0) } ?? 1
    }
  }

  /// `(rank sum − mean) / sd`, or `nil` when the standard deviation is 0.
  private static func z(
    _ rankSum: Double, magnitudes: [Double], leavingOut zeroCount: Int,
    _ alternative: Alternative, continuityCorrection: Bool
  ) -> Double? {
    let (count, zeros) = (Double(magnitudes.count), Double(zeroCount))
    let mean = (count * (count + 1) - zeros * (zeros + 1)) / 4
    let ties = Descriptive.tieSizes(magnitudes.filter { zeroCount == 0 || $0 != 0 })
    let tieCorrection = ties.reduce(0.0) { $0 + Double($1) * (Double($1) * Double($1) - 1) } / 2
    let scaled =
      count * (count + 1) * (2 * count + 1) - zeros * (zeros + 1) * (2 * zeros + 1)
      - tieCorrection
    guard scaled > 0 else { return nil }
    let deviation = (scaled / 24).squareRoot()
    let distance = rankSum - mean
    guard continuityCorrection else { return distance / deviation }
    let sign: Double =
      switch alternative {
      case .greater: 1
      case .less: -1
      case .twoSided: distance == 0 ? 0 : (distance < 0 ? -1 : 1)
      }
    return (distance - sign * 0.5) / deviation
  }

  /// Builds the distribution of twice the rank sum, a whole number even with ties, rank by rank.
  private static func exactPValue(
    ranks: [Double], positive: Double, _ alternative: Alternative
  ) -> Double {
    let doubled = ranks.map { Int((2 * $0).rounded()) }
    let total = doubled.reduce(0, +)
    var probabilities = [Double](repeating: 0, count: total + 1)
    probabilities[0] = 1
    var reached = 0
    for rank in doubled {
      reached += rank
      for sum in stride(from: reached, through: 0, by: -1) {
        let withRank = sum >= rank ? probabilities[sum - rank] : 0
        probabilities[sum] = (probabilities[sum] + withRank) / 2
      }
    }
    let observed = Int((2 * positive).rounded())
    return alternative.pValue(
      lower: probabilities[...observed].reduce(0, +),
      upper: probabilities[observed...].reduce(0, +))
  }
}
