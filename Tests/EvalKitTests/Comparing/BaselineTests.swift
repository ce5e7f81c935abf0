import Testing

@testable import EvalKit

/// Gates that compare with a baseline: its figures, its intervals, and what makes it stale.
@Suite struct BaselineTests {
  private typealias Fixture = JournalFixture.Harness
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// The gate of a run, compared with the baseline in a folder.
  private func gate(
    _ expression: String, _ candidate: Fixture, against baseline: Fixture,
    baselineSuite: String = "s", change: (inout RunManifest.Baseline) -> Void = { _ in }
  ) async throws -> GateResult {
    var candidate = candidate
    candidate.gates = [expression]
    let base = "\(directory.path)/base"
    try await JournalFixture.write([baseline], to: base, runID: "b", suite: baselineSuite)
    var read = try BaselineReader(registry: .builtIn).baseline(
      base, suite: "s", parts: try JournalFixture.manifest([candidate]).parts)
    change(&read)
    let run = try await JournalFixture.write(
      [candidate], to: "\(directory.path)/candidate", baseline: read)
    return try #require(run.harnesses.first?.gates.first)
  }

  // Bounds by Newcombe's formula in Python: 90/100 − 88/100 → −0.0696…0.1100,
  // 190/200 − 190/200 → ∓0.0456, 56/70 − 48/80 → 0.0524…0.3339.
  @Test(arguments: [
    ("drop(pass_rate) <= 0.12 with 95% confidence", 88, 100, 90, 100, GateOutcome.passed),
    ("drop(pass_rate) <= 0.10 with 95% confidence", 88, 100, 90, 100, .inconclusive),
    ("drop(pass_rate) <= 0.05 with 95% confidence", 190, 200, 190, 200, .passed),
    ("drop(pass_rate) <= 0.04 with 95% confidence", 190, 200, 190, 200, .inconclusive),
    ("drop(pass_rate) <= 0.05 with 95% confidence", 48, 80, 56, 70, .failed),
    ("drop(pass_rate) <= 0.055 with 95% confidence", 48, 80, 56, 70, .inconclusive),
    // The same without confidence: the point estimate of 2 points decides.
    ("drop(pass_rate) <= 0.02", 88, 100, 90, 100, .passed),
    ("drop(pass_rate) <= 0.01", 88, 100, 90, 100, .failed),
  ])
  func aDropOfRatesHasNewcombesInterval(
    expression: String, passed: Int, count: Int, basePassed: Int, baseCount: Int,
    outcome: GateOutcome
  ) async throws {
    let result = try await gate(
      expression, Fixture(passed: passed, failed: count - passed),
      against: Fixture(passed: basePassed, failed: baseCount - basePassed))
    #expect(result.outcome == outcome, "\(result.reason)")
  }

  @Test func theReasonShowsTheIntervalOfTheDrop() async throws {
    let result = try await gate(
      "drop(pass_rate) <= 0.05 with 95% confidence", Fixture(passed: 88, failed: 12),
      against: Fixture(passed: 90, failed: 10))
    #expect(
      result.reason == "drop(pass_rate) is 2% against <= 5% (95% interval -6.96% to 11%)")
  }

  // Means 0.3 and 0.6 with the spread of 1…5 tenths and 2, 4 … 10 tenths: scipy's Welch interval
  // of the difference in units is −6.888…0.888, so baseline minus candidate is −0.089…0.689.
  @Test(arguments: [
    ("drop(quality) <= 0.7 with 95% confidence", GateOutcome.passed),
    ("drop(quality) <= 0.68 with 95% confidence", .inconclusive),
    ("drop(quality) < -0.089 with 95% confidence", .failed),
    ("drop(quality) <= -0.08 with 95% confidence", .inconclusive),
    ("drop(quality) <= 0.5 with 80% confidence", .inconclusive),
    ("drop(quality) <= 0.6 with 80% confidence", .passed),
  ])
  func aDropOfMeansHasWelchsInterval(expression: String, outcome: GateOutcome) async throws {
    let result = try await gate(
      expression, Fixture(passed: 5, qualities: [0.1, 0.2, 0.3, 0.4, 0.5]),
      against: Fixture(passed: 5, qualities: [0.2, 0.4, 0.6, 0.8, 1]))
    #expect(result.outcome == outcome, "\(result.reason)")
  }

  // 80/100 to 90/100: −11.1 %; by bisection of MOVER's equations with Wilson's intervals
  // 0.8 (0.7112–0.8666) and 0.9 (0.8256–0.9448) the ratio is 0.7828…0.9998.
  @Test(arguments: [
    ("change(pass_rate) >= -25% with 95% confidence", GateOutcome.passed),
    ("change(pass_rate) >= -20% with 95% confidence", .inconclusive),
    ("change(pass_rate) >= 0% with 95% confidence", .failed),
  ])
  func aChangeHasARecoveredInterval(expression: String, outcome: GateOutcome) async throws {
    let result = try await gate(
      expression, Fixture(passed: 80, failed: 20), against: Fixture(passed: 90, failed: 10))
    #expect(result.outcome == outcome, "\(result.reason)")
  }

  @Test func aChangeFromWhatMayBeZeroIsUndecided() async throws {
    let result = try await gate(
      "change(quality) >= -1% with 95% confidence",
      Fixture(passed: 3, qualities: [0.4, 0.5, 0.6]),
      against: Fixture(passed: 3, qualities: [0, 0, 0.5]))
    #expect(result.outcome == .inconclusive)
    #expect(result.reason.hasSuffix("has no interval where the baseline may be 0"))
  }

  @Test func oneTrialHasNoIntervalOfAMean() async throws {
    let result = try await gate(
      "drop(quality) <= 0.5 with 95% confidence", Fixture(passed: 1, qualities: [1]),
      against: Fixture(passed: 1, qualities: [1]))
    #expect(result.outcome == .inconclusive)
  }

  // The candidate is better than the baseline in all of these: only staleness can hold it back.
  @Test func aUsableBaselinePasses() async throws {
    let result = try await gate(
      "drop(pass_rate) <= 0.05", Fixture(passed: 9, failed: 1),
      against: Fixture(passed: 8, failed: 2))
    #expect(result.outcome == .passed)
  }

  @Test func anotherSuiteIsNoBaseline() async throws {
    let result = try await gate(
      "drop(pass_rate) <= 0.05", Fixture(passed: 9, failed: 1),
      against: Fixture(passed: 8, failed: 2), baselineSuite: "t")
    #expect(result.outcome == .inconclusive)
    #expect(result.reason.hasSuffix("the baseline b is of another suite, 't'"))
  }

  @Test func anotherDatasetIsNoBaseline() async throws {
    let result = try await gate(
      "drop(pass_rate) <= 0.05", Fixture(passed: 9, failed: 1),
      against: Fixture(passed: 8, failed: 2, dataset: "d2"))
    #expect(result.outcome == .inconclusive)
    #expect(result.reason.hasSuffix("measured on another version of samples.jsonl"))
  }

  @Test func aRunThatIsGoneIsNoBaseline() async throws {
    let result = try await gate(
      "drop(pass_rate) <= 0.05", Fixture(passed: 9, failed: 1),
      against: Fixture(passed: 8, failed: 2)
    ) { baseline in
      baseline.name = "full"
      baseline.problem = "its run reports/s/b is gone"
    }
    #expect(result.outcome == .inconclusive)
    #expect(
      result.reason.hasSuffix("the baseline 'full' (b) is stale: its run reports/s/b is gone"))
  }

  @Test func anotherKindOfHarnessIsNoBaseline() async throws {
    let result = try await gate(
      "drop(pass_rate) <= 0.05", Fixture(passed: 9, failed: 1),
      against: Fixture(passed: 8, failed: 2, kind: "refusal"))
    #expect(result.outcome == .inconclusive)
    #expect(result.reason.hasSuffix("there 'h' is of kind 'refusal'"))
  }

  @Test func anUnfinishedRunIsNoBaseline() async throws {
    let result = try await gate(
      "drop(pass_rate) <= 0.05", Fixture(passed: 9, failed: 1),
      against: Fixture(passed: 8, failed: 1, planned: 10))
    #expect(result.outcome == .inconclusive)
    #expect(result.reason.hasSuffix("the baseline b measured only 9 of 10 trials"))
  }

  @Test func aHarnessThatTheBaselineLacksIsUndecided() async throws {
    let result = try await gate(
      "drop(pass_rate) <= 0.05", Fixture(passed: 9, failed: 1),
      against: Fixture(id: "other", passed: 10))
    #expect(result.outcome == .inconclusive)
    #expect(result.reason.hasSuffix("the baseline b has no harness 'h'"))
  }

  @Test func aMetricThatTheBaselineLacksIsUndecided() async throws {
    let result = try await gate(
      "drop(quality) <= 0.05", Fixture(passed: 2, qualities: [1, 1]), against: Fixture(passed: 2))
    #expect(result.outcome == .inconclusive)
    #expect(result.reason.hasSuffix("the baseline b has no quality"))
  }

  @Test func theManifestKeepsTheBaseline() throws {
    var manifest = try JournalFixture.manifest([Fixture(passed: 2)])
    manifest.baseline = RunManifest.Baseline(
      runID: "b", name: "full", suite: "s", suiteSHA256: "abc", model: "p/m", problem: "gone",
      harnesses: [
        .init(
          id: "h", kind: "text", datasetSHA256: "d", trialCount: 4,
          metrics: [
            .init(
              name: "pass_rate",
              summary: MetricSummary(value: 0.5, count: 4, trialCount: 4, standardError: 0.25),
              intervals: [
                MetricInterval(lower: 0.15, upper: 0.85, confidence: 0.95, method: "wilson")
              ])
          ])
      ], passedCanaries: ["c"])
    let read = try EncodedManifest.manifest(
      try JSONValue(parsing: EncodedManifest.json(manifest).compact))
    #expect(read.baseline == manifest.baseline)
    #expect(read.baseline?.harnesses.first?.metrics.first?.intervals.count == 1)
  }

  @Test func theManifestReadsBareValues() throws {
    let json = try JSONValue(
      parsing: #"{"run_id":"b","values":{"h/f1":0.5,"h/recall":1,"x":2},"passed_canaries":["c"]}"#)
    let baseline = try #require(EncodedManifest.baseline(json))
    #expect(baseline.metric("f1", of: "h")?.summary.value == 0.5)
    #expect(baseline.metric("recall", of: "h")?.summary.value == 1)
    #expect(baseline.harnesses.count == 1)
    #expect(baseline.passedCanaries == ["c"])
    let part = RunManifest.Part(
      id: "h", kind: "text", role: .harness, datasetSHA256: "d", sampleCount: 1, plannedTrials: 1)
    let manifest = RunManifest(runID: "r", suite: "s", parts: [part])
    #expect(baseline.problem(comparing: "f1", of: part, in: manifest) == nil)
    #expect(baseline.problem(comparing: "precision", of: part, in: manifest) != nil)
  }
}
