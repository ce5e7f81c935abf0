import Testing

@testable import EvalKit

@Suite struct JournalTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static let full = TrialRecord(
    id: TrialID(harness: "h", sample: "s\u{0}1", repetition: 2), harnessIndex: 3, ordinal: 70_000,
    category: "c", status: .failed,
    prediction: Prediction(
      text: "tëxt\u{0}with NUL", reasoning: "because",
      toolCalls: [ToolCall(id: "1", name: "f", arguments: "{\"a\": 1}")], finishReason: .toolCalls,
      usage: TokenUsage(promptTokens: 3, completionTokens: 4, cachedTokens: 0),
      timings: Timings(firstToken: .microseconds(1500), total: .milliseconds(20)), model: "m"),
    measures: ["x": .value(0.1), "y": .missing(reason: "no target")], explanation: "why",
    attempts: 3)

  private static let errored = TrialRecord(
    id: TrialID(harness: "h", sample: "s2"), harnessIndex: 0, ordinal: 1, status: .errored,
    failure: TrialFailure(kind: "timeout", message: "late"))

  private static let empty = TrialRecord(
    id: TrialID(harness: "h", sample: "s3"), harnessIndex: 0, ordinal: 2, status: .passed,
    prediction: Prediction(text: ""))

  private func write(_ records: [TrialRecord]) async throws -> JournalReader {
    let writer = try JournalWriter(directory: directory.path)
    for record in records { try await writer.append(record) }
    try writer.finish()
    #expect(writer.committedTrials == records.count)
    return try JournalReader(directory.path)
  }

  @Test func givesBackWhatWasWrittenInPlanOrder() async throws {
    let reader = try await write([Self.full, Self.empty, Self.errored])
    var records: [TrialRecord] = []
    try reader.forEachTrial { records.append($0) }
    #expect(records == [Self.errored, Self.empty, Self.full])
    var third: [TrialRecord] = []
    try reader.forEachTrial(harness: 3) { third.append($0) }
    #expect(third == [Self.full])
    #expect(try reader.trial(Self.full.id) == Self.full)
    #expect(try reader.trial(TrialID(harness: "h", sample: "none")) == nil)
  }

  @Test func aTrialThatIsWrittenAgainReplacesTheOldOne() async throws {
    var better = Self.errored
    better.status = .passed
    better.failure = nil
    let reader = try await write([Self.errored, better])
    var records: [TrialRecord] = []
    try reader.forEachTrial { records.append($0) }
    #expect(records == [better])
  }

  @Test func onlyScoredTrialsAreFinished() async throws {
    let reader = try await write([Self.full, Self.errored, Self.empty])
    #expect(try reader.finishedKeys() == [Self.empty.key, Self.full.key])
  }

  @Test func holdsThousandsOfRecordsFromManyWriters() async throws {
    let writer = try JournalWriter(directory: directory.path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for part in 0..<8 {
        group.addTask {
          for ordinal in 0..<1500 {
            let id = TrialID(harness: "h\(part)", sample: "\(ordinal)")
            try await writer.append(
              TrialRecord(id: id, harnessIndex: part, ordinal: ordinal, status: .passed))
          }
        }
      }
      try await group.waitForAll()
    }
    try writer.finish()
    #expect(try JournalReader(directory.path).finishedKeys().count == 12_000)
  }

  @Test func metaAndEventsAreKept() throws {
    let writer = try JournalWriter(directory: directory.path)
    try writer.setMeta("a", ["x": 1])
    try writer.setMeta("a", ["x": 2])
    try writer.log(JournalEvent(at: "t", kind: "k", message: "m"))
    try writer.finish()
    let reader = try JournalReader(directory.path)
    #expect(try reader.meta("a") == ["x": 2])
    #expect(try reader.meta("b") == nil)
    #expect(try reader.events() == [JournalEvent(at: "t", kind: "k", message: "m")])
    #expect(throws: JournalError("the run ended before it began; start a new one")) {
      try reader.manifest()
    }
  }

  @Test func whatIsNoJournalIsRefused() throws {
    let path = directory.path
    #expect(throws: JournalError("\(path): there is no run here")) {
      _ = try JournalReader(path)
    }
    let text = try directory.write("not a database, whatever its name says", to: "run.db")
    #expect(throws: JournalError.self) { _ = try JournalReader(text) }
    let other = try SQLiteDatabase("\(path)/other.db", readOnly: false)
    try other.execute("CREATE TABLE trials (x)")
    #expect(throws: JournalError("\(path)/other.db: this is no journal of evalrunner")) {
      _ = try JournalReader("\(path)/other.db")
    }
  }

  @Test func aTruncatedJournalIsAnErrorAndNoCrash() async throws {
    _ = try await write(
      (0..<500).map {
        TrialRecord(
          id: TrialID(harness: "h", sample: "\($0)"), harnessIndex: 0, ordinal: $0, status: .passed,
          prediction: Prediction(text: String(repeating: "x", count: 500)))
      })
    let file = "\(directory.path)/run.db"
    let bytes = try Files.read(file)
    try Files.write(Array(bytes.prefix(bytes.count / 2)), to: file)
    #expect(throws: JournalError.self) {
      try JournalReader(file).forEachTrial { _ in }
    }
  }

  @Test func manifestsSurviveTheJournal() throws {
    var policy = Suite.Policy()
    policy.overall = Threshold(.atLeast, 0.9)
    policy.coverage = 0.98
    policy.requiresCanaries = false
    var overrides = RunManifest.Overrides()
    overrides.models = ["candidate": "openai/x", "judge": "openai/y"]
    overrides.baseURL = "http://127.0.0.1:1/v1"
    overrides.limit = 5
    overrides.filter = "a*"
    overrides.seed = 7
    let manifest = RunManifest(
      runID: "r", suite: "s", suiteDescription: "d", suiteVersion: "2", suitePath: "/s.yaml",
      suiteSHA256: "1", gatesSHA256: "2", policy: policy, overrides: overrides, seed: 7,
      toolVersion: "v", git: "abc+",
      model: ModelIdentity(provider: "openai", name: "x", details: JSONObject()),
      parts: [
        .init(
          id: "h", kind: "text", role: .harness, description: "e", weight: 2, headline: "f1",
          judgesTrials: false,
          gates: [
            Gate(.ship, try GateExpression("recall >= 98% with 95% confidence")),
            Gate(.quality, try GateExpression("ttft_p95 < 0.3s")),
          ], metrics: [RateMetric().specification], dataset: "d.jsonl", datasetSHA256: "3",
          sampleCount: 10, repetitions: 3, plannedTrials: 15)
      ],
      baseline: .init(runID: "b", values: ["h/f1": 0.5], passedCanaries: ["c"]))
    var back = try EncodedManifest.manifest(EncodedManifest.json(manifest))
    // The unit of a gate is kept in its normal form.
    #expect(
      back.parts[0].gates.map(\.expression.description)
        == manifest.parts[0].gates.map(\.expression.description))
    back.parts[0].gates = manifest.parts[0].gates
    #expect(back == manifest)
  }
}
