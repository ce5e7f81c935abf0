import ScriptedServer
import Testing

@testable import EvalKit

/// What a prediction says beside its text when the server was careless.
@Suite struct FaultDetailTests {
  private func prediction(_ script: String) async throws -> Prediction {
    let play = try FaultPlay(answers: [script])
    let record = try await play.trial(retries: 0)
    return try #require(record.prediction, "\(record.failure?.message ?? "")")
  }

  @Test(arguments: [
    ("true", 10, 1), ("false", nil, nil),
    (#"{"prompt_tokens": 0, "completion_tokens": 0}"#, nil, nil),
    (#"{"prompt_tokens": 7, "completion_tokens": null}"#, 7, nil),
    (#"{"prompt_tokens": 7, "completion_tokens": -3}"#, 7, nil),
    (
      #"[{"prompt_tokens": 0, "completion_tokens": 0}, {"prompt_tokens": 9, "completion_tokens": 2}]"#,
      9, 2
    ),
    (
      #"[{"prompt_tokens": 9, "completion_tokens": 1}, {"prompt_tokens": 9, "completion_tokens": 2}]"#,
      9, 2
    ),
  ])
  func usageIsTheLastThatCounts(usage: String, prompt: Int?, completion: Int?) async throws {
    let found = try await prediction("{\"say\": {\"text\": \"Paris.\", \"usage\": \(usage)}}")
    #expect(found.usage?.promptTokens == prompt)
    #expect(found.usage?.completionTokens == completion)
  }

  @Test func theModelOfTheAnswerIsKept() async throws {
    #expect(try await prediction(#"{"say": "Paris."}"#).model == "scripted")
    let other = try await prediction(#"{"say": {"text": "Paris.", "model": "other-7b"}}"#)
    #expect(other.model == "other-7b")
  }

  @Test func aRoleIsNoToken() async throws {
    let late = try await prediction(#"{"say": "Paris.", "stall": {"after": 1, "ms": 40}}"#)
    #expect(try #require(late.timings.firstToken) >= .milliseconds(40))
    #expect(try await prediction(#"{"say": {"tokens": []}}"#).timings.firstToken == nil)
    let whole = try await prediction(#"{"say": {"form": "whole", "text": "Paris."}}"#)
    #expect(whole.timings.firstToken == nil)
  }

  @Test func reasoningIsKeptApart() async throws {
    let found = try await prediction(
      #"{"say": {"text": "Paris.", "reasoning": "France, so"}}"#)
    #expect(found.text == "Paris.")
    #expect(found.reasoning == "France, so")
  }

  @Test func anEmptyAnswerIsAnAnswerThatFails() async throws {
    let play = try FaultPlay(answers: [#"{"say": ""}"#])
    let record = try await play.trial(retries: 5)
    #expect(record.prediction?.isEmpty == true)
    #expect(record.prediction?.finishReason == .stop)
    #expect(record.status == .failed)
    #expect(record.attempts == 1)
  }

  @Test(arguments: [
    #"{"status": 400, "json": {"error": {"message": "no", "code": "content_filter"}}}"#,
    #"{"status": 403, "json": {"error": {"code": 403, "message": "no", "metadata": {"flagged_input": "q"}}}}"#,
    #"{"say": {"text": "Par", "error": {"message": "no", "code": "content_filter"}, "done": true}}"#,
    #"{"say": {"text": "Par", "finish": "content_filter"}}"#,
  ])
  func aContentFilterIsAnAnswerOfItsOwn(script: String) async throws {
    #expect(try await prediction(script).finishReason == .contentFilter)
  }
}
