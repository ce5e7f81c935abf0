internal import Glibc

/// The values a statistic takes on samples drawn with replacement from the data.
///
/// For statistics without a formula for their error, such as F1 or a median. The samples must be
/// independent; for groups of related samples resample the groups. Efron, Tibshirani (1993), *An
/// Introduction to the Bootstrap*.
public struct Bootstrap: Sendable, Equatable {
  /// How replicates become an interval.
  public enum IntervalMethod: String, Sendable, CaseIterable {
    /// The central quantiles of the replicates, interpolated linearly.
    case percentile
    /// Those quantiles mirrored at the estimate: `2θ − q`.
    case basic
    /// Quantiles moved for bias and skewness; the most accurate. Efron (1987), JASA 82.
    case bca
  }

  /// The statistic of the data itself.
  public let estimate: Double
  /// The statistic of each resample, in increasing order.
  public let replicates: [Double]
  /// Efron's a, a sixth of the skewness of the influence of single values; `nil` when it was not
  /// asked for or no value has influence.
  private let acceleration: Double?

  /// Resamples the mean.
  ///
  /// Takes time in `resamples × values.count`: 10,000 of 1,000 values take well under a second.
  ///
  /// - Parameters:
  ///   - values: The data; at least two finite values, else `nil`.
  ///   - resamples: How many replicates to draw, at least two.
  ///   - generator: The source of one `bounded(_:)` draw per value.
  public init?(
    meanOf values: [Double], resamples: Int = 10_000,
    using generator: inout some RandomNumberGenerator
  ) {
    guard resamples >= 2, values.count >= 2, let mean = MeanStatistics(values).mean else {
      return nil
    }
    // Sums of distances from one of the values: equal values then give exactly equal means.
    let origin = values[0]
    let distances = values.map { $0 - origin }
    let count = Double(values.count)
    var means = [Double](repeating: 0, count: resamples)
    for index in means.indices {
      var sum = 0.0
      for _ in distances.indices { sum += distances[generator.bounded(distances.count)] }
      means[index] = origin + sum / count
    }
    means.sort()
    estimate = origin + distances.reduce(0, +) / count
    replicates = means
    // Leaving out a value moves the mean by its own deviation over n − 1; the factor cancels.
    acceleration = Self.acceleration(influences: values.map { $0 - mean })
    guard estimate.isFinite, means[0].isFinite, means[resamples - 1].isFinite else { return nil }
  }

  /// Resamples any statistic of any data.
  ///
  /// `nil` for fewer than two values or resamples, and if the statistic is undefined or not finite
  /// for the data or for any resample: an interval that leaves those out would be too narrow.
  ///
  /// - Parameters:
  ///   - data: The independent units, such as samples or pairs; at least two.
  ///   - resamples: How many replicates to draw, at least two.
  ///   - includesAcceleration: Whether ``IntervalMethod/bca`` will be asked for, which takes the
  ///     statistic of the data without each of its units in turn.
  ///   - generator: The source of one `bounded(_:)` draw per unit.
  ///   - statistic: The same result for the same units in any order; `nil` if undefined.
  public init?<Unit>(
    _ data: [Unit], resamples: Int = 10_000, includesAcceleration: Bool = true,
    using generator: inout some RandomNumberGenerator, statistic: ([Unit]) -> Double?
  ) {
    guard resamples >= 2, data.count >= 2, let estimate = statistic(data), estimate.isFinite else {
      return nil
    }
    var replicates: [Double] = []
    replicates.reserveCapacity(resamples)
    var resample = data
    for _ in 0..<resamples {
      for index in resample.indices { resample[index] = data[generator.bounded(data.count)] }
      guard let value = statistic(resample), value.isFinite else { return nil }
      replicates.append(value)
    }
    self.estimate = estimate
    self.replicates = replicates.sorted()
    acceleration = includesAcceleration ? Self.jackknife(data, statistic) : nil
  }

  /// The standard deviation of the replicates, divisor one less than their count.
  public var standardError: Double {
    // Replicates are finite and at least two, so only overflow leaves nothing to report.
    MeanStatistics(replicates).standardDeviation ?? .infinity
  }

  /// The confidence interval for the statistic.
  ///
  /// - Parameters:
  ///   - method: How to make it.
  ///   - confidence: A fraction strictly between 0 and 1.
  /// - Returns: `nil` for a confidence out of range; for ``IntervalMethod/bca`` also when all
  ///   values are equal, when all replicates lie on one side of the estimate, or when the
  ///   acceleration is missing or so large that the method breaks down.
  public func interval(_ method: IntervalMethod, confidence: Double) -> Interval? {
    guard confidence > 0, confidence < 1 else { return nil }
    let tail = (1 - confidence) / 2
    switch method {
    case .percentile:
      return Interval(
        lower: Descriptive.quantile(sorted: replicates, at: tail),
        upper: Descriptive.quantile(sorted: replicates, at: 1 - tail), confidence: confidence)
    case .basic:
      return Interval(
        lower: 2 * estimate - Descriptive.quantile(sorted: replicates, at: 1 - tail),
        upper: 2 * estimate - Descriptive.quantile(sorted: replicates, at: tail),
        confidence: confidence)
    case .bca:
      return bcaInterval(confidence: confidence)
    }
  }

  private func bcaInterval(confidence: Double) -> Interval? {
    // The share below the estimate, equal replicates counting one half.
    let below = firstIndex { $0 >= estimate } + firstIndex { $0 > estimate }
    let share = Double(below) / Double(2 * replicates.count)
    guard let acceleration, let bias = Distribution.standardNormal.quantile(share),
      let critical = Distribution.criticalZ(confidence: confidence)
    else { return nil }
    func adjusted(_ z: Double) -> Double? {
      let sum = bias + z
      let divisor = 1 - acceleration * sum
      guard divisor > 0 else { return nil }
      return Descriptive.quantile(
        sorted: replicates, at: Distribution.normalTail(above: -(bias + sum / divisor)))
    }
    guard let lower = adjusted(-critical), let upper = adjusted(critical) else { return nil }
    return Interval(lower: lower, upper: upper, confidence: confidence)
  }

  /// The first position among the sorted replicates where a condition holds; their count if none.
  private func firstIndex(where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, replicates.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(replicates[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The acceleration from the statistic without each unit in turn.
  private static func jackknife<Unit>(_ data: [Unit], _ statistic: ([Unit]) -> Double?) -> Double? {
    var values: [Double] = []
    var rest = Array(data.dropFirst())
    for index in data.indices {
      guard let value = statistic(rest), value.isFinite else { return nil }
      values.append(value)
      if index < rest.count { rest[index] = data[index] }
    }
    guard let mean = MeanStatistics(values).mean else { return nil }
    return acceleration(influences: values.map { mean - $0 })
  }

  /// `Σu³ / (6·(Σu²)^1.5)`, or `nil` when every influence is 0.
  private static func acceleration(influences: [Double]) -> Double? {
    let size = influences.reduce(0) { max($0, $1.magnitude) }
    guard size > 0, size.isFinite else { return nil }
    var (squares, cubes) = (0.0, 0.0)
    for influence in influences {
      let scaled = influence / size
      squares += scaled * scaled
      cubes += scaled * scaled * scaled
    }
    return cubes / (6 * squares * squares.squareRoot())
  }
}
