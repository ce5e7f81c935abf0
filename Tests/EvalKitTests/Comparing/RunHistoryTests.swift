import Testing

@testable import EvalKit

@Suite struct RunHistoryTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func write(_ name: String, _ startedAt: String, passed: Int = 2, suite: String = "s")
    async throws
  {
    try await JournalFixture.write(
      [.init(passed: passed, failed: 2 - passed)], to: "\(directory.path)/s/\(name)", runID: name,
      suite: suite, startedAt: startedAt)
  }

  private func history(model: String? = nil) throws -> RunHistory {
    try RunHistory(
      suite: "s", reports: directory.path, model: model.map(GlobPattern.init))
  }

  @Test func ordersByTheStartAndNotByTheName() async throws {
    try await write("b", "2026-01-01T00:00:00Z")
    try await write("a", "2026-01-02T00:00:00Z")
    try await write("c-10", "2026-01-03T00:00:00Z")
    try await write("c-2", "2026-01-03T00:00:00Z")
    #expect(try history().entries.map(\.name) == ["b", "a", "c-2", "c-10"])
  }

  @Test func namesWhatIsNoRunAndGoesOn() async throws {
    try await write("good", "2026-01-01T00:00:00Z")
    try await write("foreign", "2026-01-02T00:00:00Z", suite: "t")
    _ = try directory.write("hello", to: "s/damaged/run.db")
    _ = try directory.write("notes", to: "s/notes/readme.txt")
    _ = try directory.write("{}", to: "s/baselines.json")
    try Files.replaceLink("\(directory.path)/s/latest", target: "good")
    let history = try history()
    #expect(history.entries.map(\.name) == ["good"])
    #expect(history.skipped.map(\.name) == ["damaged", "foreign", "notes"])
    #expect(history.skipped.map(\.isDamaged) == [true, false, false])
    #expect(history.skipped[1].reason == "it is a run of another suite, 't'")
    #expect(history.skipped[2].reason == "it holds no run")
  }

  @Test func aJournalWithDamagedTrialsIsSkippedWhenItIsRead() async throws {
    try await write("a", "2026-01-01T00:00:00Z")
    try await write("b", "2026-01-02T00:00:00Z")
    let database = try SQLiteDatabase("\(directory.path)/s/b/run.db", readOnly: false)
    try database.execute("UPDATE trials SET measures = 'not json'")
    var history = try history()
    let runs = history.runs(last: 1, registry: .builtIn)
    #expect(runs.map(\.entry.name) == ["a"])
    #expect(history.entries.map(\.name) == ["a"])
    #expect(history.skipped.map(\.name) == ["b"])
  }

  @Test func takesTheNewestRunsAndThoseOfAModel() async throws {
    try await write("a", "2026-01-01T00:00:00Z")
    try await write("b", "2026-01-02T00:00:00Z")
    var all = try history()
    #expect(all.runs(last: 1, registry: .builtIn).map(\.entry.name) == ["b"])
    #expect(all.entries.count == 2)
    #expect(try history(model: "test/*").entries.count == 2)
    #expect(try history(model: "other/*").entries.isEmpty)
  }

  @Test func followsMetricsOverRuns() async throws {
    try await write("a", "2026-01-01T00:00:00Z", passed: 1)
    try await write("b", "2026-01-02T00:00:00Z", passed: 2)
    var history = try history()
    let runs = history.runs(registry: .builtIn)
    let series = try HistorySeries.all(of: runs, named: [])
    #expect(series.map(\.title) == ["overall", "h/pass_rate"])
    #expect(series.map(\.values) == [[0.5, 1], [0.5, 1]])
    let named = try HistorySeries.all(of: runs, named: ["quality", "h/quality", "overall"])
    #expect(named.map(\.title) == ["h/quality", "overall"])
    #expect(named[0].values == [nil, nil])
    #expect {
      try HistorySeries.all(of: runs, named: ["pass_rat"])
    } throws: { error in
      "\(error)".hasPrefix("no run has the metric 'pass_rat'")
        && "\(error)".hasSuffix("did you mean 'pass_rate'?")
    }
  }

  @Test func addsTimingsThatTheRunsDidNotReport() async throws {
    try await write("a", "2026-01-01T00:00:00Z")
    var history = try history()
    let runs = history.runs(registry: .builtIn, timings: ["latency_p95"])
    let series = try HistorySeries.all(of: runs, named: ["latency_p95"])
    #expect(series.map(\.title) == ["h/latency_p95"])
    #expect(series.first?.unit == .milliseconds)
    #expect(series.first?.higherIsBetter == false)
  }
}
