/// Takes from a run what another run needs to be compared with it.
struct BaselineReader {
  let registry: Registry

  /// Reads the baseline for a plan: its metrics over the trials of the run.
  ///
  /// - Parameters:
  ///   - run: The folder of a run, or its journal.
  ///   - suite: The suite of the plan.
  ///   - parts: The parts of the plan.
  /// - Returns: The baseline; of another suite's run only whose run it is.
  /// - Throws: ``JournalError`` when there is no such run or it cannot be read.
  func baseline(
    _ run: String, suite: String, parts: [RunManifest.Part]
  ) throws -> RunManifest.Baseline {
    let journal = try JournalReader(run)
    let manifest = try journal.manifest()
    var result = RunManifest.Baseline(
      runID: manifest.runID, suite: manifest.suite, suiteSHA256: manifest.suiteSHA256,
      model: manifest.model.displayName)
    guard manifest.suite == suite else { return result }
    for (index, part) in manifest.parts.enumerated() {
      switch part.role {
      case .harness:
        let planned = parts.first { $0.id == part.id && $0.role == .harness }
        guard let planned else { continue }
        result.harnesses.append(try harness(part, index, journal, for: planned))
      case .canaries:
        try journal.forEachTrial(harness: index) { trial in
          if trial.status == .passed { result.passedCanaries.append(trial.id.sample) }
        }
      case .smoke: break
      }
    }
    return result
  }

  private func harness(
    _ part: RunManifest.Part, _ index: Int, _ journal: JournalReader,
    for planned: RunManifest.Part
  ) throws -> RunManifest.Baseline.Harness {
    var reduction = MetricReduction(try planned.metrics(registry))
    try reduction.add(journal, harness: index)
    var confidences = [0.95]
    for gate in planned.gates where gate.expression.subject != .value {
      guard let confidence = gate.expression.confidence, !confidences.contains(confidence) else {
        continue
      }
      confidences.append(confidence)
    }
    let metrics = reduction.metrics.indices.compactMap { position in
      let all = confidences.compactMap { reduction.summary(position, confidence: $0) }
      return all.first.map { first in
        var summary = first
        summary.interval = nil
        return RunManifest.Baseline.Metric(
          name: reduction.metrics[position].declaration.name, summary: summary,
          intervals: all.compactMap(\.interval))
      }
    }
    return RunManifest.Baseline.Harness(
      id: part.id, kind: part.kind, datasetSHA256: part.datasetSHA256,
      trialCount: part.wholeTrialCount, metrics: metrics)
  }
}
