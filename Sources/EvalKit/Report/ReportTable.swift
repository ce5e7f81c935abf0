/// The table that the console and the Markdown page share: a row per gate and harness.
struct ReportTable {
  struct Row: Equatable {
    var name: String
    var score: String
    var interval: String
    var threshold: String
    var gateType: String
    var status: String
    /// For colour: `nil` when nothing was decided.
    var outcome: GateOutcome?
  }

  let rows: [Row]

  /// The rows of a run; with `isUngrouped`, without harnesses that declare a group.
  init(_ run: RunEvaluation, isUngrouped: Bool = false) {
    var rows: [Row] = []
    if let canaries = run.canaries {
      let decides = run.manifest.policy.requiresCanaries
      rows.append(Self.probes(canaries, type: decides ? "ship" : "report"))
    }
    for part in run.harnesses where !isUngrouped || part.manifest.group == nil {
      rows += Self.rows(part)
    }
    if let smoke = run.smoke { rows.append(Self.probes(smoke, type: "ship")) }
    rows.append(Self.overall(run))
    self.rows = rows
  }

  private static func probes(_ part: RunEvaluation.Part, type: String) -> Row {
    let counts = part.counts
    let outcome: GateOutcome =
      counts.failed > 0
      ? .failed : (counts.passed == counts.planned && counts.planned > 0 ? .passed : .inconclusive)
    return Row(
      name: part.manifest.id, score: "\(counts.passed)/\(counts.planned)", interval: "",
      threshold: "all", gateType: type, status: word(outcome), outcome: outcome)
  }

  /// A row for each gate of a harness, or one for its headline.
  static func rows(_ part: RunEvaluation.Part) -> [Row] {
    guard !part.gates.isEmpty else {
      let (score, interval) = figures(part.headline, prefix: "")
      return [
        Row(
          name: part.manifest.id, score: score, interval: interval, threshold: "",
          gateType: "none", status: "", outcome: nil)
      ]
    }
    return part.gates.enumerated().map { index, gate in
      let expression = gate.gate.expression
      let metric = part.metrics.first { $0.declaration.name == expression.metric }
      let unit = expression.subject == .change ? .fraction : metric?.declaration.unit ?? .fraction
      let label = expression.subjectText + " "
      var (score, interval) = figures(metric, prefix: label)
      if expression.subject != .value {
        score = label + (gate.value.map { Figure($0, unit: unit).description } ?? "not measured")
        interval = ""
      }
      let limit = Figure(expression.threshold.value, unit: unit)
      let sure = expression.confidence.map { " (\(Figure.percent($0)))" } ?? ""
      return Row(
        name: index == 0 ? part.manifest.id : "", score: score, interval: interval,
        threshold: "\(expression.threshold.comparator.rawValue) \(limit)\(sure)",
        gateType: gate.gate.severity.rawValue, status: word(gate.outcome), outcome: gate.outcome)
    }
  }

  private static func overall(_ run: RunEvaluation) -> Row {
    let score = run.decision.overallScore
    let target = run.manifest.policy.overall
    let outcome: GateOutcome? = target.map { target in
      score.map { target.isMet(by: $0) ? .passed : .failed } ?? .inconclusive
    }
    return Row(
      name: "overall", score: score.map { Figure($0, unit: .fraction).description } ?? "–",
      interval: "",
      threshold: target.map {
        "\($0.comparator.rawValue) \(Figure($0.value, unit: .fraction))"
      } ?? "", gateType: target == nil ? "none" : "policy", status: outcome.map(word) ?? "",
      outcome: outcome)
  }

  private static func figures(
    _ metric: RunEvaluation.MetricValue?, prefix: String
  ) -> (score: String, interval: String) {
    guard let metric, let summary = metric.summary else { return (prefix + "not measured", "") }
    let unit = metric.declaration.unit
    return (
      prefix + Figure(summary.value, unit: unit).description,
      summary.interval.map { text($0, unit) } ?? ""
    )
  }

  static func text(_ interval: MetricInterval, _ unit: Unit) -> String {
    "\(Figure(interval.lower, unit: unit)) – \(Figure(interval.upper, unit: unit))"
  }

  private static func word(_ outcome: GateOutcome) -> String {
    switch outcome {
    case .passed: "passed"
    case .failed: "FAILED"
    case .inconclusive: "undecided"
    }
  }
}
