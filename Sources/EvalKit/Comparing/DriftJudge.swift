/// Judges the metrics of one harness of the latest run against the runs before it.
struct DriftJudge {
  let history: RunHistory
  let options: Drift.Options
  let registry: Registry
  /// Of each test.
  let level: Double

  /// A constant group of fewer values says nothing about its variety.
  private static let leastConstantCount = 5

  func findings(
    _ part: RunManifest.Part, _ index: Int, _ names: [String]
  ) throws -> [Drift.Finding] {
    guard let newest = history.entries.last else { return [] }
    let metrics = try part.metrics(registry).filter { names.contains($0.declaration.name) }
    var latest = MetricReduction(metrics)
    try latest.add(try JournalReader(newest.path), harness: index)
    let (reference, runs, others) = try reference(part, metrics)
    return metrics.indices.map { position in
      let declaration = metrics[position].declaration
      var finding = Drift.Finding(
        title: "\(part.id)/\(declaration.name)", outcome: .unknown, unit: declaration.unit,
        runs: runs, reason: "")
      let confidence = 1 - 2 * level
      let now = latest.summary(position, confidence: confidence)
      let then = reference.summary(position, confidence: confidence)
      (finding.latest, finding.reference) = (now?.value, then?.value)
      guard let now else {
        finding.reason = "the latest run has no value"
        return finding
      }
      guard let then else {
        finding.reason = Self.noReference(others)
        return finding
      }
      let planned = Double(part.wholeTrialCount) * newest.manifest.policy.coverage
      settle(
        &finding, MetricComparison(candidate: now, baseline: then), declaration,
        isComplete: Double(now.trialCount) >= planned - 1e-9)
      return finding
    }
  }

  private static func noReference(_ others: Int) -> String {
    switch others {
    case 0: "there is no run before it to compare with"
    case 1: "the run before it was of other samples, or incomplete"
    default: "the \(others) runs before it were of other samples, or incomplete"
    }
  }

  /// The trials of the newest earlier runs of the same harness over the same samples, together.
  private func reference(
    _ part: RunManifest.Part, _ metrics: [any Metric]
  ) throws -> (reduction: MetricReduction, runs: [String], others: Int) {
    var result = MetricReduction(metrics)
    var runs: [String] = []
    var others = 0
    for entry in history.entries.dropLast().reversed() where runs.count < options.window {
      let parts = entry.manifest.parts
      guard let index = parts.firstIndex(where: { $0.id == part.id && $0.role == .harness }),
        parts[index].kind == part.kind, parts[index].datasetSHA256 == part.datasetSHA256,
        !entry.manifest.overrides.isPartial
      else {
        others += 1
        continue
      }
      var reduction = MetricReduction(metrics)
      try reduction.add(try JournalReader(entry.path), harness: index)
      let planned = Double(parts[index].wholeTrialCount) * entry.manifest.policy.coverage
      let summaries = metrics.indices.compactMap { reduction.summary($0, confidence: 0.95) }
      let measured = Double(summaries.map(\.trialCount).max() ?? 0)
      guard measured >= planned - 1e-9, measured > 0 else {
        others += 1
        continue
      }
      result.merge(reduction)
      runs.append(entry.name)
    }
    return (result, runs, others)
  }

  private func settle(
    _ finding: inout Drift.Finding, _ comparison: MetricComparison,
    _ declaration: MetricDeclaration, isComplete: Bool
  ) {
    let (now, then) = (comparison.candidate, comparison.baseline)
    let worse = declaration.higherIsBetter ? then.value - now.value : now.value - then.value
    finding.worsening =
      then.value == 0 ? (worse == 0 ? 0 : worse * .infinity) : worse / abs(then.value)
    let evidence = evidence(comparison, declaration.higherIsBetter)
    (finding.test, finding.pValue) = (evidence.test, evidence.pValue)
    finding.interval = evidence.interval
    let isBeyond = (finding.worsening ?? 0) > options.tolerance + Threshold.tolerance
    let text = Self.text(evidence, level)
    switch (isBeyond, evidence.isSignificant) {
    case (_, nil):
      finding.reason = "too few samples for a test (\(now.count) against \(then.count))"
    case (true, true?):
      finding.outcome = .drifted
      finding.reason = text
    case (true, false?):
      finding.reason = "which may be chance: too few samples to tell (\(text))"
    case (false, _) where !evidence.couldTell:
      finding.reason =
        "too few samples: even the worst result could be chance "
        + "(\(now.count) against \(then.count))"
    case (false, _) where !isComplete:
      finding.reason = "the latest run measured only \(now.trialCount) trials"
    case (false, _):
      finding.outcome = .steady
      finding.reason = text
    }
  }

  /// What a test says.
  private struct Evidence {
    var test: String?
    var pValue: Double?
    var interval: MetricInterval?
    /// Whether the latest run is worse beyond chance; `nil` when there is no test.
    var isSignificant: Bool?
    /// Whether this many samples could have shown any worsening at all.
    var couldTell = true
  }

  private func evidence(_ comparison: MetricComparison, _ higherIsBetter: Bool) -> Evidence {
    let alternative: Alternative = higherIsBetter ? .greater : .less
    if let rates = comparison.rates {
      guard let p = rates.fisherExactPValue(alternative: alternative) else { return Evidence() }
      let worst = ProportionTest(
        successes: rates.firstSuccesses, of: rates.firstTrials,
        against: higherIsBetter ? 0 : rates.secondTrials, of: rates.secondTrials)
      let least = worst?.fisherExactPValue(alternative: alternative) ?? 1
      return Evidence(
        test: "Fisher's exact test", pValue: p, isSignificant: p < level,
        couldTell: least < level)
    }
    if let test = comparison.means(alternative) {
      let counts = min(comparison.candidate.count, comparison.baseline.count)
      guard test.degeneracy == nil || counts >= Self.leastConstantCount else {
        return Evidence()
      }
      let p = test.pValue ?? 1
      return Evidence(test: "Welch's t test", pValue: p, isSignificant: p < level)
    }
    guard let interval = comparison.drop(confidence: 1 - 2 * level) else { return Evidence() }
    return Evidence(
      interval: interval,
      isSignificant: higherIsBetter ? interval.lower > 0 : interval.upper < 0)
  }

  private static func text(_ evidence: Evidence, _ level: Double) -> String {
    if let test = evidence.test, let p = evidence.pValue {
      let least = 0.0001
      let figure = p < least ? "< \(least)" : "= \(Figure.decimal(p, places: 4))"
      return "\(test), one-sided, p \(figure), level \(Figure.decimal(level, places: 4))"
    }
    guard let interval = evidence.interval else { return "no test" }
    let sure = Figure.percent(interval.confidence)
    return "\(sure) interval of reference minus latest "
      + "\(Figure.decimal(interval.lower, places: 4)) to "
      + Figure.decimal(interval.upper, places: 4)
  }
}
