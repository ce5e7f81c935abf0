internal import Glibc

/// How strongly two measures of the same samples go together.
///
/// The functions that make one return `nil` for lists of different lengths or fewer than two
/// values, for a value that is not finite, and when one list is constant, since nothing can go
/// together with what does not vary.
public struct Correlation: Sendable, Equatable {
  /// From -1, perfectly opposed, to 1, perfectly aligned.
  public let coefficient: Double
  /// The two-sided p-value of no association, in `0...1`; `nil` where two values give none.
  public let pValue: Double?

  /// Pearson's r, the strength of a linear relation.
  ///
  /// p is exact for normal values: `(r + 1) / 2` is then Beta(n/2 − 1, n/2 − 1). It is 1 for two
  /// values, whose r is always ±1.
  public static func pearson(_ first: [Double], _ second: [Double]) -> Correlation? {
    guard let coefficient = coefficient(first, second) else { return nil }
    guard first.count > 2 else { return Correlation(coefficient: coefficient, pValue: 1) }
    let shape = Double(first.count) / 2 - 1
    let tail = Distribution.beta(alpha: shape, beta: shape).cdf((1 - abs(coefficient)) / 2)
    return Correlation(coefficient: coefficient, pValue: tail.map { min(1, 2 * $0) })
  }

  /// Spearman's ρ, Pearson's r of the ranks: the strength of a monotone relation.
  ///
  /// p is that of Student's t with n − 2 degrees of freedom, an approximation; 0 for a perfect
  /// relation, and `nil` for two values.
  public static func spearman(_ first: [Double], _ second: [Double]) -> Correlation? {
    guard (first + second).allSatisfy({ $0.isFinite }),
      let coefficient = coefficient(
        Descriptive.averageRanks(first), Descriptive.averageRanks(second))
    else { return nil }
    guard first.count > 2 else { return Correlation(coefficient: coefficient, pValue: nil) }
    let freedom = Double(first.count - 2)
    let rest = (1 + coefficient) * (1 - coefficient)
    guard rest > 0 else { return Correlation(coefficient: coefficient, pValue: 0) }
    let statistic = abs(coefficient) * (freedom / rest).squareRoot()
    let tail = Distribution.studentT(degreesOfFreedom: freedom).survival(statistic)
    return Correlation(coefficient: coefficient, pValue: tail.map { min(1, 2 * $0) })
  }

  /// Kendall's τ_b: concordant less discordant pairs over the geometric mean of untied pairs.
  ///
  /// p is exact for up to 33 values without ties, else from the normal approximation with the
  /// variance for ties: Kendall (1970), *Rank Correlation Methods*. As scipy's `kendalltau`.
  public static func kendallTauB(_ first: [Double], _ second: [Double]) -> Correlation? {
    guard isUsable(first, second) else { return nil }
    let order = first.indices.sorted { (first[$0], second[$0]) < (first[$1], second[$1]) }
    var ordered = order.map { second[$0] }
    let discordant = inversionCount(&ordered)
    let (firstTies, secondTies) = (Descriptive.tieSizes(first), Descriptive.tieSizes(second))
    let tiedInBoth = jointTieSizes(order, first, second).reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let (tiedFirst, tiedSecond) = (pairCount(firstTies), pairCount(secondTies))
    let count = first.count
    let total = count * (count - 1) / 2
    guard tiedFirst < total, tiedSecond < total else { return nil }
    let surplus = total - tiedFirst - tiedSecond + tiedInBoth - 2 * discordant
    let untied = Double(total - tiedFirst).squareRoot() * Double(total - tiedSecond).squareRoot()
    let pValue =
      tiedFirst == 0 && tiedSecond == 0
        && (count <= 33 || min(discordant, total - discordant) <= 1)
      ? exactKendallPValue(count: count, discordant: min(discordant, total - discordant))
      : asymptoticKendallPValue(surplus, count: count, firstTies, secondTies)
    return Correlation(coefficient: clamped(Double(surplus) / untied), pValue: pValue)
  }

  /// The cosine of the angle between two vectors, in `-1...1`.
  ///
  /// `nil` for different lengths, a vector without length, and a value that is not finite.
  public static func cosine(_ first: [Double], _ second: [Double]) -> Double? {
    guard first.count == second.count, let size = scale(first), let otherSize = scale(second) else {
      return nil
    }
    var (product, square, otherSquare) = (0.0, 0.0, 0.0)
    for (value, other) in zip(first, second) {
      let (value, other) = (value / size, other / otherSize)
      product += value * other
      square += value * value
      otherSquare += other * other
    }
    return clamped(product / (square.squareRoot() * otherSquare.squareRoot()))
  }

  /// The largest magnitude, which keeps squares in range; `nil` if it is 0 or not finite.
  private static func scale(_ values: [Double]) -> Double? {
    guard values.allSatisfy({ $0.isFinite }) else { return nil }
    let size = values.reduce(0) { max($0, $1.magnitude) }
    return size > 0 ? size : nil
  }

  private static func isUsable(_ first: [Double], _ second: [Double]) -> Bool {
    first.count == second.count && first.count >= 2
      && (first + second).allSatisfy { $0.isFinite }
  }

  private static func clamped(_ coefficient: Double) -> Double { min(1, max(-1, coefficient)) }

  /// Pearson's r; exactly ±1 for ranks in the same or the opposite order.
  private static func coefficient(_ first: [Double], _ second: [Double]) -> Double? {
    guard isUsable(first, second), let center = MeanStatistics(first).mean,
      let otherCenter = MeanStatistics(second).mean,
      let size = scale(first.map { $0 - center }),
      let otherSize = scale(second.map { $0 - otherCenter })
    else { return nil }
    var (product, square, otherSquare) = (0.0, 0.0, 0.0)
    for (value, other) in zip(first, second) {
      let (value, other) = ((value - center) / size, (other - otherCenter) / otherSize)
      product += value * other
      square += value * value
      otherSquare += other * other
    }
    return clamped(product / (square * otherSquare).squareRoot())
  }

  private static func pairCount(_ sizes: [Int]) -> Int {
    sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }

  /// How many samples share both values, for each pair of values, in the given sorted order.
  private static func jointTieSizes(
    _ order: [Int], _ first: [Double], _ second: [Double]
  ) -> [Int] {
    var sizes: [Int] = []
    for position in order.indices {
      let index = order[position]
      if position > 0, first[order[position - 1]] == first[index],
        second[order[position - 1]] == second[index]
      {
        sizes[sizes.count - 1] += 1
      } else {
        sizes.append(1)
      }
    }
    return sizes
  }

  /// Sorts the values by merging and counts the pairs that were in strictly decreasing order.
  private static func inversionCount(_ values: inout [Double]) -> Int {
    var count = 0
    var width = 1
    var merged = values
    while width < values.count {
      for start in stride(from: 0, to: values.count, by: 2 * width) {
        let (middle, end) = (min(start + width, values.count), min(start + 2 * width, values.count))
        var (left, right) = (start, middle)
        for position in start..<end {
          if left < middle, right == end || values[left] <= values[right] {
            merged[position] = values[left]
            left += 1
          } else {
            merged[position] = values[right]
            right += 1
            count += middle - left
          }
        }
      }
      swap(&values, &merged)
      width *= 2
    }
    return count
  }

  /// Twice the probability of at most `discordant` inversions in a random order, at most 1.
  ///
  /// The number of inversions is a sum of independent uniforms on `0..<k` for k from 1 to n.
  private static func exactKendallPValue(count: Int, discordant: Int) -> Double {
    var probabilities = [Double](repeating: 0, count: discordant + 1)
    probabilities[0] = 1
    for size in 1...count {
      var next = probabilities
      for inversions in probabilities.indices {
        let window = probabilities[max(0, inversions - size + 1)...inversions]
        next[inversions] = window.reduce(0, +) / Double(size)
      }
      probabilities = next
    }
    // The middle count belongs to both tails; with it the p-value is 1 anyway.
    return min(1, 2 * probabilities.reduce(0, +))
  }

  private static func asymptoticKendallPValue(
    _ surplus: Int, count: Int, _ firstTies: [Int], _ secondTies: [Int]
  ) -> Double? {
    func sum(_ sizes: [Int], _ term: (Double) -> Double) -> Double {
      sizes.reduce(0) { $0 + Double($1) * (Double($1) - 1) * term(Double($1)) }
    }
    let size = Double(count)
    let pairs = size * (size - 1)
    let spread = { (sizes: [Int]) in sum(sizes) { 2 * $0 + 5 } }
    let triples = { (sizes: [Int]) in sum(sizes) { $0 - 2 } }
    let single = { (sizes: [Int]) in sum(sizes) { _ in 1 } }
    var variance = (pairs * (2 * size + 5) - spread(firstTies) - spread(secondTies)) / 18
    variance += single(firstTies) * single(secondTies) / (2 * pairs)
    if count > 2 {
      variance += triples(firstTies) * triples(secondTies) / (9 * pairs * (size - 2))
    }
    guard variance > 0 else { return nil }
    return Alternative.twoSided.pValue(z: Double(surplus) / variance.squareRoot())
  }
}
