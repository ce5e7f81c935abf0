import EvalKit
import Testing

/// The suite cli-tuner from end to end: which recording passes, and which gates stop the others.
@Suite struct CLITunerSuiteTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static let suite = "\(CommandRun.package)/suites/cli-tuner"

  /// Runs a recording and returns the status, the verdict and the ship gates that failed.
  private func run(_ recording: String, _ more: String...) async throws -> (
    status: Int32, verdict: String?, failed: [String]
  ) {
    let result = try await CommandRun.run(
      [
        "run", Self.suite, "--model", "replay/\(Self.suite)/recordings/\(recording).jsonl",
        "--output", recording,
      ] + more, in: directory.path)
    let report = try JSONValue(
      parsing: try Files.text("\(directory.path)/\(recording)/eval_report_final.json"))
    let gates = (report["harnesses"]?.arrayValue ?? []).flatMap { $0["gates"]?.arrayValue ?? [] }
    let failed = gates.filter { $0["type"] == "ship" && $0["passed"] != true }
    return (
      result.status, report["verdict"]?.stringValue, failed.compactMap { $0["metric"]?.stringValue }
    )
  }

  @Test func theTunedModelMayShipAndTheOthersMayNot() async throws {
    let tuned = try await run("tuned")
    #expect(tuned.status == 0)
    #expect(tuned.verdict == "CLEARED")
    #expect(tuned.failed.isEmpty)

    let base = try await run("base")
    #expect(base.status == 1)
    #expect(
      base.failed == ["exact_match", "command_only", "shell_syntax", "drop(exact_match)"])

    let quantized = try await run("quantized", "--baseline", "tuned")
    #expect(quantized.status == 1)
    #expect(quantized.failed == ["exact_match", "drop(exact_match)"])
  }
}
