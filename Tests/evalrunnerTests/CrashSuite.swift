import EvalKit
import ScriptedServer

/// A suite of 500 trials with a server of its own, and its reports when nothing disturbs it.
final class CrashSuite: Sendable {
  /// Who talks to the server.
  enum Kind: String, Sendable, CaseIterable {
    /// A recording with times answers, a judge on the server rules: all of a report can be equal.
    case judged
    /// The server answers; reports are equal but for the times.
    case asked
  }

  private static let mainTrials = 480
  static let reports = [
    "canary_report.json", "eval_main.json", "eval_report_final.json", "report.junit.xml",
    "report.md", "smoke_test_report.json",
  ]

  let kind: Kind
  let trigger: RequestTrigger
  let directory: TemporaryDirectory
  private let server: ScriptedServer

  init(_ kind: Kind) throws {
    let trigger = RequestTrigger()
    (self.kind, self.trigger, directory) = (kind, trigger, try TemporaryDirectory())
    server = try ScriptedServer(Script(JSONValue(parsing: Self.script))) { trigger.count() }
    try write("samples", (0..<Self.mainTrials / 2).map { ("s\($0)", "question \($0)") })
    try write("canaries", (0..<10).map { ("c\($0)", "canary \($0)") })
    try write("smoke", (0..<10).map { ("k\($0)", "smoke \($0)") })
    var entries: [String] = []
    for (prefix, count) in [("s", Self.mainTrials / 2), ("c", 10), ("k", 10)] {
      for index in 0..<count {
        for repetition in 0..<(prefix == "s" ? 2 : 1) {
          entries.append(
            """
            {"sample": "\(prefix)\(index)", "repetition": \(repetition), "text": "Paris.", \
            "timings": {"first_token_ms": \(index).5, "total_ms": \(index + 7)}}
            """)
        }
      }
    }
    _ = try directory.write(entries.joined(separator: "\n"), to: "answers.jsonl")
    _ = try directory.write(suite, to: "suite.yaml")
  }

  private func write(_ name: String, _ rows: [(id: String, input: String)]) throws {
    let checks =
      name == "samples" ? "" : ", \"checks\": [{\"type\": \"contains\", \"value\": \"a\"}]"
    let lines = rows.map {
      "{\"id\": \"\($0.id)\", \"input\": \"\($0.input)\", \"target\": \"Paris.\"\(checks)}"
    }
    _ = try directory.write(lines.joined(separator: "\n"), to: "\(name).jsonl")
  }

  /// Some of the judgements are bad; the candidate is asked without a rubric and says Paris.
  private static let script = """
    {"log": 0, "rules": [
      {"match": {"contains": "question 7"}, "answers": [
        {"say": "{\\"pass\\": false, \\"reason\\": \\"a Paris.\\"}"}]},
      {"match": {"contains": "The rubric"}, "answers": [{"say": "{\\"pass\\": true}"}]},
      {"answers": [{"say": "Paris."}]}
    ]}
    """

  private var suite: String {
    let live = "{provider: openai, name: scripted, base_url: \"\(server.url)/v1\"}"
    let recorded = "{provider: replay, path: answers.jsonl}"
    return """
      suite: crash
      models:
        candidate: \(kind == .judged ? recorded : live)
        judge: \(live)
      limits: {concurrency: 8, per_trial: 30s}
      canaries: {samples: canaries.jsonl}
      harnesses:
        - id: main
          kind: text
          samples: samples.jsonl
          repetitions: 2
          measures: [exact_match]
          checks: [\(kind == .judged ? "{type: llm-rubric, value: right}" : "")]
          gates: [ship: pass_rate >= 0.5, quality: exact_match >= 0.5]
      smoke: {samples: smoke.jsonl}
      """
  }

  // MARK: Running

  func arguments(run name: String) -> [String] {
    ["run", "\(directory.path)/suite.yaml", "--output", "\(directory.path)/\(name)"]
  }

  func arguments(resume name: String) -> [String] { ["resume", "\(directory.path)/\(name)"] }

  func start(_ arguments: [String]) throws -> RunningCommand {
    try RunningCommand(arguments, log: "\(directory.path)/log")
  }

  /// Runs the program to its end.
  func finish(_ arguments: [String]) throws -> (end: RunningCommand.End, output: String) {
    let command = try start(arguments)
    return (command.wait(), command.output)
  }

  /// Runs the program and sends it a signal when its request of that number comes.
  func interrupt(
    _ arguments: [String], signal: Int32, atRequest request: Int
  ) throws -> RunningCommand.End {
    try trigger.start(signal: signal, atRequest: request) { try start(arguments) }.wait()
  }

  /// How many trials have been committed.
  func committedTrials(_ name: String) throws -> Int {
    try trials(name, harness: nil)
  }

  /// How many requests a run has yet to make.
  func requestsLeft(_ name: String) throws -> Int {
    switch kind {
    case .judged: try Self.mainTrials - trials(name, harness: 1)
    case .asked: try Self.mainTrials + 20 - trials(name, harness: nil)
    }
  }

  private func trials(_ name: String, harness: Int?) throws -> Int {
    var count = 0
    try JournalReader("\(directory.path)/\(name)").forEachTrial(harness: harness) {
      count += $0.status == .passed || $0.status == .failed ? 1 : 0
    }
    return count
  }

  // MARK: Comparing

  /// The reports of a run without what may differ between two runs.
  func comparable(_ name: String) throws -> [String: String] {
    var result: [String: String] = [:]
    for report in Self.reports {
      var text = try Files.text("\(directory.path)/\(name)/\(report)")
      if report.hasSuffix(".json") {
        guard let volatile = text.firstRange(of: "\n  \"volatile\": {") else {
          throw UsageError("\(report) has no volatile part")
        }
        text = String(text[..<volatile.lowerBound])
      }
      if kind == .asked {
        text = text.split(separator: "\n")
          .filter { !$0.contains("\"first_token_ms\":") && !$0.contains("\"total_ms\":") }
          .joined(separator: "\n")
      }
      result[report] = text
    }
    return result
  }
}
