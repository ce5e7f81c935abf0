/// Counts the tokens of a run and what they cost, and notices when a limit is reached.
struct Spending: Sendable {
  private let maximumTokens: Int?
  private let maximumCost: Double?
  private let prices: Suite.Prices?
  private(set) var tokens = 0
  private(set) var cost = 0.0
  private var answers = 0
  /// How many answers came without counts.
  private var estimates = 0

  init(_ limits: Suite.Limits, prices: Suite.Prices?) {
    (maximumTokens, maximumCost) = (limits.maxTokens, limits.maxCost)
    self.prices = prices
  }

  /// Adds an answer.
  ///
  /// - Returns: The tokens of prompt and answer, as the server counted them, or four bytes each.
  @discardableResult
  mutating func add(_ prediction: Prediction, to request: ModelRequest) -> Int {
    let usage = prediction.usage
    if usage?.promptTokens == nil || usage?.completionTokens == nil { estimates += 1 }
    let input = usage?.promptTokens ?? request.estimatedTokens
    let output = usage?.completionTokens ?? prediction.estimatedTokens
    let cached = min(usage?.cachedTokens ?? 0, input)
    answers += 1
    tokens += input + output
    if let prices {
      let fresh = Double(input - cached) * prices.input
      let old = Double(cached) * (prices.cachedInput ?? prices.input)
      cost += (fresh + old + Double(output) * prices.output) / 1_000_000
    }
    return input + output
  }

  /// How many tokens a request is likely to take, its answer included.
  func expectedTokens(for request: ModelRequest) -> Int {
    answers > 0
      ? tokens / answers : request.estimatedTokens + (request.generation.maxTokens ?? 256)
  }

  /// Which limit is reached and what was used, for people; `nil` while there is room.
  var reachedLimit: String? {
    let note = estimates > 0 ? ", \(estimates) of \(answers) answers estimated" : ""
    if let maximumTokens, tokens >= maximumTokens {
      return "max_tokens: \(tokens) of \(maximumTokens) tokens are used\(note)"
    }
    if let maximumCost, cost >= maximumCost {
      return "max_cost: \(Self.text(cost)) of \(Self.text(maximumCost)) is spent\(note)"
    }
    return nil
  }

  /// With four decimals at most.
  private static func text(_ cost: Double) -> String {
    Threshold.text((cost * 10_000).rounded() / 10_000)
  }
}

extension ModelRequest {
  /// About four bytes each.
  var estimatedTokens: Int {
    let texts = messages.map(\.content) + [prefix, suffix].compactMap { $0 }
    return texts.reduce(0) { $0 + $1.utf8.count } / 4 + 1
  }
}

extension Prediction {
  fileprivate var estimatedTokens: Int { (text.utf8.count + reasoning.utf8.count) / 4 + 1 }
}
