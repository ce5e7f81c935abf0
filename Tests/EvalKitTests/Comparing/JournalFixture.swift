@testable import EvalKit

/// Writes journals of made-up runs, without a model.
enum JournalFixture {
  /// One harness of a run.
  struct Harness {
    var id = "h"
    var passed = 0
    var failed = 0
    /// A `quality` for each trial, in order.
    var qualities: [Double] = []
    var dataset = "d1"
    var planned: Int?
    var gates: [String] = []
    var kind = "text"
  }

  static let quality = Measure("quality", summary: "How good it is.")

  static func manifest(
    _ harnesses: [Harness], runID: String = "r", suite: String = "s",
    baseline: RunManifest.Baseline? = nil
  ) throws -> RunManifest {
    let metrics: [any Metric] = [RateMetric(), MeanMetric(of: quality)]
    let specifications = metrics.map(\.identifiedSpecification)
    return RunManifest(
      runID: runID, suite: suite, model: ModelIdentity(provider: "test", name: "m"),
      parts: try harnesses.map { harness in
        let count = harness.passed + harness.failed
        return RunManifest.Part(
          id: harness.id, kind: harness.kind, role: .harness,
          gates: try harness.gates.map { Gate(.ship, try GateExpression($0)) },
          metrics: specifications, dataset: "samples.jsonl", datasetSHA256: harness.dataset,
          sampleCount: harness.planned ?? count, plannedTrials: harness.planned ?? count)
      }, baseline: baseline)
  }

  @discardableResult
  static func write(
    _ harnesses: [Harness], to directory: String, runID: String = "r", suite: String = "s",
    startedAt: String = "2026-01-01T00:00:00Z", baseline: RunManifest.Baseline? = nil,
    ending: Runner.Ending = .completed
  ) async throws -> RunEvaluation {
    try Files.createDirectory(directory)
    let journal = try JournalWriter(directory: directory)
    let manifest = try manifest(harnesses, runID: runID, suite: suite, baseline: baseline)
    try journal.setMeta("manifest", EncodedManifest.json(manifest))
    try journal.setMeta("started_at", .string(startedAt))
    try journal.setMeta("ending", .string(ending.rawValue))
    for (index, harness) in harnesses.enumerated() {
      for ordinal in 0..<(harness.passed + harness.failed) {
        var record = TrialRecord(
          id: TrialID(harness: harness.id, sample: "\(ordinal)"), harnessIndex: index,
          ordinal: ordinal, status: ordinal < harness.passed ? .passed : .failed,
          prediction: Prediction(text: "answer \(ordinal)"))
        if harness.qualities.indices.contains(ordinal) {
          record.measures["quality"] = .value(harness.qualities[ordinal])
        }
        try await journal.append(record)
      }
    }
    try journal.finish()
    return try Evaluator(registry: .builtIn).evaluate(try JournalReader(directory))
  }
}
