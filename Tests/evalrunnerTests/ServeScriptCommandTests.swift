import EvalKit
import Testing

/// `serve-script` as a process, with runs against it.
@Suite struct ServeScriptCommandTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    let rows = (1...40).map {
      "{\"id\": \"s\($0)\", \"input\": \"question \($0)\", \"target\": \"Paris.\"}"
    }
    _ = try directory.write(rows.joined(separator: "\n"), to: "samples.jsonl")
    _ = try directory.write(
      """
      suite: test
      limits: {concurrency: 4, per_trial: 20s}
      harnesses:
        - id: echo
          kind: text
          samples: samples.jsonl
          measures: [exact_match]
          gates: [ship: pass_rate >= 0.95]
      """, to: "suite.yaml")
  }

  /// Serves a script, runs the suite against it, ends the server with SIGTERM.
  ///
  /// - Returns: The output, with `run N` and `server N` for the two statuses.
  private func play(_ script: String, concurrency: Int = 4) async throws -> String {
    _ = try directory.write(script, to: "script.json")
    let command = """
      "$0" serve-script script.json > listening & server=$!
      until grep -q listening listening; do :; done
      url=$(sed 's/listening on //' listening)
      "$0" run suite.yaml --model openai/scripted --base-url "$url/v1" --output out \\
        --concurrency \(concurrency)
      echo "run $?"
      kill -TERM $server
      wait $server
      echo "server $?"
      """
    let run = ProgramCommand(
      "/bin/sh", ["-c", command, CommandRun.program],
      environment: ProgramCommand.plainEnvironment(), directory: directory.path)
    let result = try await ProgramRun(run, timeout: .seconds(120)).run()
    return String(decoding: result.output + result.errors, as: UTF8.self)
  }

  @Test func aFlakyServerIsPlayedAndSurvived() async throws {
    let output = try await play(
      """
      {"rules": [
        {"match": {"request": 2}, "answers": [{"say": "Par", "cut": {"after": 2}}]},
        {"match": {"request": 7}, "answers": [{"drop": true, "end": "reset"}]},
        {"match": {"request": 9}, "answers": [
          {"status": 503, "headers": {"Retry-After": "0"}, "json": {"error": "busy"}}]},
        {"answers": [{"say": "Paris."}]}
      ]}
      """)
    #expect(output.contains("run 0\nserver 0\n"), "\(output)")
    let report = try Files.text("\(directory.path)/out/eval_echo.json")
    #expect(report.split(separator: "\"Paris.\"").count - 1 == 40)
    #expect(!report.contains("\"Par\""))
  }

  @Test func aServerThatGoesAwayEndsTheRunWithStatus4() async throws {
    // One connection: others that are kept open would go on being served.
    let output = try await play(
      """
      {"rules": [
        {"match": {"request": 10}, "answers": [{"drop": true, "refuse_ms": "forever"}]},
        {"answers": [{"say": "Paris."}]}
      ]}
      """, concurrency: 1)
    #expect(output.contains("run 4\nserver 0\n"), "\(output)")
    #expect(output.contains("connection refused"))
  }

  @Test(arguments: [
    ("{\"rules\": [{\"answer\": []}]}", "unknown key 'answer'"), ("{", "script.json:"),
  ])
  func aBrokenScriptIsAUsageError(script: String, message: String) async throws {
    _ = try directory.write(script, to: "script.json")
    let result = try await CommandRun.run(["serve-script", "script.json"], in: directory.path)
    #expect(result.status == 2)
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
