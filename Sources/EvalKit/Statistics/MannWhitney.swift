/// The Mann–Whitney U test of whether values of one group tend to exceed those of another.
///
/// Mann, Whitney (1947), Annals of Mathematical Statistics 18. As scipy's `mannwhitneyu`.
public struct MannWhitney: Sendable, Equatable {
  /// The largest product of the group sizes for which an exact p-value is computed.
  public static let exactLimit: Int = 10_000

  /// How many of the pairs (first, second) have a larger first value, ties counting one half.
  public let u: Double
  /// The size of the first group, at least 1.
  public let firstCount: Int
  /// The size of the second group, at least 1.
  public let secondCount: Int
  private let tieSizes: [Int]

  /// The comparison of two groups; `nil` if one is empty or has a value that is not finite.
  public init?(_ first: [Double], _ second: [Double]) {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let all = first + second
    guard all.allSatisfy({ $0.isFinite }) else { return nil }
    let rankSum = Descriptive.averageRanks(all).prefix(first.count).reduce(0, +)
    u = rankSum - Double(first.count) * Double(first.count + 1) / 2
    (firstCount, secondCount) = (first.count, second.count)
    tieSizes = Descriptive.tieSizes(all)
  }

  /// The share of pairs with a larger first value, ties counting one half: the common-language
  /// effect size, in `0...1`.
  public var commonLanguageEffect: Double { u / (Double(firstCount) * Double(secondCount)) }

  /// The p-value of the normal approximation, with the variance corrected for ties.
  ///
  /// - Parameters:
  ///   - alternative: Which values of U count as extreme.
  ///   - continuityCorrection: Whether to move U by one half towards its mean.
  /// - Returns: In `0...1`; 1 when all values are equal, since then nothing speaks for a difference.
  public func asymptoticPValue(
    alternative: Alternative, continuityCorrection: Bool = true
  ) -> Double {
    let (first, second) = (Double(firstCount), Double(secondCount))
    let count = first + second
    let ties = tieSizes.reduce(0.0) { $0 + Double($1) * (Double($1) * Double($1) - 1) }
    let variance = first * second / 12 * (count + 1 - ties / (count * (count - 1)))
    guard variance > 0 else { return 1 }
    let correction = continuityCorrection ? 0.5 : 0
    let distance = u - first * second / 2
    let deviation = variance.squareRoot()
    return alternative.pValue(
      lower: Distribution.normalTail(above: (-distance - correction) / deviation),
      upper: Distribution.normalTail(above: (distance - correction) / deviation))
  }

  /// The p-value over all ways to choose the first group from the ranks.
  ///
  /// - Parameter alternative: Which values of U count as extreme.
  /// - Returns: In `0...1`; `nil` with ties, or if the product of the group sizes exceeds
  ///   ``exactLimit``.
  public func exactPValue(alternative: Alternative) -> Double? {
    let product = firstCount.multipliedReportingOverflow(by: secondCount)
    guard tieSizes.allSatisfy({ $0 == 1 }), !product.overflow,
      product.partialValue <= Self.exactLimit
    else { return nil }
    let probabilities = Self.distribution(firstCount, secondCount)
    let observed = Int(u)
    return alternative.pValue(
      lower: probabilities[...observed].reduce(0, +),
      upper: probabilities[observed...].reduce(0, +))
  }

  /// The probability of each U from 0 to the product of the sizes.
  ///
  /// The largest value belongs to the first group with the probability m / (m + n), and then
  /// exceeds all n of the second: `P(m, n, u) = (m·P(m−1, n, u−n) + n·P(m, n−1, u)) / (m + n)`.
  /// All terms are positive, so nothing cancels.
  private static func distribution(_ first: Int, _ second: Int) -> [Double] {
    let width = first * second + 1
    // One row per size of the second group, for the current size of the first.
    var rows = [[Double]](repeating: [1], count: second + 1)
    for taken in 1...first {
      rows[0] = [1]
      for other in 1...second {
        let size = min(width, taken * other + 1)
        var row = [Double](repeating: 0, count: size)
        let weight = Double(taken) / Double(taken + other)
        for (u, probability) in rows[other].enumerated() { row[u + other] += weight * probability }
        for (u, probability) in rows[other - 1].enumerated() {
          row[u] += (1 - weight) * probability
        }
        rows[other] = row
      }
    }
    return rows[second]
  }
}
