/// The score of all answers as one text, in `0...100`.
///
/// Each trial's counts stand in the journal as auxiliary measures, so the metric is a sum and one
/// formula: shards and re-reads agree to the last bit. It is not the mean of the trials' scores.
/// The interval takes the central quantiles of 1,000 bootstrap samples of the trials, as Koehn
/// (2004), <https://aclanthology.org/W04-3250>, does, with a fixed seed.
struct CorpusMetric<Score: AdditiveScore>: Metric {
  static var kind: String { Score.metricKind }
  static var summary: String { Score.metricSummary }

  let declaration: MetricDeclaration
  private let score: Score
  private let prefix: String

  /// - Parameters:
  ///   - score: What is computed.
  ///   - prefix: What the names of the measures with its counts begin with.
  ///   - definition: The score with everything that distinguishes it.
  init(_ score: Score, prefix: String, definition: String) {
    (self.score, self.prefix) = (score, prefix)
    declaration = MetricDeclaration(
      name: prefix, unit: .points, range: 0...100, definition: definition)
  }

  init?(specification: JSONObject) {
    guard let declaration = MetricDeclaration(specification),
      let prefix = specification["prefix"]?.stringValue,
      let configuration = specification["configuration"]?.objectValue,
      let score = Score(configuration: configuration)
    else { return nil }
    (self.declaration, self.prefix, self.score) = (declaration, prefix, score)
  }

  var specification: JSONObject {
    var object = declaration.specification
    object["prefix"] = .string(prefix)
    object["configuration"] = .object(score.configuration)
    return object
  }

  func makeAccumulator() -> any MetricAccumulator {
    Accumulator(score: score, names: Self.measureNames(of: score, prefix: prefix))
  }

  /// The measures that carry the counts.
  static func measures(of score: Score, prefix: String) -> [Measure] {
    zip(measureNames(of: score, prefix: prefix), score.countNames).map { name, count in
      Measure(
        name, unit: .count, scale: .auxiliary, range: 0...Double.infinity,
        summary: "count for '\(prefix)': \(count.replacing("_", with: " "))")
    }
  }

  /// The values of those measures for one answer.
  static func values(
    of score: Score, prefix: String, hypothesis: String, references: [String]
  ) -> [String: MeasureValue] {
    let counts = score.counts(hypothesis: hypothesis, references: references)
    return Dictionary(
      uniqueKeysWithValues: zip(
        measureNames(of: score, prefix: prefix), counts.map { .value(Double($0)) }))
  }

  private static func measureNames(of score: Score, prefix: String) -> [String] {
    score.countNames.map { "\(prefix)_\($0)" }
  }

  private struct Accumulator: MetricAccumulator {
    let score: Score
    let names: [String]
    /// The counts of one trial after the other.
    var counts: [UInt32] = []

    var trialCount: Int { counts.count / names.count }

    mutating func add(_ trial: MeasuredTrial) {
      let values = names.compactMap { trial.value($0).flatMap(UInt32.init(exactly:)) }
      if values.count == names.count { counts += values }
    }

    mutating func merge(_ other: any MetricAccumulator) {
      if let other = other as? Accumulator { counts += other.counts }
    }

    func summary(confidence: Double) -> MetricSummary? {
      guard trialCount > 0 else { return nil }
      let units = units()
      var generator = SeededGenerator(seed: 0, stream: Score.metricKind)
      let bootstrap = Bootstrap(
        Array(0..<(units.count / names.count)), resamples: 1000, includesAcceleration: false,
        using: &generator
      ) { score.score(ofCounts: sum(of: $0, units)) }
      return MetricSummary(
        value: score.score(ofCounts: sum(of: 0..<trialCount, counts.map(Int.init))),
        count: trialCount, trialCount: trialCount, standardError: bootstrap?.standardError,
        interval: MetricInterval(
          bootstrap?.interval(.percentile, confidence: confidence), method: "bootstrap_percentile"
        ))
    }

    /// What is resampled: the counts of a trial, or of several that follow each other when there
    /// are so many that drawing each would take long.
    private func units() -> [Int] {
      let limit = 2000
      let size = (trialCount + limit - 1) / limit
      let width = names.count
      var units = [Int](repeating: 0, count: (trialCount + size - 1) / size * width)
      for (index, count) in counts.enumerated() {
        units[index / width / size * width + index % width] += Int(count)
      }
      return units
    }

    private func sum(of rows: some Sequence<Int>, _ counts: [Int]) -> [Int] {
      var total = [Int](repeating: 0, count: names.count)
      for row in rows {
        for column in total.indices { total[column] += counts[row * total.count + column] }
      }
      return total
    }
  }
}
