/// The four outcomes of a yes-or-no decision; counts of many parts add up.
///
/// Every rate is a fraction in `0...1`, or `nil` when its denominator is zero: without a positive
/// item there is no true positive rate, rather than one of 0 or 1.
public struct BinaryConfusion: Sendable, Hashable {
  /// Positive items that were called positive.
  public private(set) var truePositives: Int
  /// Negative items that were called positive.
  public private(set) var falsePositives: Int
  /// Negative items that were called negative.
  public private(set) var trueNegatives: Int
  /// Positive items that were called negative.
  public private(set) var falseNegatives: Int

  /// Starts from counts, none of them negative.
  public init(
    truePositives: Int = 0, falsePositives: Int = 0, trueNegatives: Int = 0,
    falseNegatives: Int = 0
  ) {
    precondition(
      min(truePositives, falsePositives, trueNegatives, falseNegatives) >= 0,
      "an outcome cannot be counted a negative number of times")
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.trueNegatives = trueNegatives
    self.falseNegatives = falseNegatives
  }

  /// Counts one decision.
  ///
  /// - Parameters:
  ///   - expected: Whether the item is positive.
  ///   - predicted: Whether it was called positive.
  public mutating func record(expected: Bool, predicted: Bool) {
    switch (expected, predicted) {
    case (true, true): truePositives += 1
    case (false, true): falsePositives += 1
    case (false, false): trueNegatives += 1
    case (true, false): falseNegatives += 1
    }
  }

  /// Adds the counts of other decisions; the order has no effect.
  public static func += (total: inout Self, part: Self) {
    total.truePositives += part.truePositives
    total.falsePositives += part.falsePositives
    total.trueNegatives += part.trueNegatives
    total.falseNegatives += part.falseNegatives
  }

  /// The number of decisions.
  public var total: Int { truePositives + falsePositives + trueNegatives + falseNegatives }
  /// The share of decisions that were right.
  public var accuracy: Double? { fraction(truePositives + trueNegatives, of: total) }
  /// The share of what was called positive that is.
  public var precision: Double? { fraction(truePositives, of: truePositives + falsePositives) }
  /// The share of the positive items that were called positive; the same as the recall.
  public var truePositiveRate: Double? {
    fraction(truePositives, of: truePositives + falseNegatives)
  }
  /// The share of the positive items that were called positive; also named sensitivity.
  public var recall: Double? { truePositiveRate }
  /// The share of the negative items that were called positive.
  public var falsePositiveRate: Double? {
    fraction(falsePositives, of: falsePositives + trueNegatives)
  }
  /// The share of the negative items that were called negative; the true negative rate.
  public var specificity: Double? { fraction(trueNegatives, of: falsePositives + trueNegatives) }
  /// The share of the positive items that were called negative.
  public var falseNegativeRate: Double? {
    fraction(falseNegatives, of: truePositives + falseNegatives)
  }
  /// The harmonic mean of precision and recall.
  public var f1: Double? { fBeta(1) }
  /// The mean of recall and specificity.
  public var balancedAccuracy: Double? {
    guard let recall, let specificity else { return nil }
    return (recall + specificity) / 2
  }

  /// The weighted harmonic mean of precision and recall (van Rijsbergen 1979).
  ///
  /// - Parameter beta: How many times as much recall counts as precision; above 0.
  /// - Returns: A fraction, 0 when nothing positive was found, or `nil` when nothing is positive
  ///   and nothing was called so.
  public func fBeta(_ beta: Double) -> Double? {
    let weight = beta * beta
    let denominator =
      (1 + weight) * Double(truePositives) + weight * Double(falseNegatives)
      + Double(falsePositives)
    return denominator > 0 ? (1 + weight) * Double(truePositives) / denominator : nil
  }

  /// Matthews' correlation between the items and the decisions (Matthews 1975).
  ///
  /// In `-1...1`; 1 is perfect and 0 no better than chance. `nil` when all items or all decisions
  /// fall on one side.
  public var matthewsCorrelation: Double? {
    let (hits, misses) = (Double(truePositives), Double(falseNegatives))
    let (alarms, rejections) = (Double(falsePositives), Double(trueNegatives))
    let spread =
      (hits + alarms).squareRoot() * (hits + misses).squareRoot()
      * (rejections + alarms).squareRoot() * (rejections + misses).squareRoot()
    return spread > 0 ? (hits * rejections - alarms * misses) / spread : nil
  }

  private func fraction(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
