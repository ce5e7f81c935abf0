internal import CBoostMath
internal import Glibc

/// A probability distribution with its parameters.
///
/// Every function returns `nil` when it is undefined: a parameter out of range, a NaN argument,
/// a probability outside `0...1`, a quantile that is infinite. Values come from Boost.Math and
/// keep their relative precision in both tails, so use ``survival(_:)`` rather than `1 - cdf`.
public enum Distribution: Sendable, Equatable {
  /// The normal distribution; `standardDeviation` is positive.
  case normal(mean: Double, standardDeviation: Double)
  /// Student's t; the degrees of freedom are positive and need not be whole.
  case studentT(degreesOfFreedom: Double)
  /// The chi-squared distribution; the degrees of freedom are positive.
  case chiSquared(degreesOfFreedom: Double)
  /// Fisher's F; both degrees of freedom are positive.
  case fisherF(numerator: Double, denominator: Double)
  /// The beta distribution on `0...1`; both shapes are positive.
  case beta(alpha: Double, beta: Double)
  /// The number of successes in `trials` independent trials; `probability` is in `0...1`.
  case binomial(trials: Int, probability: Double)
  /// The number of marked items among `draws` taken without replacement from `total` items, of
  /// which `marked` are marked; `total` is below 2³².
  case hypergeometric(marked: Int, draws: Int, total: Int)
  /// Student's t of a variable whose mean is `noncentrality` standard deviations from zero.
  case noncentralT(degreesOfFreedom: Double, noncentrality: Double)

  /// The normal distribution with mean 0 and standard deviation 1.
  public static let standardNormal: Distribution = .normal(mean: 0, standardDeviation: 1)

  /// The density at `x`, or the probability of exactly `x` for a count.
  public func density(_ x: Double) -> Double? {
    guard isValid, !x.isNaN else { return nil }
    guard !isOutside(x), !x.isInfinite, !isDiscrete || x == x.rounded() else { return 0 }
    return value(cbm_density, x)
  }

  /// The probability of a value of at most `x`.
  public func cdf(_ x: Double) -> Double? {
    guard isValid, !x.isNaN else { return nil }
    if x < support.lowerBound || x == -.infinity { return 0 }
    if x >= support.upperBound || x == .infinity { return 1 }
    return value(cbm_cdf, isDiscrete ? x.rounded(.down) : x)
  }

  /// The probability of a value above `x`, precise even where it is tiny.
  public func survival(_ x: Double) -> Double? {
    guard isValid, !x.isNaN else { return nil }
    if x < support.lowerBound || x == -.infinity { return 1 }
    if x >= support.upperBound || x == .infinity { return 0 }
    return value(cbm_survival, isDiscrete ? x.rounded(.down) : x)
  }

  /// The smallest value whose ``cdf(_:)`` is at least `probability`.
  ///
  /// `nil` where that is infinite, such as the normal distribution's at 0 and 1.
  public func quantile(_ probability: Double) -> Double? {
    guard isValid, (0...1).contains(probability) else { return nil }
    return value(cbm_quantile, probability)
  }

  /// The smallest value whose ``survival(_:)`` is at most `probability`.
  ///
  /// More precise than `quantile(1 - probability)` for a small `probability`.
  public func upperQuantile(_ probability: Double) -> Double? {
    guard isValid, (0...1).contains(probability) else { return nil }
    return value(cbm_upper_quantile, probability)
  }

  /// The natural logarithm of the absolute value of the gamma function; `nil` at its poles, the
  /// integers from 0 down, and for an argument that is not finite.
  public static func logGamma(_ x: Double) -> Double? {
    guard x.isFinite, x > 0 || x != x.rounded() else { return nil }
    return finite(cbm_log_gamma(x))
  }

  /// `Γ(x) / Γ(x + delta)` for positive `x` and `x + delta`, without overflow of either gamma.
  static func gammaRatio(_ x: Double, delta: Double) -> Double? {
    guard x > 0, x + delta > 0, x.isFinite, delta.isFinite else { return nil }
    return finite(cbm_gamma_delta_ratio(x, delta))
  }

  /// The probability that a standard normal variable exceeds `z`; NaN only for NaN.
  static func normalTail(above z: Double) -> Double {
    0.5 * erfc(z / 2.0.squareRoot())
  }

  /// The two-sided critical value of the standard normal distribution, 1.96 for a confidence of
  /// 0.95; `nil` unless that is strictly between 0 and 1.
  static func criticalZ(confidence: Double) -> Double? {
    guard confidence > 0, confidence < 1 else { return nil }
    return standardNormal.upperQuantile((1 - confidence) / 2)
  }

  /// The two-sided critical value of Student's t; `nil` as for ``criticalZ(confidence:)``.
  static func criticalT(confidence: Double, degreesOfFreedom: Double) -> Double? {
    guard confidence > 0, confidence < 1 else { return nil }
    return studentT(degreesOfFreedom: degreesOfFreedom).upperQuantile((1 - confidence) / 2)
  }
}

extension Distribution {
  private var isDiscrete: Bool {
    switch self {
    case .binomial, .hypergeometric: true
    default: false
    }
  }

  /// Whether every parameter is finite and in range; Boost checks too, but not for all of them.
  private var isValid: Bool {
    func isPositive(_ value: Double) -> Bool { value > 0 && value.isFinite }
    switch self {
    case .normal(let mean, let deviation): return mean.isFinite && isPositive(deviation)
    case .studentT(let freedom), .chiSquared(let freedom): return isPositive(freedom)
    case .fisherF(let first, let second), .beta(let first, let second):
      return isPositive(first) && isPositive(second)
    case .binomial(let trials, let probability):
      return trials >= 0 && (0...1).contains(probability)
    case .hypergeometric(let marked, let draws, let total):
      return (0...Int(UInt32.max)).contains(total) && (0...total).contains(marked)
        && (0...total).contains(draws)
    case .noncentralT(let freedom, let noncentrality):
      return isPositive(freedom) && noncentrality.isFinite
    }
  }

  /// The values that can occur; Boost refuses arguments outside instead of answering 0 or 1.
  private var support: ClosedRange<Double> {
    switch self {
    case .normal, .studentT, .noncentralT: -.infinity ... .infinity
    case .chiSquared, .fisherF: 0 ... .infinity
    case .beta: 0...1
    case .binomial(let trials, _): 0...Double(trials)
    case .hypergeometric(let marked, let draws, let total):
      Double(max(0, draws - (total - marked)))...Double(min(marked, draws))
    }
  }

  private func isOutside(_ x: Double) -> Bool { !support.contains(x) }

  private func value(_ function: cbm_function, _ x: Double) -> Double? {
    let result =
      switch self {
      case .normal(let mean, let deviation):
        cbm_evaluate(cbm_normal, function, mean, deviation, 0, x)
      case .studentT(let freedom): cbm_evaluate(cbm_student_t, function, freedom, 0, 0, x)
      case .chiSquared(let freedom): cbm_evaluate(cbm_chi_squared, function, freedom, 0, 0, x)
      case .fisherF(let first, let second):
        cbm_evaluate(cbm_fisher_f, function, first, second, 0, x)
      case .beta(let alpha, let beta): cbm_evaluate(cbm_beta, function, alpha, beta, 0, x)
      case .binomial(let trials, let probability):
        cbm_evaluate(cbm_binomial, function, Double(trials), probability, 0, x)
      case .hypergeometric(let marked, let draws, let total):
        cbm_evaluate(
          cbm_hypergeometric, function, Double(marked), Double(draws), Double(total), x)
      case .noncentralT(let freedom, let noncentrality):
        cbm_evaluate(cbm_noncentral_t, function, freedom, noncentrality, 0, x)
      }
    return Self.finite(result)
  }

  private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
