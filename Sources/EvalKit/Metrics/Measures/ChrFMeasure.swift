/// chrF against the best target of a sample; see ``ChrF``.
struct ChrFMeasure: TextMeasure {
  static let name = "chrf"
  static let summary = "chrF against the best target, 0 to 100: F-score of character n-grams."
  static let options = ChrFOptions.declarations(wordOrder: 0)

  private let measure: CorpusMeasure<ChrF>

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    measure = try ChrFOptions.measure(options, name: Self.name)
  }

  var measures: [Measure] { measure.measures }
  var metrics: [any Metric] { measure.metrics }

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] { measure.values(prediction, for: sample) }
}

/// chrF++ against the best target of a sample: n-grams of characters and of one or two words.
struct ChrFPlusPlusMeasure: TextMeasure {
  static let name = "chrf++"
  static let summary = "chrF++ against the best target, 0 to 100: characters, and words up to two."
  static let options = ChrFOptions.declarations(wordOrder: 2)

  private let measure: CorpusMeasure<ChrF>

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    measure = try ChrFOptions.measure(options, name: Self.name)
  }

  var measures: [Measure] { measure.measures }
  var metrics: [any Metric] { measure.metrics }

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] { measure.values(prediction, for: sample) }
}

/// What both forms of chrF are told.
private enum ChrFOptions {
  static func declarations(wordOrder: Int) -> [OptionDeclaration] {
    [
      OptionDeclaration("char_order", .integer, "The longest n-grams of characters.", default: 6),
      OptionDeclaration(
        "word_order", .integer, "The longest n-grams of words.",
        default: .integer(Int64(wordOrder))),
      OptionDeclaration(
        "beta", .number, "How many times as much recall counts as precision.", default: 2),
      OptionDeclaration("lowercase", .boolean, "Whether case is folded before.", default: false),
      OptionDeclaration(
        "whitespace", .boolean, "Whether white space counts as characters.", default: false),
      OptionDeclaration(
        "eps_smoothing", .boolean,
        "Whether orders without n-grams count as nearly zero instead of being left out.",
        default: false),
      CorpusMeasure<ChrF>.levelOption,
    ]
  }

  static func measure(
    _ options: JSONObject, name: String
  ) throws(OptionError) -> CorpusMeasure<ChrF> {
    guard let plain = ChrF(configuration: options) else {
      throw OptionError(
        "'char_order' and 'word_order' lie in 0...\(ChrF.orderLimit), one of them above 0, and "
          + "'beta' is above 0")
    }
    let score = ChrF(
      charOrder: plain.charOrder, wordOrder: plain.wordOrder, beta: plain.beta,
      lowercase: options["lowercase"]?.boolValue ?? false,
      whitespace: options["whitespace"]?.boolValue ?? false,
      epsilonSmoothing: plain.epsilonSmoothing)
    return CorpusMeasure(
      name: name, level: .init(options), score: score, definition: definition(of: score))
  }

  private static func definition(of score: ChrF) -> String {
    "chrF\(Threshold.text(score.beta)) as in sacreBLEU (characters to \(score.charOrder), words to "
      + "\(score.wordOrder), case \(score.lowercase ? "folded" : "kept"), white space "
      + "\(score.whitespace ? "counted" : "left out"), epsilon smoothing "
      + "\(score.epsilonSmoothing ? "yes" : "no"))"
  }
}
