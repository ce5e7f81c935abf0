import ScriptedServer
import Testing

@testable import EvalKit

/// The limits of a run, kept by the real executor against a real server.
@Suite struct RunLimitsTests {
  private static let good = #"{"say": "Paris."}"#

  // MARK: Retries

  @Test(arguments: [
    (#""Retry-After": "2""#, 2.0, 2.2), (#""Retry-After": "1.5""#, 1.5, 1.65),
    (#""retry-after-ms": "300", "Retry-After": "9""#, 0.3, 0.33),
    (#""x-ratelimit-reset-tokens": "6m0s", "Retry-After": "1""#, 1, 1.1),
    (#""x-ratelimit-reset-requests": "800ms""#, 0.8, 0.88),
    // Nonsense and dates that have passed leave it to the policy, or to no wait at all.
    (#""Retry-After": "-5""#, 0, 0.5), (#""Retry-After": "soon""#, 0, 0.5),
    (#""Retry-After": "Fri, 01 Jan 2010 00:00:00 GMT""#, 0, 0),
  ])
  func waitsAsTheServerAsks(headers: String, least: Double, most: Double) async throws {
    let busy = "{\"status\": 429, \"headers\": {\(headers)}, \"json\": {\"error\": \"busy\"}}"
    let play = try FaultPlay(answers: [busy, Self.good])
    let record = try await play.trial(retries: 1)
    #expect(record.attempts == 2)
    let wait = try #require(play.clock.waits.first).inSeconds
    #expect((least...most).contains(wait), "waited \(wait)")
  }

  @Test(arguments: [#""121""#, #""99999999999999999999""#, #""Fri, 01 Jan 2100 00:00:00 GMT""#])
  func doesNotWaitBeyondTheCap(value: String) async throws {
    let busy = "{\"status\": 503, \"headers\": {\"Retry-After\": \(value)}}"
    let play = try FaultPlay(answers: [busy, Self.good])
    let record = try await play.trial(retries: 5, limits: "per_trial: 1h")
    #expect(record.attempts == 1)
    #expect(record.failure?.message.contains("asked to wait") == true)
  }

  @Test func aWaitBeyondTheTrialsTimeIsNotWaited() async throws {
    let busy = #"{"status": 503, "headers": {"Retry-After": "31"}}"#
    let play = try FaultPlay(answers: [busy, Self.good])
    let record = try await play.trial(retries: 5, limits: "per_trial: 30s")
    #expect(record.attempts == 1)
    #expect(play.clock.waits.isEmpty)
  }

  @Test func waitsGrowWithFullJitter() async throws {
    let play = try FaultPlay(answers: [#"{"drop": true}"#])
    let record = try await play.trial(retries: 8, limits: "per_trial: 1h")
    #expect(record.attempts == 9)
    let ceilings = [0.5, 1, 2, 4, 8, 16, 30, 30]
    let waits = play.clock.waits.map(\.inSeconds)
    #expect(waits.count == ceilings.count)
    #expect(zip(waits, ceilings).allSatisfy { $0 >= 0 && $0 <= $1 })
    #expect(waits.max() ?? 0 > 2, "jitter, but no mere constant")
  }

  // MARK: A backend that is gone

  @Test(arguments: [1, 8, 64])
  func aDeadBackendEndsTheRunInSeconds(concurrency: Int) async throws {
    let play = try FaultPlay(answers: [Self.good], refuse: true)
    let (records, outcome) = try await play.trials(
      2000, retries: 5, concurrency: concurrency, limits: "per_trial: 120s")
    guard case .backendLost(let reason) = outcome else {
      Issue.record("ended with \(outcome)")
      return
    }
    #expect(reason.hasSuffix("127.0.0.1:\(play.server.port): connection refused"))
    #expect(records.count { $0.status == .errored } < 3 * max(8, concurrency))
    // What one worker has slept, when all have slept alike.
    let slept = play.clock.waits.reduce(0) { $0 + $1.inSeconds } / Double(concurrency)
    #expect(slept < 60, "slept \(slept) s")
  }

  @Test func aPageOfAnotherServerEndsTheRunToo() async throws {
    let play = try FaultPlay(answers: [#"{"body": "<title>It works!</title>"}"#])
    let (records, outcome) = try await play.trials(500, retries: 1)
    #expect(
      outcome
        == .backendLost(
          "8 trials in a row failed: the answer is no JSON: an HTML page, 'It works!'"))
    #expect(records.count == 8)
  }

  @Test func aShortOutageIsSurvived() async throws {
    let down = Array(repeating: #"{"drop": true}"#, count: 6)
    let play = try FaultPlay(answers: [Self.good] + down + [Self.good])
    let (records, outcome) = try await play.trials(20, retries: 5, concurrency: 4)
    #expect(outcome == .completed)
    #expect(records.allSatisfy { $0.status == .passed })
  }

  @Test func theRunnerEndsWithStatus4() async throws {
    let play = try FaultPlay(answers: [#"{"status": 401, "json": {"error": "no key"}}"#])
    let (evaluation, ending) = try await play.run(100, limits: "concurrency: 2", folder: "run")
    #expect(ending == .backendLost)
    #expect(evaluation.decision.exitStatus == .infrastructure)
    #expect(evaluation.counts.notRun == 100 - evaluation.counts.errored)
    #expect(evaluation.counts.errored <= 9)
  }

  // MARK: Rates

  @Test func requestsKeepTheirRate() async throws {
    let play = try FaultPlay(answers: [Self.good])
    let (records, outcome) = try await play.trials(
      5, retries: 0, limits: "requests_per_minute: 120, per_trial: 100ms")
    #expect(outcome == .completed)
    #expect(records.allSatisfy { $0.status == .passed }, "waiting takes no time of a trial")
    #expect(play.clock.waits == Array(repeating: .milliseconds(500), count: 4))
  }

  /// Each answer takes 10 tokens of prompt and 1 of completion; 660 a minute is one a second.
  @Test func tokensKeepTheirRate() async throws {
    let play = try FaultPlay(answers: [Self.good])
    _ = try await play.trials(4, retries: 0, limits: "tokens_per_minute: 660")
    let waits = play.clock.waits.map { ($0.inSeconds * 1000).rounded() }
    #expect(waits == [1000, 1000, 1000])
  }

  @Test func overloadHalvesWhatIsInFlight() async throws {
    let control = RunControl(Suite.Limits(), prices: nil)
    let busy = ModelFailure(.overloaded, "HTTP 429", transient: true)
    var tickets: [ConcurrencyWindow.Ticket] = []
    for _ in 0..<8 { tickets.append(try #require(await control.enter())) }
    for ticket in tickets { control.failed(busy, ticket) }
    #expect(control.concurrency == 4)
  }

  @Test func aWaiterThatIsCancelledGoesAway() async throws {
    var limits = Suite.Limits()
    limits.concurrency = 1
    let control = RunControl(limits, prices: nil)
    let ticket = try #require(await control.enter())
    let waiting = Task { await control.enter() }
    waiting.cancel()
    #expect(await waiting.value == nil)
    control.abandon(ticket)
    #expect(await control.enter() != nil)
  }

  @Test func waitersAreAdmittedWhenThereIsRoom() async throws {
    var limits = Suite.Limits()
    limits.concurrency = 2
    let control = RunControl(limits, prices: nil)
    let passed = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<200 {
        group.addTask {
          guard let ticket = await control.enter() else { return false }
          await Task.yield()
          control.abandon(ticket)
          return true
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(passed == 200)
  }

  // MARK: Budgets

  @Test func aTokenBudgetEndsTheRun() async throws {
    let play = try FaultPlay(answers: [Self.good])
    let (records, outcome) = try await play.trials(100, retries: 0, limits: "max_tokens: 40")
    #expect(outcome == .limitReached("max_tokens: 44 of 40 tokens are used"))
    #expect(records.count { $0.status == .passed } == 4)
  }

  @Test func wallTimeEndsTheRunAndWhatIsInFlight() async throws {
    let play = try FaultPlay(answers: [#"{"delay_ms": "forever"}"#])
    let (records, outcome) = try await play.trials(
      100, retries: 0, concurrency: 3, limits: "wall_time: 90s")
    #expect(outcome == .limitReached("wall_time: 90 seconds are over"))
    #expect(records.allSatisfy { $0.status == .notRun })
  }

  @Test func aRunThatReachedALimitIsInconclusiveAndGoesOn() async throws {
    let play = try FaultPlay(answers: [Self.good])
    let limits = "concurrency: 1, max_tokens: 66"
    let (first, ending) = try await play.run(10, limits: limits, folder: "limited")
    #expect(ending == .limitReached)
    #expect(first.counts == TrialCounts(planned: 10, passed: 6))
    #expect(first.decision.verdict == .inconclusive)
    #expect(first.decision.exitStatus == .inconclusive)
    #expect(
      first.decision.reasons.first
        == "The run ended at a limit of the suite (max_tokens: 66 of 66 tokens are used); "
        + "'evalrunner resume' goes on with it.")
    let (second, after) = try await play.run(10, limits: limits, folder: "limited")
    #expect(after == .completed)
    #expect(second.decision.exitStatus == .cleared)
    #expect(second.counts == TrialCounts(planned: 10, passed: 10))
    _ = try await play.run(10, limits: "concurrency: 1", folder: "whole")
    #expect(
      try play.text("report.md", in: "limited") == play.text("report.md", in: "whole"))
  }
}
