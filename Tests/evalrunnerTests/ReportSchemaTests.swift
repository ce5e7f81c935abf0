import EvalKit
import Testing

/// What the program writes is what `docs/schemas` says.
@Suite struct ReportSchemaTests {
  private static func schema(_ name: String) throws -> JSONSchema {
    let path = "\(CommandRun.package)/docs/schemas/\(name).schema.json"
    return try JSONSchema(try JSONValue(parsing: try Files.text(path)))
  }

  private static func lines(_ path: String) throws -> [String] {
    try Files.text("\(CommandRun.package)/\(path)").split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["reference", "regressed"])
  func reportsAreValid(recording: String) async throws {
    let directory = try TemporaryDirectory()
    let suite = "\(CommandRun.package)/suites/web4"
    _ = try await CommandRun.run(
      [
        "run", suite, "--model", "replay/\(suite)/recordings/\(recording).jsonl", "--output", "r",
      ], in: directory.path)
    let names = try Files.list("\(directory.path)/r").filter { $0.hasSuffix(".json") }
    #expect(names.count == 8)
    for name in names {
      let kind = name == "eval_report_final.json" ? "eval_report_final" : "eval_harness"
      let text = try Files.text("\(directory.path)/r/\(name)")
      #expect(try Self.schema(kind).violations(inText: text) == [], "\(name)")
    }
  }

  @Test func aReportThatLacksItsVerdictIsNot() throws {
    #expect(try !Self.schema("eval_report_final").violations(inText: "{}").isEmpty)
    #expect(try !Self.schema("eval_harness").violations(inText: "{\"schema_version\": 2}").isEmpty)
  }

  @Test func shippedSamplesAndRecordingsAreValid() throws {
    let sample = try Self.schema("sample")
    let entry = try Self.schema("recording")
    for name in ["pdca", "template", "decisions", "classes", "tools", "refusal", "canaries"] {
      for line in try Self.lines("suites/web4/samples/\(name).jsonl") {
        #expect(sample.violations(inText: line) == [], "\(name): \(line.prefix(60))")
      }
    }
    for name in ["reference", "regressed"] {
      for line in try Self.lines("suites/web4/recordings/\(name).jsonl") {
        #expect(entry.violations(inText: line) == [], "\(name): \(line.prefix(60))")
      }
    }
    #expect(!sample.violations(inText: "{\"id\": \"a\", \"inptu\": \"b\"}").isEmpty)
    #expect(!entry.violations(inText: "{\"text\": \"b\"}").isEmpty)
  }
}
