/// Whether the answer equals a target once both are folded; see ``ExactMatch``.
///
/// `squad` is the exact match of Rajpurkar et al. (2016), <https://arxiv.org/abs/1606.05250>.
struct ExactMatchMeasure: TextMeasure {
  static let name = "exact_match"
  static let summary = "Whether the answer equals a target: 0 or 1."
  static let options = [
    OptionDeclaration(
      "normalize", .choice(ExactMatch.allCases.map(\.rawValue)),
      "What is folded before: nothing, outer white space, SQuAD's rule, or all white space.",
      default: "trimmed")
  ]

  private let rule: ExactMatch

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    rule = options["normalize"]?.stringValue.flatMap(ExactMatch.init(rawValue:)) ?? .trimmed
  }

  var measures: [Measure] {
    [
      Measure(
        Self.name, scale: .binary,
        summary: "the answer equals a target (exact match, \(rule.rawValue))")
    ]
  }

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    [Self.name: .value(rule.matches(prediction.text, anyOf: sample.targets) ? 1 : 0)]
  }

  func explain(_ prediction: Prediction, for sample: Sample) -> String? {
    let targets = sample.targets.prefix(3).map { Excerpt($0).description }
    let more = sample.targets.count > 3 ? " or \(sample.targets.count - 3) more" : ""
    return "the answer \(Excerpt(prediction.text)) is not "
      + targets.joined(separator: " or ") + more
  }
}
