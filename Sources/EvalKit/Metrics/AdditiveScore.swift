/// A score in `0...100` of texts against references that follows from counts which add up.
///
/// The counts of single texts, added, give the score of all texts as one.
protocol AdditiveScore: Sendable {
  /// The kind of its metric, such as `corpus_bleu`.
  static var metricKind: String { get }
  static var metricSummary: String { get }

  /// Reads ``configuration``; `nil` when the values are not its own.
  init?(configuration: JSONObject)
  /// Everything that the score of given counts depends on.
  var configuration: JSONObject { get }

  /// The names of the counts, in their order.
  var countNames: [String] { get }
  /// What one text contributes: a number for each of ``countNames``.
  func counts(hypothesis: String, references: [String]) -> [Int]
  /// The score of added counts.
  func score(ofCounts counts: [Int]) -> Double
}

extension BLEU: AdditiveScore {
  static let metricKind = "corpus_bleu"
  static let metricSummary = "BLEU of all answers as one text, from added counts."

  var countNames: [String] {
    (1...maxOrder).map { "correct_\($0)" } + (1...maxOrder).map { "total_\($0)" }
      + ["length", "reference_length"]
  }

  func counts(hypothesis: String, references: [String]) -> [Int] {
    let found = statistics(hypothesis: hypothesis, references: references)
    return found.correct + found.total + [found.hypothesisLength, found.referenceLength]
  }

  func score(ofCounts counts: [Int]) -> Double {
    var statistics = BLEUStatistics(maxOrder: maxOrder)
    statistics.correct = Array(counts[..<maxOrder])
    statistics.total = Array(counts[maxOrder..<(2 * maxOrder)])
    statistics.hypothesisLength = counts[2 * maxOrder]
    statistics.referenceLength = counts[2 * maxOrder + 1]
    return score(statistics).value
  }

  init?(configuration: JSONObject) {
    guard let smoothing = Smoothing(configuration: configuration),
      let effectiveOrder = configuration["effective_order"]?.boolValue
    else { return nil }
    self.init(smoothing: smoothing, effectiveOrder: effectiveOrder)
  }

  var configuration: JSONObject {
    var object = smoothing.configuration
    object["effective_order"] = .bool(effectiveOrder)
    return object
  }
}

extension BLEU.Smoothing {
  /// The names in suites and specifications.
  static let names = ["exp", "floor", "add-k", "none"]

  /// Reads `smoothing` and `smooth_value`.
  ///
  /// - Returns: `nil` for an unknown name, and for a value that is not above zero or has no meaning.
  init?(configuration: JSONObject) {
    let value = configuration["smooth_value"]?.doubleValue
    if let value, !(value > 0 && value.isFinite) { return nil }
    switch (configuration["smoothing"]?.stringValue, value) {
    case ("exp", nil): self = .exp
    case ("none", nil): self = .none
    case ("floor", let value): self = value.map { .floor($0) } ?? .floor()
    case ("add-k", let value): self = value.map { .addK($0) } ?? .addK()
    default: return nil
    }
  }

  var configuration: JSONObject {
    func named(_ name: String, _ value: Double? = nil) -> JSONObject {
      var object = JSONObject([.init(key: "smoothing", value: .string(name))])
      object["smooth_value"] = value.map(JSONValue.number)
      return object
    }
    return switch self {
    case .none: named("none")
    case .exp: named("exp")
    case .floor(let value): named("floor", value)
    case .addK(let value): named("add-k", value)
    }
  }
}

extension ChrF: AdditiveScore {
  static let metricKind = "corpus_chrf"
  static let metricSummary = "chrF or chrF++ of all answers as one text, from added counts."

  private var orderCount: Int { charOrder + wordOrder }

  var countNames: [String] {
    ["hypothesis", "reference", "matches"].flatMap { side in
      (1...orderCount).map { "\(side)_\($0)" }
    }
  }

  func counts(hypothesis: String, references: [String]) -> [Int] {
    let found = statistics(hypothesis: hypothesis, references: references)
    return found.hypothesis + found.reference + found.matches
  }

  func score(ofCounts counts: [Int]) -> Double {
    var statistics = ChrFStatistics(orderCount: orderCount)
    statistics.hypothesis = Array(counts[..<orderCount])
    statistics.reference = Array(counts[orderCount..<(2 * orderCount)])
    statistics.matches = Array(counts[(2 * orderCount)...])
    return score(statistics)
  }

  /// The longest n-grams that a configuration may ask for.
  static let orderLimit = 20

  init?(configuration: JSONObject) {
    guard let charOrder = configuration["char_order"]?.intValue,
      let wordOrder = configuration["word_order"]?.intValue,
      let beta = configuration["beta"]?.doubleValue, beta > 0, beta.isFinite,
      (0...Self.orderLimit).contains(charOrder), (0...Self.orderLimit).contains(wordOrder),
      charOrder + wordOrder > 0
    else { return nil }
    self.init(
      charOrder: charOrder, wordOrder: wordOrder, beta: beta,
      epsilonSmoothing: configuration["eps_smoothing"]?.boolValue ?? false)
  }

  var configuration: JSONObject {
    JSONObject([
      .init(key: "char_order", value: .integer(Int64(charOrder))),
      .init(key: "word_order", value: .integer(Int64(wordOrder))),
      .init(key: "beta", value: .number(beta)),
      .init(key: "eps_smoothing", value: .bool(epsilonSmoothing)),
    ])
  }
}
