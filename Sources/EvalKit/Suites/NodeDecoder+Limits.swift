extension NodeDecoder {
  private static let limitKeys = [
    "concurrency", "per_trial", "retries", "connect", "first_byte", "between_tokens",
    "requests_per_minute", "tokens_per_minute", "wall_time", "max_tokens", "max_cost",
  ]

  /// The bounds of a run.
  mutating func limits(_ node: YAMLNode?) -> Suite.Limits {
    var limits = Suite.Limits()
    guard let node else { return limits }
    let fields = fields(node, allowed: Self.limitKeys, of: "'limits'")
    limits.concurrency =
      integer(fields["concurrency"], "concurrency", in: 1...4096) ?? limits.concurrency
    limits.perTrial = duration(fields["per_trial"], "per_trial") ?? limits.perTrial
    limits.retries = integer(fields["retries"], "retries", in: 0...100) ?? limits.retries
    limits.deadlines.connect =
      duration(fields["connect"], "connect") ?? limits.deadlines.connect
    limits.deadlines.firstByte = duration(fields["first_byte"], "first_byte")
    limits.deadlines.betweenTokens = duration(fields["between_tokens"], "between_tokens")
    limits.requestsPerMinute = integer(
      fields["requests_per_minute"], "requests_per_minute", in: 1...100_000_000)
    limits.tokensPerMinute = integer(
      fields["tokens_per_minute"], "tokens_per_minute", in: 1...1_000_000_000_000)
    limits.wallTime = duration(fields["wall_time"], "wall_time")
    limits.maxTokens = integer(fields["max_tokens"], "max_tokens", in: 1...1_000_000_000_000)
    limits.maxCost = number(fields["max_cost"], "max_cost", in: 0...1e12)
    return limits
  }

  /// What a model's tokens cost.
  mutating func prices(_ node: YAMLNode?) -> Suite.Prices? {
    guard let node else { return nil }
    let fields = fields(node, allowed: ["input", "output", "cached_input"], of: "'prices'")
    for key in ["input", "output"] where fields[key] == nil && node.pairs != nil {
      missing(key, of: "'prices'", at: node)
    }
    let range = 0.0...1e9
    let cached = number(fields["cached_input"], "cached_input", in: range)
    guard let input = number(fields["input"], "input", in: range),
      let output = number(fields["output"], "output", in: range)
    else { return nil }
    return Suite.Prices(input: input, output: output, cachedInput: cached)
  }
}
