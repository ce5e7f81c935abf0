/// The part that BLEU and chrF have in common as measures: of the corpus or of each answer.
struct CorpusMeasure<Score: AdditiveScore>: Sendable {
  enum Level: String, CaseIterable {
    /// One score of all answers, computed from added counts.
    case corpus
    /// A score of each answer, and their mean.
    case sentence
  }

  static var levelOption: OptionDeclaration {
    OptionDeclaration(
      "level", .choice(Level.allCases.map(\.rawValue)),
      "One score of all answers as one text, or the mean of the answers' scores.",
      default: "corpus")
  }

  let name: String
  let level: Level
  let score: Score
  /// What distinguishes the score from others of its family.
  let definition: String

  var measures: [Measure] {
    switch level {
    case .corpus: CorpusMetric.measures(of: score, prefix: name)
    case .sentence:
      [Measure(name, unit: .points, range: 0...100, summary: "\(definition), of each answer")]
    }
  }

  var metrics: [any Metric] {
    guard level == .corpus else { return [] }
    return [
      CorpusMetric(score, prefix: name, definition: "\(definition), of all answers as one text")
    ]
  }

  func values(_ prediction: Prediction, for sample: Sample) -> [String: MeasureValue] {
    guard level == .sentence else {
      return CorpusMetric.values(
        of: score, prefix: name, hypothesis: prediction.text, references: sample.targets)
    }
    let counts = score.counts(hypothesis: prediction.text, references: sample.targets)
    return [name: .value(score.score(ofCounts: counts))]
  }
}
