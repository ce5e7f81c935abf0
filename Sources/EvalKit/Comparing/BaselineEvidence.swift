/// What a gate that compares gets from the baseline of its run.
struct BaselineEvidence {
  /// The baseline's value; `nil` when there is none to be believed.
  var value: Double?
  /// Why there is no value.
  var problem: String?
  /// The interval of the difference or change at the gate's confidence.
  var interval: MetricInterval?
  /// Why there is no interval.
  var intervalProblem: String?

  /// - Parameters:
  ///   - expression: The gate's.
  ///   - part: The harness that it judges.
  ///   - manifest: The run's.
  ///   - confident: The metric's value with its interval at the gate's confidence.
  init(
    _ expression: GateExpression, _ part: RunManifest.Part, _ manifest: RunManifest,
    confident: MetricSummary?
  ) {
    guard expression.subject != .value, let baseline = manifest.baseline else { return }
    problem = baseline.problem(comparing: expression.metric, of: part, in: manifest)
    guard problem == nil, let metric = baseline.metric(expression.metric, of: part.id) else {
      return
    }
    value = metric.summary.value
    guard let confidence = expression.confidence, let confident else { return }
    let comparison = MetricComparison(
      candidate: confident, baseline: metric.summary(confidence: confidence))
    if comparison.baseline.interval == nil {
      intervalProblem = "the baseline has no interval at that confidence"
    } else if expression.subject == .drop {
      interval = comparison.drop(confidence: confidence)
    } else {
      interval = comparison.change(confidence: confidence)
      intervalProblem = "a relative change has no interval where the baseline may be 0"
    }
  }
}

extension RunManifest.Baseline {
  /// Why a metric of this run must not be compared with the baseline's, or `nil`.
  ///
  /// What an old journal does not say of its baseline is not asked.
  func problem(
    comparing metric: String, of part: RunManifest.Part, in manifest: RunManifest
  ) -> String? {
    if let problem { return "the baseline \(title) is stale: \(problem)" }
    if let suite, suite != manifest.suite {
      return "the baseline \(title) is of another suite, '\(suite)'"
    }
    guard let harness = harnesses.first(where: { $0.id == part.id }) else {
      return "the baseline \(title) has no harness '\(part.id)'"
    }
    if let kind = harness.kind, kind != part.kind {
      return "the baseline \(title) is stale: there '\(part.id)' is of kind '\(kind)'"
    }
    if let hash = harness.datasetSHA256, hash != part.datasetSHA256 {
      return "the baseline \(title) is stale: it was measured on another version of "
        + "\(part.dataset)"
    }
    guard let found = harness.metrics.first(where: { $0.name == metric }) else {
      return "the baseline \(title) has no \(metric)"
    }
    let measured = found.summary.trialCount
    if let planned = harness.trialCount,
      Double(measured) < manifest.policy.coverage * Double(planned) - 1e-9
    {
      return "the baseline \(title) measured only \(measured) of \(planned) trials"
    }
    return nil
  }
}
