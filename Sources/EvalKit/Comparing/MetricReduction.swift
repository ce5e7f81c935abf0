/// Reduces metrics over the trials of one harness, in one journal or in several together.
struct MetricReduction {
  let metrics: [any Metric]
  private var accumulators: [any MetricAccumulator]

  init(_ metrics: [any Metric]) {
    self.metrics = metrics
    accumulators = metrics.map { $0.makeAccumulator() }
  }

  /// Adds the trials of the harness at one position of a journal's plan.
  mutating func add(_ journal: JournalReader, harness: Int) throws {
    try journal.forEachTrial(harness: harness) { trial in
      let measured = trial.measured
      for index in accumulators.indices { accumulators[index].add(measured) }
    }
  }

  /// Adds what another reduction of the same metrics has seen.
  mutating func merge(_ other: MetricReduction) {
    for index in accumulators.indices { accumulators[index].merge(other.accumulators[index]) }
  }

  /// The value of the metric at an index; `nil` when it was never produced.
  func summary(_ index: Int, confidence: Double) -> MetricSummary? {
    accumulators[index].summary(confidence: confidence)
  }
}

extension RunManifest.Part {
  /// The trials of the whole harness, whatever the run was limited to.
  var wholeTrialCount: Int { sampleCount * repetitions }

  /// The part with metrics of `ttft` and `latency` of those names, where it lacks them.
  func adding(_ timings: [String]) -> RunManifest.Part {
    var part = self
    for name in timings where !part.metrics.contains(where: { $0["name"]?.stringValue == name }) {
      guard let metric = MetricCatalog.timings.metric(named: name) else { continue }
      part.metrics.append(metric.identifiedSpecification)
    }
    return part
  }

  /// - Throws: ``JournalError`` for a metric of a kind that this program does not have.
  func metrics(_ registry: Registry) throws(JournalError) -> [any Metric] {
    var result: [any Metric] = []
    for specification in metrics {
      guard let metric = registry.metric(specification) else {
        let kind = specification["kind"]?.stringValue ?? "?"
        throw JournalError("the journal uses metrics of kind '\(kind)', unknown to this program")
      }
      result.append(metric)
    }
    return result
  }
}

extension MetricCatalog {
  /// What every harness measures beside its own.
  static var timings: MetricCatalog {
    MetricCatalog(measures: [], metrics: [], judgesTrials: false, headline: "")
  }
}
