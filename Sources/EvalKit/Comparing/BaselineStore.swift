/// The named baselines of a suite: `reports/<suite>/baselines.json`.
public struct BaselineStore: Sendable {
  public static let fileName = "baselines.json"
  static let schemaVersion = 1

  /// A run under a name of its own.
  public struct Entry: Sendable, Equatable {
    public var name: String
    /// The run's folder, relative to that of the store.
    public var run: String
    public var runID: String
    public var suiteSHA256: String
    /// `provider/name`.
    public var model: String

    public init(name: String, run: String, runID: String, suiteSHA256: String, model: String) {
      (self.name, self.run, self.runID) = (name, run, runID)
      (self.suiteSHA256, self.model) = (suiteSHA256, model)
    }
  }

  public let suite: String
  /// The folder of the suite's runs.
  public let directory: String
  /// Sorted by name.
  public private(set) var entries: [Entry]

  /// Reads the baselines of a suite; a store that does not exist yet is empty.
  ///
  /// - Parameters:
  ///   - suite: The suite's name.
  ///   - reports: The folder that holds a folder for each suite.
  /// - Throws: ``Diagnostic`` for a file that cannot be understood, ``FileError``.
  public init(suite: String, reports: String = RunDirectory.root) throws {
    self.suite = suite
    directory = Files.resolve(suite, from: reports)
    let path = Files.resolve(Self.fileName, from: directory)
    guard Files.exists(path) else {
      entries = []
      return
    }
    do {
      entries = try Self.entries(try JSONParser().parse(try Files.read(path)), suite: suite)
    } catch let error as Damage {
      throw Diagnostic(path: path, message: error.description)
    } catch let error as JSONError {
      throw Diagnostic(path: path, message: "\(error)")
    }
  }

  /// The entry of that name.
  public subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  /// Where the run of an entry is.
  public func path(of entry: Entry) -> String { Files.resolve(entry.run, from: directory) }

  /// Lets a name stand for a finished run, instead of any it stood for.
  ///
  /// - Returns: The entry that the name had.
  /// - Throws: ``UsageError`` for a name or run that cannot serve, ``JournalError``, ``FileError``.
  @discardableResult
  public mutating func set(_ name: String, run: String) throws -> Entry? {
    guard Self.isName(name) else {
      throw UsageError(
        "a baseline's name is made of letters, digits, '-', '_' and '.', not '\(name)'")
    }
    let journal = try JournalReader(run)
    let manifest = try journal.manifest()
    guard manifest.suite == suite else {
      throw UsageError("\(run) is a run of the suite '\(manifest.suite)', not of '\(suite)'")
    }
    guard try journal.meta("ending")?.stringValue == Runner.Ending.completed.rawValue else {
      throw UsageError("\(run) is not a complete run; 'evalrunner resume' goes on with it")
    }
    guard !manifest.overrides.isPartial else {
      throw UsageError("\(run) ran only a part of the suite (--limit or --filter)")
    }
    try Files.createDirectory(directory)
    let folder = Files.isDirectory(run) ? run : Files.directory(of: run)
    let entry = Entry(
      name: name,
      run: Files.relative(try Files.real(folder), to: try Files.real(directory)),
      runID: manifest.runID, suiteSHA256: manifest.suiteSHA256,
      model: manifest.model.displayName)
    let old = self[name]
    entries.removeAll { $0.name == name }
    entries.append(entry)
    entries.sort { $0.name < $1.name }
    try write()
    return old
  }

  /// - Throws: ``UsageError`` when there is none of that name, ``FileError``.
  public mutating func remove(_ name: String) throws {
    guard self[name] != nil else { throw unknown(name) }
    entries.removeAll { $0.name == name }
    try write()
  }

  /// Why the run of an entry cannot be compared with, or `nil`.
  public func problem(with entry: Entry) -> String? {
    let path = path(of: entry)
    guard Files.exists(Journal.path(of: path)) else { return "its run \(path) is gone" }
    do {
      let manifest = try JournalReader(path).manifest()
      guard manifest.runID == entry.runID else {
        return "\(path) holds another run, \(manifest.runID)"
      }
      guard manifest.suite == suite else {
        return "\(path) holds a run of another suite, '\(manifest.suite)'"
      }
      return nil
    } catch { return "\(error)" }
  }

  /// The error of a name that stands for nothing.
  public func unknown(_ name: String) -> UsageError {
    let names = entries.map(\.name)
    return UsageError(
      "the suite '\(suite)' has no baseline '\(name)'; "
        + (names.isEmpty ? "there are none" : "there are \(names.joined(separator: ", "))")
        + nearest(name, in: names).suggestion)
  }

  /// Replaces the file in one step.
  private func write() throws {
    var writer = JSONWriter(pretty: true)
    writer.value(json)
    writer.newline()
    try Files.write(writer.bytes, to: Files.resolve(Self.fileName, from: directory))
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 100 && text.first != "." && text.first != "-"
      && text.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".")
      }
  }
}

/// What is wrong with the file.
private struct Damage: Error {
  let description: String
}

extension BaselineStore {
  private var json: JSONValue {
    [
      "schema_version": .integer(Int64(Self.schemaVersion)), "suite": .string(suite),
      "baselines": .array(entries.map(\.json)),
    ]
  }

  private static func entries(_ json: JSONValue, suite: String) throws(Damage) -> [Entry] {
    guard json["schema_version"]?.intValue == schemaVersion else {
      throw Damage(description: "'schema_version' is not \(schemaVersion)")
    }
    guard let owner = json["suite"]?.stringValue, owner == suite else {
      throw Damage(description: "these are not the baselines of the suite '\(suite)'")
    }
    guard let all = json["baselines"]?.arrayValue else {
      throw Damage(description: "'baselines' is missing")
    }
    var entries: [Entry] = []
    for (index, value) in all.enumerated() {
      guard let entry = Entry(value), isName(entry.name) else {
        throw Damage(description: "baseline \(index + 1) cannot be read")
      }
      guard !entries.contains(where: { $0.name == entry.name }) else {
        throw Damage(description: "the baseline '\(entry.name)' occurs twice")
      }
      entries.append(entry)
    }
    return entries.sorted { $0.name < $1.name }
  }
}

extension BaselineStore.Entry {
  fileprivate init?(_ json: JSONValue) {
    guard let name = json["name"]?.stringValue, let run = json["run"]?.stringValue, !run.isEmpty,
      let runID = json["run_id"]?.stringValue, let hash = json["suite_sha256"]?.stringValue,
      let model = json["model"]?.stringValue
    else { return nil }
    self.init(name: name, run: run, runID: runID, suiteSHA256: hash, model: model)
  }

  /// As in the file.
  public var json: JSONValue {
    [
      "name": .string(name), "run": .string(run), "run_id": .string(runID),
      "suite_sha256": .string(suiteSHA256), "model": .string(model),
    ]
  }
}
