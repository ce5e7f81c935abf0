/// The tables of scores against thresholds in `report.md`: one per group of harnesses, or one.
struct ResultTables {
  let run: RunEvaluation

  var lines: [String] {
    let grouped = Suite.Group.allCases.filter { group in
      run.harnesses.contains { $0.manifest.group == group }
    }
    guard !grouped.isEmpty else { return table(ReportTable(run).rows) + [""] }
    var lines: [String] = []
    for group in grouped {
      let parts = run.harnesses.filter { $0.manifest.group == group }
      lines += ["## \(Self.title(group))", ""]
      lines += table(parts.flatMap(ReportTable.rows)) + [""]
    }
    return lines + ["## Overall", ""] + table(ReportTable(run, isUngrouped: true).rows) + [""]
  }

  private static func title(_ group: Suite.Group) -> String {
    switch group {
    case .domain: "Domain"
    case .general: "General"
    case .safety: "Safety"
    }
  }

  private func table(_ rows: [ReportTable.Row]) -> [String] {
    Markdown.table(
      ["harness", "score", "95% interval", "threshold", "gate", "status"],
      rows.map { row in
        [row.name, row.score, row.interval, row.threshold, row.gateType, row.status]
          .map(Markdown.escaped)
      })
  }
}
