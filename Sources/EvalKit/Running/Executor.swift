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
    /// A limit of the suite was reached, in words.
    case limitReached(String)

    /// Whether trials that have begun are worth their end.
    fileprivate var letsOthersFinish: Bool {
      switch self {
      case .completed, .limitReached: true
      case .interrupted, .backendLost, .failedFast: false
      }
    }
  }

  /// What one of the tasks of a run came to.
  private struct TaskEnding: Sendable {
    var outcome: Outcome
    /// Whether the others are to be broken off, rather than to finish what they have begun.
    var cancelsOthers = false
  }

  /// Runs every trial that is due.
  ///
  /// - Throws: ``JournalError`` when the journal cannot be written, ``Diagnostic`` when a dataset
  ///   changed.
  func run(_ source: TrialSource) async throws -> Outcome {
    let limits = plan.suite.limits
    let control = RunControl(limits, prices: plan.prices)
    let start = clock.now
    return try await withThrowingTaskGroup(of: TaskEnding.self) { group in
      for _ in 0..<limits.concurrency {
        group.addTask {
          let outcome = try await work(source, control, start)
          return TaskEnding(outcome: outcome, cancelsOthers: !outcome.letsOthersFinish)
        }
      }
      if let wallTime = limits.wallTime {
        group.addTask { try await keep(wallTime, from: start) }
      }
      var (outcome, working) = (Outcome.completed, limits.concurrency)
      for try await ending in group {
        working -= 1
        if outcome == .completed { outcome = ending.outcome }
        // The last one to go turns the light off: the clock of the wall time.
        if ending.cancelsOthers || working <= 0 { group.cancelAll() }
      }
      return outcome
    }
  }

  /// Waits until the time of the run is over.
  private func keep(_ wallTime: Duration, from start: TrialClock.Instant) async throws -> TaskEnding
  {
    do {
      try await clock.sleep(until: start.advanced(by: wallTime), tolerance: nil)
    } catch { return TaskEnding(outcome: .completed) }
    let text = "wall_time: \(Threshold.text(wallTime.inSeconds)) seconds are over"
    return TaskEnding(outcome: .limitReached(text), cancelsOthers: true)
  }

  private func work(
    _ source: TrialSource, _ control: RunControl, _ start: TrialClock.Instant
  ) async throws -> Outcome {
    while !Task.isCancelled {
      if let limit = control.reachedLimit { return .limitReached(limit) }
      guard let trial = try await source.next() else { return .completed }
      let (record, failure) = await finish(trial, control, start)
      try await journal.append(record)
      guard record.status != .notRun else { return .interrupted }
      count(record)
      if let failure, let reason = control.givenUp(failure) { return .backendLost(reason) }
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

  /// Asks the model and scores the answer; not run when the run was cancelled meanwhile.
  ///
  /// - Returns: The record, and what came instead of an answer.
  private func finish(
    _ trial: DueTrial, _ control: RunControl, _ start: TrialClock.Instant
  ) async -> (TrialRecord, ModelFailure?) {
    let part = plan.parts[trial.harnessIndex]
    var record = TrialRecord(
      id: TrialID(
        harness: part.manifest.id, sample: trial.sample.id, repetition: trial.repetition),
      harnessIndex: trial.harnessIndex, ordinal: trial.ordinal, category: trial.sample.category,
      status: .errored)
    var stopped = record
    (stopped.status, stopped.attempts) = (.notRun, 0)
    do throws(ModelFailure) {
      var asking = Asking(trial: trial, part: part, control: control, start: start)
      defer { record.attempts = asking.attempts }
      record.prediction =
        part.harness.needsModel ? try await predict(&asking) : Prediction()
    } catch {
      guard error.kind != .cancelled, !Task.isCancelled else { return (stopped, nil) }
      record.failure = TrialFailure(kind: error.kind.rawValue, message: error.message)
      return (record, error)
    }
    await score(&record, trial.sample, part.harness)
    return (Task.isCancelled && record.failure != nil ? stopped : record, nil)
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
