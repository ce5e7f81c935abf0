internal import Glibc

/// The interval of a difference or a ratio of two independent quantities, from an interval of each.
///
/// The method of variance estimates recovery (MOVER) needs no formula of its own for a quantity,
/// only an interval that holds it: Zou, Donner (2008), Statistics in Medicine 27, 1693–1702; for
/// ratios Donner, Zou (2012), Statistical Methods in Medical Research 21, 347–359. From Wilson's
/// intervals of two rates the difference is Newcombe's.
public enum RecoveredInterval {
  /// An estimate with an interval that holds it.
  public struct Estimate: Sendable, Equatable {
    public let value: Double
    public let interval: Interval

    /// `nil` unless the value is finite; an interval that misses it by rounding is widened.
    public init?(_ value: Double, _ interval: Interval) {
      guard value.isFinite else { return nil }
      self.value = value
      self.interval = Interval(
        lower: min(interval.lower, value), upper: max(interval.upper, value),
        confidence: interval.confidence)
    }
  }

  /// The interval of `first - second`; `nil` when the two confidences differ.
  public static func difference(_ first: Estimate, _ second: Estimate) -> Interval? {
    guard let confidence = confidence(first, second) else { return nil }
    let difference = first.value - second.value
    let below = hypot(
      first.value - first.interval.lower, second.interval.upper - second.value)
    let above = hypot(
      first.interval.upper - first.value, second.value - second.interval.lower)
    guard below.isFinite, above.isFinite, difference.isFinite else { return nil }
    return Interval(
      lower: difference - below, upper: difference + above, confidence: confidence)
  }

  /// The interval of `first / second`.
  ///
  /// - Returns: `nil` when the confidences differ, when an interval reaches below 0, and when that
  ///   of `second` reaches 0, as the ratio then has no upper bound.
  public static func ratio(_ first: Estimate, _ second: Estimate) -> Interval? {
    guard let confidence = confidence(first, second), first.interval.lower >= 0,
      second.interval.lower > 0
    else { return nil }
    let product = first.value * second.value
    // Each bound solves (a − Rb)² = (a's margin)² + R² (b's margin)², a quadratic in R.
    let lowConstant = first.interval.lower * (2 * first.value - first.interval.lower)
    let lowLeading = second.interval.upper * (2 * second.value - second.interval.upper)
    let low = max(0, product * product - lowConstant * lowLeading).squareRoot()
    let highConstant = first.interval.upper * (2 * first.value - first.interval.upper)
    let highLeading = second.interval.lower * (2 * second.value - second.interval.lower)
    let high = max(0, product * product - highConstant * highLeading).squareRoot()
    let lower = lowConstant == 0 ? 0 : lowConstant / (product + low)
    let upper = (product + high) / highLeading
    guard lower.isFinite, upper.isFinite, lower <= upper else { return nil }
    return Interval(lower: lower, upper: upper, confidence: confidence)
  }

  private static func confidence(_ first: Estimate, _ second: Estimate) -> Double? {
    let (one, other) = (first.interval.confidence, second.interval.confidence)
    return abs(one - other) < 1e-9 ? one : nil
  }
}
