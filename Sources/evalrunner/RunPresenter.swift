internal import EvalKit
internal import Synchronization

/// Shows a run while it goes on, writes its reports, and turns its verdict into a status.
struct RunPresenter {
  private let context: CommandContext
  private let asJSON: Bool

  init(_ context: CommandContext, asJSON: Bool) {
    (self.context, self.asJSON) = (context, asJSON)
  }

  /// A run that came to an end, one way or another.
  struct Carried {
    let directory: String
    let ending: Runner.Ending
    /// The status when it was interrupted.
    let interruption: ExitStatus
  }

  /// Carries out `body` and reports it; a signal cancels it, and what finished is reported all the
  /// same.
  func present(
    _ body: @escaping @Sendable (RunSession) async throws -> (String, Runner.Ending)
  ) async throws -> ExitStatus {
    let carried = try await carryOut(body)
    let evaluation = try ReportWriter(registry: context.registry).write(carried.directory)
    try show(evaluation, carried.directory)
    let isInterrupted = evaluation.ending == .interrupted
    return isInterrupted ? carried.interruption : evaluation.decision.exitStatus
  }

  /// Carries out `body` under a progress line, and says what the server made notable.
  func carryOut(
    _ body: @escaping @Sendable (RunSession) async throws -> (String, Runner.Ending)
  ) async throws -> Carried {
    let meter = ProgressMeter(isVisible: Terminal.showsProgress(context.environment))
    var session = context.session()
    session.onStart = { meter.start($0) }
    let running = session
    let task = Task { try await body(running) }
    let received = Mutex<Int32>(0)
    SignalRelay.shared.onSignal { number in
      received.withLock { $0 = number }
      task.cancel()
    }
    let result = await task.result
    meter.stop()
    let (directory, ending) = try result.get()
    if let note = try JournalReader(directory).events().last(where: { $0.kind == "server_queues" })
    {
      Terminal.printError("note: \(Excerpt.plain(note.message, limit: 400))\n")
    }
    return Carried(
      directory: directory, ending: ending,
      interruption: received.withLock { $0 } == 15 ? .terminated : .interrupted)
  }

  private func show(_ evaluation: RunEvaluation, _ directory: String) throws {
    guard !asJSON else {
      let path = Files.resolve(ReportWriter.finalName, from: directory)
      return Terminal.print(try Files.text(path))
    }
    let report = ConsoleReport(evaluation, usesColor: Terminal.usesColor(context.environment))
    Terminal.print(report.text(reports: directory))
  }
}
