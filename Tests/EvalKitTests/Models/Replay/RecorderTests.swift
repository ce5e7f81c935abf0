import Testing

@testable import EvalKit

/// What a run was answered, recorded and replayed, is the same.
@Suite struct RecorderTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static let full = Prediction(
    text: "Grüße 🙂\n\u{0}\u{2028}", reasoning: "hm",
    toolCalls: [
      ToolCall(id: "c1", name: "add", arguments: #"{"a": 1}"#),
      ToolCall(name: "broken", arguments: "{not json"),
    ], finishReason: .other("pause_turn"),
    usage: TokenUsage(
      promptTokens: 46, completionTokens: 17, cachedTokens: 45, reasoningTokens: 3),
    timings: Timings(
      firstToken: .microseconds(12_345), total: .microseconds(90_474),
      server: ServerTimings(
        queue: .microseconds(3831), load: .microseconds(773), prompt: .microseconds(4611),
        generation: .microseconds(81_259), total: .microseconds(90_474), promptTokens: 1,
        generatedTokens: 17)), model: "tiny-2")

  private static let bare = Prediction(text: "", finishReason: .length)

  private func record(_ sample: String, _ ordinal: Int, _ prediction: Prediction?) -> TrialRecord {
    TrialRecord(
      id: TrialID(harness: "h", sample: sample, repetition: sample == "again" ? 1 : 0),
      harnessIndex: 0, ordinal: ordinal, status: prediction == nil ? .errored : .failed,
      prediction: prediction,
      failure: prediction == nil
        ? TrialFailure(kind: "context_exceeded", message: "too long") : nil)
  }

  /// A journal with these records.
  private func journal(_ records: [TrialRecord], planned: Int) async throws -> String {
    let run = "\(directory.path)/run"
    try Files.createDirectory(run)
    let journal = try JournalWriter(directory: run)
    let manifest = RunManifest(
      runID: "r1", suite: "web4",
      model: ModelIdentity(
        provider: "ollama", name: "tiny", details: JSONObject(["digest": "abc"])),
      parts: [
        .init(id: "h", kind: "text", role: .harness, sampleCount: planned, plannedTrials: planned)
      ])
    try journal.setMeta("manifest", EncodedManifest.json(manifest))
    try journal.setMeta("started_at", "2026-11-20T12:00:00Z")
    for record in records { try await journal.append(record) }
    try journal.finish()
    return run
  }

  private func replay(_ path: String) throws -> any ModelBackend {
    try ReplayProvider.makeBackend(
      ModelSettings(
        name: path, options: JSONObject(), directory: directory.path, environment: [:],
        http: HTTPEngine(.direct)))
  }

  private func answer(_ path: String, _ sample: String) async throws -> Prediction {
    var request = ModelRequest.sample
    request.trial = TrialID(
      harness: "h", sample: sample, repetition: sample == "again" ? 1 : 0)
    return try await replay(path).predict(request)
  }

  @Test func answersComeBackWhole() async throws {
    let run = try await journal(
      [record("a", 0, Self.full), record("b", 1, Self.bare), record("again", 2, Self.full)],
      planned: 3)
    let path = "\(directory.path)/recordings/a.jsonl"
    let summary = try Recorder(run, keepsErrors: false).write(to: path)
    #expect(summary == Recorder.Summary(answers: 3))
    #expect(try await answer(path, "a") == Self.full)
    #expect(try await answer(path, "b") == Self.bare)
    #expect(try await answer(path, "again") == Self.full)
    let details = try await replay(path).identify().details
    #expect(
      details
        == JSONObject([
          "model": "ollama/tiny", "origin": "suite web4, run r1",
          "recorded_at": "2026-11-20T12:00:00Z", "tool_version": "",
          "identity": ["digest": "abc"],
        ]))
    // The journal itself gives the same.
    #expect(try await answer(run, "a") == Self.full)
  }

  @Test func withoutAnAnswerNothingIsWritten() async throws {
    let run = try await journal([record("a", 0, Self.bare), record("b", 1, nil)], planned: 3)
    let path = "\(directory.path)/a.jsonl"
    let expected = Recorder.Summary(
      answers: 1, failures: 1, missing: 1, examples: ["h/b: too long"])
    #expect(try Recorder(run, keepsErrors: false).write(to: path) == expected)
    #expect(!Files.exists(path))
    #expect(try Recorder(run, keepsErrors: true).write(to: path) == expected)
    #expect(try await answer(path, "a") == Self.bare)
    let failure = ModelFailure(.contextExceeded, "recorded failure: too long")
    await #expect(throws: failure) { try await answer(path, "b") }
    #expect(try Files.list(directory.path) == ["a.jsonl", "run"])
  }

  @Test func aRunOfFailuresIsNoRecording() async throws {
    let run = try await journal([record("b", 0, nil)], planned: 1)
    let path = "\(directory.path)/a.jsonl"
    #expect(try Recorder(run, keepsErrors: true).write(to: path).answers == 0)
    #expect(!Files.exists(path))
  }

  /// A journal of a version that knew no server times is read, and written on.
  @Test func olderJournals() async throws {
    let run = try await journal([record("a", 0, Self.full)], planned: 2)
    do {
      let database = try SQLiteDatabase("\(run)/run.db", readOnly: false)
      try database.execute("ALTER TABLE trials DROP COLUMN server_timings")
    }
    var expected = Self.full
    expected.timings.server = nil
    #expect(try await answer(run, "a") == expected)
    let journal = try JournalWriter(directory: run)
    try await journal.append(record("b", 1, Self.full))
    try journal.finish()
    #expect(try await answer(run, "a") == expected)
    #expect(try await answer(run, "b") == Self.full)
  }
}
