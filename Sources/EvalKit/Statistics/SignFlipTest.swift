/// The permutation test of paired differences: if the models are equally good, every difference
/// could as well have had the other sign.
///
/// The statistic is the sum of the differences, and results equal to the observed one count as
/// extreme; equal means within 1e-12 of the sum of magnitudes, since sums of decimal fractions
/// round. It assumes no distribution, only that differences are symmetric under the null
/// hypothesis. Fisher (1935), *The Design of Experiments*, §21.
public enum SignFlipTest {
  /// The most non-zero differences for which ``exactPValue(differences:alternative:)`` enumerates
  /// all signs.
  public static let exactLimit: Int = 20

  /// The p-value over all 2ⁿ assignments of signs.
  ///
  /// - Parameters:
  ///   - differences: First minus second, by pair; zeros are allowed and change nothing.
  ///   - alternative: Which sums count as extreme.
  /// - Returns: In `2⁻ⁿ...1`, and 1 when all differences are 0. `nil` for none, for a value that
  ///   is not finite, and for more than ``exactLimit`` non-zero differences.
  public static func exactPValue(differences: [Double], alternative: Alternative) -> Double? {
    guard let observed = Observation(differences, alternative) else { return nil }
    let values = observed.values
    guard values.count <= exactLimit else { return nil }
    // Walks the tree of signs: one addition per node keeps the rounding small.
    func extremeCount(from index: Int, _ sum: Double) -> Int {
      guard index < values.count else { return observed.isExtreme(sum) ? 1 : 0 }
      return extremeCount(from: index + 1, sum + values[index])
        + extremeCount(from: index + 1, sum - values[index])
    }
    return Double(extremeCount(from: 0, 0)) / Double(1 << values.count)
  }

  /// The p-value over random assignments of signs, for many differences.
  ///
  /// `(1 + extreme) / (1 + resamples)`, which counts the data itself and is never 0: Phipson, Smyth
  /// (2010), Statistical Applications in Genetics and Molecular Biology 9.
  ///
  /// - Parameters:
  ///   - differences: First minus second, by pair; zeros are allowed and change nothing.
  ///   - alternative: Which sums count as extreme.
  ///   - resamples: How many assignments to draw, at least 1; each costs the count of differences.
  ///   - generator: The source of the signs, 64 per draw, and at least one draw per assignment.
  /// - Returns: `nil` for no differences, for a value that is not finite, or without resamples.
  public static func pValue(
    differences: [Double], alternative: Alternative, resamples: Int = 10_000,
    using generator: inout some RandomNumberGenerator
  ) -> Double? {
    guard resamples >= 1, let observed = Observation(differences, alternative) else { return nil }
    var extreme = 0
    for _ in 0..<resamples {
      var sum = 0.0
      var bits: UInt64 = 0
      for (index, value) in observed.values.enumerated() {
        if index.isMultiple(of: 64) { bits = generator.next() }
        sum += bits & 1 == 0 ? value : -value
        bits >>= 1
      }
      if observed.isExtreme(sum) { extreme += 1 }
    }
    return Double(1 + extreme) / Double(1 + resamples)
  }

  /// The sum that was seen and how others compare with it.
  private struct Observation {
    /// The differences that are not 0.
    let values: [Double]
    private let sum: Double
    private let slack: Double
    private let alternative: Alternative

    init?(_ differences: [Double], _ alternative: Alternative) {
      guard !differences.isEmpty, let sum = MeanStatistics(differences).sum,
        let size = MeanStatistics(differences.lazy.map { $0.magnitude }).sum
      else { return nil }
      values = differences.filter { $0 != 0 }
      (self.sum, self.alternative) = (sum, alternative)
      slack = 1e-12 * size
    }

    func isExtreme(_ other: Double) -> Bool {
      switch alternative {
      case .twoSided: other.magnitude >= sum.magnitude - slack
      case .less: other <= sum + slack
      case .greater: other >= sum - slack
      }
    }
  }
}
