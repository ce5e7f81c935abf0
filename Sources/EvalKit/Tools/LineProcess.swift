/// A long-lived program that answers every line on its standard input with one on its output.
///
/// It is started by the first request, and again after it has ended. Its own first line says that
/// it is ready: `ready`; any other text is the reason why it cannot work. It must end at the end of
/// its input, so that it does not outlive this process. Requests are served one after the other, in
/// order, on a thread of their own; the program is ended when the last reference goes.
public final class LineProcess: Sendable {
  /// The program did not answer a request in time; it was killed and starts anew when needed.
  public struct TimedOut: Error, Sendable, Equatable, CustomStringConvertible {
    public var program: String
    public var timeout: Duration

    public var description: String { "\(program) did not answer within \(timeout)" }
  }

  private let queue = LineQueue()
  private let settings: LineServer.Settings

  /// - Parameters:
  ///   - name: The program's name, for messages.
  ///   - startTimeout: How long it may take until it is ready.
  ///   - answerLimit: The most bytes of one answer.
  ///   - command: Finds the program; called before each start.
  public init(
    _ name: String, startTimeout: Duration = .seconds(60), answerLimit: Int = 64 << 20,
    command: @escaping @Sendable () throws(ScoringError) -> ProgramCommand
  ) {
    settings = .init(
      name: name, startTimeout: startTimeout, answerLimit: answerLimit, command: command)
  }

  deinit { queue.close() }

  /// Sends one line and waits for the line that answers it.
  ///
  /// A program that ends during a request gets the request once more after a new start.
  ///
  /// - Parameters:
  ///   - line: Without a line feed.
  ///   - timeout: From the moment the program gets the line; waiting for earlier requests or for
  ///     the program's start does not count.
  /// - Returns: The answer without its line feed; bytes that are not UTF-8 become U+FFFD.
  /// - Throws: ``TimedOut``; ``ScoringError`` when the program is missing, cannot start or ended
  ///   twice; `CancellationError`.
  public func request(_ line: String, timeout: Duration) async throws -> String {
    let bytes = Array(line.utf8)
    precondition(!bytes.contains(0x0A), "a request is one line")
    let cancellation = LineRequest.Cancellation()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let request = LineRequest(
          line: bytes + [0x0A], timeout: timeout, cancellation: cancellation,
          continuation: continuation)
        do { try queue.append(request, settings) } catch { continuation.resume(throwing: error) }
      }
    } onCancel: {
      cancellation.request()
      queue.ring()
    }
  }
}
