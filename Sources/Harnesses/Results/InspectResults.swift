internal import EvalKit

/// A log of Inspect AI: JSON, or the `header.json` of an `.eval` archive, which has the same form.
///
/// A metric of one scorer among several is named with the scorer: `match_accuracy`.
enum InspectResults {
  static func recognises(_ json: JSONValue) -> Bool {
    json["eval"]?["task"]?.stringValue != nil && json["status"]?.stringValue != nil
  }

  static func read(_ json: JSONValue) throws -> ResultSet {
    guard let task = json["eval"]?["task"]?.stringValue, let status = json["status"]?.stringValue
    else { throw ResultError(description: "it has no 'eval' with a 'task', or no 'status'") }
    guard status == "success" else {
      throw ResultError(description: "the evaluation of '\(task)' ended with status '\(status)'")
    }
    let results = json["results"]
    let count = results?["completed_samples"]?.intValue
    let scores = results?["scores"]?.arrayValue ?? []
    let name = ResultName.identifier(task.split(separator: "/").last.map(String.init) ?? task)
    var set = ResultSet(origin: origin(json))
    for score in scores {
      let scorer = scores.count > 1 ? score["name"]?.stringValue ?? "score" : nil
      let scored = score["scored_samples"]?.intValue ?? count
      set.figures += figures(score["metrics"], task: name, scorer: scorer, count: scored)
    }
    guard !set.figures.isEmpty else {
      throw ResultError(description: "the log of '\(task)' has no score")
    }
    return set
  }

  private static func origin(_ json: JSONValue) -> String {
    let version = json["eval"]?["packages"]?["inspect_ai"]?.stringValue.map { " " + $0 } ?? ""
    let model = json["eval"]?["model"]?.stringValue.map { " of \($0)" } ?? ""
    return "Inspect AI\(version)\(model)"
  }

  private static func figures(
    _ metrics: JSONValue?, task: String, scorer: String?, count: Int?
  ) -> [ResultFigure] {
    let members = metrics?.objectValue?.members ?? []
    func value(_ json: JSONValue) -> Double? { json["value"]?.doubleValue ?? json.doubleValue }
    let standardError = members.first { $0.key == "stderr" }.flatMap { value($0.value) }
    return members.compactMap { member in
      guard member.key != "stderr", let value = value(member.value) else { return nil }
      let metric = [scorer, member.key].compactMap { $0 }.joined(separator: "_")
      let isMean = ["accuracy", "mean"].contains(member.key)
      return ResultFigure(
        task: task, metric: ResultName.identifier(metric), value: value,
        standardError: isMean ? standardError : nil, count: count)
    }
  }
}
