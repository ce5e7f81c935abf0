/// What became of a gate.
public enum GateOutcome: String, Sendable, CaseIterable {
  case passed, failed, inconclusive
}

/// A gate with the numbers that it judged.
public struct GateResult: Sendable, Equatable {
  public var gate: Gate
  /// The number that was compared, `nil` when it could not be had.
  public var value: Double?
  public var outcome: GateOutcome
  /// A sentence.
  public var reason: String

  public init(gate: Gate, value: Double?, outcome: GateOutcome, reason: String) {
    (self.gate, self.value, self.outcome, self.reason) = (gate, value, outcome, reason)
  }
}

/// What a gate is judged by.
public struct GateEvidence: Sendable, Equatable {
  /// The metric over the trials that were measured; `nil` when it was never produced.
  public var summary: MetricSummary?
  /// With the interval at the confidence that the gate asks for; `nil` when it asks for none.
  public var confidentSummary: MetricSummary?
  public var unit: Unit
  /// The baseline's value of the metric.
  public var baseline: Double?
  /// Why there is no such value although there is a baseline: it is stale, or lacks the metric.
  public var baselineProblem: String?
  /// Of the drop or change, at the confidence that the gate asks for.
  public var comparedInterval: MetricInterval?
  /// Why there is none.
  public var intervalProblem: String?
  /// How many trials were planned.
  public var plannedTrials: Int
  /// The share of them that must have been measured.
  public var coverage: Double

  public init(
    summary: MetricSummary?, confidentSummary: MetricSummary? = nil, unit: Unit = .fraction,
    baseline: Double? = nil, baselineProblem: String? = nil,
    comparedInterval: MetricInterval? = nil, intervalProblem: String? = nil, plannedTrials: Int,
    coverage: Double = 1
  ) {
    (self.summary, self.confidentSummary, self.unit) = (summary, confidentSummary, unit)
    (self.baseline, self.baselineProblem) = (baseline, baselineProblem)
    (self.comparedInterval, self.intervalProblem) = (comparedInterval, intervalProblem)
    (self.plannedTrials, self.coverage) = (plannedTrials, coverage)
  }
}

extension Gate {
  /// Judges the gate.
  ///
  /// A gate fails on what was measured, however little; it passes only when enough was.
  public func judged(by evidence: GateEvidence) -> GateResult {
    let text = expression.subjectText
    func result(_ outcome: GateOutcome, _ value: Double?, _ reason: String) -> GateResult {
      GateResult(gate: self, value: value, outcome: outcome, reason: reason)
    }
    guard let summary = evidence.summary, !summary.value.isNaN else {
      return result(.inconclusive, nil, "\(text) could not be measured")
    }
    let baseline = evidence.baselineProblem == nil ? evidence.baseline : nil
    guard let value = compared(summary.value, with: baseline) else {
      let why =
        evidence.baselineProblem
        ?? (evidence.baseline == nil
          ? "there is no baseline to compare with (--baseline RUN)" : "the baseline is 0")
      return result(.inconclusive, nil, "\(text) could not be measured: \(why)")
    }
    let number = Figure(value, unit: expression.subject == .change ? .fraction : evidence.unit)
    let wanted =
      "\(expression.threshold.comparator.rawValue) \(number.like(expression.threshold.value))"
    let (outcome, detail) = decide(value, evidence)
    switch outcome {
    case .failed: return result(.failed, value, "\(text) is \(number), not \(wanted)\(detail)")
    case .inconclusive:
      return result(.inconclusive, value, "\(text) is \(number) against \(wanted)\(detail)")
    case .passed:
      guard Double(summary.trialCount) >= evidence.coverage * Double(evidence.plannedTrials) - 1e-9
      else {
        let share = "\(summary.trialCount) of \(evidence.plannedTrials) trials were measured"
        return result(.inconclusive, value, "\(text) is \(number), but only \(share)")
      }
      return result(.passed, value, "\(text) is \(number) \(wanted)\(detail)")
    }
  }

  /// The number that the threshold is about.
  private func compared(_ value: Double, with baseline: Double?) -> Double? {
    switch expression.subject {
    case .value: return value
    case .drop: return baseline.map { $0 - value }
    case .change:
      guard let baseline, baseline != 0 else { return nil }
      return (value - baseline) / abs(baseline)
    }
  }

  private func decide(_ value: Double, _ evidence: GateEvidence) -> (GateOutcome, String) {
    let threshold = expression.threshold
    guard let confidence = expression.confidence else {
      return (threshold.isMet(by: value) ? .passed : .failed, "")
    }
    let isCompared = expression.subject != .value
    let found = isCompared ? evidence.comparedInterval : evidence.confidentSummary?.interval
    guard let interval = found else {
      let why = isCompared ? evidence.intervalProblem : nil
      return (.inconclusive, ": \(why ?? "too few trials for an interval")")
    }
    let unit = expression.subject == .change ? .fraction : evidence.unit
    let low = Figure(interval.lower, unit: unit)
    let high = Figure(interval.upper, unit: unit)
    let sure = " (\(Figure.percent(confidence)) interval \(low) to \(high))"
    let (safe, other): (Double, Double) =
      switch threshold.comparator {
      case .atLeast, .above: (interval.lower, interval.upper)
      case .atMost, .below, .equal: (interval.upper, interval.lower)
      }
    if threshold.comparator == .equal {
      let isInside = interval.lower <= threshold.value && threshold.value <= interval.upper
      return (isInside ? .inconclusive : .failed, sure)
    }
    if threshold.isMet(by: safe) { return (.passed, sure) }
    if !threshold.isMet(by: other) { return (.failed, sure) }
    let more = isCompared ? "" : moreTrials(evidence.confidentSummary, confidence)
    return (.inconclusive, sure + more)
  }

  /// How many more trials would decide, where that can be said.
  private func moreTrials(_ summary: MetricSummary?, _ confidence: Double) -> String {
    guard let summary, summary.interval?.method == "wilson" else { return "" }
    let successes = Int((summary.value * Double(summary.count)).rounded())
    let direction: SampleSize.Direction =
      switch expression.threshold.comparator {
      case .atLeast, .above: .atLeast
      case .atMost, .below, .equal: .atMost
      }
    let needed = SampleSize.trialsToDecide(
      successes: successes, trials: summary.count, threshold: expression.threshold.value,
      direction: direction, confidence: confidence)
    guard let needed else { return "; no number of samples decides at this very rate" }
    let more = needed - summary.count
    return "; about \(more) more \(more == 1 ? "sample" : "samples") would decide if the rate stays"
  }
}

/// A number as report texts show it, by its unit.
public struct Figure: Sendable, Equatable, CustomStringConvertible {
  public var value: Double
  public var unit: Unit

  public init(_ value: Double, unit: Unit) { (self.value, self.unit) = (value, unit) }

  /// Percent for fractions, two decimals at most.
  public var description: String {
    switch unit {
    case .fraction: Self.percent(value)
    case .milliseconds: "\(Self.decimal(value, places: 1)) ms"
    case .bytes: "\(Self.decimal(value, places: 0)) bytes"
    case .tokensPerSecond: "\(Self.decimal(value, places: 1)) tokens/s"
    case .count, .points: Self.decimal(value, places: 2)
    }
  }

  /// Another number of the same unit.
  func like(_ other: Double) -> Figure { Figure(other, unit: unit) }

  static func percent(_ fraction: Double) -> String { decimal(fraction * 100, places: 2) + "%" }

  /// The number rounded half to even, without trailing zeros.
  static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value * scale).rounded(.toNearestOrEven)
    let whole = Int64(abs(scaled))
    let factor = Int64(scale)
    var fraction = String(whole % factor)
    fraction = String(repeating: "0", count: places - min(places, fraction.count)) + fraction
    while fraction.last == "0", fraction.count > 0 { fraction.removeLast() }
    let sign = scaled < 0 ? "-" : ""
    return sign + String(whole / factor) + (places == 0 || fraction.isEmpty ? "" : "." + fraction)
  }
}
