/// The arithmetic mean of a measure over the trials that have it.
///
/// Summed exactly, so that shards and re-reads agree to the last bit. The interval is Student's t
/// about the mean, clipped to the range of the measure; with one trial there is none.
public struct MeanMetric: Metric {
  public static let kind = "mean"
  public static let summary = "The mean of a measure, with a t interval."

  public let declaration: MetricDeclaration
  private let measure: String

  /// The mean of a measure, under a name of its own or that of the measure.
  public init(of measure: Measure, name: String? = nil) {
    self.measure = measure.name
    declaration = MetricDeclaration(
      name: name ?? measure.name, unit: measure.unit, range: measure.range,
      higherIsBetter: measure.higherIsBetter, definition: "mean: \(measure.summary)")
  }

  public init?(specification: JSONObject) {
    guard let declaration = MetricDeclaration(specification),
      let measure = specification["measure"]?.stringValue
    else { return nil }
    (self.declaration, self.measure) = (declaration, measure)
  }

  public var specification: JSONObject {
    var object = declaration.specification
    object["measure"] = .string(measure)
    return object
  }

  public func makeAccumulator() -> any MetricAccumulator {
    Accumulator(measure: measure, range: declaration.range)
  }

  private struct Accumulator: MetricAccumulator {
    let measure: String
    let range: ClosedRange<Double>
    var statistics = MeanStatistics()

    mutating func add(_ trial: MeasuredTrial) {
      if let value = trial.value(measure) { statistics.add(value) }
    }

    mutating func merge(_ other: any MetricAccumulator) {
      if let other = other as? Accumulator { statistics.merge(other.statistics) }
    }

    func summary(confidence: Double) -> MetricSummary? {
      guard let mean = statistics.mean else { return nil }
      let interval = statistics.tInterval(confidence: confidence).map {
        MetricInterval(
          lower: max(range.lowerBound, $0.lower), upper: min(range.upperBound, $0.upper),
          confidence: confidence, method: "student_t")
      }
      return MetricSummary(
        value: mean, count: statistics.count, trialCount: statistics.count,
        standardError: statistics.standardError, interval: interval)
    }
  }
}
