import Testing

@testable import EvalKit

@Suite struct BaselineStoreTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func store() throws -> BaselineStore {
    try BaselineStore(suite: "s", reports: directory.path)
  }

  private func run(_ name: String, suite: String = "s", ending: Runner.Ending = .completed)
    async throws -> String
  {
    let path = "\(directory.path)/\(suite)/\(name)"
    try await JournalFixture.write(
      [.init(passed: 2)], to: path, runID: name, suite: suite, ending: ending)
    return path
  }

  @Test func namesStandForRunsAndSurviveOnDisk() async throws {
    let path = try await run("one")
    var first = try store()
    #expect(first.entries.isEmpty)
    #expect(try first.set("full", run: path) == nil)
    let second = try store()
    #expect(second.entries == first.entries)
    let entry = try #require(second["full"])
    #expect(entry.run == "one")
    #expect(entry.runID == "one")
    #expect(entry.model == "test/m")
    #expect(second.problem(with: entry) == nil)
    #expect(second.path(of: entry) == path)
  }

  @Test func aLinkIsFollowedSoThatTheNameStays() async throws {
    _ = try await run("one")
    try Files.replaceLink("\(directory.path)/s/latest", target: "one")
    var store = try store()
    try store.set("full", run: "\(directory.path)/s/latest")
    #expect(store["full"]?.run == "one")
  }

  @Test func aRunElsewhereIsNamedByItsWay() async throws {
    let path = "\(directory.path)/elsewhere/x"
    try await JournalFixture.write([.init(passed: 2)], to: path, runID: "x")
    var store = try store()
    try store.set("full", run: path)
    #expect(store["full"]?.run == "../elsewhere/x")
    #expect(try #require(store["full"].map(store.problem)) == nil)
  }

  @Test func settingAgainReplacesAndRemovingRemoves() async throws {
    let (one, two) = (try await run("one"), try await run("two"))
    var store = try store()
    try store.set("full", run: one)
    #expect(try store.set("full", run: two)?.runID == "one")
    #expect(store.entries.map(\.runID) == ["two"])
    try store.remove("full")
    #expect(try self.store().entries.isEmpty)
    #expect(throws: UsageError("the suite 's' has no baseline 'full'; there are none")) {
      try store.remove("full")
    }
  }

  @Test func whatCannotServeIsRefused() async throws {
    let path = try await run("one")
    let cut = try await run("cut", ending: .interrupted)
    let other = try await run("two", suite: "t")
    var store = try store()
    for name in ["", "a b", "../x", ".hidden", "-x", "a/b"] {
      #expect(throws: UsageError.self) { try store.set(name, run: path) }
    }
    #expect(throws: UsageError.self) { try store.set("full", run: cut) }
    #expect(throws: UsageError.self) { try store.set("full", run: other) }
    #expect(throws: JournalError.self) { try store.set("full", run: "\(directory.path)/no") }
    #expect(!Files.exists("\(directory.path)/s/baselines.json"))
  }

  @Test func aRunThatIsGoneOrAnotherIsAProblem() async throws {
    let path = try await run("one")
    var store = try store()
    try store.set("full", run: path)
    let entry = try #require(store["full"])
    var moved = entry
    moved.run = "nowhere"
    #expect(store.problem(with: moved)?.hasSuffix("/s/nowhere is gone") == true)
    var other = entry
    other.runID = "two"
    #expect(store.problem(with: other)?.hasSuffix("/s/one holds another run, one") == true)
    try Files.write(Array("hello".utf8), to: "\(path)/run.db")
    #expect(store.problem(with: entry)?.contains("not a readable journal") == true)
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"schema_version":2,"suite":"s","baselines":[]}"#,
    #"{"schema_version":1,"suite":"t","baselines":[]}"#,
    #"{"schema_version":1,"suite":"s"}"#,
    #"{"schema_version":1,"suite":"s","baselines":[{"name":"a"}]}"#,
    """
    {"schema_version":1,"suite":"s","baselines":[
     {"name":"a","run":"x","run_id":"x","suite_sha256":"","model":"m"},
     {"name":"a","run":"y","run_id":"y","suite_sha256":"","model":"m"}]}
    """,
  ])
  func aDamagedFileIsNamedAndNeverEmptied(text: String) throws {
    let path = try directory.write(text, to: "s/baselines.json")
    #expect { try store() } throws: { error in
      (error as? Diagnostic)?.path == path
    }
    #expect(try Files.text(path) == text)
  }
}
