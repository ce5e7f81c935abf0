/// Which of some labels the answer gives, against the one that the target names.
///
/// Yields `label_correct` and `label_found` (0 or 1), and the figures of ``ConfusionMetric`` for
/// the label `positive` against all others. An answer that gives no label, or several, counts as
/// not positive and as wrong.
struct ClassificationMeasure: TextMeasure {
  static let name = "classification"
  static let summary =
    "Which label the answer gives: accuracy, precision, recall, f1 and the like of one label."
  static let options = [
    OptionDeclaration("labels", .list, "The labels that an answer may give.", required: true),
    OptionDeclaration("positive", .text, "The label of interest; the first one if left out."),
    OptionDeclaration(
      "extract", .choice(LabelExtractor.Place.allCases.map(\.rawValue)),
      "Where the label stands: the whole answer, its first or last word, or anywhere.",
      default: "whole"),
  ]

  private let extractor: LabelExtractor
  private let positive: Int

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    let labels = try options.nonEmptyTexts("labels")
    let place = options["extract"]?.stringValue.flatMap(LabelExtractor.Place.init(rawValue:))
    extractor = try LabelExtractor(labels, place ?? .whole)
    let wanted = options["positive"]?.stringValue ?? labels[0]
    guard let positive = extractor.index(of: wanted) else {
      throw OptionError(
        "'positive' is one of the labels \(labels.joined(separator: ", ")), not "
          + "\(Excerpt(wanted))\(nearest(wanted, in: labels).suggestion)", option: "positive")
    }
    self.positive = positive
  }

  var measures: [Measure] {
    let label = Excerpt.plain(extractor.labels[positive])
    return [
      Measure("label_correct", scale: .binary, summary: "the answer gives the target's label"),
      Measure("label_found", scale: .binary, summary: "the answer gives exactly one label"),
      Measure("expected_positive", scale: .auxiliary, summary: "the target is '\(label)'"),
      Measure("predicted_positive", scale: .auxiliary, summary: "the answer is '\(label)'"),
    ]
  }

  var metrics: [any Metric] {
    ConfusionMetric.all(
      expected: "expected_positive", predicted: "predicted_positive",
      positive: extractor.labels[positive])
  }

  func validate(_ sample: Sample) throws(SampleError) {
    guard sample.targets.count == 1, let target = sample.targets.first else {
      throw SampleError(
        "'classification' needs one 'target', not \(sample.targets.count)", key: "target")
    }
    guard extractor.index(of: target) != nil else {
      throw SampleError(
        "the target \(Excerpt(target)) is none of the labels "
          + extractor.labels.joined(separator: ", ")
          + nearest(target, in: extractor.labels).suggestion, key: "target")
    }
  }

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    guard let expected = sample.targets.first.flatMap(extractor.index) else { return [:] }
    let found = extractor.labels(in: prediction.text)
    let predicted = found.count == 1 ? found.first : nil
    func flag(_ truth: Bool) -> MeasureValue { .value(truth ? 1 : 0) }
    return [
      "label_correct": flag(predicted == expected), "label_found": flag(predicted != nil),
      "expected_positive": flag(expected == positive),
      "predicted_positive": flag(predicted == positive),
    ]
  }

  func explain(_ prediction: Prediction, for sample: Sample) -> String? {
    let found = extractor.labels(in: prediction.text).map { extractor.labels[$0] }
    let expected = Excerpt(sample.targets.first ?? "")
    switch found.count {
    case 0: return "the answer \(Excerpt(prediction.text)) gives no label, \(expected) is right"
    case 1: return "the answer gives \(Excerpt(found[0])), \(expected) is right"
    default:
      let names = found.map { Excerpt($0).description }.joined(separator: " and ")
      return "the answer gives \(names), only \(expected) is right"
    }
  }
}
