/// Notices when a backend is gone, so that a run ends in seconds and not in hours.
///
/// It is gone when as many trials in a row as its limit failed because of it. Before the first
/// answer every failure counts, since a wrong path or a request that no server understands fails
/// for all trials alike.
struct BackendHealth: Sendable {
  private let limit: Int
  private var failures = 0
  private var hasAnswered = false

  /// - Parameter limit: How many trials in a row may fail.
  init(limit: Int) { self.limit = limit }

  mutating func answered() {
    failures = 0
    hasAnswered = true
  }

  /// Takes the failure that a trial ended with.
  ///
  /// - Returns: What to say when the backend counts as gone.
  mutating func failed(_ failure: ModelFailure) -> String? {
    if failure.kind == .notRecorded || failure.kind == .cancelled { return nil }
    if failure.concernsBackend || !hasAnswered {
      failures += 1
    } else {
      failures = 0
    }
    guard failures >= limit else { return nil }
    return "\(failures) trials in a row failed: \(failure.message)"
  }
}
