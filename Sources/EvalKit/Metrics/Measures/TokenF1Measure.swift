/// The F1 of the answer's words against a target's, the best over all targets; see ``SQuAD``.
///
/// Rajpurkar et al. (2016), <https://arxiv.org/abs/1606.05250>: words are counted with repetition
/// and without order after folding case, ASCII punctuation, English articles and spacing.
struct TokenF1Measure: TextMeasure {
  static let name = "token_f1"
  static let summary = "SQuAD's F1 of the answer's words, the best over all targets."

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {}

  var measures: [Measure] {
    [Measure(Self.name, summary: "F1 of the answer's words (SQuAD), best over all targets")]
  }

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    let best = SQuAD.f1(prediction.text, targets: sample.targets)
    return [Self.name: best.map(MeasureValue.value) ?? .missing(reason: "no target")]
  }
}
