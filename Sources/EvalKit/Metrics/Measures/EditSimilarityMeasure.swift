/// One minus the Levenshtein distance over the length of the longer text, in code points.
///
/// Levenshtein (1966); the best over all targets. Two empty texts are alike.
struct EditSimilarityMeasure: TextMeasure {
  static let name = "edit_similarity"
  static let summary =
    "1 - Levenshtein distance / longer length in code points, the best over all targets."
  static let options = [
    OptionDeclaration(
      "normalize", .choice(["raw", "trimmed"]), "Whether outer white space is dropped before.",
      default: "trimmed")
  ]

  private let rule: ExactMatch

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    rule = options["normalize"]?.stringValue == "raw" ? .raw : .trimmed
  }

  var measures: [Measure] {
    [
      Measure(
        Self.name,
        summary: "1 - Levenshtein distance / longer length in code points "
          + "(\(rule.rawValue)), best over all targets")
    ]
  }

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    let answer = rule.normalize(prediction.text)
    let best = sample.targets.map { EditDistance.similarity(answer, rule.normalize($0)) }.max()
    return [Self.name: best.map(MeasureValue.value) ?? .missing(reason: "no target")]
  }
}
