/// How one trial gets its answer: when it may ask, how often, and how long.
extension Executor {
  /// The state of one trial's asking.
  struct Asking {
    let trial: DueTrial
    let part: RunPlan.Part
    let control: RunControl
    /// When the run began.
    let start: TrialClock.Instant
    var attempts = 0
    /// Set when the first request may be sent: waiting for the run's own limits takes no time of
    /// the trial.
    var deadline: TrialClock.Instant?
  }

  /// Asks until there is an answer, or no further attempt is worth it.
  func predict(_ asking: inout Asking) async throws(ModelFailure) -> Prediction {
    let policy = RetryPolicy(retries: plan.suite.limits.retries)
    var generator = SeededGenerator(
      seed: UInt64(bitPattern: Int64(plan.seed)), stream: "retry/\(asking.trial.sample.id)")
    while true {
      do throws(ModelFailure) { return try await ask(&asking) } catch {
        let left = asking.deadline.map { clock.now.duration(to: $0) } ?? .zero
        let wait = policy.wait(
          after: error, attempts: asking.attempts, remaining: left, using: &generator)
        guard let wait else { throw policy.explained(error) }
        guard asking.control.takeRetry(for: error) else { throw error }
        progress.update { $0.retries += 1 }
        try await pause(wait)
      }
    }
  }

  /// Sends one request, once the limits of the run allow it.
  private func ask(_ asking: inout Asking) async throws(ModelFailure) -> Prediction {
    var request: ModelRequest
    do throws(SampleError) {
      request = try asking.part.request(
        for: asking.trial.sample, repetition: asking.trial.repetition,
        timeout: plan.suite.limits.perTrial, deadlines: plan.suite.limits.deadlines)
    } catch { throw ModelFailure(.rejected, "\(error)") }
    let control = asking.control
    let arrival = clock.now
    guard let ticket = await control.enter() else { throw .stopped }
    let (wait, reserved) = control.pace(request, at: asking.start.duration(to: clock.now))
    if wait > .zero {
      do throws(ModelFailure) { try await pause(wait) } catch {
        control.abandon(ticket)
        throw error
      }
    }
    let now = clock.now
    let deadline =
      asking.deadline?.advanced(by: arrival.duration(to: now))
      ?? now.advanced(by: plan.suite.limits.perTrial)
    asking.deadline = deadline
    asking.attempts += 1
    request.timeout = now.duration(to: deadline)
    do throws(ModelFailure) {
      let prediction = try await backend.predict(request)
      control.answered(prediction, to: request, ticket, reserved: reserved)
      return prediction
    } catch {
      control.failed(error, ticket)
      throw error
    }
  }

  private func pause(_ wait: Duration) async throws(ModelFailure) {
    do { try await clock.sleep(until: clock.now.advanced(by: wait), tolerance: nil) } catch {
      throw .stopped
    }
  }
}

extension ModelFailure {
  /// The run was ended from outside.
  fileprivate static let stopped = ModelFailure(.cancelled, "the run was stopped")
}
