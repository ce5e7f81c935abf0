/// A confidence interval: where a quantity lies, and how sure we are.
public struct Interval: Sendable, Equatable {
  /// The lower end, in the unit of the quantity; finite.
  public let lower: Double
  /// The upper end, at least ``lower``; finite.
  public let upper: Double
  /// The coverage aimed at, a fraction strictly between 0 and 1; both tails share the rest.
  public let confidence: Double

  /// Makes an interval from ends that are in order; the caller's own arithmetic is at fault if
  /// they are not, or if one is not finite.
  public init(lower: Double, upper: Double, confidence: Double) {
    precondition(lower.isFinite && upper.isFinite && lower <= upper, "ends must be in order")
    precondition(confidence > 0 && confidence < 1, "confidence must be inside 0...1")
    (self.lower, self.upper, self.confidence) = (lower, upper, confidence)
  }

  /// The interval `center ± margin`, or `nil` when that overflows or `margin` is negative.
  init?(center: Double, margin: Double, confidence: Double) {
    let (lower, upper) = (center - margin, center + margin)
    guard margin >= 0, lower.isFinite, upper.isFinite else { return nil }
    self.init(lower: lower, upper: upper, confidence: confidence)
  }

  /// The distance between the ends.
  public var width: Double { upper - lower }

  /// Whether `value` lies inside or on an end.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
