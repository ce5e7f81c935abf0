internal import EvalKit

/// Plain tables, CSV with a header or JSON Lines, in one of two forms.
///
/// With the columns `metric` and `value` each row is a figure, with `task`, `stderr` and `count`
/// where they are known. Otherwise each row is a sample, of the task in its column `task`, and
/// every column of numbers or truth values is a metric: their mean.
enum TableResults {
  static func read(csv path: String, task: String) throws -> ResultSet {
    let lines = try LineReader(path)
    var records = CSVRecordReader()
    var columns: [String] = []
    var table = Table(task: task)
    while let line = try lines.withNextLine({ Array($0) }) {
      guard records.feed(line, lines.lineNumber) else { continue }
      guard !columns.isEmpty else {
        columns = records.fields
        continue
      }
      guard records.fields.count == columns.count else {
        throw ResultError(
          description: "line \(lines.lineNumber): \(columns.count) columns are named, but there "
            + "are \(records.fields.count) fields")
      }
      let members = zip(columns, records.fields).map {
        JSONObject.Member(key: $0, value: .string($1))
      }
      table.add(JSONObject(members))
    }
    return try table.finished()
  }

  static func read(jsonl path: String, task: String) throws -> ResultSet {
    let lines = try LineReader(path)
    let parser = JSONParser()
    var table = Table(task: task)
    var more = true
    while more {
      let read: Void? = try lines.withNextLine { line in
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
        guard let object = try parser.parse(line).objectValue else {
          throw ResultError(description: "line \(lines.lineNumber) is no JSON object")
        }
        table.add(object)
      }
      more = read != nil
    }
    return try table.finished()
  }

  /// What has been read so far.
  private struct Table {
    let task: String
    var figures: [ResultFigure] = []
    var samples: [(task: String, sums: ColumnSums)] = []

    mutating func add(_ row: JSONObject) {
      let task = ResultName.identifier(row["task"]?.stringValue ?? self.task)
      if let metric = row["metric"]?.stringValue, let value = row["value"].flatMap(Self.number) {
        figures.append(
          ResultFigure(
            task: task, metric: ResultName.identifier(metric), value: value,
            standardError: row["stderr"].flatMap(Self.number),
            count: row["count"].flatMap(Self.number).flatMap(Int.init(exactly:))))
        return
      }
      let values = row.members.compactMap { member -> (String, Double)? in
        guard member.key != "id", member.key != "task" else { return nil }
        return Self.number(member.value).map { (member.key, $0) }
      }
      let index = samples.firstIndex { $0.task == task }
      if index == nil { samples.append((task, ColumnSums())) }
      samples[index ?? samples.count - 1].sums.add(values)
    }

    /// A number, a truth value as 0 or 1, or a text that is one of them.
    private static func number(_ value: JSONValue) -> Double? {
      if let truth = value.boolValue { return truth ? 1 : 0 }
      if let text = value.stringValue {
        switch text.lowercased() {
        case "true": return 1
        case "false": return 0
        default: return Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
      }
      return value.doubleValue
    }

    func finished() throws -> ResultSet {
      let all = figures + samples.flatMap { $0.sums.figures(task: $0.task) }
      guard !all.isEmpty else { throw ResultError(description: "the table has no number") }
      return ResultSet(figures: all, origin: "a table")
    }
  }
}
