/// The runs of a suite, oldest first.
public struct RunHistory: Sendable {
  /// A run that can be read, before its trials are.
  public struct Entry: Sendable {
    /// Of its folder.
    public var name: String
    public var path: String
    /// RFC 3339, in UTC; empty when the run does not say.
    public var startedAt: String
    public var manifest: RunManifest
  }

  /// A folder that is no run of the suite or cannot be read.
  public struct Skipped: Sendable, Equatable {
    public var name: String
    public var reason: String
    /// Whether there is a journal, so that a run may be missing from the history.
    public var isDamaged: Bool
  }

  /// A run with what its journal says.
  public struct Run: Sendable {
    public var entry: Entry
    public var evaluation: RunEvaluation
  }

  public let suite: String
  public private(set) var entries: [Entry] = []
  public private(set) var skipped: [Skipped] = []

  /// Reads what the runs in a suite's folder were planned to be.
  ///
  /// - Parameters:
  ///   - suite: The suite's name.
  ///   - reports: The folder that holds a folder for each suite.
  ///   - model: Leaves only runs of models whose `provider/name` matches.
  /// - Throws: ``FileError`` when the folder cannot be listed.
  public init(
    suite: String, reports: String = RunDirectory.root, model: GlobPattern? = nil
  ) throws {
    self.suite = suite
    let directory = Files.resolve(suite, from: reports)
    for name in try Files.list(directory) where name != RunDirectory.latestName {
      let path = Files.resolve(name, from: directory)
      guard Files.isDirectory(path) else { continue }
      add(name, path)
    }
    if let model { entries.removeAll { !model.matches($0.manifest.model.displayName) } }
    // Runs of the same second are numbered: `…Z`, `…Z-2` up to `…Z-10`.
    entries.sort { ($0.startedAt, $0.name.count, $0.name) < ($1.startedAt, $1.name.count, $1.name) }
  }

  private mutating func add(_ name: String, _ path: String) {
    guard Files.exists(Journal.path(of: path)) else {
      skipped.append(Skipped(name: name, reason: "it holds no run", isDamaged: false))
      return
    }
    do {
      let journal = try JournalReader(path)
      let manifest = try journal.manifest()
      guard manifest.suite == suite else {
        let reason = "it is a run of another suite, '\(manifest.suite)'"
        skipped.append(Skipped(name: name, reason: reason, isDamaged: false))
        return
      }
      let startedAt = try journal.meta("started_at")?.stringValue ?? ""
      entries.append(Entry(name: name, path: path, startedAt: startedAt, manifest: manifest))
    } catch {
      skipped.append(Skipped(name: name, reason: "\(error)", isDamaged: true))
    }
  }

  /// Evaluates the newest runs; one whose journal turns out to be damaged is skipped.
  ///
  /// - Parameters:
  ///   - count: How many; all when left out.
  ///   - registry: Knows the kinds of the metrics that the journals name.
  ///   - timings: As for ``Evaluator/evaluate(_:adding:)``.
  /// - Returns: The runs, oldest first.
  public mutating func runs(
    last count: Int? = nil, registry: Registry, timings: [String] = []
  ) -> [Run] {
    let evaluator = Evaluator(registry: registry)
    var runs: [Run] = []
    for entry in entries.reversed() {
      if let count, runs.count >= count { break }
      do {
        let journal = try JournalReader(entry.path)
        runs.append(
          Run(entry: entry, evaluation: try evaluator.evaluate(journal, adding: timings)))
      } catch {
        skipped.append(Skipped(name: entry.name, reason: "\(error)", isDamaged: true))
        entries.removeAll { $0.path == entry.path }
      }
    }
    return runs.reversed()
  }

  /// The folders of suites that hold something, sorted.
  public static func suites(in reports: String = RunDirectory.root) -> [String] {
    ((try? Files.list(reports)) ?? []).filter {
      Files.isDirectory(Files.resolve($0, from: reports))
    }
  }
}
