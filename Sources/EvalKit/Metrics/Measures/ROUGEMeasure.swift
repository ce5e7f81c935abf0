/// ROUGE-1, ROUGE-2 and ROUGE-L, the best F-measure over all targets for each; see ``ROUGE``.
struct ROUGEMeasure: TextMeasure {
  static let name = "rouge"
  static let summary = "rouge1, rouge2 and rougeL: F-measures of the words shared with a target."
  static let options = [
    OptionDeclaration(
      "stemmer", .boolean, "Whether words are reduced to their stems (Porter).", default: false)
  ]

  private let rouge: ROUGE

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    rouge = ROUGE(useStemmer: options["stemmer"]?.boolValue ?? false)
  }

  var measures: [Measure] {
    let stems = rouge.useStemmer ? "stems" : "words"
    return [
      Measure("rouge1", summary: "ROUGE-1 F-measure of \(stems), best over all targets"),
      Measure("rouge2", summary: "ROUGE-2 F-measure of \(stems), best over all targets"),
      Measure("rougeL", summary: "ROUGE-L F-measure of \(stems), best over all targets"),
    ]
  }

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    func best(_ score: (String) -> ROUGE.Score) -> MeasureValue {
      sample.targets.map { score($0).fMeasure }.max().map(MeasureValue.value)
        ?? .missing(reason: "no target")
    }
    let answer = prediction.text
    return [
      "rouge1": best { rouge.rougeN(1, hypothesis: answer, reference: $0) },
      "rouge2": best { rouge.rougeN(2, hypothesis: answer, reference: $0) },
      "rougeL": best { rouge.rougeL(hypothesis: answer, reference: $0) },
    ]
  }
}
