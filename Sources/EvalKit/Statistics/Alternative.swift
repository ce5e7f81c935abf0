/// The direction in which a test looks for a difference from its null hypothesis.
public enum Alternative: String, Sendable, CaseIterable {
  /// Different in either direction.
  case twoSided = "two-sided"
  /// The first group, the first of a pair or the success probability is smaller.
  case less
  /// The first group, the first of a pair or the success probability is larger.
  case greater

  /// The p-value from the probabilities of results as low and as high as the one seen.
  func pValue(lower: Double, upper: Double) -> Double {
    switch self {
    case .twoSided: min(1, 2 * min(lower, upper))
    case .less: min(1, lower)
    case .greater: min(1, upper)
    }
  }

  /// The p-value of a statistic that is standard normal under the null hypothesis.
  func pValue(z: Double) -> Double {
    pValue(lower: Distribution.normalTail(above: -z), upper: Distribution.normalTail(above: z))
  }
}
