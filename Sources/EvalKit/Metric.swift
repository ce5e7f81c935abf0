/// How the measures of many trials become one number.
///
/// A metric is data: its specification goes into the journal, and a report makes the metric again
/// from it, without the harness.
public protocol Metric: Sendable {
  /// The kind in specifications, such as `mean`; one of a program's registered kinds.
  static var kind: String { get }
  /// One line for `evalrunner list metrics`.
  static var summary: String { get }

  /// Makes the metric again from ``specification``; `nil` when the values are not its own.
  init?(specification: JSONObject)
  /// Everything needed to make it again, without `kind`.
  var specification: JSONObject { get }

  var declaration: MetricDeclaration { get }
  func makeAccumulator() -> any MetricAccumulator
}

/// What a metric is called and means.
public struct MetricDeclaration: Sendable, Equatable {
  /// The key in reports and gates, such as `pass_rate`; a rename breaks stored baselines.
  public var name: String
  public var unit: Unit
  /// The values it can take.
  public var range: ClosedRange<Double>
  public var higherIsBetter: Bool
  /// What it is, in one sentence, with the definition's id where tools differ.
  public var definition: String

  public init(
    name: String, unit: Unit, range: ClosedRange<Double>, higherIsBetter: Bool = true,
    definition: String
  ) {
    (self.name, self.unit, self.range) = (name, unit, range)
    (self.higherIsBetter, self.definition) = (higherIsBetter, definition)
  }
}

/// The unit of a measure or metric, as named in files.
public enum Unit: String, Sendable, CaseIterable {
  /// `0...1`; percent in report text.
  case fraction
  case milliseconds = "ms"
  case count
  case bytes
  /// A scale of its own, such as BLEU's 0 to 100.
  case points
  case tokensPerSecond = "tokens_per_second"
}

/// What a metric keeps while trials pass by: small, and mergeable without loss.
public protocol MetricAccumulator: Sendable {
  mutating func add(_ trial: MeasuredTrial)
  /// Adds what another accumulator of the same metric has seen of later trials.
  mutating func merge(_ other: any MetricAccumulator)
  /// - Parameter confidence: Of the interval, in `0..<1`.
  /// - Returns: `nil` when no trial was measured or the metric is undefined for those that were.
  func summary(confidence: Double) -> MetricSummary?
}

/// The value of a metric over the trials that were measured.
public struct MetricSummary: Sendable, Equatable {
  public var value: Double
  /// How many observations the value rests on: for recall the positives, for a mean the trials.
  public var count: Int
  /// How many trials had what the metric needs.
  public var trialCount: Int
  public var standardError: Double?
  public var interval: MetricInterval?

  public init(
    value: Double, count: Int, trialCount: Int, standardError: Double? = nil,
    interval: MetricInterval? = nil
  ) {
    (self.value, self.count, self.trialCount) = (value, count, trialCount)
    (self.standardError, self.interval) = (standardError, interval)
  }
}

/// A confidence interval with the method that made it.
public struct MetricInterval: Sendable, Equatable {
  public var lower: Double
  public var upper: Double
  public var confidence: Double
  /// The method's id, such as `wilson`.
  public var method: String

  public init(lower: Double, upper: Double, confidence: Double, method: String) {
    (self.lower, self.upper, self.confidence) = (lower, upper, confidence)
    self.method = method
  }
}

/// What came of a trial.
public enum TrialStatus: String, Sendable, CaseIterable {
  case passed, failed, errored
  case notRun = "not_run"

  /// Whether the model's answer was scored.
  public var isMeasured: Bool { self == .passed || self == .failed }
}

/// A scored trial as metrics see it.
public struct MeasuredTrial: Sendable {
  public var status: TrialStatus
  /// The values of the declared measures, and `ttft` and `latency` in milliseconds.
  public var measures: [String: MeasureValue]

  public init(status: TrialStatus, measures: [String: MeasureValue]) {
    (self.status, self.measures) = (status, measures)
  }

  /// The measured number, or `nil` when it is missing or the trial was not measured.
  public func value(_ measure: String) -> Double? {
    guard status.isMeasured, case .value(let number) = measures[measure] else { return nil }
    return number
  }
}

/// One thing that a harness measures of every trial.
public struct Measure: Sendable, Equatable {
  public enum Scale: String, Sendable {
    /// 0 or 1; its mean is a rate.
    case binary
    /// Any number in the range; its mean and percentiles are metrics.
    case quantity
    /// A class number or statistic that only the harness's own metrics read.
    case auxiliary
  }

  public var name: String
  public var unit: Unit
  public var scale: Scale
  public var range: ClosedRange<Double>
  public var higherIsBetter: Bool
  public var summary: String

  public init(
    _ name: String, unit: Unit = .fraction, scale: Scale = .quantity,
    range: ClosedRange<Double> = 0...1, higherIsBetter: Bool = true, summary: String
  ) {
    (self.name, self.unit, self.scale, self.range) = (name, unit, scale, range)
    (self.higherIsBetter, self.summary) = (higherIsBetter, summary)
  }

  /// Time to the first token, measured for every harness.
  public static let firstToken = Measure(
    "ttft", unit: .milliseconds, range: 0...Double.infinity, higherIsBetter: false,
    summary: "Time to first token: from sending the request to the first non-empty delta.")
  /// Time of the whole request, measured for every harness.
  public static let latency = Measure(
    "latency", unit: .milliseconds, range: 0...Double.infinity, higherIsBetter: false,
    summary: "Time from sending the request to the last byte of the answer.")
}
