/// Gathers inputs that arrive at about the same time and has them worked on together.
///
/// For tools that take longer to start than to do their work. The first caller waits a moment for
/// others, then works for all of them; while `width` batches are under way, inputs gather.
public actor Batcher<Input: Sendable, Output: Sendable> {
  /// Yields one output for each input, in their order.
  public typealias Work = @Sendable ([Input]) async throws -> [Output]

  /// What a waiting caller is told.
  private enum Turn {
    case done(Output)
    /// It is to work for all who wait, itself among them.
    case lead
  }

  private struct Waiter {
    let input: Input
    let continuation: CheckedContinuation<Turn, any Error>
  }

  private let limit: Int
  private let width: Int
  private let pause: Duration
  private let work: Work
  private var waiters: [Waiter] = []
  private var leaders = 0

  /// - Parameters:
  ///   - limit: The most inputs of one batch.
  ///   - width: How many batches may be under way at a time.
  ///   - pause: How long the first caller waits for others.
  ///   - work: Works on a batch.
  public init(
    limit: Int = 64, width: Int = 2, pause: Duration = .milliseconds(2),
    work: @escaping Work
  ) {
    precondition(limit >= 1 && width >= 1, "limit and width must be at least 1")
    (self.limit, self.width, self.pause, self.work) = (limit, width, pause, work)
  }

  /// The output for one input.
  ///
  /// - Throws: What `work` throws for the batch that the input was in.
  public func output(for input: Input) async throws -> Output {
    if leaders < width {
      leaders += 1
      return try await lead(with: input)
    }
    let turn = try await withCheckedThrowingContinuation { continuation in
      waiters.append(Waiter(input: input, continuation: continuation))
    }
    switch turn {
    case .done(let output): return output
    case .lead: return try await lead(with: input)
    }
  }

  /// Works on a batch of this input and of those that wait, then hands the lead on.
  private func lead(with input: Input) async throws -> Output {
    defer { handOn() }
    if pause > .zero { try await Task.sleep(for: pause) }
    let batch = Array(waiters.prefix(limit - 1))
    waiters.removeFirst(batch.count)
    do {
      let outputs = try await work([input] + batch.map(\.input))
      precondition(outputs.count == batch.count + 1, "a batch yields an output for each input")
      for (waiter, output) in zip(batch, outputs.dropFirst()) {
        waiter.continuation.resume(returning: .done(output))
      }
      return outputs[0]
    } catch is CancellationError {
      // Only this caller was cancelled; the others find a new leader among themselves.
      waiters = batch + waiters
      throw CancellationError()
    } catch {
      for waiter in batch { waiter.continuation.resume(throwing: error) }
      throw error
    }
  }

  private func handOn() {
    guard !waiters.isEmpty else {
      leaders -= 1
      return
    }
    waiters.removeFirst().continuation.resume(returning: .lead)
  }
}
