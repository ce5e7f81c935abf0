/// A figure of a yes-or-no classification: what trials should have been against what they were.
///
/// The two measures are 1 for the positive class and 0 otherwise. Rates of counts carry Wilson's
/// interval. For F1 it follows from F1 = 2J/(1 + J) with the Jaccard rate
/// J = TP/(TP + FP + FN), Wilson's interval of which is carried over; the rise is monotonic.
public struct ConfusionMetric: Metric {
  public static let kind = "confusion"
  public static let summary =
    "accuracy, precision, recall, f1, tpr and fpr of a yes-or-no classification."

  /// Which figure.
  public enum Figure: String, Sendable, CaseIterable {
    case accuracy, precision, recall, f1, tpr, fpr, specificity
  }

  public let declaration: MetricDeclaration
  private let figure: Figure
  private let expected: String
  private let predicted: String

  /// One figure of a classification.
  ///
  /// - Parameters:
  ///   - figure: Which figure.
  ///   - expected: The measure that says what the trial is.
  ///   - predicted: The measure that says what it was taken for.
  ///   - positive: What the positive class is called, for the definition.
  public init(_ figure: Figure, expected: String, predicted: String, positive: String) {
    (self.figure, self.expected, self.predicted) = (figure, expected, predicted)
    declaration = MetricDeclaration(
      name: figure.rawValue, unit: .fraction, range: 0...1, higherIsBetter: figure != .fpr,
      definition: figure.definition + " (positive: \(positive))")
  }

  /// Every figure of one classification.
  public static func all(expected: String, predicted: String, positive: String) -> [any Metric] {
    Figure.allCases.map {
      ConfusionMetric($0, expected: expected, predicted: predicted, positive: positive)
    }
  }

  public init?(specification: JSONObject) {
    guard let declaration = MetricDeclaration(specification),
      let figure = specification["figure"]?.stringValue.flatMap(Figure.init(rawValue:)),
      let expected = specification["expected"]?.stringValue,
      let predicted = specification["predicted"]?.stringValue
    else { return nil }
    (self.declaration, self.figure) = (declaration, figure)
    (self.expected, self.predicted) = (expected, predicted)
  }

  public var specification: JSONObject {
    var object = declaration.specification
    object["figure"] = .string(figure.rawValue)
    object["expected"] = .string(expected)
    object["predicted"] = .string(predicted)
    return object
  }

  public func makeAccumulator() -> any MetricAccumulator {
    Accumulator(figure: figure, expected: expected, predicted: predicted)
  }

  private struct Accumulator: MetricAccumulator {
    let figure: Figure
    let expected: String
    let predicted: String
    var counts = BinaryConfusion()

    mutating func add(_ trial: MeasuredTrial) {
      guard let expected = trial.value(expected), let predicted = trial.value(predicted) else {
        return
      }
      counts.record(expected: expected == 1, predicted: predicted == 1)
    }

    mutating func merge(_ other: any MetricAccumulator) {
      if let other = other as? Accumulator { counts += other.counts }
    }

    func summary(confidence: Double) -> MetricSummary? {
      let (hits, alarms) = (counts.truePositives, counts.falsePositives)
      let (misses, rejections) = (counts.falseNegatives, counts.trueNegatives)
      func rate(_ part: Int, _ whole: Int) -> MetricSummary? {
        MetricSummary(rate: part, of: whole, trialCount: counts.total, confidence: confidence)
      }
      switch figure {
      case .accuracy: return rate(hits + rejections, counts.total)
      case .precision: return rate(hits, hits + alarms)
      case .recall, .tpr: return rate(hits, hits + misses)
      case .fpr: return rate(alarms, alarms + rejections)
      case .specificity: return rate(rejections, alarms + rejections)
      case .f1:
        guard let value = counts.f1, var summary = rate(hits, hits + alarms + misses) else {
          return nil
        }
        summary.value = value
        summary.standardError = nil
        if let jaccard = summary.interval {
          summary.interval = MetricInterval(
            lower: 2 * jaccard.lower / (1 + jaccard.lower),
            upper: 2 * jaccard.upper / (1 + jaccard.upper), confidence: confidence,
            method: "wilson_jaccard")
        }
        return summary
      }
    }
  }
}

extension ConfusionMetric.Figure {
  fileprivate var definition: String {
    switch self {
    case .accuracy: "(TP + TN) / all"
    case .precision: "TP / (TP + FP)"
    case .recall, .tpr: "TP / (TP + FN)"
    case .f1: "2 TP / (2 TP + FP + FN)"
    case .fpr: "FP / (FP + TN)"
    case .specificity: "TN / (FP + TN)"
    }
  }
}
