import Testing

@testable import EvalKit

/// Every row of the status table, and what must never clear.
@Suite struct DecisionTests {
  private static func gate(
    _ severity: Gate.Severity, _ outcome: GateOutcome, metric: String = "pass_rate"
  ) -> GateResult {
    GateResult(
      gate: Gate(severity, GateExpression(metric, Threshold(.atLeast, 0.95))), value: 0.5,
      outcome: outcome, reason: "\(metric) is so")
  }

  private static func harness(
    _ gates: [GateResult], headline: Double? = 0.97, planned: Int = 100, passed: Int = 97,
    failed: Int = 3, errored: Int = 0, weight: Double = 1
  ) -> VerdictEvidence.Harness {
    .init(
      id: "h", weight: weight, headline: headline, gates: gates,
      counts: TrialCounts(planned: planned, passed: passed, failed: failed, errored: errored))
  }

  private static func policy(_ overall: Double?, canaries: Bool = true) -> Suite.Policy {
    var policy = Suite.Policy()
    policy.overall = overall.map { Threshold(.atLeast, $0) }
    policy.requiresCanaries = canaries
    return policy
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var evidence: VerdictEvidence
    var verdict: Verdict
    var status: EvalKit.ExitStatus
  }

  static var rows: [Row] {
    var rows: [Row] = []
    rows.append(
      Row(
        testDescription: "everything passed",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)])], policy: policy(0.9)), verdict: .cleared,
        status: .cleared))
    rows.append(
      Row(
        testDescription: "a quality gate never blocks",
        evidence: VerdictEvidence(harnesses: [
          harness([gate(.ship, .passed), gate(.quality, .failed)])
        ]), verdict: .cleared, status: .cleared))
    rows.append(
      Row(
        testDescription: "an undecided quality gate never blocks",
        evidence: VerdictEvidence(harnesses: [harness([gate(.quality, .inconclusive)])]),
        verdict: .cleared, status: .cleared))
    rows.append(
      Row(
        testDescription: "a ship gate failed",
        evidence: VerdictEvidence(harnesses: [harness([gate(.ship, .failed)])]), verdict: .blocked,
        status: .blocked))
    rows.append(
      Row(
        testDescription: "the overall score failed",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)], headline: 0.8)], policy: policy(0.9)),
        verdict: .blocked, status: .blocked))
    rows.append(
      Row(
        testDescription: "the overall score is exactly its target",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)], headline: 0.9)], policy: policy(0.9)),
        verdict: .cleared, status: .cleared))
    rows.append(
      Row(
        testDescription: "a canary failed",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)])],
          canaries: VerdictEvidence.Probes(
            counts: TrialCounts(planned: 2, passed: 1, failed: 1), failed: ["c2"])),
        verdict: .blocked, status: .blocked))
    rows.append(
      Row(
        testDescription: "a canary failed where canaries are only reported",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)])],
          canaries: VerdictEvidence.Probes(
            counts: TrialCounts(planned: 2, passed: 1, failed: 1), failed: ["c2"]),
          policy: policy(nil, canaries: false)), verdict: .cleared, status: .cleared))
    rows.append(
      Row(
        testDescription: "a canary errored",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)])],
          canaries: VerdictEvidence.Probes(counts: TrialCounts(planned: 2, passed: 1, errored: 1))),
        verdict: .inconclusive, status: .inconclusive))
    rows.append(
      Row(
        testDescription: "a smoke test failed",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)])],
          smoke: VerdictEvidence.Probes(counts: TrialCounts(planned: 1, failed: 1), failed: ["s1"])),
        verdict: .blocked, status: .blocked))
    rows.append(
      Row(
        testDescription: "a smoke test did not run",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)])],
          smoke: VerdictEvidence.Probes(counts: TrialCounts(planned: 1))), verdict: .inconclusive,
        status: .inconclusive))
    rows.append(
      Row(
        testDescription: "a ship gate is undecided",
        evidence: VerdictEvidence(harnesses: [harness([gate(.ship, .inconclusive)])]),
        verdict: .inconclusive, status: .inconclusive))
    rows.append(
      Row(
        testDescription: "coverage is not met",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)], passed: 96, failed: 3, errored: 1)]),
        verdict: .inconclusive, status: .inconclusive))
    rows.append(
      Row(
        testDescription: "zero trials were planned",
        evidence: VerdictEvidence(
          harnesses: [
            harness([gate(.ship, .inconclusive)], headline: nil, planned: 0, passed: 0, failed: 0)
          ]
        ), verdict: .inconclusive, status: .inconclusive))
    rows.append(
      Row(
        testDescription: "zero trials, whatever a gate says",
        evidence: VerdictEvidence(
          harnesses: [
            harness([gate(.ship, .passed)], headline: 1, planned: 0, passed: 0, failed: 0)
          ]), verdict: .inconclusive, status: .inconclusive))
    rows.append(
      Row(
        testDescription: "all trials errored",
        evidence: VerdictEvidence(
          harnesses: [
            harness([gate(.ship, .inconclusive)], headline: nil, passed: 0, failed: 0, errored: 100)
          ], infrastructureProblem: "127.0.0.1:9: connection refused"), verdict: .inconclusive,
        status: .infrastructure))
    rows.append(
      Row(
        testDescription: "the backend was lost",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)], passed: 50, failed: 0)], ending: .backendLost,
          infrastructureProblem: "gone"), verdict: .inconclusive, status: .infrastructure))
    rows.append(
      Row(
        testDescription: "the backend was lost after a ship gate had failed",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .failed)], passed: 5, failed: 45)], ending: .backendLost,
          infrastructureProblem: "gone"), verdict: .blocked, status: .blocked))
    rows.append(
      Row(
        testDescription: "the headline was never produced",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)], headline: nil)], policy: policy(0.9)),
        verdict: .inconclusive, status: .inconclusive))
    rows.append(
      Row(
        testDescription: "the headline is NaN",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)], headline: .nan)], policy: policy(0.9)),
        verdict: .inconclusive, status: .inconclusive))
    rows.append(
      Row(
        testDescription: "a limited run that would otherwise clear",
        evidence: VerdictEvidence(harnesses: [harness([gate(.ship, .passed)])], isPartial: true),
        verdict: .inconclusive, status: .inconclusive))
    rows.append(
      Row(
        testDescription: "a limited run that fails",
        evidence: VerdictEvidence(harnesses: [harness([gate(.ship, .failed)])], isPartial: true),
        verdict: .blocked, status: .blocked))
    rows.append(
      Row(
        testDescription: "an interrupted run",
        evidence: VerdictEvidence(
          harnesses: [harness([gate(.ship, .passed)], passed: 50, failed: 0)], ending: .interrupted),
        verdict: .inconclusive, status: .interrupted))
    rows.append(
      Row(
        testDescription: "a suite in which nothing decides",
        evidence: VerdictEvidence(harnesses: [harness([])]), verdict: .inconclusive,
        status: .inconclusive))
    return rows
  }

  @Test(arguments: rows) func decides(row: Row) {
    let decision = Decision(row.evidence)
    #expect(decision.verdict == row.verdict)
    #expect(decision.exitStatus == row.status)
    #expect(!decision.reasons.isEmpty)
  }

  @Test func web4sSixHarnessesGive94Point5PercentAndClear() throws {
    // 96, 97, 92, 96.5, 87 and 98.5 %: (96 + 97 + 92 + 96.5 + 87 + 98.5) / 6 = 94.5.
    let rates: [(passed: Int, of: Int, gate: String, severity: Gate.Severity)] = [
      (96, 100, "pass_rate >= 0.95", .ship), (97, 100, "pass_rate >= 0.95", .ship),
      (92, 100, "pass_rate >= 0.90", .quality), (193, 200, "pass_rate >= 0.95", .ship),
      (87, 100, "pass_rate >= 0.85", .quality), (197, 200, "pass_rate >= 0.98", .ship),
    ]
    let harnesses = try rates.map { rate in
      let value = Double(rate.passed) / Double(rate.of)
      let gate = Gate(rate.severity, try GateExpression(rate.gate))
      let summary = MetricSummary(value: value, count: rate.of, trialCount: rate.of)
      return VerdictEvidence.Harness(
        id: "h", headline: value,
        gates: [gate.judged(by: GateEvidence(summary: summary, plannedTrials: rate.of))],
        counts: TrialCounts(planned: rate.of, passed: rate.passed, failed: rate.of - rate.passed))
    }
    let decision = Decision(VerdictEvidence(harnesses: harnesses, policy: Self.policy(0.9)))
    let score = try #require(decision.overallScore)
    #expect(Figure(score, unit: .fraction).description == "94.5%")
    #expect(abs(score - 0.945) < 1e-15)
    #expect(decision.verdict == .cleared)
    #expect(decision.shipGatesPassed)
  }

  @Test func weighsHeadlines() {
    // (2 × 0.9 + 1 × 0.6) / 3 = 0.8; a harness without weight takes no part.
    let harnesses = [
      Self.harness([], headline: 0.9, weight: 2), Self.harness([], headline: 0.6),
      Self.harness([], headline: nil, weight: 0),
    ]
    #expect(abs((Decision.overallScore(harnesses) ?? 0) - 0.8) < 1e-15)
    #expect(Decision.overallScore([]) == nil)
  }

  @Test func namesRegressionsApartFromOtherFailures() {
    let evidence = VerdictEvidence(
      harnesses: [Self.harness([Self.gate(.ship, .passed)])],
      canaries: VerdictEvidence.Probes(
        counts: TrialCounts(planned: 3, passed: 1, failed: 2), failed: ["c1", "c2"],
        regressions: ["c2"]))
    #expect(
      Decision(evidence).reasons == [
        "Regression: the baseline passed 1 canary (c2), this run does not.",
        "Failed: 1 canary (c1).",
      ])
  }

  @Test(arguments: [
    ([EvalKit.ExitStatus.cleared, .inconclusive], EvalKit.ExitStatus.inconclusive),
    ([.inconclusive, .infrastructure], .infrastructure),
    ([.infrastructure, .blocked, .cleared], .blocked), ([.cleared], .cleared),
    ([.blocked, .interrupted], .interrupted), ([], .inconclusive),
  ])
  func theWorstOfSeveralSuitesWins(all: [EvalKit.ExitStatus], worst: EvalKit.ExitStatus) {
    #expect(EvalKit.ExitStatus.worst(all) == worst)
  }
}
