internal import Glibc

/// Summaries of a list that need all of its values at once.
///
/// Every function returns `nil` for an empty list and for one with a value that is not finite.
public enum Descriptive {
  /// The middle value, or the mean of the two in the middle.
  public static func median(_ values: [Double]) -> Double? {
    guard isUsable(values) else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
    return sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2
  }

  /// The value at a fraction of the sorted list, by linear interpolation between neighbours.
  ///
  /// Hyndman, Fan (1996), definition 7; numpy's default. `fraction` is in `0...1`, else `nil`.
  public static func quantile(_ values: [Double], at fraction: Double) -> Double? {
    guard isUsable(values), (0...1).contains(fraction) else { return nil }
    return quantile(sorted: values.sorted(), at: fraction)
  }

  /// ``quantile(_:at:)`` of values that are finite, sorted and at least one.
  static func quantile(sorted values: [Double], at fraction: Double) -> Double {
    let position = fraction * Double(values.count - 1)
    let below = Int(position)
    guard below + 1 < values.count else { return values[values.count - 1] }
    return values[below] + (values[below + 1] - values[below]) * (position - Double(below))
  }

  /// The skewness `g₁ = m₃ / m₂^1.5` from the population moments.
  ///
  /// `nil` also when all values are equal but for rounding: a deviation below 2⁻⁵² of the mean.
  public static func skewness(_ values: [Double]) -> Double? {
    guard let mean = MeanStatistics(values).mean else { return nil }
    let deviations = values.map { $0 - mean }
    guard let second = MeanStatistics(deviations.map { $0 * $0 }).mean,
      let third = MeanStatistics(deviations.map { $0 * $0 * $0 }).mean
    else { return nil }
    let resolution = Double.ulpOfOne * mean
    guard second > resolution * resolution else { return nil }
    return third / (second * second.squareRoot())
  }

  /// The exponential of the mean logarithm; `nil` also unless every value is positive.
  public static func geometricMean(_ values: [Double]) -> Double? {
    guard values.allSatisfy({ $0 > 0 }) else { return nil }
    return MeanStatistics(values.lazy.map { log($0) }).mean.map { exp($0) }
  }

  /// The reciprocal of the mean reciprocal; `nil` also unless every value is positive.
  public static func harmonicMean(_ values: [Double]) -> Double? {
    guard isUsable(values), values.allSatisfy({ $0 > 0 }) else { return nil }
    return MeanStatistics(values.lazy.map { 1 / $0 }).mean.map { 1 / $0 }
  }

  /// The ranks of values from 1, equal values sharing the average of theirs.
  static func averageRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    for group in tieGroups(order, equal: { values[$0] == values[$1] }) {
      let rank = Double(group.lowerBound + group.upperBound + 1) / 2
      for position in group { ranks[order[position]] = rank }
    }
    return ranks
  }

  /// How many values share each distinct value, in increasing order of the value.
  static func tieSizes(_ values: [Double]) -> [Int] {
    let sorted = values.sorted()
    return tieGroups(sorted, equal: ==).map { $0.count }
  }

  /// The runs of equal neighbours, as ranges of positions that cover the list.
  private static func tieGroups<Element>(
    _ list: [Element], equal: (Element, Element) -> Bool
  ) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    for position in list.indices
    where position + 1 == list.count || !equal(list[position], list[position + 1]) {
      groups.append(start..<position + 1)
      start = position + 1
    }
    return groups
  }

  private static func isUsable(_ values: [Double]) -> Bool {
    !values.isEmpty && values.allSatisfy { $0.isFinite }
  }
}
