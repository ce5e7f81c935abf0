import ScriptedServer
import Testing

@testable import EvalKit

/// One trial of a plan, run by the real executor against a scripted server.
final class FaultPlay {
  let server: ScriptedServer
  let clock = ManualClock()
  private let directory: TemporaryDirectory
  private let http = HTTPEngine()

  /// Starts a server with these answers in JSON, played in order; the last is repeated.
  init(answers: [String], refuse: Bool = false) throws {
    directory = try TemporaryDirectory()
    let rules =
      "{\"rules\": [{\"answers\": [\(answers.joined(separator: ","))]}], \"refuse\": \(refuse)}"
    server = try ScriptedServer(Script(EvalKit.JSONValue(parsing: rules)))
  }

  /// A request as good as any.
  static var request: ModelRequest {
    ModelRequest(
      trial: TrialID(harness: "echo", sample: "s1"), messages: [Message(.user, "q")],
      timeout: .seconds(300))
  }

  /// Runs one trial and returns its record.
  func trial(retries: Int, limits: String = "per_trial: 300s") async throws -> TrialRecord {
    let records = try await trials(1, retries: retries, limits: limits).records
    return try #require(records.first)
  }

  /// Runs trials with the real runner into a folder, goes on with what it holds, and reports.
  func run(
    _ count: Int, limits: String, folder: String
  ) async throws -> (evaluation: RunEvaluation, ending: Runner.Ending) {
    let plan = try plan(count, limits)
    let path = "\(directory.path)/\(folder)"
    try Files.createDirectory(path)
    let runner = Runner(plan, backend: try backend(), directory: path)
    let ending = try await runner.run(manifest(plan))
    return (try ReportWriter(registry: .builtIn).write(path), ending)
  }

  /// A file that a run of ``run(_:limits:folder:)`` has left behind.
  func text(_ name: String, in folder: String) throws -> String {
    try Files.text("\(directory.path)/\(folder)/\(name)")
  }

  /// Runs trials and returns what the journal holds and how the executor ended.
  func trials(
    _ count: Int, retries: Int, concurrency: Int = 1, limits: String = "per_trial: 300s"
  ) async throws -> (records: [TrialRecord], outcome: Executor<ManualClock>.Outcome) {
    let plan = try plan(count, "retries: \(retries), concurrency: \(concurrency), \(limits)")
    let run = "\(directory.path)/run"
    try Files.createDirectory(run)
    let journal = try JournalWriter(directory: run)
    try journal.setMeta("manifest", EncodedManifest.json(manifest(plan)))
    let executor = Executor(
      plan: plan, backend: try backend(), journal: journal, progress: RunProgress(), clock: clock,
      failFast: false)
    let outcome = try await executor.run(TrialSource(plan, finished: []))
    try journal.finish()
    var records: [TrialRecord] = []
    try JournalReader(run).forEachTrial { records.append($0) }
    return (records, outcome)
  }

  func backend(options: JSONObject = JSONObject()) throws -> any ModelBackend {
    var options = try options.filled(by: OpenAIProvider.options, of: "openai")
    options["base_url"] = .string("\(server.url)/v1")
    return try OpenAIProvider.makeBackend(
      ModelSettings(
        name: "scripted", options: options, directory: directory.path,
        environment: ["OPENAI_API_KEY": "sk-secret"], http: http))
  }

  private func manifest(_ plan: RunPlan) -> RunManifest {
    RunManifest(
      runID: "r", suite: "test", policy: plan.suite.policy, parts: plan.parts.map(\.manifest))
  }

  private func plan(_ count: Int, _ limits: String) throws -> RunPlan {
    let rows = (1...count).map { "{\"id\": \"s\($0)\", \"input\": \"q\", \"target\": \"Paris.\"}" }
    _ = try directory.write(rows.joined(separator: "\n"), to: "samples.jsonl")
    let path = try directory.write(
      """
      suite: test
      limits: {\(limits)}
      harnesses:
        - id: echo
          kind: text
          samples: samples.jsonl
          measures: [exact_match]
          gates: [ship: pass_rate >= 0.5]
      """, to: "suite.yaml")
    return try Planner(registry: .builtIn).plan(
      SuiteLoader(registry: .builtIn).load(path), overrides: .init())
  }
}
