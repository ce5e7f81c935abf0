/// Carries a plan out and leaves its journal behind.
public struct Runner: Sendable {
  /// How a run ended.
  public enum Ending: String, Sendable, CaseIterable {
    case completed
    case interrupted
    /// The backend was never or no longer there.
    case backendLost = "backend_lost"
    case failedFast = "failed_fast"
    /// A limit of the suite was reached: tokens, cost or time.
    case limitReached = "limit_reached"
  }

  private let plan: RunPlan
  private let backend: any ModelBackend
  private let directory: String
  private let failFast: Bool
  public let progress: RunProgress

  /// `directory` is the run's folder, which must exist; with `failFast` the first trial that does
  /// not pass ends the run.
  public init(
    _ plan: RunPlan, backend: any ModelBackend, directory: String, failFast: Bool = false
  ) {
    (self.plan, self.backend, self.directory) = (plan, backend, directory)
    self.failFast = failFast
    progress = RunProgress(planned: plan.plannedTrials)
  }

  /// Starts a new run, or goes on with the one that the folder holds.
  ///
  /// Cancelling the task stops the requests in flight; what had finished is kept.
  ///
  /// - Throws: ``JournalError`` or ``Diagnostic``; trouble with the backend is an ending.
  public func run(_ manifest: RunManifest) async throws -> Ending {
    var manifest = manifest
    let start = ContinuousClock.now
    let journal = try JournalWriter(
      directory: directory,
      description: [
        ("manifest", EncodedManifest.json(manifest)), ("started_at", .string(Timestamp.now())),
        ("host", .string(Host.name)),
      ])
    // Programs take a while to tell their versions; the trials run meanwhile.
    async let versions = ToolVersion.read(plan.externalTools)
    do {
      let earlier = journal.isNew ? nil : try Self.earlier(directory)
      let ending = try await run(&manifest, journal, earlier)
      try journal.setMeta("ending", .string(ending.rawValue))
      try journal.setMeta("finished_at", .string(Timestamp.now()))
      let duration = start.duration(to: .now).inSeconds + (earlier?.duration ?? 0)
      try journal.setMeta("duration_s", .number(duration))
      let tools = Self.tools(earlier?.tools ?? [:], await versions)
      if !tools.isEmpty { try journal.setMeta("tools", EncodedManifest.tools(tools)) }
      try journal.finish()
      return ending
    } catch {
      try journal.finish()
      throw error
    }
  }

  private func run(
    _ manifest: inout RunManifest, _ journal: JournalWriter, _ earlier: Earlier?
  ) async throws -> Ending {
    progress.update { $0.resumed = earlier?.finished.count ?? 0 }
    let identity: ModelIdentity
    do throws(ModelFailure) { identity = try await identify() } catch {
      try begin(manifest, journal, earlier)
      let text = "the model cannot be reached: \(error.message)"
      try journal.log(JournalEvent(at: Timestamp.now(), kind: "backend_lost", message: text))
      try await giveUp(journal, earlier?.finished ?? [])
      return error.kind == .cancelled ? .interrupted : .backendLost
    }
    manifest.model = identity
    try begin(manifest, journal, earlier)
    let check = earlier?.check(of: identity) ?? .same
    try record(check, journal)
    let executor = Executor(
      plan: plan, backend: backend, journal: journal, progress: progress,
      clock: ContinuousClock(), failFast: failFast)
    let source = TrialSource(plan, finished: earlier?.finished ?? [])
    let outcome = try await executor.run(source)
    if let remark = executor.queues.remark(concurrency: plan.suite.limits.concurrency) {
      try log("server_queues", remark, journal)
    }
    switch outcome {
    case .completed:
      try await verify(identity, check, journal)
      return .completed
    case .interrupted:
      try log("interrupted", "stopped by a signal", journal)
      try await markRest(source, journal)
      return .interrupted
    case .failedFast:
      try log("failed_fast", "the first trial that did not pass ended the run", journal)
      try await verify(identity, check, journal)
      try await markRest(source, journal)
      return .failedFast
    case .limitReached(let limit):
      try log("limit_reached", limit, journal)
      try await markRest(source, journal)
      return .limitReached
    case .backendLost(let reason):
      try log("backend_lost", reason, journal)
      try await markRest(source, journal)
      return .backendLost
    }
  }

  /// What an interrupted run left behind.
  private struct Earlier {
    /// In seconds.
    var duration: Double
    var finished: [Int64]
    /// Which model answered then; `nil` when none did.
    var model: ModelIdentity?
    var check: ModelCheck
    /// Versions by name.
    var tools: [String: String]

    /// Whether the model that goes on is the one that began.
    func check(of identity: ModelIdentity) -> ModelCheck {
      if case .changed = check { return check }
      return model.map { ModelCheck($0, identity) } ?? .same
    }
  }

  private static func earlier(_ directory: String) throws -> Earlier {
    let reader = try JournalReader(directory)
    let finished = try reader.finishedKeys()
    return Earlier(
      duration: try reader.meta("duration_s")?.doubleValue ?? 0,
      finished: finished, model: finished.isEmpty ? nil : try reader.manifest().model,
      check: ModelCheck(try reader.meta(ModelCheck.key)), tools: try reader.tools())
  }

  /// The versions that were used; where a program changed before the run was resumed, both.
  private static func tools(
    _ earlier: [String: String], _ now: [String: String]
  ) -> [String: String] {
    earlier.merging(now) { old, new in
      old == new || old.hasSuffix(", \(new)") ? old : "\(old), \(new)"
    }
  }

  private func begin(
    _ manifest: RunManifest, _ journal: JournalWriter, _ earlier: Earlier?
  ) throws {
    try journal.setMeta("manifest", EncodedManifest.json(manifest))
    if let earlier {
      try log("resumed", "\(earlier.finished.count) trials were done", journal)
    }
  }

  private func log(_ kind: String, _ message: String, _ journal: JournalWriter) throws {
    try journal.log(JournalEvent(at: Timestamp.now(), kind: kind, message: message))
  }

  /// Asks who is there, with the same patience as for a trial.
  func identify() async throws(ModelFailure) -> ModelIdentity {
    let policy = RetryPolicy(retries: min(2, plan.suite.limits.retries))
    var generator = SeededGenerator(seed: UInt64(bitPattern: Int64(plan.seed)), stream: "identify")
    var attempts = 0
    while true {
      attempts += 1
      do throws(ModelFailure) { return try await backend.identify() } catch {
        let wait = policy.wait(
          after: error, attempts: attempts, remaining: .seconds(30), using: &generator)
        guard let wait else { throw error }
        do { try await Task.sleep(for: wait) } catch {
          throw ModelFailure(.cancelled, "the run was stopped")
        }
      }
    }
  }

  private func giveUp(_ journal: JournalWriter, _ finished: [Int64]) async throws {
    try await markRest(TrialSource(plan, finished: finished), journal)
  }

  /// Records the trials that were not handed out, so that reports can name them.
  private func markRest(_ source: TrialSource, _ journal: JournalWriter) async throws {
    while let trial = try await source.next() {
      let part = plan.parts[trial.harnessIndex].manifest
      try await journal.append(
        TrialRecord(
          id: TrialID(harness: part.id, sample: trial.sample.id, repetition: trial.repetition),
          harnessIndex: trial.harnessIndex, ordinal: trial.ordinal,
          category: trial.sample.category, status: .notRun, attempts: 0))
    }
  }
}
