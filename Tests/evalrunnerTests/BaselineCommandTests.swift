import EvalKit
import Glibc
import Testing

/// `evalrunner baseline`, and runs that are compared with what it names.
@Suite struct BaselineCommandTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    let samples = (0..<10).map { "{\"id\": \"s\($0)\", \"input\": \"x\", \"target\": \"y\"}" }
    _ = try directory.write(samples.joined(separator: "\n"), to: "samples.jsonl")
    for (name, wrong) in [("full", 0), ("quantised", 1), ("base", 5)] {
      let lines = (0..<10).map {
        "{\"sample\": \"s\($0)\", \"text\": \"\($0 < wrong ? "no" : "y")\"}"
      }
      _ = try directory.write(lines.joined(separator: "\n"), to: "\(name).jsonl")
    }
    _ = try directory.write(Self.suite("drop(pass_rate) <= 0.2"), to: "suite.yaml")
  }

  private static func suite(_ gate: String, name: String = "sums") -> String {
    """
    suite: \(name)
    models: {candidate: {provider: replay, path: quantised.jsonl}}
    limits: {retries: 0}
    harnesses:
      - id: sums
        kind: text
        samples: samples.jsonl
        measures: [exact_match]
        gates: [ship: "\(gate)"]
    """
  }

  private func run(_ arguments: String...) async throws -> CommandRun.Result {
    try await CommandRun.run(arguments, in: directory.path)
  }

  /// Runs the full model and names its run.
  private func setFull() async throws {
    _ = try await run("run", "suite.yaml", "--model", "replay/full.jsonl")
    let result = try await run("baseline", "set", "reports/sums/latest", "full")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("full: "))
  }

  private func gateReason() throws -> String {
    let text = try Files.text("\(directory.path)/reports/sums/latest/eval_report_final.json")
    let gates = try JSONValue(parsing: text)["harnesses"]?.arrayValue?.first?["gates"]
    return gates?.arrayValue?.first?["reason"]?.stringValue ?? ""
  }

  @Test func aNameOrAFolderDecidesADrop() async throws {
    try await setFull()
    #expect(try await run("run", "suite.yaml", "--baseline", "full").status == 0)
    #expect(try gateReason() == "drop(pass_rate) is 10% <= 20%")
    let model = ["--model", "replay/base.jsonl"]
    let bad = try await CommandRun.run(
      ["run", "suite.yaml", "--baseline", "full"] + model, in: directory.path)
    #expect(bad.status == 1)
    #expect(bad.output.contains("drop(pass_rate) is 50%, not <= 20%"))
    let entry = try #require(try store()["baselines"]?.arrayValue?.first)
    let folder = "reports/sums/\(entry["run"]?.stringValue ?? "")"
    #expect(try await run("run", "suite.yaml", "--baseline", folder).status == 0)
    #expect(try await run("run", "suite.yaml").status == 3)
  }

  private func store() throws -> JSONValue {
    try JSONValue(parsing: Files.text("\(directory.path)/reports/sums/baselines.json"))
  }

  @Test func theFileIsWhatItsSchemaSays() async throws {
    try await setFull()
    let path = "\(CommandRun.package)/docs/schemas/baselines.schema.json"
    let schema = try JSONSchema(try JSONValue(parsing: try Files.text(path)))
    let text = try Files.text("\(directory.path)/reports/sums/baselines.json")
    #expect(schema.violations(inText: text) == [])
    #expect(!schema.violations(inText: "{\"schema_version\": 1}").isEmpty)
  }

  @Test func aRunThatIsGoneIsNeverAPass() async throws {
    try await setFull()
    let name = try #require(
      try store()["baselines"]?.arrayValue?.first?["run"]?.stringValue)
    #expect(rename("\(directory.path)/reports/sums/\(name)", "\(directory.path)/away") == 0)
    let result = try await run("run", "suite.yaml", "--baseline", "full")
    #expect(result.status == 3)
    #expect(
      try gateReason().hasSuffix(
        "the baseline 'full' (\(name)) is stale: its run reports/sums/\(name) is gone"))
    #expect(try await run("baseline", "list").output.contains("stale: its run"))
  }

  @Test func anotherDatasetIsNeverAPass() async throws {
    try await setFull()
    let samples = try Files.text("\(directory.path)/samples.jsonl")
    _ = try directory.write(samples + "\n", to: "samples.jsonl")
    #expect(try await run("run", "suite.yaml", "--baseline", "full").status == 3)
    #expect(try gateReason().hasSuffix("measured on another version of samples.jsonl"))
  }

  @Test func aRunOfAnotherSuiteIsNeverAPass() async throws {
    _ = try directory.write(
      Self.suite("pass_rate >= 0", name: "other"), to: "other.yaml")
    #expect(try await run("run", "other.yaml", "--output", "foreign").status == 0)
    #expect(try await run("run", "suite.yaml", "--baseline", "foreign").status == 3)
    #expect(try gateReason().hasSuffix("is of another suite, 'other'"))
  }

  @Test func withConfidenceTheCountsDecide() async throws {
    try await setFull()
    // 10/10 against 9/10: Newcombe's interval of the drop is −0.19 to 0.40.
    _ = try directory.write(
      Self.suite("drop(pass_rate) <= 0.2 with 95% confidence"), to: "suite.yaml")
    #expect(try await run("run", "suite.yaml", "--baseline", "full").status == 3)
    #expect(try gateReason().contains("(95% interval -18.94% to 40.42%)"))
    _ = try directory.write(
      Self.suite("drop(pass_rate) <= 0.5 with 95% confidence"), to: "suite.yaml")
    #expect(try await run("run", "suite.yaml", "--baseline", "full").status == 0)
  }

  @Test func scoreAndReportKeepTheBaseline() async throws {
    try await setFull()
    _ = try await run("run", "suite.yaml", "--baseline", "full", "--output", "one")
    #expect(try await run("score", "one", "--output", "two").status == 0)
    #expect(try await run("report", "two").status == 0)
    let report = try Files.text("\(directory.path)/two/report.md")
    #expect(report.contains("Baseline: 'full' ("))
    #expect(try await run("resume", "one").status == 0)
  }

  @Test func namesAreListedAndRemoved() async throws {
    #expect(try await run("baseline", "list").output == "there are no baselines\n")
    try await setFull()
    let list = try await run("baseline", "list")
    #expect(list.output.contains("sums   full  "))
    #expect(list.output.hasSuffix("usable\n"))
    let json = try JSONValue(parsing: try await run("baseline", "list", "--json").output)
    #expect(json.arrayValue?.first?["problem"]?.isNull == true)
    #expect(try await run("baseline", "remove", "full").status == 0)
    #expect(try store()["baselines"] == [])
  }

  @Test(arguments: [
    (["baseline", "set", "reports/sums/latest"], "'baseline set' needs RUN NAME"),
    (["baseline", "set", "nowhere", "x"], "nowhere: there is no run here"),
    (["baseline", "set", "reports/sums/latest", "a/b"], "a baseline's name is made of"),
    (["baseline", "remove", "ful"], "did you mean 'full'?"),
    (["baseline", "delete", "full"], "unknown action 'delete'"), (["baseline"], "'baseline' needs"),
    (["run", "suite.yaml", "--baseline", "ful"], "did you mean 'full'?"),
  ])
  func misuseEndsInStatus2(arguments: [String], message: String) async throws {
    try await setFull()
    let before = try Files.list("\(directory.path)/reports/sums")
    let result = try await CommandRun.run(arguments, in: directory.path)
    #expect(result.status == 2)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(try Files.list("\(directory.path)/reports/sums") == before)
  }

  @Test func aDamagedStoreRunsNothing() async throws {
    try await setFull()
    _ = try directory.write("{", to: "reports/sums/baselines.json")
    let result = try await run("run", "suite.yaml", "--baseline", "full")
    #expect(result.status == 2)
    #expect(result.errors.contains("reports/sums/baselines.json: "))
  }
}
