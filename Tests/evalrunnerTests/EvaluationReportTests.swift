import EvalKit
import Glibc
import Testing

/// What stands in `report.md`.
@Suite struct EvaluationReportTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func report(_ harnesses: String, recording: [String]) async throws -> String {
    let samples = recording.indices.map {
      "{\"id\": \"s\($0)\", \"input\": \"x\", \"target\": \"y\"}"
    }
    _ = try directory.write(samples.joined(separator: "\n"), to: "samples.jsonl")
    let lines = recording.enumerated().map {
      "{\"sample\": \"s\($0)\", \"text\": \(JSONValue.string($1).compact)}"
    }
    _ = try directory.write(lines.joined(separator: "\n"), to: "recording.jsonl")
    _ = try directory.write(
      """
      suite: report
      version: 2.10
      models: {candidate: {provider: replay, path: recording.jsonl}}
      generation: {seed: 11}
      limits: {retries: 0}
      harnesses:
      \(harnesses)
      """, to: "suite.yaml")
    let result = try await CommandRun.run(
      ["run", "suite.yaml", "--output", "run"], in: directory.path)
    #expect(result.status != 2, "\(result.errors)")
    return try Files.text("\(directory.path)/run/report.md")
  }

  private static func harness(_ id: String, _ more: String) -> String {
    "  - {id: \(id), kind: text, samples: samples.jsonl, measures: [exact_match], \(more)}"
  }

  @Test func groupsHaveTablesOfTheirOwn() async throws {
    let text = try await report(
      [
        Self.harness("b", "group: safety, gates: [ship: pass_rate >= 0.9]"),
        Self.harness("a", "group: domain, gates: [ship: pass_rate >= 0.5]"),
        Self.harness("c", ""),
      ].joined(separator: "\n"), recording: ["y", "y", "n", "y"])
    let titles = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
    #expect(
      titles == ["## Domain", "## Safety", "## Overall", "## b", "## a", "## c", "## Provenance"])
    #expect(
      text.contains("| a | pass\\_rate 75% | 30.06% – 95.44% | \\>= 50% | ship | passed |"))
    #expect(
      text.contains("| b | pass\\_rate 75% | 30.06% – 95.44% | \\>= 90% | ship | FAILED |"))
  }

  @Test func withoutGroupsThereIsOneTable() async throws {
    let text = try await report(Self.harness("a", ""), recording: ["y"])
    #expect(!text.contains("## Domain") && !text.contains("## Overall"))
    #expect(text.contains("| overall | 100% |"))
  }

  @Test func failuresAreGroupedAndExamplesQuoted() async throws {
    let fence = "```"
    let text = try await report(
      Self.harness("a", "checks: [{type: word-count, max: 3}]"),
      recording: [
        "y", "one two three four", "one two three four five six", "\(fence)\n# Owned\n<script>",
      ])
    #expect(text.contains("### Failure modes\n\n3 trials failed.\n"))
    #expect(
      text.contains(
        "| 3 | word-count: the answer has N words, wanted are at most N | s1, s2, s3 |"))
    #expect(text.contains("**Best**: s0, passed; exact\\_match 100%\n\n```text\ny\n```\n"))
    #expect(text.contains("\n````text\n```\n# Owned\n<script>\n````\n"))
  }

  @Test func provenanceNamesWhatTheFiguresRestOn() async throws {
    let text = try await report(Self.harness("a", ""), recording: ["y"])
    let samples = try SHA256Digest.hex(ofFile: "\(directory.path)/samples.jsonl")
    let suite = try SHA256Digest.hex(ofFile: "\(directory.path)/suite.yaml")
    for line in [
      "| suite | report, version 2.10 |", "| suite SHA-256 | \(suite) |",
      "| model | replay/recording.jsonl |", "| seed | 11 |", "| evalrunner | ",
      "| commit | not in a git working tree |", "| a | samples.jsonl | 1 | 1 | `\(samples)` |",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    #expect(!text.contains("| node |"))
  }

  @Test func theToolsThatScoredAreNamed() async throws {
    guard (try? ExternalTool.node.locate()) != nil else {
      return print("node is not installed; nothing is tested")
    }
    let text = try await report(
      "  - {id: a, kind: empty-constructor, samples: samples.jsonl}", recording: ["y"])
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("| node | ") }
    #expect(lines.count == 1)
    #expect(lines.first?.dropFirst(9).first?.isNumber == true)
    let final = try JSONValue(
      parsing: Files.text("\(directory.path)/run/eval_report_final.json"))
    #expect(final["provenance"]?["tools"]?["node"]?.stringValue != nil)
  }

  @Test func theToolsOfChecksAndMeasuresAreNamed() async throws {
    guard (try? ExternalTool.shellcheck.locate()) != nil else {
      return print("shellcheck is not installed; nothing is tested")
    }
    for more in ["checks: [not-shell-syntax]", "measures: [shell_syntax]"] {
      let text = try await report(
        "  - {id: a, kind: text, samples: samples.jsonl, \(more)}", recording: ["y"])
      #expect(text.contains("\n| shellcheck | 0."), "\(more)")
      #expect(unlink("\(directory.path)/run/run.db") == 0)
    }
  }

  @Test func theSameJournalGivesTheSamePage() async throws {
    let text = try await report(Self.harness("a", ""), recording: ["y", "n", "y n"])
    let again = try await CommandRun.run(
      ["report", "run", "--output", "again"], in: directory.path)
    #expect(again.status == 3)
    #expect(try Files.text("\(directory.path)/again/report.md") == text)
  }

  @Test func anUnknownGroupIsASuiteError() async throws {
    _ = try directory.write(
      "{\"id\": \"a\", \"input\": \"x\", \"target\": \"y\"}", to: "samples.jsonl")
    _ = try directory.write(
      "suite: a\nharnesses:\n" + Self.harness("a", "group: saftey"), to: "suite.yaml")
    let result = try await CommandRun.run(["plan", "suite.yaml"], in: directory.path)
    #expect(result.status == 2)
    #expect(
      result.errors.contains(
        "'group' is one of domain, general, safety, not 'saftey'; did you mean 'safety'?"))
  }
}

private enum SHA256Digest {
  static func hex(ofFile path: String) throws -> String { SHA256.hex(of: try Files.text(path)) }
}
