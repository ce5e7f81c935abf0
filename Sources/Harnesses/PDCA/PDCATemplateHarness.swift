public import EvalKit

/// Judges whether PDCA documents are complete: form, content, decision, actions, links.
public struct PDCATemplateHarness: Harness {
  public static let kind = "pdca-template"
  public static let summary =
    "PDCA documents are complete: real content, a TRON decision, actions, evidence, learnings."

  private let judge = PDCATemplateJudge()

  public init(_ configuration: HarnessConfiguration) throws {}

  public var measures: [Measure] {
    PDCATemplateJudge.Rule.allCases.map {
      Measure($0.rawValue, scale: .binary, summary: $0.summary)
    }
  }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    let judgement = judge.judge(prediction.text)
    let measures = PDCATemplateJudge.Rule.allCases.map { rule in
      (rule.rawValue, MeasureValue.value(judgement.broken.contains(rule) ? 0 : 1))
    }
    return Score(
      passed: judgement.broken.isEmpty, measures: Dictionary(uniqueKeysWithValues: measures),
      explanation: judgement.findings.explanation(for: prediction))
  }
}

/// The question of ``PDCATemplateHarness`` as a check of any sample.
public struct PDCATemplateCheck: Check {
  public static let name = "pdca-template"
  public static let summary = "The answer is a complete PDCA document."
  public static let options: [OptionDeclaration] = []

  private let judge = PDCATemplateJudge()

  public init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {}

  public func evaluate(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> CheckOutcome {
    let judgement = judge.judge(prediction.text)
    return CheckOutcome(
      passed: judgement.broken.isEmpty,
      explanation: judgement.findings.explanation(for: prediction))
  }
}

extension PDCATemplateJudge.Rule {
  fileprivate var summary: String {
    switch self {
    case .schema: "The five sections and both links are there, in order."
    case .content: "Every section has real content."
    case .placeholders: "No placeholder of a template is left outside of code."
    case .tron: "Plan has complete TRON decisions."
    case .actions: "Do lists at least two concrete actions."
    case .verification: "Check tells of something run, measured or confirmed."
    case .learnings: "Act tells what was learned, standardised or will change."
    case .links: "All links are well-formed, those of the chain lead to documents."
    }
  }
}
