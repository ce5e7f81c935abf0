import EvalKit
import Testing

/// Status, standard output and standard error of the real program.
@Suite struct CommandTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    _ = try directory.write(
      """
      {"id": "a", "input": "1 + 1", "target": "2"}
      {"id": "b", "input": "2 + 2", "target": "4"}
      """, to: "samples.jsonl")
    _ = try directory.write(
      """
      {"sample": "a", "text": "2"}
      {"sample": "b", "text": "4"}
      """, to: "good.jsonl")
    _ = try directory.write(
      """
      {"sample": "a", "text": "2"}
      {"sample": "b", "text": "5"}
      """, to: "bad.jsonl")
    _ = try directory.write("{\"sample\": \"a\", \"text\": \"2\"}\n", to: "half.jsonl")
    _ = try directory.write(Self.suite("ship: pass_rate >= 0.9"), to: "suite.yaml")
  }

  private static func suite(_ gate: String) -> String {
    """
    suite: sums
    models: {candidate: {provider: replay, path: good.jsonl}}
    limits: {retries: 0}
    harnesses:
      - id: sums
        kind: text
        samples: samples.jsonl
        measures: [exact_match]
        gates: [\(gate)]
    """
  }

  private func run(_ arguments: String...) async throws -> CommandRun.Result {
    try await CommandRun.run(arguments, in: directory.path)
  }

  private func report(_ run: String = "reports/sums/latest") throws -> JSONValue {
    let text = try Files.text("\(directory.path)/\(run)/eval_report_final.json")
    return try JSONValue(parsing: text)
  }

  @Test func aGoodRecordingClears() async throws {
    let result = try await run("run", "suite.yaml")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("\nCLEARED\n"))
    #expect(!result.output.contains("\u{1B}"))
    let report = try report()
    #expect(report["verdict"] == "CLEARED")
    #expect(report["exit_code"] == 0)
    #expect(report["cleared_for_deployment"] == true)
  }

  @Test func aBadOneBlocksAndNamesTheGate() async throws {
    let result = try await run("run", "suite.yaml", "--model", "replay/bad.jsonl")
    #expect(result.status == 1)
    #expect(
      result.output.contains(
        "BLOCKED\n  Ship gate missed in sums: pass_rate is 50%, not >= 90%.\n"))
  }

  @Test func aMissingAnswerIsNeverAPass() async throws {
    let result = try await run("run", "suite.yaml", "--model", "replay/half.jsonl")
    #expect(result.status == 3)
    #expect(try report()["counts"]?["errored"] == 1)
  }

  @Test func aLimitedRunCannotClear() async throws {
    #expect(try await run("run", "suite.yaml", "--limit", "1").status == 3)
    let blocked = try await run(
      "run", "suite.yaml", "--filter", "b", "--model", "replay/bad.jsonl")
    #expect(blocked.status == 1)
  }

  @Test func aDeadServerEndsInStatus4() async throws {
    let result = try await run(
      "run", "suite.yaml", "--model", "openai/m", "--base-url", "http://127.0.0.1:9/v1")
    #expect(result.status == 4)
    #expect(result.output.contains("connection refused"))
    #expect(Files.exists("\(directory.path)/reports/sums/latest/run.db"))
    #expect(try await run("report", "reports/sums/latest").status == 4)
  }

  @Test func jsonPrintsTheFinalReport() async throws {
    let result = try await run("run", "suite.yaml", "--json")
    #expect(try JSONValue(parsing: result.output) == report())
  }

  @Test func theFormatNeverChangesTheStatus() async throws {
    let model = ["--model", "replay/bad.jsonl"]
    let plain = try await CommandRun.run(
      ["run", "suite.yaml"] + model, in: directory.path)
    let json = try await CommandRun.run(
      ["run", "suite.yaml", "--json"] + model, in: directory.path)
    #expect(plain.status == 1)
    #expect(json.status == 1)
  }

  @Test func reportsAreWrittenAgainFromTheJournalAlone() async throws {
    _ = try await run("run", "suite.yaml", "--output", "one")
    let names = ["eval_sums.json", "eval_report_final.json", "report.md", "report.junit.xml"]
    let before = try names.map { try Files.read("\(directory.path)/one/\($0)") }
    let result = try await run("report", "one", "--output", "two")
    #expect(result.status == 0)
    #expect(try names.map { try Files.read("\(directory.path)/two/\($0)") } == before)
  }

  @Test func scoreJudgesStoredPredictionsByANewSuite() async throws {
    _ = try await run("run", "suite.yaml", "--model", "replay/bad.jsonl", "--output", "one")
    _ = try directory.write(Self.suite("ship: pass_rate >= 0.5"), to: "mild.yaml")
    let result = try await run("score", "one", "--suite", "mild.yaml", "--output", "two")
    #expect(result.status == 0)
    let model = try report("two")["model"]
    #expect(model == (try report("one")["model"]))
    #expect(model?["name"] == "bad.jsonl")
  }

  @Test func severalSuitesEndInTheWorstStatus() async throws {
    _ = try directory.write(
      Self.suite("ship: pass_rate >= 0.9").replacing("suite: sums", with: "suite: other")
        .replacing("good.jsonl", with: "bad.jsonl"), to: "other.yaml")
    #expect(try await run("run", "suite.yaml", "other.yaml").status == 1)
  }

  @Test func aSuiteErrorRunsNothing() async throws {
    _ = try directory.write(
      Self.suite("ship: pas_rate >= 0.9") + "\nlimit: {}\n", to: "broken.yaml")
    let result = try await run("run", "suite.yaml", "broken.yaml")
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(!Files.exists("\(directory.path)/reports"))
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("broken.yaml:10:1: unknown key 'limit' in the suite; allowed are"))
    #expect(lines[0].hasSuffix("did you mean 'limits'?"))
    #expect(lines[1].hasPrefix("broken.yaml:9:19: unknown metric 'pas_rate'; there are pass_rate"))
    #expect(lines[1].hasSuffix("did you mean 'pass_rate'?"))
  }

  @Test(arguments: [
    (["nonsense"], "unknown command 'nonsense'"), (["ru"], "did you mean 'run'?"),
    (["run"], "'run' needs SUITE…"), (["run", "missing.yaml"], "missing.yaml"),
    (["run", "suite.yaml", "--limt", "1"], "did you mean '--limit'?"),
    (["run", "suite.yaml", "--limit", "0"], "'--limit' is a whole number of at least 1, not '0'"),
    (["run", "suite.yaml", "--model", "replay/nothing.jsonl"], "there is no such recording"),
    (["run", "suite.yaml", "--model", "opnai/x"], "did you mean 'openai'?"),
    (["report", "nowhere"], "there is no run here"),
    (["run", "suite.yaml", "--output"], "'--output' needs DIR"),
  ])
  func misuseEndsInStatus2(arguments: [String], message: String) async throws {
    let result = try await CommandRun.run(arguments, in: directory.path)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
    #expect(result.output.isEmpty)
  }

  @Test func aFolderThatHoldsARunIsNotOverwritten() async throws {
    _ = try await run("run", "suite.yaml", "--output", "one")
    let before = try Files.read("\(directory.path)/one/run.db")
    let result = try await run("run", "suite.yaml", "--output", "one")
    #expect(result.status == 2)
    #expect(try Files.read("\(directory.path)/one/run.db") == before)
  }

  @Test func everySubcommandHasHelpWithAnExample() async throws {
    for name in [
      "run", "resume", "score", "report", "history", "baseline", "plan", "list",
    ] {
      let result = try await run(name, "--help")
      #expect(result.status == 0)
      #expect(result.output.contains("evalrunner \(name)"))
      #expect(result.output.contains("example"))
    }
  }

  @Test func planCountsAndRendersWithoutAModel() async throws {
    let result = try await run("plan", "suite.yaml")
    #expect(result.status == 0)
    #expect(result.output.contains("sums (text): 2 samples, 2 trials"))
    #expect(result.output.contains("[user] 1 + 1"))
    #expect(!Files.exists("\(directory.path)/reports"))
  }

  @Test func aKeyReachesNoFileAndNoOutput() async throws {
    let key = "sk-0123456789abcdef"
    let result = try await CommandRun.run(
      ["run", "suite.yaml", "--model", "openai/m", "--base-url", "http://127.0.0.1:9/v1"],
      in: directory.path, environment: ["OPENAI_API_KEY": key])
    #expect(!(result.output + result.errors).contains(key))
    let run = "\(directory.path)/reports/sums/latest"
    for name in try Files.list(run) {
      #expect(try !Files.text("\(run)/\(name)").contains(key))
    }
  }
}
