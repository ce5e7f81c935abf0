import Testing

@testable import EvalKit

/// The rules of a run as values: no server, no clock.
@Suite struct ConcurrencyWindowTests {
  /// Enters as often as there is room.
  private func fill(_ window: inout ConcurrencyWindow) -> [ConcurrencyWindow.Ticket] {
    var tickets: [ConcurrencyWindow.Ticket] = []
    while let ticket = window.enter() { tickets.append(ticket) }
    return tickets
  }

  @Test func noMoreThanTheMaximumIsInFlight() {
    var window = ConcurrencyWindow(maximum: 3)
    let tickets = fill(&window)
    #expect(tickets.count == 3)
    window.leave(tickets[0], .answered)
    #expect(fill(&window).count == 1)
    #expect(window.limit == 3, "it never grows beyond the maximum")
  }

  @Test func overloadHalvesOnceForAllThatWereInFlight() {
    var window = ConcurrencyWindow(maximum: 16)
    for ticket in fill(&window) { window.leave(ticket, .overloaded) }
    #expect(window.limit == 8)
    for ticket in fill(&window) { window.leave(ticket, .overloaded) }
    #expect(window.limit == 4)
  }

  @Test func oneIsAlwaysLeft() {
    var window = ConcurrencyWindow(maximum: 2)
    for _ in 0..<5 {
      for ticket in fill(&window) { window.leave(ticket, .overloaded) }
    }
    #expect(window.limit == 1)
  }

  /// One more for each round: from 4 to 5 after about 4 answers, to 6 after about 5 more.
  @Test func answersWidenItByOneARound() {
    var window = ConcurrencyWindow(maximum: 8)
    for ticket in fill(&window) { window.leave(ticket, .overloaded) }
    #expect(window.limit == 4)
    var answers = 0
    var reached: [Int: Int] = [:]
    while window.limit < 8, answers < 1000 {
      guard let ticket = window.enter() else { break }
      window.leave(ticket, .answered)
      answers += 1
      reached[window.limit] = reached[window.limit] ?? answers
    }
    // Adding 1 / size: 4, 4.25, 4.485, 4.708, 4.921, 5.124 …
    #expect(reached[5] == 5)
    #expect(answers < 4 + 5 + 6 + 7 + 8)
  }

  @Test func otherFailuresSayNothingAboutItsSize() {
    var window = ConcurrencyWindow(maximum: 4)
    for ticket in fill(&window) { window.leave(ticket, .other) }
    #expect(window.limit == 4)
    #expect(window.inFlight == 0)
  }
}

@Suite struct PacerTests {
  @Test func requestsAreSpreadEvenly() {
    var pacer = Pacer(perMinute: 120)
    let waits = (0..<4).map { _ in pacer.reserve(1, at: .seconds(1)).inSeconds }
    #expect(waits == [0, 0.5, 1, 1.5])
  }

  @Test func timeThatNobodyUsedIsNotSavedUp() {
    var pacer = Pacer(perMinute: 60)
    _ = pacer.reserve(1, at: .zero)
    #expect(pacer.reserve(1, at: .seconds(100)) == .zero)
    #expect(pacer.reserve(1, at: .seconds(100)) == .seconds(1))
  }

  @Test func tokensAreSettledWhenTheyAreKnown() {
    var pacer = Pacer(perMinute: 600)
    #expect(pacer.reserve(100, at: .zero) == .zero)
    pacer.settle(reserved: 100, used: 300)
    #expect(pacer.reserve(1, at: .zero) == .seconds(30))
    pacer.settle(reserved: 300, used: 0)
    #expect(pacer.reserve(1, at: .seconds(30)) == .zero)
  }
}

@Suite struct SpendingTests {
  private let request = ModelRequest(
    trial: TrialID(harness: "h", sample: "s"),
    messages: [Message(.user, String(repeating: "a", count: 400))])

  private func answer(_ prompt: Int?, _ completion: Int?, cached: Int? = nil) -> Prediction {
    Prediction(
      text: String(repeating: "b", count: 40),
      usage: TokenUsage(promptTokens: prompt, completionTokens: completion, cachedTokens: cached))
  }

  @Test func tokensAreCountedUntilTheLimit() {
    var limits = Suite.Limits()
    limits.maxTokens = 250
    var spending = Spending(limits, prices: nil)
    spending.add(answer(100, 20), to: request)
    #expect(spending.reachedLimit == nil)
    spending.add(answer(100, 30), to: request)
    #expect(spending.reachedLimit == "max_tokens: 250 of 250 tokens are used")
  }

  /// 1000 × 2 + 500 × 0.5 + 100 × 8, a million tokens each.
  @Test func pricesAreForAMillionTokens() {
    var limits = Suite.Limits()
    limits.maxCost = 0.003
    var spending = Spending(
      limits, prices: Suite.Prices(input: 2, output: 8, cachedInput: 0.5))
    spending.add(answer(1500, 100, cached: 500), to: request)
    #expect(abs(spending.cost - 0.00305) < 1e-12)
    #expect(spending.reachedLimit == "max_cost: 0.0031 of 0.003 is spent")
  }

  @Test func answersWithoutCountsAreEstimated() {
    var limits = Suite.Limits()
    limits.maxTokens = 100
    var spending = Spending(limits, prices: nil)
    spending.add(answer(nil, nil), to: request)
    #expect(
      spending.reachedLimit
        == "max_tokens: 112 of 100 tokens are used, 1 of 1 answers estimated")
  }

  @Test func anUnknownRequestIsExpectedToTakeWhatOthersTook() {
    var request = request
    request.generation.maxTokens = 1000
    var spending = Spending(Suite.Limits(), prices: nil)
    #expect(spending.expectedTokens(for: request) == 1101)
    spending.add(answer(100, 20), to: request)
    spending.add(answer(100, 40), to: request)
    #expect(spending.expectedTokens(for: request) == 130)
  }
}

@Suite struct BackendHealthTests {
  private let refused = ModelFailure(.unreachable, "connection refused", transient: true)
  private let tooLong = ModelFailure(.contextExceeded, "too long")

  @Test func failuresInARowEndIt() {
    var health = BackendHealth(limit: 3)
    health.answered()
    #expect(health.failed(refused) == nil)
    #expect(health.failed(refused) == nil)
    health.answered()
    #expect(health.failed(refused) == nil)
    #expect(health.failed(refused) == nil)
    #expect(health.failed(refused) == "3 trials in a row failed: connection refused")
  }

  @Test func failuresOfSingleRequestsDoNotOnceSomethingWasAnswered() {
    var health = BackendHealth(limit: 3)
    health.answered()
    for _ in 0..<100 { #expect(health.failed(tooLong) == nil) }
  }

  @Test func beforeTheFirstAnswerEveryFailureCounts() {
    var health = BackendHealth(limit: 3)
    let rejected = ModelFailure(.rejected, "HTTP 400: no")
    #expect(health.failed(rejected) == nil)
    #expect(health.failed(tooLong) == nil)
    #expect(health.failed(rejected) == "3 trials in a row failed: HTTP 400: no")
  }

  @Test func whatWasNotRecordedIsNoSignOfIllness() {
    var health = BackendHealth(limit: 2)
    for _ in 0..<100 { #expect(health.failed(ModelFailure(.notRecorded, "no entry")) == nil) }
  }

  @Test func aModelThatVanishesEndsItToo() {
    var health = BackendHealth(limit: 2)
    health.answered()
    let gone = ModelFailure(.rejected, "HTTP 404: no such model", status: 404)
    _ = health.failed(gone)
    #expect(health.failed(gone) == "2 trials in a row failed: HTTP 404: no such model")
  }
}

@Suite struct RetryBudgetTests {
  private let refused = ModelFailure(.unreachable, "connection refused", transient: true)

  @Test func itIsUsedUpAndAnswersFillIt() {
    var budget = RetryBudget(concurrency: 8)
    let taken = (0..<100).count { _ in budget.take(for: refused) }
    #expect(taken == 32)
    budget.answered()
    #expect((0..<2).map { _ in budget.take(for: refused) } == [true, false])
    for _ in 0..<100 { budget.answered() }
    #expect(budget.left == 32)
  }

  @Test func overloadTakesNothing() {
    var budget = RetryBudget(concurrency: 1)
    let busy = ModelFailure(.overloaded, "HTTP 429: slow down", transient: true)
    let taken = (0..<100).count { _ in budget.take(for: busy) }
    #expect(taken == 100)
    #expect(budget.left == 20)
  }
}
