/// What came of looking for drift, as text or JSON.
struct DriftReport {
  private let drift: Drift
  private let usesUnicode: Bool

  init(_ drift: Drift, usesUnicode: Bool) {
    (self.drift, self.usesUnicode) = (drift, usesUnicode)
  }

  var lines: [String] {
    var lines = ["drift: \(Self.word(drift.outcome))" + (drift.latest.map { " in \($0)" } ?? "")]
    if let problem = drift.problem { lines.append("  " + ConsoleText.printable(problem)) }
    for finding in drift.findings { lines += self.lines(finding) }
    return lines
  }

  private func lines(_ finding: Drift.Finding) -> [String] {
    var head = "  \(finding.title): \(Self.word(finding.outcome))"
    if let latest = finding.latest, let reference = finding.reference {
      let figures = [reference, latest].map { Figure($0, unit: finding.unit).description }
      let runs = "\(finding.runs.count) \(finding.runs.count == 1 ? "run" : "runs")"
      head += ", \(figures[0]) over \(runs) \(usesUnicode ? "→" : "->") \(figures[1])"
      head += finding.worsening.map { ", " + Self.worsening($0) } ?? ""
    }
    return [head, "    " + ConsoleText.printable(finding.reason)]
  }

  private static func worsening(_ share: Double) -> String {
    if share.isInfinite { return share > 0 ? "worse, from 0" : "better, from 0" }
    if share == 0 { return "unchanged" }
    return "\(Figure.percent(abs(share))) \(share > 0 ? "worse" : "better")"
  }

  private static func word(_ outcome: Drift.Outcome) -> String {
    switch outcome {
    case .steady: "none"
    case .drifted: "DRIFT"
    case .unknown: "unknown"
    }
  }

  var json: JSONValue {
    [
      "outcome": .string(drift.outcome.rawValue),
      "latest": drift.latest.map(JSONValue.string) ?? .null,
      "problem": drift.problem.map(JSONValue.string) ?? .null,
      "findings": .array(drift.findings.map(json)),
    ]
  }

  private func json(_ finding: Drift.Finding) -> JSONValue {
    [
      "metric": .string(finding.title), "outcome": .string(finding.outcome.rawValue),
      "latest": EncodedReport.number(finding.latest),
      "reference": EncodedReport.number(finding.reference),
      "worsening": EncodedReport.number(finding.worsening),
      "runs": .array(finding.runs.map(JSONValue.string)),
      "test": finding.test.map(JSONValue.string) ?? .null,
      "p_value": EncodedReport.number(finding.pValue),
      "interval": finding.interval.map(EncodedReport.interval) ?? .null,
      "reason": .string(finding.reason),
    ]
  }
}
