/// The journal of a run: one SQLite file that holds everything a report needs.
public enum Journal {
  /// The journal's name inside the folder of a run.
  public static let fileName = "run.db"
  /// Raised when a reader of the old format would misread the new one.
  static let formatVersion: Int64 = 1
  /// `EvKt`: lets `file` and SQLite tell what this is.
  static let applicationID = 0x4576_4B74

  /// The journal of a run that was named by its folder or its file.
  public static func path(of run: String) -> String {
    Files.isDirectory(run) ? Files.resolve(fileName, from: run) : run
  }

  /// Whether a folder holds the journal of a run; one that was killed before its first commit is
  /// none.
  static func isPresent(in directory: String) -> Bool {
    let path = path(of: directory)
    guard Files.exists(path) else { return false }
    recover(path)
    guard let database = try? SQLiteDatabase(path, readOnly: true) else { return true }
    return (try? !database.isBlank) ?? true
  }

  /// Rolls back what a process that was killed while it made the file left half-written.
  ///
  /// A connection that only reads may not do that and would find the file unreadable.
  static func recover(_ path: String) {
    guard Files.exists("\(path)-journal"),
      let database = try? SQLiteDatabase(path, readOnly: false)
    else { return }
    _ = try? database.isBlank
  }

  static let schema = """
    CREATE TABLE IF NOT EXISTS meta (
      key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS trials (
      key INTEGER PRIMARY KEY,  -- plan order: harness, ordinal, repetition
      harness TEXT NOT NULL, sample TEXT NOT NULL, repetition INTEGER NOT NULL, category TEXT,
      status TEXT NOT NULL, text TEXT, reasoning TEXT, tool_calls TEXT, finish_reason TEXT,
      usage TEXT, model TEXT, first_token_ns INTEGER, total_ns INTEGER, measures TEXT,
      explanation TEXT, attempts INTEGER NOT NULL, error_kind TEXT, error TEXT,
      server_timings TEXT);
    CREATE TABLE IF NOT EXISTS events (
      id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, message TEXT NOT NULL);
    PRAGMA application_id = \(applicationID);
    PRAGMA user_version = \(formatVersion);
    """

  static let columns = """
    key, harness, sample, repetition, category, status, text, reasoning, tool_calls, \
    finish_reason, usage, model, first_token_ns, total_ns, measures, explanation, attempts, \
    error_kind, error, server_timings
    """

  /// The columns to read from journals of versions that had no ``serverTimings``.
  static let oldColumns = columns.replacing(serverTimings, with: "NULL")
  static let serverTimings = "server_timings"
  static let hasServerTimings =
    "SELECT 1 FROM pragma_table_info('trials') WHERE name = '\(serverTimings)'"

  /// Trials sort by this number in the order of the plan.
  ///
  /// 12 bits of harness, 40 of ordinal, 11 of repetition.
  static func key(harness: Int, ordinal: Int, repetition: Int) -> Int64 {
    precondition(harness < 1 << 12 && ordinal < 1 << 40 && repetition < 1 << 11, "plan too large")
    return Int64(harness) << 51 | Int64(ordinal) << 11 | Int64(repetition)
  }
}

extension TrialRecord {
  var key: Int64 {
    Journal.key(harness: harnessIndex, ordinal: ordinal, repetition: id.repetition)
  }

  func bind(to statement: SQLiteStatement) throws(JournalError) {
    let isCall = prediction.map { !$0.toolCalls.isEmpty } ?? false
    let calls = isCall ? EncodedTrial.json(prediction?.toolCalls ?? []).compact : nil
    let reasoning = prediction?.reasoning ?? ""
    try statement.bind(key, at: 1)
    try statement.bind(id.harness, at: 2)
    try statement.bind(id.sample, at: 3)
    try statement.bind(Int64(id.repetition), at: 4)
    try statement.bind(category, at: 5)
    try statement.bind(status.rawValue, at: 6)
    try statement.bind(prediction?.text, at: 7)
    try statement.bind(reasoning.isEmpty ? nil : reasoning, at: 8)
    try statement.bind(calls, at: 9)
    try statement.bind(prediction?.finishReason?.name, at: 10)
    try statement.bind(prediction?.usage.map { EncodedTrial.json($0).compact }, at: 11)
    try statement.bind(prediction?.model, at: 12)
    try statement.bind(prediction?.timings.firstToken?.nanoseconds, at: 13)
    try statement.bind(prediction?.timings.total?.nanoseconds, at: 14)
    try statement.bind(measures.isEmpty ? nil : EncodedTrial.json(measures).compact, at: 15)
    try statement.bind(explanation.isEmpty ? nil : explanation, at: 16)
    try statement.bind(Int64(attempts), at: 17)
    try statement.bind(failure?.kind, at: 18)
    try statement.bind(failure?.message, at: 19)
    let server = prediction?.timings.server
    try statement.bind(server.map { EncodedTrial.json($0).compact }, at: 20)
  }

  init(row: SQLiteStatement, parser: JSONParser) throws(JournalError) {
    guard let key = row.integer(0), let harness = row.text(1), let sample = row.text(2),
      let repetition = row.integer(3), let status = row.text(5).flatMap(TrialStatus.init)
    else { throw JournalError("journal: a trial cannot be read; the file is damaged") }
    func json(_ column: Int32) throws(JournalError) -> JSONValue? {
      guard let text = row.text(column) else { return nil }
      do throws(JSONError) { return try parser.parse(text) } catch {
        throw JournalError("journal: trial \(harness)/\(sample) is damaged: \(error)")
      }
    }
    self.init(
      id: TrialID(harness: harness, sample: sample, repetition: Int(repetition)),
      harnessIndex: Int(key >> 51), ordinal: Int(key >> 11 & 0xFF_FFFF_FFFF),
      category: row.text(4), status: status,
      measures: try json(14).map(EncodedTrial.measures) ?? [:], explanation: row.text(15) ?? "",
      attempts: Int(row.integer(16) ?? 1),
      failure: row.text(17).map { TrialFailure(kind: $0, message: row.text(18) ?? "") })
    guard let text = row.text(6) else { return }
    prediction = Prediction(
      text: text, reasoning: row.text(7) ?? "",
      toolCalls: try json(8).flatMap(EncodedTrial.toolCalls) ?? [],
      finishReason: row.text(9).map(FinishReason.init), usage: try json(10).map(EncodedTrial.usage),
      timings: Timings(
        firstToken: row.integer(12).map { .nanoseconds($0) },
        total: row.integer(13).map { .nanoseconds($0) },
        server: try json(19).flatMap(EncodedTrial.serverTimings)), model: row.text(11))
  }
}

extension Duration {
  /// The whole duration in nanoseconds, cut.
  var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
