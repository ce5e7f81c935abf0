/// The share of trials for which a yes-or-no question was answered with yes.
///
/// The question is whether the trial passed, or a measure of scale `binary`. Its interval is
/// Wilson's (1927), its standard error √(p(1 − p)/n).
public struct RateMetric: Metric {
  public static let kind = "rate"
  public static let summary = "The share of trials that passed, or of a measure that is 0 or 1."

  public let declaration: MetricDeclaration
  /// `nil`: whether the trial passed.
  private let measure: String?

  /// The pass rate.
  public init() {
    measure = nil
    declaration = MetricDeclaration(
      name: "pass_rate", unit: .fraction, range: 0...1,
      definition: "passed trials / (passed + failed trials)")
  }

  /// The rate of a measure whose scale is `binary`.
  public init(of measure: Measure) {
    self.measure = measure.name
    declaration = MetricDeclaration(
      name: measure.name, unit: measure.unit, range: 0...1,
      higherIsBetter: measure.higherIsBetter, definition: "share of trials: \(measure.summary)")
  }

  public init?(specification: JSONObject) {
    guard let declaration = MetricDeclaration(specification) else { return nil }
    self.declaration = declaration
    measure = specification["measure"]?.stringValue
  }

  public var specification: JSONObject {
    var object = declaration.specification
    object["measure"] = measure.map(JSONValue.string)
    return object
  }

  public func makeAccumulator() -> any MetricAccumulator { Accumulator(measure: measure) }

  private struct Accumulator: MetricAccumulator {
    let measure: String?
    var successes = 0
    var trials = 0

    mutating func add(_ trial: MeasuredTrial) {
      guard trial.status.isMeasured else { return }
      guard let measure else {
        trials += 1
        successes += trial.status == .passed ? 1 : 0
        return
      }
      guard let value = trial.value(measure) else { return }
      trials += 1
      successes += value == 1 ? 1 : 0
    }

    mutating func merge(_ other: any MetricAccumulator) {
      guard let other = other as? Accumulator else { return }
      successes += other.successes
      trials += other.trials
    }

    func summary(confidence: Double) -> MetricSummary? {
      MetricSummary(rate: successes, of: trials, trialCount: trials, confidence: confidence)
    }
  }
}

extension MetricSummary {
  /// A rate with Wilson's interval; `nil` without trials.
  init?(rate successes: Int, of count: Int, trialCount: Int, confidence: Double) {
    guard count > 0 else { return nil }
    self.init(
      value: Double(successes) / Double(count), count: count, trialCount: trialCount,
      standardError: ProportionInterval.standardError(successes: successes, trials: count),
      interval: MetricInterval(
        ProportionInterval.wilson.interval(
          successes: successes, trials: count, confidence: confidence), method: "wilson"))
  }
}

extension MetricInterval {
  init?(_ interval: Interval?, method: String) {
    guard let interval else { return nil }
    self.init(
      lower: interval.lower, upper: interval.upper, confidence: interval.confidence,
      method: method)
  }
}

extension MetricDeclaration {
  /// Reads what ``specification`` wrote.
  public init?(_ specification: JSONObject) {
    guard let name = specification["name"]?.stringValue,
      let unit = specification["unit"]?.stringValue.flatMap(Unit.init(rawValue:)),
      let higherIsBetter = specification["higher_is_better"]?.boolValue,
      let definition = specification["definition"]?.stringValue
    else { return nil }
    let lower = specification["minimum"]?.doubleValue ?? -.infinity
    let upper = specification["maximum"]?.doubleValue ?? .infinity
    guard lower <= upper else { return nil }
    self.init(
      name: name, unit: unit, range: lower...upper, higherIsBetter: higherIsBetter,
      definition: definition)
  }

  /// The declaration as data; bounds that are infinite are left out.
  public var specification: JSONObject {
    var object = JSONObject([
      .init(key: "name", value: .string(name)), .init(key: "unit", value: .string(unit.rawValue)),
      .init(key: "higher_is_better", value: .bool(higherIsBetter)),
      .init(key: "definition", value: .string(definition)),
    ])
    if range.lowerBound.isFinite { object["minimum"] = .number(range.lowerBound) }
    if range.upperBound.isFinite { object["maximum"] = .number(range.upperBound) }
    return object
  }
}
