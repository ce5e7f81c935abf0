/// What came before the body of an answer.
struct HTTPResponseHead: Sendable, Equatable {
  /// The status, such as 200.
  var status: Int
  var headers: HTTPHeaders
}

/// When the phases of a request ended, each measured from ``start``; `nil` means not reached.
///
/// A request that was redirected or sent again reports its last attempt.
struct HTTPTimings: Sendable, Equatable {
  /// When the engine was called.
  var start: MonotonicInstant
  /// The engine's thread took the request up.
  var queued: Duration?
  /// The host's address was known; `nil` on a reused connection.
  var nameLookup: Duration?
  /// The connection to the host, or to its proxy, was made; `nil` on a reused connection.
  var connected: Duration?
  /// TLS was agreed; `nil` on a reused connection and without TLS.
  var tlsEstablished: Duration?
  /// The connection was ready and the request was being written.
  ///
  /// A request larger than 64 KB is on its way for longer than this shows.
  var requestSent: Duration?
  /// The first byte of the answer's head came.
  var firstByte: Duration?
  /// The request ended, well or not.
  var total: Duration
}

/// How a request ended.
struct HTTPOutcome: Sendable {
  /// The head of the last answer, also when the body failed; `nil` when there was none.
  var head: HTTPResponseHead?
  /// Why the answer is incomplete; `nil` when every byte came, or the sink wanted no more.
  var failure: TransportFailure?
  /// Whether the sink ended the request by returning `false`.
  var stoppedBySink: Bool
  /// The size of the decoded body that the sink was given.
  var bodyBytes: Int
  /// Whether an older connection carried the request.
  var reusedConnection: Bool
  var timings: HTTPTimings

  /// The status of the answer, or `nil` when there was none.
  var status: Int? { head?.status }
  /// The fields of the answer; empty when there was none.
  var headers: HTTPHeaders { head?.headers ?? HTTPHeaders() }
}
