internal import EvalKit

/// What the harness and the check share: finding, validating and comparing calls.
struct ToolCallJudge: Sendable {
  let match: StringMatch

  /// What a prediction's calls are worth.
  struct Verdict: Sendable, Equatable {
    var isFound = false
    var isValid = false
    var findings: [String] = []
  }

  func judge(
    _ prediction: Prediction, tools: ToolSet, expected: ExpectedCalls
  ) -> Verdict {
    let found = ToolCallParser(tools: tools).calls(in: prediction)
    guard !found.isEmpty else {
      return Verdict(findings: expected.acceptsNone ? [] : ["no tool call found"])
    }
    var verdict = Verdict(isFound: !found.calls.isEmpty)
    verdict.findings = Array(found.problems.prefix(3))
    for call in found.calls.prefix(10) { verdict.findings += Self.findings(call, tools) }
    verdict.isValid = verdict.findings.isEmpty
    let isMiscounted = expected.alternatives.allSatisfy { $0.count != found.calls.count }
    if verdict.isValid || (isMiscounted && found.problems.isEmpty) {
      verdict.findings += expected.problems(found.calls, match)
    }
    return verdict
  }

  /// What is wrong with a call whatever was asked for.
  private static func findings(_ call: FoundCall, _ tools: ToolSet) -> [String] {
    guard let tool = tools[call.name] else {
      let known = tools.tools.map(\.name)
      let suggestion = call.name.utf8.count > 100 ? "" : nearest(call.name, in: known).suggestion
      return ["unknown tool '\(call.name.clipped)'\(suggestion)"]
    }
    if let problem = call.problem { return ["\(tool.name): \(problem)"] }
    return ArgumentValidator.findings(call.arguments, for: tool)
  }
}
