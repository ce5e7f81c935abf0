internal import Glibc
internal import Synchronization

/// Writes the journal of a run from a thread of its own, in group commits.
///
/// Records are handed over without waiting unless the queue is full; a record is safe once
/// ``finish()`` or a later commit has returned. After an error nothing more is written, and the
/// error comes out of the next call.
public final class JournalWriter: Sendable {
  private enum Item: Sendable {
    case trial(TrialRecord)
    case meta(key: String, value: String)
    case event(JournalEvent)
  }

  private struct State: Sendable {
    var queue: [Item] = []
    var isFinished = false
    var error: JournalError?
    var committedTrials = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  /// How many records may wait; more hold their producers back.
  private static let capacity = 4096
  /// How many records share one commit at most.
  private static let groupSize = 512
  private static let insertMeta = "INSERT OR REPLACE INTO meta VALUES (?1, ?2)"

  private let state = Mutex(State())
  private let wakeUp: Semaphore
  private let stopped: Semaphore
  private let lock: FileLock

  /// Whether the journal held no run before.
  let isNew: Bool

  /// Creates or opens the journal in a folder.
  ///
  /// - Parameters:
  ///   - directory: The run's folder, which must exist.
  ///   - description: What a new journal says about its run; it is committed together with the
  ///     tables, so that a journal without it holds nothing. Ignored when a run is there.
  /// - Throws: ``JournalError`` when it cannot be written or another runner has it.
  public init(
    directory: String, description: [(key: String, value: JSONValue)] = []
  ) throws(JournalError) {
    lock = try FileLock(Files.resolve("run.lock", from: directory))
    let path = Files.resolve(Journal.fileName, from: directory)
    (wakeUp, stopped) = (Semaphore(), Semaphore())
    // The connection is made here, so that errors are thrown, and then used on the thread only.
    let database = try SQLiteDatabase(path, readOnly: false)
    try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
    try database.execute("BEGIN IMMEDIATE")
    try database.execute(Journal.schema)
    if try !database.prepare(Journal.hasServerTimings).step() {
      try database.execute("ALTER TABLE trials ADD COLUMN \(Journal.serverTimings) TEXT")
    }
    isNew = try !database.prepare("SELECT 1 FROM meta").step()
    if isNew {
      let insert = try database.prepare(Self.insertMeta)
      for (key, value) in description { try insert.run(key, value.compact) }
    }
    try database.execute("COMMIT")
    start(SendableDatabase(database))
  }

  /// Queues a finished trial; one of the same key is replaced.
  public func append(_ record: TrialRecord) async throws(JournalError) {
    try enqueue(.trial(record))
    while isFull {
      await withCheckedContinuation { continuation in
        let isWaiting = state.withLock { state in
          guard state.queue.count >= Self.capacity, state.error == nil else { return false }
          state.waiters.append(continuation)
          return true
        }
        if !isWaiting { continuation.resume() }
      }
    }
  }

  /// Queues a part of the run's description.
  public func setMeta(_ key: String, _ value: JSONValue) throws(JournalError) {
    try enqueue(.meta(key: key, value: value.compact))
  }

  public func log(_ event: JournalEvent) throws(JournalError) { try enqueue(.event(event)) }

  /// How many trials have been committed.
  public var committedTrials: Int { state.withLock { $0.committedTrials } }

  /// Commits everything that was queued and closes the journal; must be called once.
  ///
  /// - Throws: The first error of the whole writing.
  public func finish() throws(JournalError) {
    state.withLock { $0.isFinished = true }
    wakeUp.signal()
    stopped.wait()
    lock.release()
    if let error = state.withLock({ $0.error }) { throw error }
  }

  private var isFull: Bool {
    state.withLock { $0.queue.count >= Self.capacity && $0.error == nil }
  }

  private func enqueue(_ item: Item) throws(JournalError) {
    let error = state.withLock { state in
      if state.error == nil { state.queue.append(item) }
      return state.error
    }
    if let error { throw error }
    wakeUp.signal()
  }

  private func start(_ database: SendableDatabase) {
    let thread = WorkerThread { [self] in
      do throws(JournalError) {
        // The connection is closed before anyone hears of the end.
        try write(to: database.take())
      } catch {
        let waiters = state.withLock { state in
          state.error = error
          state.queue = []
          defer { state.waiters = [] }
          return state.waiters
        }
        for waiter in waiters { waiter.resume() }
      }
      stopped.signal()
    }
    thread.detach()
  }

  private func write(to database: SQLiteDatabase) throws(JournalError) {
    let placeholders = (1...20).map { "?\($0)" }.joined(separator: ", ")
    let trial = try database.prepare(
      "INSERT OR REPLACE INTO trials (\(Journal.columns)) VALUES (\(placeholders))")
    let meta = try database.prepare(Self.insertMeta)
    let event = try database.prepare(
      "INSERT INTO events (at, kind, message) VALUES (?1, ?2, ?3)")
    while true {
      wakeUp.wait()
      let (items, isLast) = takeGroup()
      if !items.isEmpty {
        try database.execute("BEGIN IMMEDIATE")
        for item in items {
          switch item {
          case .trial(let record):
            try record.bind(to: trial)
            try trial.run()
          case .meta(let key, let value):
            try meta.run(key, value)
          case .event(let entry):
            try event.run(entry.at, entry.kind, entry.message)
          }
        }
        try database.execute("COMMIT")
        countCommitted(items)
      }
      if isLast { return settle(database) }
    }
  }

  /// Folds the write-ahead log into the one file; a reader that is in the way keeps it apart.
  private func settle(_ database: SQLiteDatabase) {
    try? database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    try? database.execute("PRAGMA journal_mode = DELETE")
  }

  /// The next records, and whether they are the last ones.
  private func takeGroup() -> (items: [Item], isLast: Bool) {
    let (items, isLast, waiters) = state.withLock { state in
      let count = min(state.queue.count, Self.groupSize)
      let items = Array(state.queue.prefix(count))
      state.queue.removeFirst(count)
      defer { state.waiters = [] }
      return (items, state.isFinished && state.queue.isEmpty, state.waiters)
    }
    if !isLast, items.count == Self.groupSize { wakeUp.signal() }
    for waiter in waiters { waiter.resume() }
    return (items, isLast)
  }

  private func countCommitted(_ items: [Item]) {
    let count = items.count { if case .trial = $0 { true } else { false } }
    state.withLock { $0.committedTrials += count }
  }
}

/// Hands a connection from the thread that opened it to the one that uses it, once.
private final class SendableDatabase: Sendable {
  private let database: Mutex<SQLiteDatabase?>

  init(_ database: sending SQLiteDatabase) { self.database = Mutex(database) }

  func take() -> SQLiteDatabase {
    let taken = database.withLock { slot -> Unmanaged<SQLiteDatabase>? in
      defer { slot = nil }
      return slot.map(Unmanaged.passRetained)
    }
    guard let taken else { fatal("the journal's connection was taken twice") }
    return taken.takeRetainedValue()
  }
}

/// A counting semaphore that blocks its thread.
private final class Semaphore: Sendable {
  // A POSIX semaphore at a fixed address; its functions are made for many threads.
  private nonisolated(unsafe) let handle: UnsafeMutablePointer<sem_t>

  init() {
    handle = .allocate(capacity: 1)
    sem_init(handle, 0, 0)
  }

  deinit {
    sem_destroy(handle)
    handle.deallocate()
  }

  func signal() { sem_post(handle) }

  func wait() { while sem_wait(handle) != 0 {} }
}

/// A lock that the system releases when the process ends, however it ends.
private final class FileLock: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws(JournalError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw JournalError("\(path): cannot write here: \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw JournalError("\(Files.directory(of: path)): another evalrunner is writing this run")
    }
  }

  deinit { close(descriptor) }

  /// Lets another runner have the journal.
  func release() { flock(descriptor, LOCK_UN) }
}
