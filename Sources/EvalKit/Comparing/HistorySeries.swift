/// One metric over the runs of a history.
public struct HistorySeries: Sendable, Equatable {
  /// The weighted mean of the headline metrics, beside the metrics of the harnesses.
  public static let overall = "overall"

  /// `harness/metric`, or ``overall``.
  public var title: String
  public var unit: Unit
  public var higherIsBetter: Bool
  /// Of each run, oldest first; `nil` where it was not measured.
  public var summaries: [MetricSummary?]

  public var values: [Double?] { summaries.map { $0?.value } }
}

extension HistorySeries {
  /// The series of some runs.
  ///
  /// - Parameters:
  ///   - runs: Oldest first.
  ///   - names: `overall`, `harness/metric` or `metric` for every harness that has it; when empty,
  ///     the overall score and every harness's headline.
  /// - Returns: The series in the order of the names, each once.
  /// - Throws: ``UsageError`` for a name that no run has.
  public static func all(
    of runs: [RunHistory.Run], named names: [String]
  ) throws(UsageError) -> [HistorySeries] {
    let known = titles(of: runs)
    guard !names.isEmpty else {
      return [overallSeries(runs)] + known.filter(\.isHeadline).map { series($0, runs) }
    }
    var result: [HistorySeries] = []
    for name in names {
      let found = known.filter { name == $0.title || name == $0.metric }
      guard name == overall || !found.isEmpty else {
        guard !runs.isEmpty else { continue }
        throw UsageError(unknown(name, known))
      }
      let added = name == overall ? [overallSeries(runs)] : found.map { series($0, runs) }
      result += added.filter { !result.contains($0) }
    }
    return result
  }

  /// A metric that some run has.
  private struct Title: Equatable {
    var harness: String
    var metric: String
    var isHeadline: Bool

    var title: String { "\(harness)/\(metric)" }
  }

  /// In the order of the newest run, then what only older runs have.
  private static func titles(of runs: [RunHistory.Run]) -> [Title] {
    var result: [Title] = []
    for run in runs.reversed() {
      for part in run.evaluation.harnesses {
        for metric in part.metrics {
          let (id, name) = (part.manifest.id, metric.declaration.name)
          guard !result.contains(where: { $0.harness == id && $0.metric == name }) else {
            continue
          }
          result.append(
            Title(harness: id, metric: name, isHeadline: part.manifest.headline == name))
        }
      }
    }
    return result
  }

  private static func series(_ title: Title, _ runs: [RunHistory.Run]) -> HistorySeries {
    let values = runs.map { run in
      run.evaluation.harnesses.first { $0.manifest.id == title.harness }?.metrics
        .first { $0.declaration.name == title.metric }
    }
    let declaration = values.lazy.compactMap { $0?.declaration }.last
    return HistorySeries(
      title: title.title, unit: declaration?.unit ?? .fraction,
      higherIsBetter: declaration?.higherIsBetter ?? true, summaries: values.map { $0?.summary })
  }

  private static func overallSeries(_ runs: [RunHistory.Run]) -> HistorySeries {
    HistorySeries(
      title: overall, unit: .fraction, higherIsBetter: true,
      summaries: runs.map { run in
        run.evaluation.decision.overallScore.map {
          MetricSummary(
            value: $0, count: run.evaluation.counts.measured,
            trialCount: run.evaluation.counts.measured)
        }
      })
  }

  private static func unknown(_ name: String, _ known: [Title]) -> String {
    var names: [String] = [overall]
    for title in known where !names.contains(title.metric) { names.append(title.metric) }
    let forms = names + known.map(\.title)
    return "no run has the metric '\(name)'; there are \(names.joined(separator: ", ")), each also "
      + "as HARNESS/METRIC" + nearest(name, in: forms).suggestion
  }
}
