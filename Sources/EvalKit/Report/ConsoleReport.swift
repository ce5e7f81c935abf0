/// The summary that ends a run in the terminal.
public struct ConsoleReport {
  private let run: RunEvaluation
  private let usesColor: Bool

  public init(_ run: RunEvaluation, usesColor: Bool) {
    (self.run, self.usesColor) = (run, usesColor)
  }

  /// The summary; `reports` is the folder that the reports went to.
  public func text(reports: String) -> String {
    let decision = run.decision
    var lines = [
      "\(run.manifest.suite) · \(ConsoleText.printable(run.manifest.model.displayName))", "",
    ]
    lines += table
    lines.append("")
    lines.append(paint(decision.verdict.rawValue, decision.verdict.color))
    lines += decision.reasons.map { "  " + ConsoleText.printable($0) }
    lines += ["", "reports: \(reports)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var table: [String] {
    let rows = ReportTable(run).rows
    let head = ["harness", "score", "95% interval", "threshold", "gate", "status"]
    let cells = rows.map {
      [$0.name, $0.score, $0.interval, $0.threshold, $0.gateType, $0.status]
    }
    let widths = head.indices.map { column in
      ([head] + cells).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: max(0, width - cell.count))
      }.joined(separator: "  ")
    }
    func trimmed(_ text: String) -> String {
      String(text.reversed().drop { $0 == " " }.reversed())
    }
    var lines = [trimmed(line(head)), line(widths.map { String(repeating: "─", count: $0) })]
    for (row, cells) in zip(rows, cells) {
      let text = line(Array(cells.dropLast()))
      lines.append(trimmed(text + "  " + paint(row.status, row.outcome?.color)))
    }
    return lines
  }

  private func paint(_ text: String, _ color: Int?) -> String {
    guard usesColor, let color, !text.isEmpty else { return text }
    return "\u{1B}[\(color)m\(text)\u{1B}[0m"
  }
}

extension Verdict {
  fileprivate var color: Int {
    switch self {
    case .cleared: 32
    case .blocked: 31
    case .inconclusive: 33
    }
  }
}

extension GateOutcome {
  fileprivate var color: Int {
    switch self {
    case .passed: 32
    case .failed: 31
    case .inconclusive: 33
    }
  }
}
