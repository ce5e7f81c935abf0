public import EvalKit

/// Judges the structure of PDCA documents against a profile.
public struct PDCASchemaHarness: Harness {
  public static let kind = "pdca-schema"
  public static let summary =
    "PDCA documents have the headings and links that their template demands."
  public static let options = [
    OptionDeclaration(
      "profile", .text,
      "The built-in profile 'seed' or 'web4-3.2.4.2', or a YAML or JSON file with another.",
      default: "seed")
  ]

  private let judge: PDCASchemaJudge

  public init(_ configuration: HarnessConfiguration) throws {
    judge = try PDCASchemaJudge(configuration.options["profile"], configuration.directory)
  }

  public var measures: [Measure] {
    [
      Measure("sections_found", summary: "Share of the required sections that are present."),
      Measure(
        "links_found", summary: "Share of the required links that are present and not empty."),
    ]
  }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    let judgement = judge.judge(prediction.text)
    let (sections, links) = (judge.profile.sections.count, judge.profile.links.count)
    return Score(
      passed: judgement.findings.isEmpty,
      measures: [
        "sections_found": .value(Double(judgement.sectionsFound) / Double(sections)),
        "links_found": links == 0
          ? .missing(reason: "the profile requires no links")
          : .value(Double(judgement.linksFound) / Double(links)),
      ],
      explanation: judgement.findings.explanation(for: prediction))
  }
}

/// The question of ``PDCASchemaHarness`` as a check of any sample.
public struct PDCASchemaCheck: Check {
  public static let name = "pdca-schema"
  public static let summary = "The answer is a PDCA document of the profile 'value'."
  public static let options = [
    OptionDeclaration(
      "value", .text, "A built-in profile or a YAML or JSON file with one.", default: "seed")
  ]

  private let judge: PDCASchemaJudge

  public init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    judge = try PDCASchemaJudge(options["value"], configuration.directory)
  }

  public func evaluate(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> CheckOutcome {
    let findings = judge.judge(prediction.text).findings
    return CheckOutcome(
      passed: findings.isEmpty, explanation: findings.explanation(for: prediction))
  }
}

extension PDCASchemaJudge {
  fileprivate init(_ option: JSONValue?, _ directory: String) throws(OptionError) {
    self.init(profile: try .named(option?.stringValue ?? "seed", from: directory))
  }
}
