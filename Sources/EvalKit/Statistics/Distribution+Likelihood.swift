extension Distribution {
  /// The probability of all counts that are no more likely than the one observed.
  ///
  /// The distribution must be unimodal on `support`, as the binomial and the hypergeometric are.
  /// Counts whose probabilities differ by less than 1e-7 of themselves are taken as equally likely,
  /// so that rounding does not break ties; R's `binom.test` and `fisher.test` do the same.
  ///
  /// - Parameters:
  ///   - observed: The count that was seen, inside `support`.
  ///   - support: All counts that can occur.
  /// - Returns: A two-sided p-value in `0...1`.
  func likelihoodPValue(of observed: Int, support: ClosedRange<Int>) -> Double? {
    guard let likelihood = density(Double(observed)) else { return nil }
    // Impossible, or less likely than the smallest double: so is everything at least as extreme.
    guard likelihood > 0 else { return 0 }
    func likelihoodOf(_ count: Int) -> Double { density(Double(count)) ?? 0 }
    func isExtreme(_ count: Int) -> Bool { likelihoodOf(count) <= likelihood * (1 + 1e-7) }

    // The mode of both distributions is less than one from the mean.
    let center = mean.map { Int($0) } ?? observed
    let near = max(support.lowerBound, center - 1)...min(support.upperBound, center + 1)
    let mode = near.max { likelihoodOf($0) < likelihoodOf($1) } ?? observed
    if observed <= mode {
      let start = Self.first(in: mode..<support.upperBound + 1, where: isExtreme)
      guard let below = cdf(Double(observed)), let above = survival(Double(start) - 1) else {
        return nil
      }
      return start <= observed ? 1 : min(1, below + above)
    }
    let end = Self.first(in: support.lowerBound..<mode + 1) { !isExtreme($0) }
    guard let below = cdf(Double(end) - 1), let above = survival(Double(observed) - 1) else {
      return nil
    }
    return min(1, below + above)
  }

  /// The mean of a distribution of counts.
  private var mean: Double? {
    switch self {
    case .binomial(let trials, let probability): Double(trials) * probability
    case .hypergeometric(let marked, let draws, let total):
      total == 0 ? 0 : Double(draws) * (Double(marked) / Double(total))
    default: nil
    }
  }

  /// The first index at which a condition holds that holds from there on; the range's end if none.
  private static func first(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
