/// The count, sum and sum of squares of values, and what follows from them, kept exactly.
///
/// Both sums are exact expansions (see `ExactSum`): the state depends on the values alone, never
/// on their order or on how they were split. Merging the pieces of shards in any order gives the
/// same bits as one pass, and the memory does not grow with the count. This holds for values that
/// are 0 or have a magnitude between 1e-140 and 1e140; beyond, results are still rounded doubles,
/// but squares may underflow or overflow (then the properties that need them are `nil`).
///
/// A value that is not finite is counted in ``nonFiniteCount`` and makes every property but the
/// counts `nil`: a broken measurement is never averaged away.
public struct MeanStatistics: Sendable, Equatable {
  /// How many finite values were added.
  public private(set) var count: Int = 0
  /// How many NaN and infinite values were refused.
  public private(set) var nonFiniteCount: Int = 0
  private var total = ExactSum()
  private var squareTotal = ExactSum()
  private var range: ClosedRange<Double>?

  /// The statistics of no values.
  public init() {}

  /// The statistics of a sequence.
  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Adds one value.
  public mutating func add(_ value: Double) {
    guard value.isFinite else {
      nonFiniteCount += 1
      return
    }
    let value = value + 0  // turns -0 into 0, or `minimum` would depend on the order
    count += 1
    total.add(value)
    squareTotal.add(value, times: value)
    range = range.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
  }

  /// Adds everything that `other` has seen.
  public mutating func merge(_ other: MeanStatistics) {
    count += other.count
    nonFiniteCount += other.nonFiniteCount
    total.add(other.total)
    squareTotal.add(other.squareTotal)
    if let new = other.range {
      range =
        range.map { min($0.lowerBound, new.lowerBound)...max($0.upperBound, new.upperBound) } ?? new
    }
  }

  /// The smallest value, or `nil` without values.
  public var minimum: Double? { nonFiniteCount == 0 ? range?.lowerBound : nil }
  /// The largest value, or `nil` without values.
  public var maximum: Double? { nonFiniteCount == 0 ? range?.upperBound : nil }
  /// The double nearest to the exact sum; 0 without values, `nil` on overflow.
  public var sum: Double? { nonFiniteCount == 0 ? finite(total.rounded) : nil }
  /// The sum over the count, never outside ``minimum`` and ``maximum``; `nil` without values.
  public var mean: Double? {
    guard let sum, let range else { return nil }
    return min(max(sum / Double(count), range.lowerBound), range.upperBound)
  }

  /// The variance of the values as a whole population, divisor `count`; `nil` without values.
  public var populationVariance: Double? {
    scatter.map { $0 / (Double(count) * Double(count)) }
  }
  /// The square root of ``populationVariance``.
  public var populationStandardDeviation: Double? { populationVariance?.squareRoot() }

  /// The unbiased estimate of the variance, divisor `count - 1`; `nil` below two values.
  ///
  /// It is 0 exactly when all values are equal, and never negative.
  public var variance: Double? {
    guard count >= 2 else { return nil }
    return scatter.map { $0 / (Double(count) * Double(count - 1)) }
  }
  /// The square root of ``variance``; `nil` below two values.
  public var standardDeviation: Double? { variance?.squareRoot() }
  /// The standard error of the mean, `√(variance / count)`; `nil` below two values.
  public var standardError: Double? { variance.map { ($0 / Double(count)).squareRoot() } }

  /// The mean ± Student's t with `count - 1` degrees of freedom times the standard error.
  ///
  /// - Parameter confidence: A fraction strictly between 0 and 1.
  /// - Returns: `nil` below two values or for a confidence out of range. No width when all values
  ///   are equal, which shows a lack of variety, not certainty.
  public func tInterval(confidence: Double) -> Interval? {
    interval(confidence: confidence) {
      Distribution.criticalT(confidence: confidence, degreesOfFreedom: Double(count - 1))
    }
  }

  /// The mean ± the normal quantile times the standard error; for large counts.
  ///
  /// - Parameter confidence: A fraction strictly between 0 and 1.
  /// - Returns: `nil` below two values or for a confidence out of range.
  public func zInterval(confidence: Double) -> Interval? {
    interval(confidence: confidence) { Distribution.criticalZ(confidence: confidence) }
  }

  private func interval(confidence: Double, critical: () -> Double?) -> Interval? {
    guard let mean, let standardError, let critical = critical() else { return nil }
    return Interval(center: mean, margin: critical * standardError, confidence: confidence)
  }

  /// `n·Σx² − (Σx)²`, the squared deviations from the mean times the count: exact, rounded once.
  private var scatter: Double? {
    guard count > 0, nonFiniteCount == 0, total.rounded.isFinite, squareTotal.rounded.isFinite
    else { return nil }
    // All equal: said outright, since the squares of tiny values underflow unevenly.
    if let range, range.lowerBound == range.upperBound { return 0 }
    let exact = squareTotal.multiplied(by: Double(count)).subtractingSquare(of: total)
    return finite(exact.rounded).map { max(0, $0) }
  }

  private func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
