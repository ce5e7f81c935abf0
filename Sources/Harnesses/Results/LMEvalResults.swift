internal import EvalKit

/// Results of lm-evaluation-harness 0.4: `results_<date>.json`.
///
/// A metric is written `exact_match,strict-match`; it can be named by the whole
/// (`exact_match_strict_match`), and the first filter of a metric by the metric alone.
enum LMEvalResults {
  static func recognises(_ json: JSONValue) -> Bool {
    guard let results = json["results"]?.objectValue else { return false }
    return results.members.contains { $0.value.objectValue != nil }
      && (json["versions"] != nil || json["configs"] != nil || json["config"] != nil)
  }

  static func read(_ json: JSONValue) throws -> ResultSet {
    guard let results = json["results"]?.objectValue else {
      throw ResultError(description: "it has no 'results'")
    }
    var set = ResultSet(origin: origin(json))
    for task in results.members {
      guard let metrics = task.value.objectValue else { continue }
      let count = json["n-samples"]?[task.key]?["effective"]?.intValue
      let directions = json["higher_is_better"]?[task.key]
      set.figures += figures(of: task.key, metrics, count: count, directions)
    }
    guard !set.figures.isEmpty else { throw ResultError(description: "it has no result") }
    return set
  }

  private static func origin(_ json: JSONValue) -> String {
    let version = json["lm_eval_version"]?.stringValue.map { " " + $0 } ?? ""
    let model = json["model_name"]?.stringValue.map { " of \($0)" } ?? ""
    return "lm-evaluation-harness\(version)\(model)"
  }

  private static func figures(
    of task: String, _ metrics: JSONObject, count: Int?, _ directions: JSONValue?
  ) -> [ResultFigure] {
    var figures: [ResultFigure] = []
    for member in metrics.members {
      guard let value = member.value.doubleValue else { continue }
      let parts = member.key.split(separator: ",", maxSplits: 1).map(String.init)
      guard let metric = parts.first, !metric.hasSuffix("_stderr"), metric != "sample_len",
        metric != "samples"
      else { continue }
      let errorKey = ([metric + "_stderr"] + parts.dropFirst()).joined(separator: ",")
      var figure = ResultFigure(
        task: ResultName.identifier(task), metric: ResultName.identifier(member.key), value: value,
        standardError: metrics[errorKey]?.doubleValue, count: count,
        higherIsBetter: directions?[metric]?.boolValue)
      let short = ResultName.identifier(metric)
      if figure.metric != short {
        figures.append(figure)
        figure.metric = short
      }
      if !figures.contains(where: { $0.metric == short }) { figures.append(figure) }
    }
    return figures
  }
}
