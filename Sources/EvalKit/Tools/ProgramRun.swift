/// One run of an external program from start to end.
public struct ProgramRun: Sendable {
  public var command: ProgramCommand
  /// What it reads on standard input.
  public var input: [UInt8]
  /// After this time its whole process group is killed.
  public var timeout: Duration
  /// The most bytes that it may write to each of its two outputs before it is killed.
  public var outputLimit: Int

  public init(
    _ command: ProgramCommand, input: [UInt8] = [], timeout: Duration = .seconds(30),
    outputLimit: Int = 16 << 20
  ) {
    (self.command, self.input) = (command, input)
    (self.timeout, self.outputLimit) = (timeout, outputLimit)
  }

  /// Starts the program and waits for its end, on a thread of its own.
  ///
  /// Processes that it leaves behind in its group are killed. Being killed for its time or its
  /// output is a result, not an error.
  ///
  /// - Throws: ``ScoringError`` when it cannot be started, `CancellationError` when the task was
  ///   cancelled; the program is then killed.
  public func run() async throws -> ProgramResult {
    let bell = try Bell(command.name)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        WorkerThread { continuation.resume(with: Result { try execute(bell) }) }.detach()
      }
    } onCancel: {
      bell.ring()
    }
  }

  private func execute(_ bell: Bell) throws -> ProgramResult {
    WorkerThread.blockBrokenPipeSignal()
    let deadline = ContinuousClock.now + timeout
    let child = try ChildProcess(command)
    var session = Session(run: self, child: child)
    let stop = session.transfer(bell, deadline) ?? session.waitForEnd(bell, deadline)
    guard let end = child.finish() else {
      throw ScoringError(.toolCrashed, "\(command.name): its exit status was lost")
    }
    if stop == .cancelled { throw CancellationError() }
    return ProgramResult(
      end: stop == .timedOut ? .timedOut : stop == .outputLimit ? .outputLimit : .init(end),
      output: session.output, errors: session.errors)
  }

  /// Why a program was stopped.
  private enum Stop { case timedOut, outputLimit, cancelled }

  /// What has been exchanged with the program.
  private struct Session {
    let run: ProgramRun
    let child: ChildProcess
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var written = 0

    /// Feeds the input and collects both outputs until they are closed; `nil` then.
    mutating func transfer(_ bell: Bell, _ deadline: ContinuousClock.Instant) -> Stop? {
      if run.input.isEmpty { child.closeInput() }
      while child.output >= 0 || child.errors >= 0 {
        let events = child.wait(wantsWrite: child.input >= 0, bell: bell, until: deadline)
        if events.wasWoken { return .cancelled }
        if events.canWrite { feed() }
        if events.canReadOutput, case .ended = ChildProcess.read(child.output, into: &output) {
          child.closeOutput()
        }
        if events.canReadErrors, case .ended = ChildProcess.read(child.errors, into: &errors) {
          child.closeErrors()
        }
        if max(output.count, errors.count) > run.outputLimit { return .outputLimit }
        if ContinuousClock.now >= deadline { return .timedOut }
      }
      return nil
    }

    private mutating func feed() {
      let isOpen = child.write(run.input, from: &written)
      if !isOpen || written == run.input.count { child.closeInput() }
    }

    /// Waits for a program that has closed its outputs.
    func waitForEnd(_ bell: Bell, _ deadline: ContinuousClock.Instant) -> Stop? {
      var pause = Duration.microseconds(500)
      while !child.hasEnded {
        if ContinuousClock.now >= deadline { return .timedOut }
        let events = child.wait(wantsWrite: false, bell: bell, until: deadline, limit: pause)
        if events.wasWoken { return .cancelled }
        pause = min(pause * 2, .milliseconds(20))
      }
      return nil
    }
  }
}

/// What came of a program's run.
public struct ProgramResult: Sendable, Equatable {
  public enum End: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// It was killed because its time was up.
    case timedOut
    /// It was killed because it wrote too much.
    case outputLimit
  }

  public var end: End
  /// What it wrote to standard output; at most a little more than the limit.
  public var output: [UInt8]
  public var errors: [UInt8]

  public init(end: End, output: [UInt8] = [], errors: [UInt8] = []) {
    (self.end, self.output, self.errors) = (end, output, errors)
  }

  /// Whether it ended by itself with status 0.
  public var isSuccess: Bool { end == .exited(0) }
  /// Standard output as text; bytes that are not UTF-8 become U+FFFD.
  public var outputText: String { String(decoding: output, as: UTF8.self) }
  public var errorText: String { String(decoding: errors, as: UTF8.self) }
}

extension ProgramResult.End: CustomStringConvertible {
  init(_ end: ChildProcess.End) {
    switch end {
    case .exited(let status): self = .exited(status)
    case .signalled(let signal): self = .signalled(signal)
    }
  }

  public var description: String {
    switch self {
    case .exited(let status): "it ended with status \(status)"
    case .signalled(let signal): "it was ended by signal \(signal)"
    case .timedOut: "it did not end in time"
    case .outputLimit: "it wrote too much"
    }
  }
}
