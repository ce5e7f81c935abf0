internal import CSQLite

/// What SQLite said when it refused; never the bound values.
public struct JournalError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

/// A connection that owns its handle.
///
/// Not `Sendable`: it stays on the thread or inside the owner that opened it.
final class SQLiteDatabase {
  private let handle: OpaquePointer

  /// Opens a file; unless `readOnly`, it is created when it is missing.
  init(_ path: String, readOnly: Bool) throws(JournalError) {
    var handle: OpaquePointer?
    let flags =
      SQLITE_OPEN_NOMUTEX
      | (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let reason = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close(handle)
      throw JournalError("journal \(path): \(reason)")
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, 5000)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements that return nothing of interest.
  func execute(_ sql: String) throws(JournalError) {
    try check(sqlite3_exec(handle, sql, nil, nil, nil))
  }

  func prepare(_ sql: String) throws(JournalError) -> SQLiteStatement {
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
    guard let statement else { throw JournalError("journal: the SQL is blank") }
    return SQLiteStatement(statement, of: self)
  }

  /// Whether nothing was ever committed to it.
  var isBlank: Bool {
    get throws(JournalError) {
      let count = try prepare("SELECT count(*) FROM sqlite_schema")
      return try count.step() && count.integer(0) == 0
    }
  }

  fileprivate func check(_ code: Int32, allowed: Int32 = SQLITE_OK) throws(JournalError) {
    guard code != allowed else { return }
    throw JournalError(
      "journal: \(String(cString: sqlite3_errmsg(handle))) (SQLite code \(code))")
  }

  fileprivate func failure(_ code: Int32) -> JournalError {
    JournalError("journal: \(String(cString: sqlite3_errmsg(handle))) (SQLite code \(code))")
  }
}

/// A prepared statement that owns its handle and keeps its connection alive.
final class SQLiteStatement {
  private let handle: OpaquePointer
  private let database: SQLiteDatabase

  fileprivate init(_ handle: OpaquePointer, of database: SQLiteDatabase) {
    (self.handle, self.database) = (handle, database)
  }

  deinit { sqlite3_finalize(handle) }

  /// Binds a copy of the text, or NULL, to a parameter, counted from 1.
  func bind(_ text: String?, at index: Int32) throws(JournalError) {
    guard var text else { return try database.check(sqlite3_bind_null(handle, index)) }
    let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)  // the macro SQLITE_TRANSIENT
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        // An empty text has no address, which SQLite would take for NULL.
        sqlite3_bind_text64(
          handle, index, $0.baseAddress ?? Self.empty, UInt64($0.count), copy,
          UInt8(SQLITE_UTF8))
      }
    }
    try database.check(code)
  }

  func bind(_ number: Int64?, at index: Int32) throws(JournalError) {
    guard let number else { return try database.check(sqlite3_bind_null(handle, index)) }
    try database.check(sqlite3_bind_int64(handle, index, number))
  }

  /// Moves to the next row and returns `false` when there is none.
  func step() throws(JournalError) -> Bool {
    let code = sqlite3_step(handle)
    guard code == SQLITE_ROW || code == SQLITE_DONE else { throw database.failure(code) }
    return code == SQLITE_ROW
  }

  /// Runs a statement that yields no rows, and makes it ready for the next values.
  func run() throws(JournalError) {
    defer { sqlite3_reset(handle) }
    _ = try step()
  }

  /// Runs a statement whose parameters are these texts.
  func run(_ texts: String...) throws(JournalError) {
    for (position, text) in texts.enumerated() { try bind(text, at: Int32(position + 1)) }
    try run()
  }

  func reset() { sqlite3_reset(handle) }

  /// The text in a column, counted from 0, or `nil` for NULL; NUL bytes inside it survive.
  func text(_ column: Int32) -> String? {
    guard let bytes = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func integer(_ column: Int32) -> Int64? {
    guard sqlite3_column_type(handle, column) != SQLITE_NULL else { return nil }
    return sqlite3_column_int64(handle, column)
  }

  private nonisolated(unsafe) static let empty: UnsafePointer<CChar> = {
    let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    byte.pointee = 0
    return UnsafePointer(byte)
  }()
}
