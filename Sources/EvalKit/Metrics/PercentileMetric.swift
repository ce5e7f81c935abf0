/// A percentile of a measure over the trials that have it.
///
/// Taken from the recorded values, never from buckets. The interval is distribution-free, between
/// two order statistics whose ranks are quantiles of Bin(n, p) (David and Nagaraja, Order
/// Statistics, 2003, section 7.1); when n is too small for both ranks to exist there is none.
public struct PercentileMetric: Metric {
  public static let kind = "percentile"
  public static let summary = "A percentile of a measure: linear interpolation or nearest rank."

  public let declaration: MetricDeclaration
  private let measure: String
  private let percent: Double
  private let method: Percentile.Method

  /// A percentile, with `percent` in `0...100`.
  public init(_ percent: Double, of measure: Measure, nearestRank: Bool, name: String) {
    (self.measure, self.percent) = (measure.name, percent)
    method = nearestRank ? .nearestRank : .linear
    let which = nearestRank ? "nearest rank" : "linear interpolation"
    declaration = MetricDeclaration(
      name: name, unit: measure.unit, range: measure.range,
      higherIsBetter: measure.higherIsBetter,
      definition: "percentile \(Threshold.text(percent)) by \(which): \(measure.summary)")
  }

  public init?(specification: JSONObject) {
    guard let declaration = MetricDeclaration(specification),
      let measure = specification["measure"]?.stringValue,
      let percent = specification["percent"]?.doubleValue, (0...100).contains(percent),
      let method = specification["method"]?.stringValue.flatMap(Percentile.Method.init(rawValue:))
    else { return nil }
    (self.declaration, self.measure) = (declaration, measure)
    (self.percent, self.method) = (percent, method)
  }

  public var specification: JSONObject {
    var object = declaration.specification
    object["measure"] = .string(measure)
    object["percent"] = .number(percent)
    object["method"] = .string(method.rawValue)
    return object
  }

  public func makeAccumulator() -> any MetricAccumulator {
    Accumulator(measure: measure, percent: percent, method: method)
  }

  private struct Accumulator: MetricAccumulator {
    let measure: String
    let percent: Double
    let method: Percentile.Method
    var values: [Double] = []

    mutating func add(_ trial: MeasuredTrial) {
      if let value = trial.value(measure) { values.append(value) }
    }

    mutating func merge(_ other: any MetricAccumulator) {
      if let other = other as? Accumulator { values += other.values }
    }

    func summary(confidence: Double) -> MetricSummary? {
      let sorted = values.sorted()
      guard let value = Percentile.value(percent, of: sorted, method: method) else { return nil }
      return MetricSummary(
        value: value, count: sorted.count, trialCount: sorted.count,
        interval: interval(sorted, confidence))
    }

    private func interval(_ sorted: [Double], _ confidence: Double) -> MetricInterval? {
      let distribution = Distribution.binomial(trials: sorted.count, probability: percent / 100)
      let tail = (1 - confidence) / 2
      guard let low = distribution.quantile(tail), let high = distribution.quantile(1 - tail),
        let lower = sorted[safely: Int(low) - 1], let upper = sorted[safely: Int(high)]
      else { return nil }
      return MetricInterval(
        lower: lower, upper: upper, confidence: confidence, method: "order_statistics")
    }
  }
}
