internal import Synchronization

/// Runs trials: at most `concurrency` in flight, each within its deadline, each into the journal.
struct Executor<TrialClock: Clock>: Sendable where TrialClock.Duration == Duration {
  let plan: RunPlan
  let backend: any ModelBackend
  let journal: JournalWriter
  let progress: RunProgress
  let clock: TrialClock
  let failFast: Bool
  /// Sees the times of every answer.
  let queues = QueueWatch()

  /// How running ended.
  enum Outcome: Sendable, Equatable {
    case completed
    /// The task was cancelled.
    case interrupted
    /// The backend is gone: going on would only collect errors.
    case backendLost(String)
    /// A trial failed, and the first failure was to end the run.
    case failedFast
  }

  /// Runs every trial that is due.
  ///
  /// - Throws: ``JournalError`` when the journal cannot be written, ``Diagnostic`` when a dataset
  ///   changed.
  func run(_ source: TrialSource) async throws -> Outcome {
    let health = BackendHealth(limit: max(8, plan.suite.limits.concurrency))
    return try await withThrowingTaskGroup(of: Outcome.self) { group in
      for _ in 0..<plan.suite.limits.concurrency {
        group.addTask { try await work(source, health) }
      }
      var outcome = Outcome.completed
      for try await result in group where outcome == .completed {
        outcome = result
        if result != .completed { group.cancelAll() }
      }
      return outcome
    }
  }

  private func work(_ source: TrialSource, _ health: BackendHealth) async throws -> Outcome {
    while !Task.isCancelled {
      guard let trial = try await source.next() else { return .completed }
      guard let record = await finish(trial) else { return .interrupted }
      try await journal.append(record)
      count(record)
      if let failure = health.note(record) { return .backendLost(failure) }
      if failFast, record.status != .passed { return .failedFast }
    }
    return .interrupted
  }

  private func count(_ record: TrialRecord) {
    if let timings = record.prediction?.timings { queues.note(timings) }
    progress.update { snapshot in
      switch record.status {
      case .passed: snapshot.passed += 1
      case .failed: snapshot.failed += 1
      case .errored: snapshot.errored += 1
      case .notRun: break
      }
    }
  }

  /// Asks the model and scores the answer; `nil` when the run was cancelled meanwhile.
  private func finish(_ trial: DueTrial) async -> TrialRecord? {
    let part = plan.parts[trial.harnessIndex]
    var record = TrialRecord(
      id: TrialID(
        harness: part.manifest.id, sample: trial.sample.id, repetition: trial.repetition),
      harnessIndex: trial.harnessIndex, ordinal: trial.ordinal, category: trial.sample.category,
      status: .errored)
    do throws(ModelFailure) {
      record.prediction = try await predict(trial, part, attempts: &record.attempts)
    } catch {
      guard error.kind != .cancelled, !Task.isCancelled else { return nil }
      record.failure = TrialFailure(kind: error.kind.rawValue, message: error.message)
      return record
    }
    await score(&record, trial.sample, part.harness)
    return Task.isCancelled && record.failure != nil ? nil : record
  }

  private func predict(
    _ trial: DueTrial, _ part: RunPlan.Part, attempts: inout Int
  ) async throws(ModelFailure) -> Prediction {
    let deadline = clock.now.advanced(by: plan.suite.limits.perTrial)
    let policy = RetryPolicy(retries: plan.suite.limits.retries)
    var generator = SeededGenerator(
      seed: UInt64(bitPattern: Int64(plan.seed)), stream: "retry/\(trial.sample.id)")
    attempts = 0
    while true {
      attempts += 1
      let remaining = clock.now.duration(to: deadline)
      do throws(ModelFailure) {
        let request: ModelRequest
        do throws(SampleError) {
          request = try part.request(
            for: trial.sample, repetition: trial.repetition, timeout: remaining,
            deadlines: plan.suite.limits.deadlines)
        } catch { throw ModelFailure(.rejected, "\(error)") }
        return try await backend.predict(request)
      } catch {
        let left = clock.now.duration(to: deadline)
        guard
          let wait = policy.wait(
            after: error, attempts: attempts, remaining: left, using: &generator)
        else { throw policy.explained(error) }
        progress.update { $0.retries += 1 }
        do { try await clock.sleep(until: clock.now.advanced(by: wait), tolerance: nil) } catch {
          throw ModelFailure(.cancelled, "the run was stopped")
        }
      }
    }
  }

  private func score(
    _ record: inout TrialRecord, _ sample: Sample, _ harness: any Harness
  ) async {
    guard let prediction = record.prediction else { return }
    do {
      let score = try await harness.score(prediction, for: sample)
      record.explanation = score.explanation
      for measure in harness.measures {
        record.measures[measure.name] =
          score.measures[measure.name] ?? .missing(reason: "the harness gave no value")
      }
      for (name, value) in score.measures { record.measures[name] = value.finite }
      record.status = score.passed ?? true ? .passed : .failed
    } catch let error as ScoringError {
      record.failure = TrialFailure(kind: error.kind.rawValue, message: error.description)
    } catch {
      record.failure = TrialFailure(
        kind: ScoringError.Kind.toolCrashed.rawValue, message: "\(error)")
    }
  }
}

extension MeasureValue {
  /// The value, or missing when it is NaN or infinite.
  fileprivate var finite: MeasureValue {
    if case .value(let number) = self, !number.isFinite {
      return .missing(reason: "the harness gave \(number)")
    }
    return self
  }
}

/// Notices when a backend is gone, so that a run ends in seconds and not in hours.
private final class BackendHealth: Sendable {
  private let limit: Int
  private let failures = Mutex(0)

  /// - Parameter limit: How many trials in a row may fail because of the backend.
  init(limit: Int) { self.limit = limit }

  /// - Returns: What to say when the backend counts as gone.
  func note(_ record: TrialRecord) -> String? {
    let concernsBackend =
      record.failure.flatMap { ModelFailure.Kind(rawValue: $0.kind) }
      .map { ModelFailure($0, "").concernsBackend } ?? false
    let count = failures.withLock { failures in
      failures = concernsBackend ? failures + 1 : 0
      return failures
    }
    guard count >= limit, let failure = record.failure else { return nil }
    return "\(count) trials in a row failed: \(failure.message)"
  }
}
