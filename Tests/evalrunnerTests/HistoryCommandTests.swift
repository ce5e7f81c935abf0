import EvalKit
import Testing

/// `evalrunner history` as a process, over runs of a suite of sums.
@Suite struct HistoryCommandTests {
  private let directory: TemporaryDirectory
  private static let count = 30

  init() throws {
    directory = try TemporaryDirectory()
    let samples = (0..<Self.count).map {
      "{\"id\": \"s\($0)\", \"input\": \"\($0) + 0\", \"target\": \"\($0)\"}"
    }
    _ = try directory.write(samples.joined(separator: "\n"), to: "samples.jsonl")
    try record("good.jsonl", wrong: 0)
    try record("bad.jsonl", wrong: 12)
    _ = try directory.write(
      """
      suite: sums
      models: {candidate: {provider: replay, path: good.jsonl}}
      limits: {retries: 0}
      harnesses:
        - id: sums
          kind: text
          samples: samples.jsonl
          measures: [exact_match]
          gates: [ship: pass_rate >= 0.9]
      """, to: "suite.yaml")
  }

  /// Records answers of which the first few are wrong.
  private func record(_ name: String, wrong: Int) throws {
    let lines = (0..<Self.count).map {
      "{\"sample\": \"s\($0)\", \"text\": \"\($0 < wrong ? -1 : $0)\"}"
    }
    _ = try directory.write(lines.joined(separator: "\n"), to: name)
  }

  private func run(_ arguments: String...) async throws -> CommandRun.Result {
    try await CommandRun.run(arguments, in: directory.path)
  }

  /// Runs the suite once for each recording.
  private func runs(_ recordings: String...) async throws {
    for recording in recordings {
      _ = try await run("run", "suite.yaml", "--model", "replay/\(recording).jsonl")
    }
  }

  @Test func listsAndDrawsTheRuns() async throws {
    try await runs("good", "bad", "good")
    let result = try await run("history", "sums")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "sums: 3 runs")
    #expect(lines[2].hasPrefix("#  started"))
    #expect(lines[2].contains("verdict") && lines[2].contains("sums/pass_rate"))
    #expect(lines[4].hasPrefix("1  20") && lines[4].contains("CLEARED  replay/good.jsonl"))
    #expect(lines[5].contains("BLOCKED  replay/bad.jsonl") && lines[5].contains("60%"))
    #expect(
      result.output.contains("sums/pass_rate  @.@  100% -> 100% (lowest 60%, highest 100%)"))
    #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(try await run("history", "suite.yaml").output == result.output)
    let plot = try await run("history", "sums", "--metric", "pass_rate", "--last", "2")
    #expect(plot.output.hasPrefix("sums: 3 runs, the last 2 shown\n"))
    #expect(plot.output.contains("100% |      +"))
    #expect(plot.output.contains(" 60% |------+"))
  }

  @Test func damagedAndForeignFoldersAreNamedAndSkipped() async throws {
    try await runs("good")
    _ = try directory.write("hello", to: "reports/sums/aaa/run.db")
    _ = try directory.write("", to: "reports/sums/bbb/run.db")
    _ = try directory.write("hello", to: "reports/sums/notes/x.txt")
    let result = try await run("history", "sums")
    #expect(result.status == 0)
    for name in ["aaa", "bbb", "notes"] { #expect(result.output.contains("\nskipped \(name): ")) }
    #expect(result.output.hasPrefix("sums: 1 run\n"))
  }

  @Test func driftExitsWith1() async throws {
    try await runs("good", "good", "bad")
    let result = try await run("history", "sums", "--drift", "10%")
    #expect(result.status == 1)
    #expect(result.output.contains("sums/pass_rate: DRIFT, 100% over 2 runs -> 60%, 40% worse"))
    #expect(result.output.contains("Fisher's exact test, one-sided, p < 0.0001, level 0.05"))
    #expect(try await run("history", "sums", "--drift", "50%").status == 0)
    #expect(try await run("history", "sums").status == 0)
    let json = try await run("history", "sums", "--drift", "10%", "--json")
    #expect(json.status == 1)
    let report = try JSONValue(parsing: json.output)
    #expect(report["drift"]?["outcome"] == "drifted")
    #expect(report["runs"]?.arrayValue?.count == 3)
    #expect(report["runs"]?.arrayValue?.last?["metrics"]?.arrayValue?.first?["value"] == 0.6)
  }

  @Test func steadyRunsExitWith0() async throws {
    try await runs("good", "good", "good")
    let result = try await run("history", "sums", "--drift", "10%")
    #expect(result.status == 0)
    #expect(result.output.contains("drift: none in "))
  }

  @Test func oneRunCannotTell() async throws {
    try await runs("good")
    let result = try await run("history", "sums", "--drift", "10%")
    #expect(result.status == 3)
    #expect(result.output.contains("there is no run before it to compare with"))
  }

  @Test func aChangedDatasetIsNoReference() async throws {
    try await runs("good", "good")
    let samples = try Files.text("\(directory.path)/samples.jsonl")
    _ = try directory.write(samples + "\n", to: "samples.jsonl")
    try await runs("bad")
    let result = try await run("history", "sums", "--drift", "10%")
    #expect(result.status == 3)
    #expect(result.output.contains("of other samples, or incomplete"))
  }

  @Test(arguments: [
    (["history", "nothing"], "nothing is neither a suite nor the name of one with runs"),
    (["history"], "'history' needs SUITE"),
    (["history", "suite.yaml"], "the suite 'sums' has no runs in reports"),
    (["history", "suite.yaml", "--drift", "ten"], "has no runs"),
  ])
  func misuseEndsInStatus2(arguments: [String], message: String) async throws {
    let result = try await CommandRun.run(arguments, in: directory.path)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    (["--drift", "10"], "'--drift' is a share such as 10% or 0.1, not '10'"),
    (["--drift", "-5%"], "'--drift' is a share"), (["--drift", "nan"], "'--drift' is a share"),
    (["--window", "3"], "'--window' goes with '--drift'"),
    (["--metric", "pass_rat"], "did you mean 'pass_rate'?"),
    (["--last", "0"], "'--last' is a whole number of at least 1"),
  ])
  func optionsAreChecked(options: [String], message: String) async throws {
    try await runs("good")
    let result = try await CommandRun.run(["history", "sums"] + options, in: directory.path)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
  }
}
