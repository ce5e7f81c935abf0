/// Substituted, deleted and inserted words per word of the target, the least over all targets.
///
/// Morris, Maier and Green (2004); words as in jiwer, see ``WordErrorRate``. It exceeds 1 when the
/// answer has many words too many. Its mean is that of the trials, each counting the same, not the
/// errors of the whole corpus per word of it.
struct WordErrorRateMeasure: TextMeasure {
  static let name = "wer"
  static let summary = "The word error rate, the least over all targets; lower is better."

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {}

  var measures: [Measure] {
    [
      Measure(
        Self.name, range: 0...Double.infinity, higherIsBetter: false,
        summary: "word error rate, least over all targets")
    ]
  }

  func validate(_ sample: Sample) throws(SampleError) {
    let hasWords = sample.targets.allSatisfy { !PythonText.trimmed($0).isEmpty }
    guard !sample.targets.isEmpty, hasWords else {
      throw SampleError("'wer' needs a 'target' with a word in every answer", key: "target")
    }
  }

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    let least = sample.targets
      .map { WordErrorRate(hypothesis: prediction.text, reference: $0).rate }.min()
    return [Self.name: least.map(MeasureValue.value) ?? .missing(reason: "no target")]
  }
}
