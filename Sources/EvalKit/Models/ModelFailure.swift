/// What came instead of an answer.
public struct ModelFailure: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: String, Sendable, CaseIterable {
    /// Nobody listens, or the connection broke before an answer began.
    case unreachable
    /// A deadline passed.
    case timeout
    /// The answer broke off: cut stream, no finish reason, an error inside it.
    case interrupted
    /// The server is busy or limits the rate; it may say when to come back.
    case overloaded
    /// The server failed.
    case server
    /// The key is missing or refused.
    case unauthorized
    /// The request cannot be served as it is, now or later.
    case rejected
    /// The prompt is longer than the model's context.
    case contextExceeded = "context_exceeded"
    /// The answer cannot be read.
    case malformed
    /// A recording has no answer for this trial.
    case notRecorded = "not_recorded"
    /// The run was stopped.
    case cancelled
  }

  public var kind: Kind
  /// Whether the same request may succeed a little later.
  public var isTransient: Bool
  /// How long the server asked to wait.
  public var retryAfter: Duration?
  /// The HTTP status, when there was one.
  public var status: Int?
  /// For the person who can act; without keys, headers or prompts.
  public var message: String

  public init(
    _ kind: Kind, _ message: String, transient: Bool = false, retryAfter: Duration? = nil,
    status: Int? = nil
  ) {
    (self.kind, self.message, self.isTransient) = (kind, message, transient)
    (self.retryAfter, self.status) = (retryAfter, status)
  }

  public var description: String { message }

  /// Whether it speaks of the backend as a whole, not of this one request.
  public var concernsBackend: Bool {
    switch kind {
    case .unreachable, .overloaded, .server, .unauthorized, .timeout, .interrupted, .malformed:
      true
    case .rejected: status == 404
    case .contextExceeded, .notRecorded, .cancelled: false
    }
  }
}
