internal import Glibc

/// A correction of p-values for being many.
///
/// The first four bound the probability of any false rejection; the last two bound the expected
/// share of false ones among the rejections.
public enum MultipleComparisons: String, Sendable, CaseIterable {
  /// `m·p`, for any dependence.
  case bonferroni
  /// Bonferroni stepping down, for any dependence: Holm (1979), Scand. J. Statistics 6.
  case holm
  /// Holm with Šidák's `1 − (1 − p)^m`, for independent tests.
  case holmSidak
  /// Bonferroni stepping up, for independent tests: Hochberg (1988), Biometrika 75.
  case hochberg
  /// The false discovery rate for independent tests: Benjamini, Hochberg (1995), JRSS B 57.
  case benjaminiHochberg
  /// The false discovery rate for any dependence: Benjamini, Yekutieli (2001), Ann. Stat. 29.
  case benjaminiYekutieli

  /// The smallest level at which each hypothesis is rejected, in the order of the input.
  ///
  /// - Parameter pValues: The p-values, each in `0...1`, in any order; may be empty.
  /// - Returns: Values in `0...1`; `nil` if an argument is out of range.
  public func adjusted(_ pValues: [Double]) -> [Double]? {
    guard let order = Self.order(pValues) else { return nil }
    let count = pValues.count
    var values = order.enumerated().map { rank, index in
      factor(rank: rank, count: count, pValue: pValues[index])
    }
    switch self {
    case .bonferroni: break
    case .holm, .holmSidak:
      for rank in values.indices.dropFirst() { values[rank] = max(values[rank], values[rank - 1]) }
    case .hochberg, .benjaminiHochberg, .benjaminiYekutieli:
      for rank in values.indices.dropLast().reversed() {
        values[rank] = min(values[rank], values[rank + 1])
      }
    }
    return Self.unsorted(values.map { min(1, $0) }, order: order)
  }

  /// Whether each hypothesis is rejected at a level, in the order of the input.
  ///
  /// Compares p-values with the procedure's own critical values, so a p-value that sits exactly on
  /// one is rejected whatever the rounding of ``adjusted(_:)``.
  ///
  /// - Parameters:
  ///   - pValues: The p-values, each in `0...1`, in any order; may be empty.
  ///   - level: The error rate to keep, in `0...1`.
  /// - Returns: `nil` if an argument is out of range.
  public func rejections(_ pValues: [Double], level: Double) -> [Bool]? {
    guard let order = Self.order(pValues), (0...1).contains(level) else { return nil }
    let count = pValues.count
    let isBelow = order.enumerated().map { rank, index in
      pValues[index] <= criticalValue(rank: rank, count: count, level: level)
    }
    let rejected: [Bool]
    switch self {
    case .bonferroni:
      rejected = isBelow
    case .holm, .holmSidak:
      let stop = isBelow.firstIndex(of: false) ?? count
      rejected = (0..<count).map { $0 < stop }
    case .hochberg, .benjaminiHochberg, .benjaminiYekutieli:
      let last = isBelow.lastIndex(of: true) ?? -1
      rejected = (0..<count).map { $0 <= last }
    }
    return Self.unsorted(rejected, order: order)
  }

  /// The p-value scaled for its rank among the sorted ones, counted from 0.
  private func factor(rank: Int, count: Int, pValue: Double) -> Double {
    let remaining = Double(count - rank)
    switch self {
    case .bonferroni: return pValue * Double(count)
    case .holm, .hochberg: return pValue * remaining
    case .holmSidak: return -expm1(remaining * log1p(-pValue))
    case .benjaminiHochberg, .benjaminiYekutieli:
      return pValue / share(rank: rank, count: count)
    }
  }

  private func criticalValue(rank: Int, count: Int, level: Double) -> Double {
    let remaining = Double(count - rank)
    switch self {
    case .bonferroni: return level / Double(count)
    case .holm, .hochberg: return level / remaining
    case .holmSidak: return 1 - pow(1 - level, 1 / remaining)
    case .benjaminiHochberg, .benjaminiYekutieli:
      return level * share(rank: rank, count: count)
    }
  }

  /// The share of the level at a rank: rank over count, less the price of dependence.
  private func share(rank: Int, count: Int) -> Double {
    let share = Double(rank + 1) / Double(count)
    guard self == .benjaminiYekutieli else { return share }
    return share / (1...count).reduce(0) { $0 + 1 / Double($1) }
  }

  /// The positions of the p-values in increasing order; `nil` if one is out of range.
  private static func order(_ pValues: [Double]) -> [Int]? {
    guard pValues.allSatisfy({ (0...1).contains($0) }) else { return nil }
    // Equal p-values stay in input order, so that the result never depends on the sort.
    return pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  }

  private static func unsorted<Value>(_ values: [Value], order: [Int]) -> [Value] {
    var result = values
    for (rank, index) in order.enumerated() { result[index] = values[rank] }
    return result
  }
}
