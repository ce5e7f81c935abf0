/// How likely an experiment is to find a difference that is there, and how many samples it takes.
///
/// A sample count here is a real number, so that the figures can be checked against other tools:
/// round it up. Every function returns `nil` for an argument out of range: a level, power or rate
/// not strictly between 0 and 1, an effect of 0 (no number of samples finds it), or too few samples.
public enum Power {
  /// What a t test compares.
  public enum Design: Sendable {
    /// Pairs, such as the same samples under two models; also one group against a constant.
    case paired
    /// Two independent groups of the same size.
    case independentGroups
  }

  /// On which sides of no effect the test rejects.
  public enum Tails: Sendable {
    /// Only on the side of the assumed effect.
    case one
    /// On both, each with half of the level.
    case two
  }

  /// A formula for the sample size of a comparison of two rates.
  public enum ProportionFormula: Sendable {
    /// Normal after the arcsine transformation, with Cohen's h as the effect: Cohen (1988),
    /// chapter 6.
    case arcsine
    /// The z test with a pooled standard error: Fleiss, Levin, Paik (2003), *Statistical Methods
    /// for Rates and Proportions*, formula 4.14.
    case pooled
    /// The z test with separate standard errors; the smallest of the three, and optimistic.
    case unpooled
  }

  /// The power of a t test, exactly, from the noncentral t distribution.
  ///
  /// - Parameters:
  ///   - design: What is compared.
  ///   - effectSize: The assumed d: Cohen's d for groups, d_z for pairs; its sign has no effect.
  ///   - sampleCount: The pairs, or the samples in each group; above 1, and need not be whole.
  ///   - level: The significance level.
  ///   - tails: On which sides the test rejects.
  /// - Returns: A probability.
  public static func tTest(
    _ design: Design, effectSize: Double, sampleCount: Double, level: Double, tails: Tails
  ) -> Double? {
    guard isFraction(level), effectSize.isFinite, sampleCount > 1, sampleCount.isFinite else {
      return nil
    }
    let freedom = design == .paired ? sampleCount - 1 : 2 * sampleCount - 2
    let weight = design == .paired ? sampleCount : sampleCount / 2
    let central = Distribution.studentT(degreesOfFreedom: freedom)
    let shifted = Distribution.noncentralT(
      degreesOfFreedom: freedom, noncentrality: abs(effectSize) * weight.squareRoot())
    guard let critical = central.upperQuantile(tails == .two ? level / 2 : level),
      let above = shifted.survival(critical)
    else { return nil }
    guard tails == .two else { return above }
    return shifted.cdf(-critical).map { min(1, above + $0) }
  }

  /// The smallest sample count at which a t test reaches a power.
  ///
  /// - Parameters:
  ///   - design: What is compared.
  ///   - effectSize: The assumed d, not 0; its sign has no effect.
  ///   - power: The probability to reach, above `level`.
  ///   - level: The significance level.
  ///   - tails: On which sides the test rejects.
  /// - Returns: The pairs, or the samples in each group; at least 2, to be rounded up. `nil` also
  ///   beyond 10¹².
  public static func tTestSampleCount(
    _ design: Design, effectSize: Double, power: Double, level: Double, tails: Tails
  ) -> Double? {
    guard isFraction(power), isFraction(level), power > level, effectSize.isFinite else {
      return nil
    }
    return smallestCount(reaching: power, from: 2) {
      tTest(design, effectSize: effectSize, sampleCount: $0, level: level, tails: tails)
    }
  }

  /// The power of a comparison of two rates by Cohen's h, in the normal approximation.
  ///
  /// - Parameters:
  ///   - first: The rate of one group, in `0...1`.
  ///   - second: The rate of the other, in `0...1`.
  ///   - sampleCount: The samples in each group, positive; need not be whole.
  ///   - level: The significance level.
  ///   - tails: On which sides the test rejects.
  /// - Returns: A probability.
  public static func proportions(
    _ first: Double, _ second: Double, sampleCount: Double, level: Double, tails: Tails
  ) -> Double? {
    guard (0...1).contains(first), (0...1).contains(second), isFraction(level), sampleCount > 0,
      let critical = Distribution.standardNormal.upperQuantile(tails == .two ? level / 2 : level)
    else { return nil }
    let shift = abs(EffectSize.cohenH(first, second)) * (sampleCount / 2).squareRoot()
    let above = Distribution.normalTail(above: critical - shift)
    return tails == .one ? above : above + Distribution.normalTail(above: critical + shift)
  }

  /// The sample count per group at which a comparison of two rates reaches a power.
  ///
  /// - Parameters:
  ///   - first: The rate of one group, in `0...1`.
  ///   - second: The rate of the other, not equal to `first`.
  ///   - power: The probability to reach, above `level`.
  ///   - level: The significance level.
  ///   - tails: On which sides the test rejects.
  ///   - formula: The approximation to use.
  /// - Returns: The samples in each group, to be rounded up. `nil` also beyond 10¹².
  public static func proportionsSampleCount(
    _ first: Double, _ second: Double, power: Double, level: Double, tails: Tails,
    formula: ProportionFormula
  ) -> Double? {
    guard (0...1).contains(first), (0...1).contains(second), first != second, isFraction(level),
      isFraction(power), power > level,
      let critical = Distribution.standardNormal.upperQuantile(tails == .two ? level / 2 : level),
      let margin = Distribution.standardNormal.quantile(power)
    else { return nil }
    let separate = first * (1 - first) + second * (1 - second)
    let difference = first - second
    switch formula {
    case .arcsine:
      return smallestCount(reaching: power, from: .leastNormalMagnitude) {
        proportions(first, second, sampleCount: $0, level: level, tails: tails)
      }
    case .pooled:
      let average = (first + second) / 2
      let pooled = 2 * average * (1 - average)
      let root = (critical * pooled.squareRoot() + margin * separate.squareRoot()) / difference
      return root * root
    case .unpooled:
      let sum = critical + margin
      return sum * sum * separate / (difference * difference)
    }
  }

  /// The count at which a rising power reaches its target, by doubling and then halving until two
  /// neighbouring doubles are left; `lowest` if that suffices, `nil` beyond 10¹².
  private static func smallestCount(
    reaching target: Double, from lowest: Double, power: (Double) -> Double?
  ) -> Double? {
    guard let atLowest = power(lowest) else { return nil }
    if atLowest >= target { return lowest }
    var (low, high) = (lowest, max(1, lowest) * 2)
    while true {
      guard high <= 1e12, let reached = power(high) else { return nil }
      if reached >= target { break }
      (low, high) = (high, high * 2)
    }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return high }
      guard let reached = power(middle) else { return nil }
      if reached >= target { high = middle } else { low = middle }
    }
  }

  private static func isFraction(_ value: Double) -> Bool { value > 0 && value < 1 }
}
