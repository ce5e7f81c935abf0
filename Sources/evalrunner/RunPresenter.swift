internal import EvalKit
internal import Synchronization

/// Shows a run while it goes on, writes its reports, and turns its verdict into a status.
struct RunPresenter {
  private let context: CommandContext
  private let asJSON: Bool

  init(_ context: CommandContext, asJSON: Bool) {
    (self.context, self.asJSON) = (context, asJSON)
  }

  /// Carries out `body`; a signal cancels it, and what finished is reported all the same.
  func present(
    _ body: @escaping @Sendable (RunSession) async throws -> (String, Runner.Ending)
  ) async throws -> ExitStatus {
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
    let (directory, _) = try result.get()
    let evaluation = try ReportWriter(registry: context.registry).write(directory)
    try show(evaluation, directory)
    guard evaluation.ending == .interrupted else { return evaluation.decision.exitStatus }
    return received.withLock { $0 } == 15 ? .terminated : .interrupted
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
