public import EvalKit

/// Judges decision records: Trigger, Response, Outcome and Next of each decision.
public struct TRONFormatHarness: Harness {
  public static let kind = "tron-format"
  public static let summary =
    "Decisions under '## Plan' have Trigger, Response, Outcome and Next, in this order."
  public static let options = [
    OptionDeclaration(
      "section", .text, "The text of the second-level heading above the decisions.",
      default: "Plan")
  ]

  private let judge: TRONJudge

  public init(_ configuration: HarnessConfiguration) throws {
    judge = try TRONJudge(configuration.options["section"])
  }

  public var measures: [Measure] {
    [
      Measure(
        "decisions", unit: .count, range: 0...Double.infinity,
        summary: "Decisions found in the section."),
      Measure(
        "complete_decisions",
        summary: "Share of the decisions found that are complete; 0 without any."),
    ]
  }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    let judgement = judge.judge(prediction.text)
    let total = judgement.decisions.count
    let complete = judgement.decisions.count { $0.findings.isEmpty }
    return Score(
      passed: judgement.findings.isEmpty,
      measures: [
        "decisions": .value(Double(total)),
        "complete_decisions": .value(total == 0 ? 0 : Double(complete) / Double(total)),
      ],
      explanation: judgement.findings.explanation(for: prediction))
  }
}

/// The question of ``TRONFormatHarness`` as a check of any sample.
public struct TRONFormatCheck: Check {
  public static let name = "tron-format"
  public static let summary =
    "The decisions under the heading 'value' (default 'Plan') have the TRON format."
  public static let options = [
    OptionDeclaration(
      "value", .text, "The text of the second-level heading above the decisions.",
      default: "Plan")
  ]

  private let judge: TRONJudge

  public init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    judge = try TRONJudge(options["value"])
  }

  public func evaluate(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> CheckOutcome {
    let findings = judge.judge(prediction.text).findings
    return CheckOutcome(
      passed: findings.isEmpty, explanation: findings.explanation(for: prediction))
  }
}

extension TRONJudge {
  /// - Throws: ``OptionError`` for a blank heading, which no section can have.
  fileprivate init(_ option: JSONValue?) throws(OptionError) {
    let section = option?.stringValue ?? "Plan"
    guard !section.isBlank else {
      throw OptionError("'section' is the text of a heading, not a blank one", option: "section")
    }
    self.init(section: String(section.trimmed))
  }
}
