/// What a server says about its own time for one answer, beside what was measured here.
///
/// Clocks and definitions are the server's. `nil` is what it does not tell.
public struct ServerTimings: Sendable, Equatable {
  /// The time that is in none of the other parts: above all waiting for a free slot.
  public var queue: Duration?
  /// Bringing the model into memory.
  public var load: Duration?
  /// Reading the prompt, without what came from a cache.
  public var prompt: Duration?
  /// Writing the answer; the first token falls out of the prompt, so that n tokens take n − 1
  /// steps.
  public var generation: Duration?
  public var total: Duration?
  /// How many tokens ``prompt`` was spent on.
  public var promptTokens: Int?
  /// How many tokens were written, an invisible end token included.
  public var generatedTokens: Int?

  public init(
    queue: Duration? = nil, load: Duration? = nil, prompt: Duration? = nil,
    generation: Duration? = nil, total: Duration? = nil, promptTokens: Int? = nil,
    generatedTokens: Int? = nil
  ) {
    (self.queue, self.load, self.prompt) = (queue, load, prompt)
    (self.generation, self.total) = (generation, total)
    (self.promptTokens, self.generatedTokens) = (promptTokens, generatedTokens)
  }

  /// Whether the server told nothing.
  public var isEmpty: Bool { self == ServerTimings() }
}
