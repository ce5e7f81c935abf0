import Testing

@testable import EvalKit

/// Whether the latest of some made-up runs is worse than those before it.
@Suite struct DriftTests {
  private typealias Fixture = JournalFixture.Harness
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Writes runs oldest first, a day apart.
  private func write(_ runs: [[Fixture]]) async throws {
    for (index, harnesses) in runs.enumerated() {
      let name = "r\(index + 1)"
      try await JournalFixture.write(
        harnesses, to: "\(directory.path)/s/\(name)", runID: name,
        startedAt: "2026-01-0\(index + 1)T00:00:00Z")
    }
  }

  private func drift(
    _ runs: [[Fixture]], tolerance: Double = 0.1, window: Int = 5, metrics: [String] = []
  ) async throws -> Drift {
    try await write(runs)
    return try self.drift(tolerance, window, metrics)
  }

  private func drift(
    _ tolerance: Double = 0.1, _ window: Int = 5, _ metrics: [String] = []
  ) throws -> Drift {
    try Drift(
      try RunHistory(suite: "s", reports: directory.path),
      .init(tolerance: tolerance, window: window, metrics: metrics), registry: .builtIn)
  }

  private static func runs(_ passed: [Int], of count: Int) -> [[Fixture]] {
    passed.map { [Fixture(passed: $0, failed: count - $0)] }
  }

  // p of scipy.stats.fisher_exact(…, alternative="greater") in the comments.
  @Test(arguments: [
    ([20, 20, 20, 12], 20, EvalKit.ExitStatus.blocked),  // 60/60 against 12/20: 4.3e-6
    ([20, 20, 20, 17], 20, .blocked),  // 60/60 against 17/20: 0.0139
    ([20, 20, 20, 19], 20, .cleared),  // 5 % worse: within the tolerance
    ([20, 20, 20, 20], 20, .cleared), ([15, 15, 15, 20], 20, .cleared),
    ([4, 4, 4, 3], 4, .inconclusive),  // 25 % worse, but 0.25 and more
    ([1, 1, 1, 1, 1, 1], 1, .inconclusive),  // even 0/1 against 5/5 would be 1/6
    ([20], 20, .inconclusive), ([], 20, .inconclusive),
  ])
  func decidesAboutARate(passed: [Int], count: Int, status: EvalKit.ExitStatus) async throws {
    try Files.createDirectory("\(directory.path)/s")
    let drift = try await drift(Self.runs(passed, of: count))
    #expect(drift.exitStatus == status, "\(drift.findings.map(\.reason))")
    #expect(drift.problem != nil || drift.findings.allSatisfy { !$0.reason.isEmpty })
  }

  @Test func namesTheTestAndItsProbability() async throws {
    let finding = try #require(
      try await drift(Self.runs([20, 20, 20, 17], of: 20)).findings.first)
    #expect(finding.title == "h/pass_rate")
    #expect(finding.test == "Fisher's exact test")
    #expect(abs((finding.pValue ?? 1) - 0.013875365141187923) < 1e-9)
    #expect(abs((finding.worsening ?? 0) - 0.15) < 1e-12)
    #expect(finding.runs == ["r3", "r2", "r1"])
    #expect(finding.reason == "Fisher's exact test, one-sided, p = 0.0139, level 0.05")
  }

  @Test func theWindowForgetsOlderRuns() async throws {
    let runs = Self.runs([2, 20, 20, 20], of: 20)
    #expect(try await drift(runs, window: 2).findings.first?.runs == ["r3", "r2"])
    #expect(try drift(0.1, 9).findings.first?.reference == 42.0 / 60)
  }

  @Test func theLevelIsSharedByTheMetrics() async throws {
    // p = 0.0139 is beyond 0.05, but not beyond 0.05 / 4.
    let ids = ["a", "b", "c", "d"]
    let before = ids.map { Fixture(id: $0, passed: 20) }
    var latest = before
    latest[0] = Fixture(id: "a", passed: 17, failed: 3)
    let all = try await drift([before, before, before, latest])
    #expect(all.exitStatus == .inconclusive)
    #expect(all.findings.map(\.outcome) == [.unknown, .steady, .steady, .steady])
    #expect(try drift(0.1, 5, ["a/pass_rate"]).exitStatus == .blocked)
    #expect(try drift(0.1, 5, ["b/pass_rate"]).exitStatus == .cleared)
    #expect(try drift(0.1, 5, ["nothing"]).exitStatus == .inconclusive)
  }

  @Test func meansAreJudgedByWelch() async throws {
    func run(_ qualities: [Double]) -> [Fixture] {
      [Fixture(passed: qualities.count, qualities: qualities)]
    }
    let good = run([0.9, 0.95, 0.85, 0.9, 0.92, 0.88])
    let drift = try await drift(
      [good, good, run([0.6, 0.5, 0.7, 0.55, 0.65, 0.6])], metrics: ["quality"])
    #expect(drift.exitStatus == .blocked)
    #expect(drift.findings.first?.test == "Welch's t test")
  }

  @Test func twoConstantValuesShowNothing() async throws {
    let before = [Fixture(passed: 2, qualities: [1, 1])]
    let drift = try await drift(
      [before, [Fixture(passed: 2, qualities: [0.5, 0.5])]], metrics: ["quality"])
    #expect(drift.exitStatus == .inconclusive)
  }

  @Test func runsOverOtherSamplesAreNoReference() async throws {
    let drift = try await drift([
      [Fixture(passed: 20, dataset: "old")], [Fixture(passed: 20, dataset: "old")],
      [Fixture(passed: 10, failed: 10)],
    ])
    #expect(drift.exitStatus == .inconclusive)
    #expect(
      drift.findings.first?.reason
        == "the 2 runs before it were of other samples, or incomplete")
  }

  @Test func unfinishedRunsAreNoReference() async throws {
    let drift = try await drift([
      [Fixture(passed: 20)], [Fixture(passed: 1, failed: 9, planned: 20)], [Fixture(passed: 20)],
    ])
    #expect(drift.findings.first?.runs == ["r1"])
    #expect(drift.exitStatus == .cleared)
  }

  @Test func anUnfinishedLatestRunCannotClear() async throws {
    let before = [Fixture(passed: 20)]
    #expect(
      try await drift([before, before, [Fixture(passed: 10, planned: 20)]]).exitStatus
        == .inconclusive)
  }

  @Test func anUnfinishedLatestRunCanAlarm() async throws {
    let before = [Fixture(passed: 20)]
    #expect(
      try await drift([before, before, [Fixture(failed: 10, planned: 20)]]).exitStatus
        == .blocked)
  }

  @Test func aDamagedNewestFolderLeavesTheAnswerOpen() async throws {
    let good = [Fixture(passed: 20)]
    #expect(try await drift([good, good, good]).exitStatus == .cleared)
    _ = try directory.write("hello", to: "s/r9/run.db")
    let drift = try drift()
    #expect(drift.exitStatus == .inconclusive)
    #expect(drift.problem == "r9 may be the latest run, but cannot be read")
  }

  @Test func anOlderDamagedFolderDoesNot() async throws {
    let good = [Fixture(passed: 20)]
    _ = try directory.write("hello", to: "s/r0/run.db")
    #expect(try await drift([good, good, good]).exitStatus == .cleared)
  }
}
