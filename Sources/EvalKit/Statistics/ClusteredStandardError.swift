/// The standard error of a mean whose values come in related groups, such as questions about one
/// passage or repetitions of one sample.
///
/// Values of a cluster tend to err together, so a mean of many of them is less sure than its count
/// suggests. With the residuals `e = x − mean` the error is `√(Σ_clusters (Σ e)²) / n`: Liang,
/// Zeger (1986), Biometrika 73; Miller (2024), *Adding Error Bars to Evals*, arXiv:2411.00640.
/// With one value per cluster, ``Correction/cr1`` is the usual standard error of the mean.
public struct ClusteredStandardError: Sendable, Equatable {
  /// What is done about the error being too small for few clusters.
  public enum Correction: String, Sendable, CaseIterable {
    /// Nothing, as Miller (2024) defines it; for many clusters, some 40 or more.
    case cr0
    /// The variance times G / (G − 1) for G clusters: the factor of Stata and statsmodels,
    /// `G/(G − 1) · (n − 1)/(n − k)`, for a mean, which is a regression with `k = 1` coefficient.
    case cr1
  }

  /// The mean of all values, each with the same weight.
  public let mean: Double
  /// The standard error of ``mean``, in the unit of the values.
  public let standardError: Double
  /// How many values there are.
  public let count: Int
  /// How many clusters there are, at least two.
  public let clusterCount: Int

  /// The standard error of the mean of values with the names of their clusters.
  ///
  /// `nil` for lists of different lengths, fewer than two clusters, or a value that is not finite.
  /// The order of the values has no effect on the result.
  ///
  /// - Parameters:
  ///   - values: The values, in any order.
  ///   - clusters: For each value, what it has in common with the others of its cluster.
  ///   - correction: What to do about few clusters.
  public init?(values: [Double], clusters: [some Hashable], correction: Correction = .cr1) {
    guard values.count == clusters.count else { return nil }
    var groups: [AnyHashable: MeanStatistics] = [:]
    for (value, cluster) in zip(values, clusters) {
      groups[AnyHashable(cluster), default: MeanStatistics()].add(value)
    }
    self.init(clusters: Array(groups.values), correction: correction)
  }

  /// The standard error of the mean from the statistics of each cluster.
  ///
  /// `nil` below two clusters, or if a value is not finite.
  ///
  /// - Parameters:
  ///   - clusters: One entry per cluster, in any order; empty ones do not count.
  ///   - correction: What to do about few clusters.
  public init?(clusters: [MeanStatistics], correction: Correction = .cr1) {
    var whole = MeanStatistics()
    for cluster in clusters { whole.merge(cluster) }
    let filled = clusters.filter { $0.count > 0 }
    guard filled.count >= 2, let mean = whole.mean else { return nil }
    // An exact sum, so that the order of the clusters has no effect.
    let residuals = MeanStatistics(
      filled.map { cluster in
        let residual = Double(cluster.count) * ((cluster.mean ?? .nan) - mean)
        return residual * residual
      })
    guard var square = residuals.sum else { return nil }
    let clusterCount = Double(filled.count)
    if correction == .cr1 { square *= clusterCount / (clusterCount - 1) }
    self.mean = mean
    standardError = square.squareRoot() / Double(whole.count)
    count = whole.count
    self.clusterCount = filled.count
  }

  /// The mean ± Student's t with one degree of freedom less than clusters times the error.
  ///
  /// - Parameter confidence: A fraction strictly between 0 and 1.
  /// - Returns: `nil` for a confidence out of range.
  public func tInterval(confidence: Double) -> Interval? {
    let critical = Distribution.criticalT(
      confidence: confidence, degreesOfFreedom: Double(clusterCount - 1))
    guard let critical else { return nil }
    return Interval(center: mean, margin: critical * standardError, confidence: confidence)
  }
}
