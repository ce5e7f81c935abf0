internal import Glibc

/// Percentiles of a set of values, by a named definition.
///
/// The definitions and their names are those of `numpy.percentile`; the numbered ones are from
/// Hyndman and Fan (1996), "Sample Quantiles in Statistical Packages".
public enum Percentile {
  /// How the place between two values is found and filled.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// Linear interpolation between the two values around rank 1 + (n-1)p: type 7, the default of
    /// numpy, R and spreadsheets.
    case linear
    /// The value nearest to the place that `linear` finds; halfway, the one with the even index.
    case nearest
    /// The value below the place that `linear` finds.
    case lower
    /// The value above the place that `linear` finds.
    case higher
    /// Halfway between `lower` and `higher`.
    case midpoint
    /// The least value with at least a share p of all values at or below it: type 1.
    case invertedCDF = "inverted_cdf"
    /// Type 1, with the mean of both neighbours where the distribution is flat: type 2.
    case averagedInvertedCDF = "averaged_inverted_cdf"
    /// The value whose rank is nearest to np, the even one if halfway: type 3.
    case closestObservation = "closest_observation"
    /// Linear interpolation of the inverse of the distribution: type 4.
    case interpolatedInvertedCDF = "interpolated_inverted_cdf"
    /// Piecewise linear where the knots lie midway through the steps: type 5.
    case hazen
    /// The mean position among n + 1 intervals: type 6.
    case weibull
    /// The approximately median-unbiased estimate: type 8.
    case medianUnbiased = "median_unbiased"
    /// The approximately unbiased estimate for normal values: type 9.
    case normalUnbiased = "normal_unbiased"
    /// The value of rank ⌈np⌉, at least 1, as service level agreements define it.
    ///
    /// It is `invertedCDF` without its sensitivity to rounding: a product np that misses a whole
    /// number by less than a part in 10¹² counts as that number.
    case nearestRank = "nearest_rank"
  }

  /// The percentile of the values.
  ///
  /// - Parameters:
  ///   - percent: Which percentile, in `0...100`; 50 is the median.
  ///   - values: The values, in any order and unit.
  ///   - method: The definition.
  /// - Returns: The percentile in the unit of the values, or `nil` when there are no values, one of
  ///   them is not a number, or `percent` is out of range.
  public static func value(
    _ percent: Double, of values: [Double], method: Method = .linear
  ) -> Double? {
    Self.values([percent], of: values, method: method)?.first
  }

  /// Several percentiles of the values, which are sorted once.
  ///
  /// - Parameters:
  ///   - percents: Which percentiles, each in `0...100`.
  ///   - values: The values, in any order and unit.
  ///   - method: The definition.
  /// - Returns: One result per entry of `percents`, in that order, or `nil` when any is undefined.
  public static func values(
    _ percents: [Double], of values: [Double], method: Method = .linear
  ) -> [Double]? {
    guard !values.isEmpty, values.allSatisfy({ !$0.isNaN }),
      percents.allSatisfy({ (0...100).contains($0) })
    else { return nil }
    let sorted = values.sorted()
    return percents.map { quantile($0 / 100, percent: $0, sorted: sorted, method: method) }
  }

  private static func quantile(
    _ share: Double, percent: Double, sorted: [Double], method: Method
  ) -> Double {
    let count = Double(sorted.count)
    let place = (count - 1) * share
    func at(_ index: Double) -> Double { sorted[min(max(Int(index), 0), sorted.count - 1)] }
    func interpolated(_ alpha: Double, _ beta: Double) -> Double {
      interpolate(sorted, at: count * share + (alpha + share * (1 - alpha - beta)) - 1)
    }
    switch method {
    case .linear: return interpolate(sorted, at: place)
    case .nearest: return at(place.rounded(.toNearestOrEven))
    case .lower: return at(place.rounded(.down))
    case .higher: return at(place.rounded(.up))
    case .midpoint: return mean(at(place.rounded(.down)), at(place.rounded(.up)))
    case .invertedCDF: return at((count * share - 1).rounded(.up))
    case .averagedInvertedCDF:
      let index = count * share - 1
      let below = index.rounded(.down)
      return index == below ? mean(at(below), at(below + 1)) : at(below + 1)
    case .closestObservation:
      let index = count * share - 1.5
      let below = index.rounded(.down)
      let isHalfwayToEvenRank = index == below && fmod(abs(below), 2) == 1
      return at(isHalfwayToEvenRank ? below : below + 1)
    case .interpolatedInvertedCDF: return interpolated(0, 1)
    case .hazen: return interpolated(0.5, 0.5)
    case .weibull: return interpolated(0, 0)
    case .medianUnbiased: return interpolated(1 / 3, 1 / 3)
    case .normalUnbiased: return interpolated(3 / 8, 3 / 8)
    case .nearestRank:
      let rank = count * percent / 100
      let whole = rank.rounded()
      return at((abs(rank - whole) <= whole * 1e-12 ? whole : rank.rounded(.up)) - 1)
    }
  }

  /// The value at a fractional index, counted from 0; outside the sample the nearest end.
  private static func interpolate(_ sorted: [Double], at index: Double) -> Double {
    guard index > 0 else { return sorted[0] }
    guard index < Double(sorted.count - 1) else { return sorted[sorted.count - 1] }
    let below = index.rounded(.down)
    return blend(sorted[Int(below)], sorted[Int(below) + 1], weight: index - below)
  }

  private static func mean(_ low: Double, _ high: Double) -> Double {
    blend(low, high, weight: 0.5)
  }

  /// Computed from the nearer end, so that neither end is overshot.
  private static func blend(_ low: Double, _ high: Double, weight: Double) -> Double {
    guard low != high else { return low }
    let difference = high - low
    return weight < 0.5 ? low + difference * weight : high - difference * (1 - weight)
  }
}
