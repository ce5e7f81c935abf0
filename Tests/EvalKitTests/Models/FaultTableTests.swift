import ScriptedServer
import Testing

@testable import EvalKit

/// Every fault, played by a real server over real connections to the real backend and executor.
@Suite struct FaultTableTests {
  private static let good = #"{"say": "Recovered."}"#

  @Test(arguments: Fault.all)
  func becomes(_ fault: Fault) async throws {
    let play = try FaultPlay(answers: [fault.script])
    let record = try await play.trial(retries: 0, limits: fault.limits)
    switch fault.outcome {
    case .answer(let text):
      #expect(record.prediction?.text == text)
      #expect(record.failure == nil)
    case .transient(let kind, let message), .permanent(let kind, let message):
      #expect(record.failure?.kind == kind.rawValue)
      #expect(
        record.failure?.message == message.replacing("PORT", with: "\(play.server.port)"))
      #expect(record.prediction == nil)
      #expect(record.status == .errored)
    }
  }

  @Test(arguments: Fault.all)
  func isTriedAgainOnlyWhenItMayPass(_ fault: Fault) async throws {
    let play = try FaultPlay(answers: [fault.script, Self.good])
    let record = try await play.trial(retries: 3, limits: fault.limits)
    guard case .transient = fault.outcome else {
      #expect(record.attempts == 1)
      #expect(play.server.requestCount == 1)
      return
    }
    #expect(record.attempts == 2)
    #expect(play.server.requestCount == 2)
    #expect(record.prediction?.text == "Recovered.", "text of the broken answer must be gone")
    #expect(play.clock.waits.count == 1)
  }

  @Test func aPortThatNobodyListensOnIsRefused() async throws {
    let play = try FaultPlay(answers: [Self.good], refuse: true)
    let record = try await play.trial(retries: 4)
    #expect(record.failure?.kind == "unreachable")
    #expect(record.failure?.message == "127.0.0.1:\(play.server.port): connection refused")
    #expect(record.attempts == 5)
  }

  @Test func aKeptConnectionThatIsClosedUnderARequestIsNoFailure() async throws {
    let play = try FaultPlay(answers: [Self.good, #"{"drop": true}"#, Self.good])
    let (records, _) = try await play.trials(2, retries: 0)
    #expect(records.map { $0.prediction?.text } == ["Recovered.", "Recovered."])
    #expect(play.server.requests.map(\.connection) == [0, 0, 1])
  }
}
