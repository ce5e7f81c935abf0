import Synchronization
import Testing

@testable import EvalKit

/// Runs of the real runner with a real journal; only the model is scripted.
@Suite struct RunnerTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Answers every sample with its target, except where told otherwise.
  private struct Model: ModelBackend {
    var isDown = false
    /// Fails this many times before it answers, per sample.
    var failures: [String: [ModelFailure]] = [:]
    /// Cancels the task when asked for this sample.
    var stopAt: String?
    let asked = SharedCount()

    func identify() async throws(ModelFailure) -> ModelIdentity {
      if isDown { throw ModelFailure(.unreachable, "127.0.0.1:9: connection refused") }
      return ModelIdentity(provider: "test", name: "echo")
    }

    func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
      let attempt = asked.next(request.trial.sample)
      if request.trial.sample == stopAt { withUnsafeCurrentTask { $0?.cancel() } }
      if let failures = failures[request.trial.sample], attempt < failures.count {
        throw failures[attempt]
      }
      if Task.isCancelled { throw ModelFailure(.cancelled, "stopped") }
      let number = Int(request.trial.sample.dropFirst()) ?? 0
      return Prediction(text: number % 10 == 0 ? "wrong" : "answer \(number)", finishReason: .stop)
    }
  }

  private final class SharedCount: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func next(_ key: String) -> Int {
      counts.withLock { counts in
        counts[key, default: -1] += 1
        return counts[key] ?? 0
      }
    }

    var total: Int { counts.withLock { $0.values.reduce(0) { $0 + $1 + 1 } } }
  }

  private func plan(samples: Int, concurrency: Int = 4, extra: String = "") throws -> RunPlan {
    let rows = (1...samples).map {
      "{\"id\": \"s\($0)\", \"input\": \"question \($0)\", \"target\": \"answer \($0)\"}"
    }
    _ = try directory.write(rows.joined(separator: "\n"), to: "samples.jsonl")
    let path = try directory.write(
      """
      suite: test
      limits: {concurrency: \(concurrency), retries: 2}
      harnesses:
        - id: echo
          kind: text
          samples: samples.jsonl
          measures: [exact_match]
          gates: [ship: pass_rate >= 0.85]
      \(extra)
      """, to: "suite.yaml")
    return try Planner(registry: .builtIn).plan(
      SuiteLoader(registry: .builtIn).load(path), overrides: .init())
  }

  private func manifest(_ plan: RunPlan) -> RunManifest {
    RunManifest(
      runID: "r", suite: "test", policy: plan.suite.policy, parts: plan.parts.map(\.manifest))
  }

  private func run(
    _ plan: RunPlan, _ model: Model, _ name: String = "run", failFast: Bool = false
  ) async throws -> (RunEvaluation, Runner.Ending) {
    let path = "\(directory.path)/\(name)"
    try Files.createDirectory(path)
    let runner = Runner(plan, backend: model, directory: path, failFast: failFast)
    let ending = try await runner.run(manifest(plan))
    return (try ReportWriter(registry: .builtIn).write(path), ending)
  }

  @Test func everyTrialIsJournaledInPlanOrder() async throws {
    let (evaluation, ending) = try await run(try plan(samples: 30), Model())
    #expect(ending == .completed)
    #expect(evaluation.counts == TrialCounts(planned: 30, passed: 27, failed: 3))
    var samples: [String] = []
    try JournalReader("\(directory.path)/run").forEachTrial { samples.append($0.id.sample) }
    #expect(samples == (1...30).map { "s\($0)" })
    #expect(evaluation.decision.verdict == .cleared)
  }

  @Test func transientFailuresAreTriedAgainAndPermanentOnesAreNot() async throws {
    let busy = ModelFailure(.overloaded, "HTTP 503: busy", transient: true, retryAfter: .zero)
    let refused = ModelFailure(.rejected, "HTTP 400: no", status: 400)
    let model = Model(failures: [
      "s1": [busy, busy], "s2": [busy, busy, busy, busy], "s3": [refused],
    ])
    let (evaluation, _) = try await run(try plan(samples: 12), model)
    #expect(evaluation.counts.errored == 2)
    let journal = try JournalReader("\(directory.path)/run")
    func record(_ sample: String) throws -> TrialRecord {
      try #require(try journal.trial(TrialID(harness: "echo", sample: sample)))
    }
    #expect(try record("s1").status == .passed)
    #expect(try record("s1").attempts == 3)
    #expect(try record("s2").status == .errored)
    #expect(try record("s2").attempts == 3)
    #expect(try record("s2").failure?.kind == "overloaded")
    #expect(try record("s3").attempts == 1)
    #expect(try record("s3").failure?.message == "HTTP 400: no")
    #expect(evaluation.decision.verdict == .inconclusive)
    #expect(evaluation.decision.exitStatus == .inconclusive)
  }

  @Test func aModelThatIsDownEndsInStatus4AndCanBeResumed() async throws {
    let plan = try plan(samples: 20)
    let (lost, ending) = try await run(plan, Model(isDown: true))
    #expect(ending == .backendLost)
    #expect(lost.decision.exitStatus == .infrastructure)
    #expect(lost.counts == TrialCounts(planned: 20))
    let (resumed, after) = try await run(plan, Model())
    #expect(after == .completed)
    #expect(resumed.decision.exitStatus == .cleared)
  }

  @Test func aBackendThatDiesEndsTheRunEarly() async throws {
    let gone = ModelFailure(.unreachable, "127.0.0.1:9: connection refused")
    let model = Model(
      failures: Dictionary(uniqueKeysWithValues: (6...200).map { ("s\($0)", [gone]) }))
    let (evaluation, ending) = try await run(try plan(samples: 200, concurrency: 1), model)
    #expect(ending == .backendLost)
    #expect(evaluation.counts.passed == 5)
    #expect(evaluation.counts.errored == 8)
    #expect(evaluation.counts.notRun == 187)
    #expect(evaluation.decision.exitStatus == .infrastructure)
  }

  @Test func aResumedRunReportsWhatAnUninterruptedOneDoes() async throws {
    let plan = try plan(samples: 60, concurrency: 3)
    let (_, ending) = try await run(plan, Model(stopAt: "s25"), "stopped")
    #expect(ending == .interrupted)
    let second = Model()
    let (_, after) = try await run(plan, second, "stopped")
    #expect(after == .completed)
    #expect(second.asked.total < 60)
    _ = try await run(plan, Model(), "whole")
    for name in ["eval_echo.json", "eval_report_final.json"] {
      let stopped = try Files.text("\(directory.path)/stopped/\(name)")
      let whole = try Files.text("\(directory.path)/whole/\(name)")
      #expect(Self.withoutVolatile(stopped) == Self.withoutVolatile(whole))
    }
    for name in ["report.md", "report.junit.xml"] {
      #expect(
        try Files.read("\(directory.path)/stopped/\(name)")
          == Files.read("\(directory.path)/whole/\(name)"))
    }
  }

  @Test func failFastEndsAtTheFirstTrialThatDoesNotPass() async throws {
    let (evaluation, ending) = try await run(
      try plan(samples: 50, concurrency: 1), Model(), failFast: true)
    #expect(ending == .failedFast)
    #expect(evaluation.counts.passed == 9)
    #expect(evaluation.counts.failed == 1)
    #expect(evaluation.counts.notRun == 40)
  }

  @Test func aSecondRunnerOnOneJournalIsRefused() async throws {
    let path = "\(directory.path)/busy"
    try Files.createDirectory(path)
    let first = try JournalWriter(directory: path)
    #expect(throws: JournalError("\(path): another evalrunner is writing this run")) {
      _ = try JournalWriter(directory: path)
    }
    try first.finish()
  }

  @Test func aJournalThatCannotBeWrittenIsAnError() async throws {
    let plan = try plan(samples: 3)
    let runner = Runner(plan, backend: Model(), directory: "\(directory.path)/missing")
    await #expect(throws: JournalError.self) { try await runner.run(manifest(plan)) }
  }

  /// The text up to the volatile block, which stands last.
  private static func withoutVolatile(_ text: String) -> Substring {
    text.firstRange(of: "\"volatile\"").map { text[..<$0.lowerBound] } ?? text[...]
  }
}
