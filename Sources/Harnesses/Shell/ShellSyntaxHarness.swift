public import EvalKit

/// Judges by shellcheck whether an answer is a sound bash script; nothing is executed.
public struct ShellSyntaxHarness: Harness {
  public static let kind: String = "shell-syntax"
  public static let summary: String = "Answers in which shellcheck finds no error (bash)."
  public static let options: [OptionDeclaration] = [ShellSyntaxJudge.severityOption]

  private let judge: ShellSyntaxJudge

  public var externalTools: [ExternalTool] { [.shellcheck] }

  public init(_ configuration: HarnessConfiguration) {
    judge = ShellSyntaxJudge(configuration.options["severity"])
  }

  public var measures: [Measure] {
    [
      Measure(
        "shellcheck_findings", unit: .count, range: 0...Double.infinity, higherIsBetter: false,
        summary: "findings of shellcheck of severity \(judge.severity.rawValue) or worse")
    ]
  }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    let judgement = try await judge.judge(prediction.text)
    return Score(
      findings: judgement.finding.map { [$0] } ?? [],
      measures: ["shellcheck_findings": .value(Double(judgement.count))])
  }
}

/// Whether shellcheck finds no error in the answer.
public struct ShellSyntaxCheck: Check {
  public static let name: String = "shell-syntax"
  public static let summary: String = "shellcheck finds no error in the answer (bash)."
  public static let options: [OptionDeclaration] = [ShellSyntaxJudge.severityOption]
  public static let externalTools: [ExternalTool] = [.shellcheck]

  private let judge: ShellSyntaxJudge

  public init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    judge = ShellSyntaxJudge(options["severity"])
  }

  public func evaluate(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> CheckOutcome {
    let finding = try await judge.judge(prediction.text).finding
    return CheckOutcome(
      passed: finding == nil,
      explanation: finding ?? "shellcheck finds nothing wrong with the answer")
  }
}

/// Whether shellcheck finds no error in the answer, as a measure: 0 or 1.
public struct ShellSyntaxMeasure: TextMeasure {
  public static let name: String = "shell_syntax"
  public static let summary: String = "Whether shellcheck finds no error in the answer: 0 or 1."
  public static let options: [OptionDeclaration] = [ShellSyntaxJudge.severityOption]
  public static let externalTools: [ExternalTool] = [.shellcheck]

  private let judge: ShellSyntaxJudge

  public init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    judge = ShellSyntaxJudge(options["severity"])
  }

  public var measures: [Measure] {
    [
      Measure(
        Self.name, scale: .binary,
        summary: "shellcheck finds nothing of severity \(judge.severity.rawValue) or worse")
    ]
  }

  public func validate(_ sample: Sample) throws(SampleError) {}

  public func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    [Self.name: .value(try await judge.judge(prediction.text).finding == nil ? 1 : 0)]
  }

  public func explain(_ prediction: Prediction, for sample: Sample) async throws -> String? {
    try await judge.judge(prediction.text).finding
  }
}
