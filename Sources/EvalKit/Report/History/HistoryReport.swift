/// The runs of a suite with their metrics over time, as text or JSON.
public struct HistoryReport: Sendable {
  private let history: RunHistory
  private let runs: [RunHistory.Run]
  private let series: [HistorySeries]
  private let drift: Drift?
  /// Whether each series is drawn as a line with an axis, not only as a sparkline.
  private let plots: Bool

  /// - Parameters:
  ///   - history: What runs there are.
  ///   - runs: Those to show, oldest first.
  ///   - series: The metrics to show, over the same runs.
  ///   - drift: What came of comparing the latest run, when that was asked for.
  ///   - plots: Whether each series is drawn as a line with an axis.
  public init(
    _ history: RunHistory, runs: [RunHistory.Run], series: [HistorySeries], drift: Drift?,
    plots: Bool
  ) {
    (self.history, self.runs, self.series) = (history, runs, series)
    (self.drift, self.plots) = (drift, plots)
  }

  public func text(_ style: TextStyle) -> String {
    var lines = [title, ""]
    if !runs.isEmpty {
      lines += table.lines(style) + [""]
      lines += plots ? plotted(style) : sparklines(style) + [""]
    }
    for skipped in history.skipped {
      let reason = ConsoleText.printable(skipped.reason)
      lines.append("skipped \(ConsoleText.printable(skipped.name)): \(reason)")
    }
    if !history.skipped.isEmpty { lines.append("") }
    if let drift { lines += DriftReport(drift, usesUnicode: style.usesUnicode).lines }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private var title: String {
    let all = history.entries.count
    let shown = runs.count < all ? ", the last \(runs.count) shown" : ""
    return "\(history.suite): \(all) \(all == 1 ? "run" : "runs")\(shown)"
  }

  private var table: TextTable {
    let head = ["#", "started", "verdict", "model"] + series.map(\.title) + ["run"]
    let rows = runs.indices.map { index in
      let run = runs[index]
      let model = Excerpt.plain(run.entry.manifest.model.displayName, limit: 40)
      let started = run.entry.startedAt.isEmpty ? "-" : run.entry.startedAt
      let partial = run.entry.manifest.overrides.isPartial ? " (part)" : ""
      return ["\(index + 1)", started, run.evaluation.decision.verdict.rawValue + partial, model]
        + series.map { Self.figure($0.values[index], $0.unit) }
        + [ConsoleText.printable(run.entry.name)]
    }
    return TextTable(head: head, rows: rows)
  }

  private func sparklines(_ style: TextStyle) -> [String] {
    let titleWidth = series.map(\.title.count).max() ?? 0
    return series.map { series in
      let ends = ends(of: series, style)
      let room = max(8, (style.width ?? 100) - titleWidth - 4 - ends.count)
      let spark = Sparkline(Array(series.values.suffix(room)), usesUnicode: style.usesUnicode)
      let pad = String(repeating: " ", count: titleWidth - series.title.count)
      return "\(series.title)\(pad)  \(spark.text)  \(ends)".trimmingTrailingBlanks
    }
  }

  private func plotted(_ style: TextStyle) -> [String] {
    series.flatMap { series in
      let plot = LinePlot(series.values, style: style) { Self.figure($0, series.unit) }
      return ["\(series.title): \(ends(of: series, style))"] + plot.lines + [""]
    }
  }

  /// `95% -> 80% (lowest 75%, highest 97%)`.
  private func ends(of series: HistorySeries, _ style: TextStyle) -> String {
    let known = series.values.compactMap { $0 }
    guard let first = known.first, let last = known.last, let low = known.min(),
      let high = known.max()
    else { return "not measured" }
    let arrow = style.usesUnicode ? "→" : "->"
    let figures = [first, last, low, high].map { Self.figure($0, series.unit) }
    guard known.count > 1 else { return figures[0] }
    return "\(figures[0]) \(arrow) \(figures[1]) (lowest \(figures[2]), highest \(figures[3]))"
  }

  private static func figure(_ value: Double?, _ unit: Unit) -> String {
    value.map { Figure($0, unit: unit).description } ?? "-"
  }
}

extension HistoryReport {
  public var json: JSONValue {
    [
      "schema_version": 1, "suite": .string(history.suite),
      "runs": .array(runs.indices.map(run)),
      "skipped": .array(
        history.skipped.map { ["name": .string($0.name), "reason": .string($0.reason)] }),
      "drift": drift.map { DriftReport($0, usesUnicode: true).json } ?? .null,
    ]
  }

  private func run(_ index: Int) -> JSONValue {
    let (entry, evaluation) = (runs[index].entry, runs[index].evaluation)
    return [
      "run": .string(entry.name), "run_id": .string(entry.manifest.runID),
      "started_at": .string(entry.startedAt),
      "verdict": .string(evaluation.decision.verdict.rawValue),
      "exit_code": .integer(Int64(evaluation.decision.exitStatus.rawValue)),
      "partial": .bool(entry.manifest.overrides.isPartial),
      "model": EncodedManifest.model(entry.manifest.model),
      "suite_sha256": .string(entry.manifest.suiteSHA256),
      "overall_score": EncodedReport.number(evaluation.decision.overallScore),
      "metrics": .array(
        series.filter { $0.title != HistorySeries.overall }.map { metric($0, index) }),
    ]
  }

  private func metric(_ series: HistorySeries, _ index: Int) -> JSONValue {
    let summary = series.summaries[index]
    return [
      "name": .string(series.title), "value": EncodedReport.number(summary?.value),
      "n": .integer(Int64(summary?.count ?? 0)),
      "interval": summary?.interval.map(EncodedReport.interval) ?? .null,
      "unit": .string(series.unit.rawValue), "higher_is_better": .bool(series.higherIsBetter),
    ]
  }
}
