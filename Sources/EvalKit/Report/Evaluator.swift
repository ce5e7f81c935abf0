/// Reduces a journal to a ``RunEvaluation``; the same journal always gives the same.
public struct Evaluator: Sendable {
  private static let reportedConfidence = 0.95
  private let registry: Registry

  /// - Parameter registry: Knows the kinds of the metrics that the journal names.
  public init(registry: Registry) { self.registry = registry }

  /// - Parameters:
  ///   - journal: A run's.
  ///   - timings: Names of metrics of `ttft` and `latency` to add where the run lacks them.
  /// - Returns: What the journal says, whatever else is on disk.
  /// - Throws: ``JournalError`` when the journal cannot be read or names a metric kind that this
  ///   program does not have.
  public func evaluate(
    _ journal: JournalReader, adding timings: [String] = []
  ) throws -> RunEvaluation {
    let manifest = try journal.manifest()
    var parts: [RunEvaluation.Part] = []
    for (index, part) in manifest.parts.enumerated() {
      parts.append(try evaluate(part.adding(timings), index, manifest, journal))
    }
    let ending =
      try journal.meta("ending")?.stringValue.flatMap(Runner.Ending.init) ?? .interrupted
    var evaluation = RunEvaluation(
      manifest: manifest, parts: parts,
      decision: Decision(VerdictEvidence(harnesses: [])), ending: ending,
      tools: try journal.tools(),
      volatile: .init(
        startedAt: try journal.meta("started_at")?.stringValue ?? "",
        finishedAt: try journal.meta("finished_at")?.stringValue ?? "",
        host: try journal.meta("host")?.stringValue ?? "",
        duration: try journal.meta("duration_s")?.doubleValue))
    let cause = try journal.events().last { $0.kind == ending.rawValue }?.message
    var evidence = Self.evidence(evaluation, cause: cause)
    evidence.modelProblem = ModelCheck(try journal.meta(ModelCheck.key)).problem
    evaluation.decision = Decision(evidence)
    return evaluation
  }

  private func evaluate(
    _ part: RunManifest.Part, _ index: Int, _ manifest: RunManifest, _ journal: JournalReader
  ) throws -> RunEvaluation.Part {
    let metrics = try part.metrics(registry)
    var tally = Tally(accumulators: metrics.map { $0.makeAccumulator() })
    try journal.forEachTrial(harness: index) { tally.add($0) }
    tally.counts.planned = part.plannedTrials
    let values = zip(metrics, tally.accumulators).map { metric, accumulator in
      RunEvaluation.MetricValue(
        declaration: metric.declaration,
        summary: accumulator.summary(confidence: Self.reportedConfidence))
    }
    let gates = part.gates.map { gate in
      judge(gate, part, values, metrics, tally, manifest)
    }
    return RunEvaluation.Part(
      index: index, manifest: part, counts: tally.counts, metrics: values, gates: gates,
      categories: tally.categories.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
      failedSamples: tally.failedSamples,
      errors: tally.errors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { ($0.key, $0.value) })
  }

  private func judge(
    _ gate: Gate, _ part: RunManifest.Part, _ values: [RunEvaluation.MetricValue],
    _ metrics: [any Metric], _ tally: Tally, _ manifest: RunManifest
  ) -> GateResult {
    let name = gate.expression.metric
    let position = metrics.firstIndex { $0.declaration.name == name }
    let confident = position.flatMap { position in
      gate.expression.confidence.flatMap { tally.accumulators[position].summary(confidence: $0) }
    }
    let baseline = BaselineEvidence(gate.expression, part, manifest, confident: confident)
    return gate.judged(
      by: GateEvidence(
        summary: position.flatMap { values[$0].summary }, confidentSummary: confident,
        unit: position.map { metrics[$0].declaration.unit } ?? .fraction,
        baseline: baseline.value, baselineProblem: baseline.problem,
        comparedInterval: baseline.interval, intervalProblem: baseline.intervalProblem,
        plannedTrials: part.plannedTrials, coverage: manifest.policy.coverage))
  }

  /// What a run that has no decision yet gives to decide on; `cause` is what the journal says about
  /// its end.
  private static func evidence(_ run: RunEvaluation, cause: String?) -> VerdictEvidence {
    func probes(_ part: RunEvaluation.Part?, _ regressions: [String]) -> VerdictEvidence.Probes? {
      part.map {
        .init(counts: $0.counts, failed: $0.failedSamples, regressions: regressions)
      }
    }
    return VerdictEvidence(
      harnesses: run.harnesses.map {
        .init(
          id: $0.manifest.id, weight: $0.manifest.weight, headline: $0.headline?.share,
          gates: $0.gates, counts: $0.counts)
      }, canaries: probes(run.canaries, run.regressions), smoke: probes(run.smoke, []),
      policy: run.manifest.policy, isPartial: run.manifest.overrides.isPartial,
      ending: run.ending, infrastructureProblem: infrastructureProblem(run, cause: cause),
      reachedLimit: run.ending == .limitReached ? cause : nil)
  }

  /// Set when the backend was lost, or when nothing at all could be measured for want of it.
  private static func infrastructureProblem(
    _ run: RunEvaluation, cause: String?
  ) -> String? {
    if run.ending == .backendLost { return cause }
    let counts = run.counts
    guard counts.measured == 0, counts.errored > 0 else { return nil }
    return run.parts.flatMap(\.errors).max { $0.count < $1.count }?.reason
  }

  /// What one pass over the trials of a part gathers.
  private struct Tally {
    var accumulators: [any MetricAccumulator]
    var counts = TrialCounts()
    var categories: [String: TrialCounts] = [:]
    var failedSamples: [String] = []
    var errors: [String: Int] = [:]

    mutating func add(_ trial: TrialRecord) {
      count(trial.status, in: \.counts)
      if let category = trial.category {
        var counts = categories[category] ?? TrialCounts()
        counts.planned += 1
        counts.passed += trial.status == .passed ? 1 : 0
        counts.failed += trial.status == .failed ? 1 : 0
        counts.errored += trial.status == .errored ? 1 : 0
        categories[category] = counts
      }
      if trial.status == .failed, failedSamples.count < RunEvaluation.maximumNamed {
        failedSamples.append(trial.id.sample)
      }
      if let failure = trial.failure, errors.count < 1000 || errors[failure.message] != nil {
        errors[failure.message, default: 0] += 1
      }
      let measured = trial.measured
      for index in accumulators.indices { accumulators[index].add(measured) }
    }

    private mutating func count(
      _ status: TrialStatus, in counts: WritableKeyPath<Self, TrialCounts>
    ) {
      switch status {
      case .passed: self[keyPath: counts].passed += 1
      case .failed: self[keyPath: counts].failed += 1
      case .errored: self[keyPath: counts].errored += 1
      case .notRun: break
      }
    }
  }
}
