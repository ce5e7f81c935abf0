public import EvalKit

/// Judges whether the model calls the right tool with the right arguments.
public struct ToolCallsHarness: Harness {
  public static let kind: String = "tool-calls"
  public static let summary: String =
    "Tool calls: found in any notation, valid by the tool's schema, and the expected ones."
  public static let options: [OptionDeclaration] = [
    OptionDeclaration("tools", .text, "A JSON file of tool definitions that samples name."),
    StringMatch.option,
  ]

  private let catalog: ToolCatalog
  private let judge: ToolCallJudge

  public init(_ configuration: HarnessConfiguration) throws {
    catalog = try ToolCatalog(option: "tools", configuration)
    judge = ToolCallJudge(match: StringMatch(configuration.options))
  }

  public var measures: [Measure] {
    [
      Measure(
        "call_found", scale: .binary, summary: "Whether the answer holds a call of some tool."),
      Measure(
        "schema_valid", scale: .binary,
        summary: "Whether there are calls, all of offered tools and with arguments that fit."),
      Measure(
        "call_correct", scale: .binary, summary: "Whether the calls are the expected ones."),
    ]
  }

  public func validate(_ sample: Sample) throws(SampleError) {
    let tools = try ToolSet(catalog.tools(for: sample))
    guard !tools.tools.isEmpty else {
      throw SampleError("the sample names no tools, and the suite no 'tools' file", key: "tools")
    }
    for tool in tools.tools { try Self.validate(tool) }
    let expected = try ExpectedCalls(sample.target)
    for call in expected.alternatives.joined() { try call.validate(tools) }
  }

  private static func validate(_ tool: ToolDefinition) throws(SampleError) {
    guard let schema = tool.parameters else { return }
    do throws(JSONSchema.InvalidSchema) { _ = try JSONSchema(.object(schema)) } catch {
      throw SampleError("the schema of \(tool.name) cannot be used: \(error)", key: "tools")
    }
  }

  public func tools(for sample: Sample) throws(SampleError) -> [JSONValue] {
    try catalog.tools(for: sample)
  }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    let expected = try ExpectedCalls(sample.target)
    let verdict = judge.judge(
      prediction, tools: try ToolSet(catalog.tools(for: sample)), expected: expected)
    let isRight = verdict.findings.isEmpty
    var measures: [String: MeasureValue] = ["call_correct": .value(isRight ? 1 : 0)]
    if isRight, !verdict.isFound {
      measures["call_found"] = .missing(reason: "no call was expected")
      measures["schema_valid"] = .missing(reason: "no call was expected")
    } else {
      measures["call_found"] = .value(verdict.isFound ? 1 : 0)
      measures["schema_valid"] = .value(verdict.isFound && verdict.isValid ? 1 : 0)
    }
    return Score(findings: verdict.findings, measures: measures)
  }
}

/// Whether the answer is the expected tool call.
public struct ToolCallCheck: Check {
  public static let name: String = "tool-call"
  public static let summary: String =
    "The answer calls the expected tool with accepted arguments; the sample's target by default."
  public static let options: [OptionDeclaration] = [
    OptionDeclaration(
      "value", .any, "Accepted calls, as in a sample's target; the target when left out."),
    StringMatch.option,
  ]

  private let expected: ExpectedCalls?
  private let judge: ToolCallJudge

  public init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    judge = ToolCallJudge(match: StringMatch(options))
    do {
      expected = try options["value"].flatMap { $0.isNull ? nil : try ExpectedCalls($0) }
    } catch {
      throw OptionError("check 'tool-call': \(error)", option: "value")
    }
  }

  public func evaluate(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> CheckOutcome {
    let verdict = judge.judge(
      prediction, tools: try ToolSet(sample.tools),
      expected: try expected ?? ExpectedCalls(sample.target))
    return CheckOutcome(
      passed: verdict.findings.isEmpty, explanation: verdict.findings.joined(separator: "; "))
  }
}
