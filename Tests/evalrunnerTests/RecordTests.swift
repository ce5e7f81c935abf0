import EvalKit
import Testing

/// `record` as a process, with the programs of docs/exec.md as the model and the measure.
@Suite struct RecordTests {
  private let directory: TemporaryDirectory
  private static let model = "exec/\(CommandRun.package)/docs/examples/exec_model.py"

  init() throws {
    directory = try TemporaryDirectory()
    _ = try directory.write(
      """
      {"id": "a", "input": "1 + 1", "target": "2"}
      {"id": "b", "input": "20 + 22", "target": "42"}
      """, to: "samples.jsonl")
    _ = try directory.write(
      """
      suite: sums
      limits: {retries: 0}
      harnesses:
        - id: sums
          kind: text
          samples: samples.jsonl
          measures:
            - exec:
                command: [\(CommandRun.package)/docs/examples/exec_measure.py]
                yields:
                  - {name: bare, scale: binary}
                  - {name: distance, unit: count, higher_is_better: false}
          gates:
            - ship: pass_rate >= 0.95
            - ship: distance_mean <= 0
      """, to: "suite.yaml")
  }

  private func run(_ arguments: String...) async throws -> CommandRun.Result {
    try await CommandRun.run(arguments, in: directory.path)
  }

  private func schema(_ name: String) throws -> JSONSchema {
    let path = "\(CommandRun.package)/docs/schemas/\(name).schema.json"
    return try JSONSchema(try JSONValue(parsing: try Files.text(path)))
  }

  private func isThere(_ name: String) -> Bool { Files.exists("\(directory.path)/\(name)") }

  @Test func aRecordingReplays() async throws {
    let recorded = try await run("record", Self.model, "suite.yaml", "--output", "r/a.jsonl")
    #expect(recorded.status == 0)
    #expect(recorded.errors.isEmpty)
    #expect(recorded.output == "r/a.jsonl: 2 answers\n")
    let lines = try Files.text("\(directory.path)/r/a.jsonl").split(separator: "\n")
    #expect(lines.count == 3)
    let entry = try schema("recording")
    for line in lines { #expect(entry.violations(inText: String(line)) == []) }
    let header = try JSONValue(parsing: String(lines[0]))["recording"]
    #expect(header?["model"] == .string(Self.model))
    #expect(header?["identity"] == ["version": "1.0", "digest": "adds-integers"])
    let replayed = try await run("run", "suite.yaml", "--model", "replay/r/a.jsonl")
    #expect(replayed.status == 0)
    let live = try await run("run", "suite.yaml", "--model", Self.model)
    #expect(live.status == 0)
    #expect(live.output.contains("\nCLEARED\n"))
    let report = try Files.text("\(directory.path)/reports/sums/latest/eval_sums.json")
    #expect(try schema("eval_harness").violations(inText: report) == [])
    let timings = try JSONValue(parsing: report)["results"]?.arrayValue?.first?["timings"]
    #expect(timings?["server"]?["queue_ms"]?.doubleValue != nil)
  }

  @Test func aFileIsReplacedOnlyByForce() async throws {
    let path = try directory.write("mine", to: "a.jsonl")
    let refused = try await run("record", Self.model, "suite.yaml", "--output", "a.jsonl")
    #expect(refused.status == 2)
    #expect(
      refused.errors
        == "evalrunner: a.jsonl is there; choose another '--output', or replace it with "
        + "'--force'\n")
    #expect(try Files.text(path) == "mine")
    #expect(!isThere("reports"))
    let forced = try await run(
      "record", Self.model, "suite.yaml", "--output", "a.jsonl", "--force")
    #expect(forced.status == 0)
    #expect(try Files.text(path).hasPrefix("{\"recording\""))
  }

  @Test func failuresAreNoRecording() async throws {
    _ = try directory.write(
      """
      {"id": "a", "input": "1 + 1", "target": "2"}
      {"id": "b", "input": "nothing", "target": "0"}
      """, to: "samples.jsonl")
    let result = try await run("record", Self.model, "suite.yaml")
    #expect(result.status == 3)
    #expect(result.errors.contains("no answer: sums/b: no number in the question\n"))
    #expect(result.errors.contains("1 trials have no answer"))
    #expect(!isThere("recordings"))
    let kept = try await run(
      "record", "--from", "reports/sums/latest", "--output", "kept.jsonl", "--keep-errors")
    #expect(kept.status == 0)
    #expect(kept.output == "kept.jsonl: 1 answers and 1 failures\n")
    let replayed = try await run("run", "suite.yaml", "--model", "replay/kept.jsonl")
    #expect(replayed.status == 3)
  }

  @Test func aServerThatIsNotThereIsStatus4() async throws {
    let result = try await run(
      "record", "ollama/tiny", "suite.yaml", "--base-url", "http://127.0.0.1:1", "--output",
      "a.jsonl"
    )
    #expect(result.status == 4)
    #expect(!isThere("a.jsonl"))
  }

  @Test(arguments: [
    (["record", "ollama/tiny"], "evalrunner: 'record' needs MODEL SUITE, or --from RUN\n"),
    (["record", "--from", "x"], "evalrunner: '--from' needs '--output'\n"),
    (
      ["record", "a/b", "c", "--from", "x"],
      "evalrunner: '--from' names a run, so neither a model nor a suite is needed\n"
    ),
  ])
  func usage(arguments: [String], message: String) async throws {
    let result = try await CommandRun.run(arguments, in: directory.path)
    #expect(result.status == 2)
    #expect(result.errors == message)
  }
}
