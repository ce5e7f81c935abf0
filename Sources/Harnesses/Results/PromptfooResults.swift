internal import EvalKit

/// The JSON output of `promptfoo eval -o results.json`.
///
/// Every provider is a task, and all of them together are the task `all`. The metrics are
/// `pass_rate`, `score` (the mean) and the mean of each named score.
enum PromptfooResults {
  static func recognises(_ json: JSONValue) -> Bool { rows(of: json) != nil }

  /// The rows: under `results.results`, or `results` alone before version 3 of the format.
  private static func rows(of json: JSONValue) -> [JSONValue]? {
    let rows = json["results"]?["results"]?.arrayValue ?? json["results"]?.arrayValue
    guard let rows, rows.contains(where: { $0["success"]?.boolValue != nil }) else { return nil }
    return rows
  }

  static func read(_ json: JSONValue) throws -> ResultSet {
    guard let rows = rows(of: json) else {
      throw ResultError(description: "it has no 'results' with a 'success' each")
    }
    let version = json["metadata"]?["promptfooVersion"]?.stringValue.map { " " + $0 } ?? ""
    var sums: [String: ColumnSums] = [:]
    var order: [String] = []
    for row in rows {
      let provider = row["provider"]?["id"]?.stringValue ?? row["provider"]?.stringValue
      for task in ["all", provider.map(ResultName.identifier)].compactMap({ $0 }) {
        if sums[task] == nil { order.append(task) }
        sums[task, default: ColumnSums()].add(values(of: row))
      }
    }
    return ResultSet(
      figures: order.flatMap { sums[$0]?.figures(task: $0) ?? [] },
      origin: "promptfoo\(version)")
  }

  private static func values(of row: JSONValue) -> [(String, Double)] {
    var values: [(String, Double)] = []
    if let success = row["success"]?.boolValue { values.append(("pass_rate", success ? 1 : 0)) }
    if let score = row["score"]?.doubleValue { values.append(("score", score)) }
    for member in row["namedScores"]?.objectValue?.members ?? [] {
      if let score = member.value.doubleValue { values.append((member.key, score)) }
    }
    return values
  }
}

/// Columns of numbers, each with its mean.
struct ColumnSums {
  private var columns: [(name: String, statistics: MeanStatistics)] = []

  mutating func add(_ values: [(String, Double)]) {
    for (name, value) in values {
      if let index = columns.firstIndex(where: { $0.name == name }) {
        columns[index].statistics.add(value)
      } else {
        columns.append((name, MeanStatistics([value])))
      }
    }
  }

  /// The means as figures of a task.
  func figures(task: String) -> [ResultFigure] {
    columns.compactMap { column in
      column.statistics.mean.map {
        ResultFigure(
          task: task, metric: ResultName.identifier(column.name), value: $0,
          standardError: column.statistics.standardError, count: column.statistics.count)
      }
    }
  }
}
