/// A figure that another tool has measured, or how far it is below a reference.
///
/// The trial that stands for a task carries it in auxiliary measures: the value, and where they are
/// known its standard error, the count of samples and the same of a reference. The interval is the
/// normal one about the value, clipped to the range.
public struct ReportedMetric: Metric {
  public static let kind = "reported"
  public static let summary = "A figure from the results of another tool."

  public let declaration: MetricDeclaration
  private let measure: String
  private let isLoss: Bool

  /// A figure, or with `isLoss` the reference's figure minus it.
  public init(_ declaration: MetricDeclaration, measure: String, isLoss: Bool = false) {
    (self.declaration, self.measure, self.isLoss) = (declaration, measure, isLoss)
  }

  public init?(specification: JSONObject) {
    guard let declaration = MetricDeclaration(specification),
      let measure = specification["measure"]?.stringValue,
      let isLoss = specification["loss"]?.boolValue
    else { return nil }
    self.init(declaration, measure: measure, isLoss: isLoss)
  }

  public var specification: JSONObject {
    var object = declaration.specification
    object["measure"] = .string(measure)
    object["loss"] = .bool(isLoss)
    return object
  }

  /// What stands behind the name of the measure in those of its companions.
  public enum Companion: String, Sendable, CaseIterable {
    case standardError = "_standard_error"
    case count = "_count"
    case reference = "_reference"
    case referenceError = "_reference_standard_error"
  }

  public func makeAccumulator() -> any MetricAccumulator {
    Accumulator(measure: measure, isLoss: isLoss, range: declaration.range)
  }

  private struct Accumulator: MetricAccumulator {
    let measure: String
    let isLoss: Bool
    let range: ClosedRange<Double>
    /// The value and its standard error.
    var value: (Double, Double?)?
    var count: Double?
    var trialCount = 0

    mutating func add(_ trial: MeasuredTrial) {
      guard trial.status.isMeasured else { return }
      trialCount += 1
      guard let value = trial.value(measure) else { return }
      func companion(_ companion: Companion) -> Double? {
        trial.value(measure + companion.rawValue)
      }
      count = companion(.count)
      let error = companion(.standardError)
      guard isLoss else {
        self.value = (value, error)
        return
      }
      guard let reference = companion(.reference) else { return }
      let errors = [error, companion(.referenceError)].compactMap { $0 }
      let joint = errors.count == 2 ? (errors.reduce(0) { $0 + $1 * $1 }).squareRoot() : nil
      self.value = (reference - value, joint)
    }

    mutating func merge(_ other: any MetricAccumulator) {
      guard let other = other as? Accumulator else { return }
      trialCount += other.trialCount
      if let later = other.value { (value, count) = (later, other.count) }
    }

    func summary(confidence: Double) -> MetricSummary? {
      guard let (value, error) = value else { return nil }
      let critical = Distribution.criticalZ(confidence: confidence)
      var interval: MetricInterval?
      if let error, let critical {
        interval = MetricInterval(
          lower: max(range.lowerBound, value - critical * error),
          upper: min(range.upperBound, value + critical * error), confidence: confidence,
          method: "normal")
      }
      return MetricSummary(
        value: value, count: count.flatMap(Int.init(exactly:)) ?? 1, trialCount: trialCount,
        standardError: error, interval: interval)
    }
  }
}
