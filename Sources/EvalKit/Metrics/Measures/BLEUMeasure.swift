/// BLEU against all targets of a sample; see ``BLEU``.
///
/// As in sacreBLEU, sentences are scored with the effective order unless the suite says otherwise,
/// and a corpus without.
struct BLEUMeasure: TextMeasure {
  static let name = "bleu"
  static let summary = "BLEU against the targets, 0 to 100: of all answers as one text, or of each."
  static let options = [
    OptionDeclaration(
      "tokenize", .choice(BLEUTokenizer.allCases.map(\.rawValue)),
      "How a text becomes tokens; 'command' reads shell commands.", default: "13a"),
    OptionDeclaration(
      "smoothing", .choice(BLEU.Smoothing.names),
      "What becomes of an n-gram order without a match.", default: "exp"),
    OptionDeclaration(
      "smooth_value", .number, "What 'floor' puts (0.1 if left out) and 'add-k' adds (1)."),
    OptionDeclaration(
      "effective_order", .boolean,
      "Whether orders longer than the answer are left out; for sentences yes if left out."),
    OptionDeclaration("lowercase", .boolean, "Whether case is folded before.", default: false),
    CorpusMeasure<BLEU>.levelOption,
  ]

  private let measure: CorpusMeasure<BLEU>

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    guard let smoothing = BLEU.Smoothing(configuration: options) else {
      let name = options["smoothing"]?.stringValue ?? ""
      throw OptionError(
        ["floor", "add-k"].contains(name)
          ? "'smooth_value' is above 0" : "'smooth_value' is for 'floor' and 'add-k' only",
        option: "smooth_value")
    }
    let level = CorpusMeasure<BLEU>.Level(options)
    let tokenizer = options["tokenize"]?.stringValue.flatMap(BLEUTokenizer.init(rawValue:))
    let score = BLEU(
      tokenizer: tokenizer ?? .thirteenA, smoothing: smoothing,
      effectiveOrder: options["effective_order"]?.boolValue ?? (level == .sentence),
      lowercase: options["lowercase"]?.boolValue ?? false)
    measure = CorpusMeasure(
      name: Self.name, level: level, score: score, definition: Self.definition(of: score))
  }

  private static func definition(of score: BLEU) -> String {
    let smoothing = score.smoothing.configuration
    let value = smoothing["smooth_value"]?.doubleValue.map { " \(Threshold.text($0))" } ?? ""
    return "BLEU as in sacreBLEU (tokenize \(score.tokenizer.rawValue), smoothing "
      + "\(smoothing["smoothing"]?.stringValue ?? "")\(value), effective order "
      + "\(score.effectiveOrder ? "yes" : "no"), case \(score.lowercase ? "folded" : "kept"))"
  }

  var measures: [Measure] { measure.measures }
  var metrics: [any Metric] { measure.metrics }

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] { measure.values(prediction, for: sample) }
}

extension CorpusMeasure.Level {
  init(_ options: JSONObject) {
    self = options["level"]?.stringValue.flatMap(Self.init(rawValue:)) ?? .corpus
  }
}
