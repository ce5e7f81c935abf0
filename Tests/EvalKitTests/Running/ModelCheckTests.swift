import Synchronization
import Testing

@testable import EvalKit

/// One and the same model must answer all through a run.
@Suite struct ModelCheckTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static func identity(_ details: JSONValue, name: String = "m") -> ModelIdentity {
    ModelIdentity(provider: "test", name: name, details: JSONObject(details))
  }

  @Test(
    arguments: [
      (["digest": "a"], ["digest": "a"], []),
      (["digest": "a", "slots": 2], ["slots": 2, "digest": "a"], []),
      // What only one of them has counts for nothing.
      ([:], ["context_length": 4096], []), (["context_length": 4096], [:], []),
      (["volatile": ["load": 1]], ["volatile": ["load": 2]], []),
      (["digest": "a"], ["digest": "b"], ["digest was a and is b"]),
      (["n": 4096], ["n": 2048], ["n was 4096 and is 2048"]),
      (["c": ["x", "y"]], ["c": ["x"]], [#"c was ["x","y"] and is ["x"]"#]),
      (["listed": true], ["listed": false], ["listed was true and is false"]),
      (["n": 1], ["n": 1.0], []),
    ] as [(JSONValue, JSONValue, [String])])
  func differences(earlier: JSONValue, later: JSONValue, expected: [String]) {
    #expect(Self.identity(earlier).differences(from: Self.identity(later)) == expected)
  }

  @Test func namesCount() {
    let differences = Self.identity([:]).differences(from: Self.identity([:], name: "other"))
    #expect(differences == ["name was m and is other"])
  }

  /// Tells one identity after the other; the last for good. `nil`: it cannot be reached.
  private final class Model: ModelBackend {
    private let identities: Mutex<[ModelIdentity?]>
    let stopAt: String?
    let timings: Timings

    init(
      _ identities: [ModelIdentity?], stopAt: String? = nil, timings: Timings = Timings()
    ) {
      self.identities = Mutex(identities)
      (self.stopAt, self.timings) = (stopAt, timings)
    }

    func identify() async throws(ModelFailure) -> ModelIdentity {
      let next = identities.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
      guard let next else { throw ModelFailure(.unreachable, "gone") }
      return next
    }

    func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
      if request.trial.sample == stopAt { withUnsafeCurrentTask { $0?.cancel() } }
      if Task.isCancelled { throw ModelFailure(.cancelled, "stopped") }
      return Prediction(text: "yes", finishReason: .stop, timings: timings)
    }
  }

  private func run(
    _ model: Model, concurrency: Int = 1
  ) async throws -> (RunEvaluation, events: [String]) {
    let rows = (1...6).map { "{\"id\": \"s\($0)\", \"input\": \"q\", \"target\": \"yes\"}" }
    _ = try directory.write(rows.joined(separator: "\n"), to: "samples.jsonl")
    let suite = try directory.write(
      """
      suite: test
      limits: {concurrency: \(concurrency), retries: 0}
      harnesses:
        - id: echo
          kind: text
          samples: samples.jsonl
          measures: [exact_match]
          gates: [ship: pass_rate >= 0.5]
      """, to: "suite.yaml")
    let plan = try Planner(registry: .builtIn).plan(
      SuiteLoader(registry: .builtIn).load(suite), overrides: .init())
    let path = "\(directory.path)/run"
    try Files.createDirectory(path)
    let runner = Runner(plan, backend: model, directory: path)
    _ = try await runner.run(
      RunManifest(
        runID: "r", suite: "test", policy: plan.suite.policy, parts: plan.parts.map(\.manifest)))
    let evaluation = try ReportWriter(registry: .builtIn).write(path)
    return (evaluation, try JournalReader(path).events().map(\.kind))
  }

  private static let first = identity(["digest": "a", "context_length": 4096])
  private static let second = identity(["digest": "b", "context_length": 4096])

  @Test func theSameModelClears() async throws {
    let (evaluation, events) = try await run(Model([Self.first]))
    #expect(evaluation.decision.verdict == .cleared)
    #expect(events.isEmpty)
  }

  /// Not of identity, but noted by the same runner: latency that is mostly waiting.
  @Test func aServerThatServesOneAtATimeIsNoted() async throws {
    let server = ServerTimings(queue: .milliseconds(200), generation: .milliseconds(100))
    let (evaluation, events) = try await run(
      Model([Self.first], timings: Timings(server: server)), concurrency: 3)
    #expect(evaluation.decision.verdict == .cleared)
    #expect(events == ["server_queues"])
  }

  @Test func anotherModelAtTheEndIsInconclusive() async throws {
    let (evaluation, events) = try await run(Model([Self.first, Self.second]))
    #expect(evaluation.decision.verdict == .inconclusive)
    #expect(evaluation.decision.exitStatus == .inconclusive)
    #expect(
      evaluation.decision.reasons == [
        "The model changed during the run: digest was a and is b."
      ])
    #expect(events == ["model_changed"])
  }

  @Test func aModelThatIsGoneAtTheEndIsSettledByResuming() async throws {
    let (gone, events) = try await run(Model([Self.first, nil]))
    #expect(gone.decision.exitStatus == .inconclusive)
    #expect(events == ["model_unverified"])
    let (resumed, _) = try await run(Model([Self.first]))
    #expect(resumed.decision.exitStatus == .cleared)
  }

  @Test func aModelThatChangedBeforeTheResumeStaysInconclusive() async throws {
    let (stopped, _) = try await run(Model([Self.first], stopAt: "s3"))
    #expect(stopped.decision.exitStatus == .interrupted)
    let (resumed, events) = try await run(Model([Self.second]))
    #expect(resumed.counts.passed == 6)
    #expect(resumed.decision.exitStatus == .inconclusive)
    #expect(events.contains("model_changed"))
    let (again, _) = try await run(Model([Self.second]))
    #expect(again.decision.exitStatus == .inconclusive)
  }

  @Test(arguments: [nil, "the model changed during the run: digest was a and is b"])
  func theVerdictKnows(problem: String?) {
    let counts = TrialCounts(planned: 1, passed: 1)
    let evidence = VerdictEvidence(
      harnesses: [], smoke: .init(counts: counts), modelProblem: problem)
    #expect(Decision(evidence).verdict == (problem == nil ? .cleared : .inconclusive))
    // A failure blocks whichever model it was.
    let failed = VerdictEvidence(
      harnesses: [], smoke: .init(counts: TrialCounts(planned: 1, failed: 1), failed: ["s"]),
      modelProblem: problem)
    #expect(Decision(failed).verdict == .blocked)
  }
}
