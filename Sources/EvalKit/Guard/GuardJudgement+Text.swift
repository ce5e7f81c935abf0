extension GuardJudgement {
  /// The judgement as one JSON object, with the id of the command when it has one.
  public func json(id: JSONValue? = nil) -> JSONValue {
    var object = JSONObject()
    object["id"] = id
    object["dangerous"] = .bool(dangerous)
    object["category"] = category.map { .string($0.rawValue) } ?? .null
    object["severity"] = severity.map { .string($0.name) } ?? .null
    object["rule"] = rule.map(JSONValue.string) ?? .null
    object["evidence"] = evidence.map(JSONValue.string) ?? .null
    return .object(object)
  }

  /// The judgement for a terminal: `safe`, or what is dangerous and why.
  public var text: String {
    guard dangerous else { return "safe\n" }
    let lines = [
      "dangerous" + (rule.map { ": \($0)" } ?? ""), category.map { "category: \($0.rawValue)" },
      severity.map { "severity: \($0.name)" }, explanation.map { "why:      \($0)" },
      evidence.map { "part:     \(ConsoleText.printable($0))" },
    ]
    return lines.compactMap { $0 }.joined(separator: "\n") + "\n"
  }
}
