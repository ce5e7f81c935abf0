/// The thread that owns a long-lived program and serves requests to it in order.
struct LineServer {
  /// What stays the same from one start of the program to the next.
  struct Settings: Sendable {
    let name: String
    let startTimeout: Duration
    let answerLimit: Int
    let command: @Sendable () throws(ScoringError) -> ProgramCommand
  }

  /// After so many failed starts in a row the program is not tried again.
  private static let startLimit = 3

  let settings: Settings
  let queue: LineQueue
  let bell: Bell
  private var child: LineChild?
  private var failedStarts = 0
  private var startError: ScoringError?

  init(settings: Settings, queue: LineQueue, bell: Bell) {
    (self.settings, self.queue, self.bell) = (settings, queue, bell)
  }

  /// Serves until the queue is closed.
  mutating func run() {
    WorkerThread.blockBrokenPipeSignal()
    while true {
      switch queue.next() {
      case .serve(let request):
        request.continuation.resume(with: Result { try answer(request) })
      case .wait:
        bell.wait()
        bell.silence()
      case .end:
        child?.end()
        return
      }
    }
  }

  /// The answer to one request, after a new start when the program ended over it.
  private mutating func answer(_ request: LineRequest) throws -> String {
    var reason = ""
    for _ in 0..<2 {
      let child = try started(for: request)
      let outcome = child.exchange(
        request.line, until: .now + request.timeout, bell: bell, isUnwanted: isUnwanted(request))
      if case .line(let text) = outcome { return text }
      self.child = nil
      let end = child.kill()
      switch outcome {
      case .line(let text): return text
      case .timedOut:
        throw LineProcess.TimedOut(program: settings.name, timeout: request.timeout)
      case .unwanted: throw CancellationError()
      case .tooLong: throw ScoringError(.toolCrashed, "\(settings.name): its answer is too long")
      case .ended: reason = end
      }
    }
    throw ScoringError(.toolCrashed, "\(settings.name) ended over a request: \(reason)")
  }

  /// Whether nobody waits for an answer any more; called whenever the bell rings.
  private func isUnwanted(_ request: LineRequest) -> () -> Bool {
    let queue = queue
    return {
      queue.dropCancelled()
      return request.cancellation.isRequested || queue.isClosed
    }
  }

  private mutating func started(for request: LineRequest) throws -> LineChild {
    if let child { return child }
    if let startError, failedStarts >= Self.startLimit { throw startError }
    do throws(ScoringError) {
      child = try start(for: request)
      failedStarts = 0
    } catch {
      failedStarts += 1
      startError = error
      throw error
    }
    guard let child else { throw CancellationError() }
    return child
  }

  /// A program that is ready, or `nil` when nobody waits for it any more.
  private func start(for request: LineRequest) throws(ScoringError) -> LineChild? {
    let child = LineChild(
      try ChildProcess(try settings.command()), answerLimit: settings.answerLimit)
    let outcome = child.exchange(
      [], until: .now + settings.startTimeout, bell: bell, isUnwanted: isUnwanted(request))
    if case .line("ready") = outcome { return child }
    let end = child.kill()
    switch outcome {
    case .unwanted: return nil
    case .line(let reason): throw ScoringError(.toolMissing, reason)
    case .timedOut:
      let timeout = settings.startTimeout
      throw ScoringError(.toolCrashed, "\(settings.name) was not ready within \(timeout)")
    case .ended, .tooLong:
      throw ScoringError(.toolCrashed, "\(settings.name) cannot start: \(end)")
    }
  }
}

/// A running program that answers line by line, on the thread that owns it.
final class LineChild {
  enum Outcome {
    case line(String)
    case timedOut, unwanted, ended, tooLong
  }

  private let process: ChildProcess
  private let answerLimit: Int
  private var answer: [UInt8] = []
  private var errors: [UInt8] = []

  init(_ process: ChildProcess, answerLimit: Int) {
    (self.process, self.answerLimit) = (process, answerLimit)
  }

  /// Sends `line`, unless it is empty, and waits for a whole line.
  func exchange(
    _ line: [UInt8], until deadline: ContinuousClock.Instant, bell: Bell,
    isUnwanted: () -> Bool
  ) -> Outcome {
    var written = 0
    while true {
      let events = process.wait(wantsWrite: written < line.count, bell: bell, until: deadline)
      if events.wasWoken {
        bell.silence()
        if isUnwanted() { return .unwanted }
      }
      if events.canWrite, !process.write(line, from: &written) { return .ended }
      if events.canReadErrors { readErrors() }
      if events.canReadOutput, let outcome = readAnswer(isExpected: written == line.count) {
        return outcome
      }
      if ContinuousClock.now >= deadline { return .timedOut }
    }
  }

  /// Reads more of the answer; `nil` while it is incomplete.
  private func readAnswer(isExpected: Bool) -> Outcome? {
    let old = answer.count
    guard case .bytes = ChildProcess.read(process.output, into: &answer) else { return .ended }
    guard let end = answer[old...].firstIndex(of: 0x0A) else {
      return answer.count > answerLimit ? .tooLong : nil
    }
    defer { answer.removeAll(keepingCapacity: false) }
    // A line before its request, or two for one: answers would no longer match their requests.
    guard isExpected, end == answer.count - 1 else { return .ended }
    return .line(String(decoding: answer[..<end], as: UTF8.self))
  }

  /// Keeps the last of what it complains about.
  private func readErrors() {
    if case .ended = ChildProcess.read(process.errors, into: &errors) { process.closeErrors() }
    if errors.count > 8192 { errors.removeFirst(errors.count - 4096) }
  }

  /// Ends the program at once and says how it ended, with its last complaint.
  func kill() -> String {
    while process.errors >= 0, case .bytes = ChildProcess.read(process.errors, into: &errors) {}
    let end = process.finish().map { ProgramResult.End($0).description } ?? "its status was lost"
    let complaint = String(decoding: errors.suffix(4096), as: UTF8.self)
      .split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }
    return end + (complaint.map { " (\($0.prefix(200)))" } ?? "")
  }

  /// Lets the program end by itself for a moment, then ends it.
  func end() {
    process.closeInput()
    let deadline = ContinuousClock.now + .milliseconds(200)
    while process.output >= 0, ContinuousClock.now < deadline {
      process.waitForOutput(until: deadline)
      var rest: [UInt8] = []
      if case .ended = ChildProcess.read(process.output, into: &rest) { break }
    }
    _ = process.finish()
  }
}
