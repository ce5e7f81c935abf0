/// Reads a journal, also while a run writes it.
public final class JournalReader {
  private let database: SQLiteDatabase
  private let parser = JSONParser()
  private let columns: String

  /// - Parameter run: The folder of a run, or its journal.
  /// - Throws: ``JournalError`` when there is none, or it is not one of ours.
  public init(_ run: String) throws(JournalError) {
    let path = Journal.path(of: run)
    guard Files.exists(path) else { throw JournalError("\(run): there is no run here") }
    Journal.recover(path)
    do throws(JournalError) {
      database = try SQLiteDatabase(path, readOnly: true)
      let version = try database.prepare("PRAGMA user_version")
      let application = try database.prepare("PRAGMA application_id")
      guard try !database.isBlank else {
        throw JournalError("\(path): the run ended before it began; start it anew")
      }
      guard try version.step(), try application.step(),
        application.integer(0) == Int64(Journal.applicationID)
      else { throw JournalError("\(path): this is no journal of evalrunner") }
      guard version.integer(0) == Journal.formatVersion else {
        throw JournalError(
          "\(path): journal format \(version.integer(0) ?? 0), but this version reads "
            + "\(Journal.formatVersion)")
      }
      let isNew = try database.prepare(Journal.hasServerTimings).step()
      columns = isNew ? Journal.columns : Journal.oldColumns
    } catch {
      let isOurs = error.description.hasPrefix(path)
      throw isOurs ? error : JournalError("\(path): not a readable journal (\(error))")
    }
  }

  /// The value stored under a key of the run's description.
  public func meta(_ key: String) throws -> JSONValue? {
    let statement = try database.prepare("SELECT value FROM meta WHERE key = ?1")
    try statement.bind(key, at: 1)
    guard try statement.step(), let text = statement.text(0) else { return nil }
    return try parser.parse(text)
  }

  /// Calls `body` for every trial in the order of the plan, or for those of the harness at one
  /// position in it.
  public func forEachTrial(
    harness: Int? = nil, _ body: (TrialRecord) throws -> Void
  ) throws {
    let sql = "SELECT \(columns) FROM trials WHERE key >= ?1 AND key < ?2 ORDER BY key"
    let statement = try database.prepare(sql)
    let first = harness.map { Journal.key(harness: $0, ordinal: 0, repetition: 0) } ?? 0
    let end = harness.map { Journal.key(harness: $0 + 1, ordinal: 0, repetition: 0) } ?? .max
    try statement.bind(first, at: 1)
    try statement.bind(end, at: 2)
    while try statement.step() { try body(try TrialRecord(row: statement, parser: parser)) }
  }

  /// The record of one trial, or `nil`.
  public func trial(_ id: TrialID) throws -> TrialRecord? {
    let sql = """
      SELECT \(columns) FROM trials
      WHERE harness = ?1 AND sample = ?2 AND repetition = ?3
      """
    let statement = try database.prepare(sql)
    try statement.bind(id.harness, at: 1)
    try statement.bind(id.sample, at: 2)
    try statement.bind(Int64(id.repetition), at: 3)
    return try statement.step() ? try TrialRecord(row: statement, parser: parser) : nil
  }

  /// The keys of the trials that need not run again, in order.
  func finishedKeys() throws -> [Int64] {
    let sql = "SELECT key FROM trials WHERE status IN ('passed', 'failed') ORDER BY key"
    let statement = try database.prepare(sql)
    var keys: [Int64] = []
    while try statement.step() { keys.append(statement.integer(0) ?? 0) }
    return keys
  }

  /// The notable events of the run, oldest first.
  public func events() throws -> [JournalEvent] {
    let statement = try database.prepare("SELECT at, kind, message FROM events ORDER BY id")
    var events: [JournalEvent] = []
    while try statement.step() {
      events.append(
        JournalEvent(
          at: statement.text(0) ?? "", kind: statement.text(1) ?? "",
          message: statement.text(2) ?? ""))
    }
    return events
  }
}

/// Something worth knowing about a run: it started, was interrupted, resumed, gave up.
public struct JournalEvent: Sendable, Equatable {
  /// RFC 3339, in UTC.
  public var at: String
  public var kind: String
  public var message: String

  public init(at: String, kind: String, message: String) {
    (self.at, self.kind, self.message) = (at, kind, message)
  }
}
