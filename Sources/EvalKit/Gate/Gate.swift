/// A rule over one metric of a harness.
public struct Gate: Sendable, Equatable {
  public enum Severity: String, Sendable, CaseIterable {
    /// Missing it blocks the release.
    case ship
    /// Reported, never blocks.
    case quality
  }

  public var severity: Severity
  public var expression: GateExpression

  public init(_ severity: Severity, _ expression: GateExpression) {
    (self.severity, self.expression) = (severity, expression)
  }
}

/// A comparison with a number.
public struct Threshold: Sendable, Equatable, CustomStringConvertible {
  public enum Comparator: String, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "=="
  }

  public var comparator: Comparator
  public var value: Double

  public init(_ comparator: Comparator, _ value: Double) {
    (self.comparator, self.value) = (comparator, value)
  }

  /// Two numbers closer than this count as equal, so that rounding never decides a release.
  public static let tolerance = 1e-12

  /// Whether a number meets it; NaN never does.
  public func isMet(by number: Double) -> Bool {
    guard !number.isNaN else { return false }
    let isEqual = abs(number - value) <= Self.tolerance * max(1, abs(value))
    return switch comparator {
    case .atLeast: isEqual || number > value
    case .atMost: isEqual || number < value
    case .above: !isEqual && number > value
    case .below: !isEqual && number < value
    case .equal: isEqual
    }
  }

  /// Whether some number in the range meets it.
  public func isReachable(in range: ClosedRange<Double>) -> Bool {
    switch comparator {
    case .atLeast, .above: isMet(by: range.upperBound)
    case .atMost, .below: isMet(by: range.lowerBound)
    case .equal: range.contains(value)
    }
  }

  public var description: String { "\(comparator.rawValue) \(Self.text(value))" }

  /// The number without a needless fraction.
  static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
  }
}

/// `METRIC OP NUMBER[unit] [with N% confidence]`, where METRIC may be `drop(…)` or `change(…)`.
public struct GateExpression: Sendable, Equatable, CustomStringConvertible {
  public enum Subject: String, Sendable, CaseIterable {
    case value
    /// Baseline minus candidate.
    case drop
    /// Candidate minus baseline, relative to the baseline.
    case change
  }

  public var subject: Subject
  public var metric: String
  /// In the unit of the metric; of `change`, a fraction.
  public var threshold: Threshold
  /// `nil`: the point estimate decides.
  public var confidence: Double?
  /// The unit as written; how a number is written does not make two expressions different.
  public var unit: String?

  public init(
    _ metric: String, _ threshold: Threshold, confidence: Double? = nil,
    subject: Subject = .value, unit: String? = nil
  ) {
    (self.metric, self.threshold, self.confidence) = (metric, threshold, confidence)
    (self.subject, self.unit) = (subject, unit)
  }

  /// The metric as written: `pass_rate` or `drop(pass_rate)`.
  public var subjectText: String {
    subject == .value ? metric : "\(subject.rawValue)(\(metric))"
  }

  /// The expression in its normal form, which reads back equal.
  public var description: String {
    let sure = confidence.map { " with \(Threshold.text(Self.percent($0)))% confidence" } ?? ""
    return "\(subjectText) \(threshold)\(isTime ? "ms" : "")\(sure)"
  }

  private var isTime: Bool { unit != nil && unit != "%" }

  public static func == (left: GateExpression, right: GateExpression) -> Bool {
    left.subject == right.subject && left.metric == right.metric
      && left.threshold == right.threshold && left.confidence == right.confidence
      && left.isTime == right.isTime
  }

  private static func percent(_ fraction: Double) -> Double {
    (fraction * 1e10).rounded() / 1e8
  }
}
