import Testing

@testable import EvalKit

/// The keys under `limits` and `prices`.
@Suite struct LimitsTests {
  private func suite(_ limits: String, prices: String = "") throws -> Suite {
    let text = """
      suite: s
      models: {candidate: {provider: openai, name: m\(prices)}}
      limits: {\(limits)}
      smoke: {samples: s.jsonl}
      """
    return try SuiteLoader(registry: .builtIn).load(Array(text.utf8), path: "s.yaml")
  }

  @Test func everyKeyIsRead() throws {
    let suite = try suite(
      """
      concurrency: 2, per_trial: 1m, retries: 0, connect: 3s, first_byte: 40s, \
      between_tokens: 5s, requests_per_minute: 60, tokens_per_minute: 1000, wall_time: 1h, \
      max_tokens: 5000, max_cost: 1.5
      """, prices: ", prices: {input: 2.5, output: 10, cached_input: 1.25}")
    var limits = Suite.Limits()
    (limits.concurrency, limits.perTrial, limits.retries) = (2, .seconds(60), 0)
    limits.deadlines.connect = .seconds(3)
    limits.deadlines.firstByte = .seconds(40)
    limits.deadlines.betweenTokens = .seconds(5)
    (limits.requestsPerMinute, limits.tokensPerMinute) = (60, 1000)
    (limits.wallTime, limits.maxTokens, limits.maxCost) = (.seconds(3600), 5000, 1.5)
    #expect(suite.limits == limits)
    #expect(
      suite.models["candidate"]?.prices
        == Suite.Prices(input: 2.5, output: 10, cachedInput: 1.25))
  }

  @Test(arguments: [
    (
      "max_token: 5", "",
      "s.yaml:3:10: unknown key 'max_token' in 'limits'; allowed are concurrency, per_trial, "
        + "retries, connect, first_byte, between_tokens, requests_per_minute, "
        + "tokens_per_minute, wall_time, max_tokens, max_cost; did you mean 'max_tokens'?"
    ),
    (
      "wall_time: 5", "",
      "s.yaml:3:21: 'wall_time' is a duration such as 500ms, 120s, 2m or 1h, not 5"
    ),
    (
      "requests_per_minute: 0", "",
      "s.yaml:3:31: 'requests_per_minute' is a whole number from 1 to 100000000, not 0"
    ),
    ("max_cost: 1", "", "s.yaml:3:20: 'max_cost' needs the 'prices' of the model 'candidate'"),
    ("retries: 1", ", prices: {input: 1}", "s.yaml:2:57: 'prices' needs 'output'"),
    (
      "retries: 1", ", prices: {input: -1, output: 1}",
      "s.yaml:2:65: 'input' is a number of at least 0, not -1"
    ),
  ])
  func mistakesAreNamedWithTheirPlace(limits: String, prices: String, message: String) {
    #expect {
      _ = try suite(limits, prices: prices)
    } throws: { error in
      let text = "\(error)"
      if text != message { print("found: \(text)") }
      return text == message
    }
  }
}
