import Testing

@testable import EvalKit

@Suite struct RecordingTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func backend(_ lines: String...) throws -> RecordingReplay {
    let path = try directory.write(lines.joined(separator: "\n") + "\n", to: "r.jsonl")
    return RecordingReplay(try Recording(path), name: "r.jsonl")
  }

  private func ask(
    _ backend: RecordingReplay, _ sample: String, harness: String = "h", repetition: Int = 0
  ) async throws(ModelFailure) -> Prediction {
    let trial = TrialID(harness: harness, sample: sample, repetition: repetition)
    return try await backend.predict(ModelRequest(trial: trial, messages: []))
  }

  @Test func answersByHarnessSampleAndRepetition() async throws {
    let backend = try backend(
      #"{"sample": "a", "text": "any"}"#, "", #"{"sample": "a", "harness": "h", "text": "mine"}"#,
      #"{"sample": "a", "repetition": 1, "text": "again"}"#)
    #expect(try await ask(backend, "a").text == "mine")
    #expect(try await ask(backend, "a", harness: "x").text == "any")
    #expect(try await ask(backend, "a", repetition: 1).text == "again")
  }

  @Test func givesBackEverythingThatWasRecorded() async throws {
    let backend = try backend(
      #"{"recording": {"origin": "by hand"}}"#,
      #"{"sample": "a", "text": "t", "reasoning": "r", "finish_reason": "length", "usage": {"prompt_tokens": 1, "completion_tokens": 2}, "timings": {"first_token_ms": 1.5, "total_ms": 20}, "tool_calls": [{"name": "f", "arguments": {"x": 1}}]}"#
    )
    let prediction = try await ask(backend, "a")
    #expect(
      prediction
        == Prediction(
          text: "t", reasoning: "r", toolCalls: [ToolCall(name: "f", arguments: #"{"x":1}"#)],
          finishReason: .length, usage: TokenUsage(promptTokens: 1, completionTokens: 2),
          timings: Timings(firstToken: .microseconds(1500), total: .milliseconds(20))))
    #expect(try await backend.identify().details["origin"] == "by hand")
  }

  @Test func aSampleThatItLacksIsAnErrorNotAnEmptyAnswer() async throws {
    let backend = try backend(#"{"sample": "a", "text": ""}"#)
    #expect(try await ask(backend, "a").text.isEmpty)
    await #expect(
      throws: ModelFailure(.notRecorded, "r.jsonl has no answer for sample 'b'")
    ) { try await ask(backend, "b") }
    await #expect(throws: ModelFailure.self) { try await ask(backend, "a", repetition: 1) }
  }

  @Test func aRecordedFailureIsAFailure() async throws {
    let backend = try backend(#"{"sample": "a", "error": {"kind": "timeout", "message": "late"}}"#)
    await #expect(throws: ModelFailure(.timeout, "recorded failure: late")) {
      try await ask(backend, "a")
    }
  }

  @Test(arguments: [
    (#"{"sample": "a", "txt": "x"}"#, "1:1: unknown key 'txt'"),
    (#"{"text": "x"}"#, "1:1: an entry needs a 'sample'"),
    (#"{"sample": "a"}"#, "1:1: the entry for sample 'a' needs a 'text', 'tool_calls' or 'error'"),
    ("[1]", "1:1: an entry is an object, not a list"), ("nonsense", "1:"),
    ("", "1:1: the recording has no entry"),
    (
      "{\"sample\": \"a\", \"text\": \"1\"}\n{\"sample\": \"a\", \"text\": \"2\"}",
      "2:1: the entry for sample 'a' occurs twice"
    ),
  ])
  func brokenRecordingsAreRefusedWithTheirPlace(text: String, message: String) throws {
    let path = try directory.write(text, to: "broken.jsonl")
    let error = #expect(throws: SuiteError.self) { _ = try Recording(path) }
    #expect(error?.description.hasPrefix("\(path):\(message)") == true)
  }

  @Test func linesAreFoundBehindAByteOrderMarkAndCRLF() async throws {
    let path = try directory.write(
      "\u{FEFF}{\"sample\": \"a\", \"text\": \"ä\"}\r\n{\"sample\": \"b\", \"text\": \"2\"}\r\n",
      to: "r.jsonl")
    let backend = RecordingReplay(try Recording(path), name: "r.jsonl")
    #expect(try await ask(backend, "a").text == "ä")
    #expect(try await ask(backend, "b").text == "2")
  }
}
