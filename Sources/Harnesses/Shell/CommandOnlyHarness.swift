public import EvalKit

/// Judges whether an answer is a shell command and nothing else.
public struct CommandOnlyHarness: Harness {
  public static let kind: String = "command-only"
  public static let summary: String =
    "Answers that are a shell command: no prose, Markdown, prompt sign or second alternative."
  public static let options: [OptionDeclaration] = CommandOnlyJudge.options

  private let judge: CommandOnlyJudge

  public var externalTools: [ExternalTool] { [CommandGuard.shfmt] }

  public init(_ configuration: HarnessConfiguration) throws {
    judge = try CommandOnlyJudge(configuration.options)
  }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    Score(findings: try await judge.finding(in: prediction.text).map { [$0] } ?? [])
  }
}

/// Whether the answer is a shell command and nothing else.
public struct CommandOnlyCheck: Check {
  public static let name: String = "command-only"
  public static let summary: String = "The answer is a shell command and nothing else."
  public static let options: [OptionDeclaration] = CommandOnlyJudge.options

  private let judge: CommandOnlyJudge

  public static let externalTools: [ExternalTool] = [CommandGuard.shfmt]

  public init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    judge = try CommandOnlyJudge(options)
  }

  public func evaluate(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> CheckOutcome {
    let finding = try await judge.finding(in: prediction.text)
    return CheckOutcome(
      passed: finding == nil, explanation: finding ?? "the answer is a command and nothing else")
  }
}

/// Whether the answer is a shell command and nothing else, as a measure: 0 or 1.
public struct CommandOnlyMeasure: TextMeasure {
  public static let name: String = "command_only"
  public static let summary: String =
    "Whether the answer is a shell command and nothing else: 0 or 1."
  public static let options: [OptionDeclaration] = CommandOnlyJudge.options

  private let judge: CommandOnlyJudge

  public static let externalTools: [ExternalTool] = [CommandGuard.shfmt]

  public init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    judge = try CommandOnlyJudge(options)
  }

  public var measures: [Measure] {
    [
      Measure(
        Self.name, scale: .binary, summary: "the answer is a shell command and nothing else")
    ]
  }

  public func validate(_ sample: Sample) throws(SampleError) {}

  public func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    [Self.name: .value(try await judge.finding(in: prediction.text) == nil ? 1 : 0)]
  }

  public func explain(_ prediction: Prediction, for sample: Sample) async throws -> String? {
    try await judge.finding(in: prediction.text)
  }
}
