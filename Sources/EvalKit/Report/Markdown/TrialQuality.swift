/// How good an answer was, as far as its trial says, for choosing examples.
struct TrialQuality {
  private struct Measure {
    var name: String
    var range: ClosedRange<Double>
    var higherIsBetter: Bool
  }

  private let measures: [Measure]
  /// The bound that a gate sets for a measure's mean, for harnesses that judge no trial.
  private let threshold: (measure: String, value: Double)?

  init(_ part: RunManifest.Part) {
    var measures: [Measure] = []
    for specification in part.metrics {
      guard let kind = specification["kind"]?.stringValue,
        kind == MeanMetric.kind || kind == RateMetric.kind,
        let name = specification["measure"]?.stringValue,
        let declaration = MetricDeclaration(specification),
        declaration.range.lowerBound.isFinite, declaration.range.upperBound.isFinite,
        declaration.range.lowerBound < declaration.range.upperBound,
        !measures.contains(where: { $0.name == name })
      else { continue }
      measures.append(
        Measure(
          name: name, range: declaration.range, higherIsBetter: declaration.higherIsBetter))
    }
    self.measures = measures
    let gate = part.gates.first { gate in
      gate.expression.subject == .value
        && measures.contains { $0.name == gate.expression.metric }
    }
    threshold = gate.map { ($0.expression.metric, $0.expression.threshold.value) }
  }

  /// The mean of the measures that have a range, each as a share of it, less a little for every
  /// finding about a failed trial; larger is better.
  func value(_ trial: TrialRecord) -> Double {
    var sum = 0.0
    var count = 0.0
    for measure in measures {
      guard case .value(let number) = trial.measures[measure.name] else { continue }
      let width = measure.range.upperBound - measure.range.lowerBound
      let share = min(1, max(0, (number - measure.range.lowerBound) / width))
      sum += measure.higherIsBetter ? share : 1 - share
      count += 1
    }
    let isFailed = trial.status == .failed
    let findings = isFailed ? trial.explanation.prefix(2000).split(separator: "; ").count : 0
    return (count > 0 ? sum / count : 0) - Double(findings) * 1e-6
  }

  /// How far the trial is from what a gate asks of the mean; `nil` without such a gate or value.
  func distance(_ trial: TrialRecord) -> Double? {
    guard let threshold, case .value(let number) = trial.measures[threshold.measure] else {
      return nil
    }
    return abs(number - threshold.value)
  }
}

/// The trials that a report shows of a harness: the best, the worst, and one on the border.
struct TrialExamples {
  private struct Candidate {
    var trial: TrialRecord
    var value: Double
  }

  private let quality: TrialQuality
  private let judgesTrials: Bool
  private var best: Candidate?
  private var worst: Candidate?
  /// The failed trial that came closest to passing.
  private var almost: Candidate?
  /// The passed trial that came closest to failing, or the one nearest to a gate's threshold.
  private var barely: Candidate?

  init(_ part: RunManifest.Part) {
    quality = TrialQuality(part)
    judgesTrials = part.judgesTrials
  }

  /// Of equally good trials the first is the best or worst, and the last is on the border.
  mutating func add(_ trial: TrialRecord) {
    guard trial.status.isMeasured, trial.prediction != nil else { return }
    let candidate = Candidate(trial: trial, value: quality.value(trial))
    guard judgesTrials else {
      Self.keep(&best, candidate, >)
      Self.keep(&worst, candidate, <)
      if let distance = quality.distance(trial) {
        Self.keep(&barely, Candidate(trial: trial, value: distance), <)
      }
      return
    }
    if trial.status == .passed {
      Self.keep(&best, candidate, >)
      Self.keep(&barely, candidate, <=)
    } else {
      Self.keep(&worst, candidate, <)
      Self.keep(&almost, candidate, >=)
    }
  }

  private static func keep(
    _ slot: inout Candidate?, _ candidate: Candidate, _ isBetter: (Double, Double) -> Bool
  ) {
    if let current = slot, !isBetter(candidate.value, current.value) { return }
    slot = candidate
  }

  /// With what each is; no trial occurs twice.
  var all: [(title: String, trial: TrialRecord)] {
    var result: [(title: String, trial: TrialRecord)] = []
    func add(_ title: String, _ candidate: Candidate?) {
      guard let trial = candidate?.trial, !result.contains(where: { $0.trial.id == trial.id })
      else { return }
      result.append((title, trial))
    }
    add("Best", best)
    add("Worst", worst)
    let border = [almost, barely].lazy.compactMap { $0 }
      .first { candidate in !result.contains { $0.trial.id == candidate.trial.id } }
    add("Borderline", border)
    return result
  }
}
