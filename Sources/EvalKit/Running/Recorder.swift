/// Turns the journal of a run into a recording that `replay` answers from.
public struct Recorder {
  /// What the journal held.
  public struct Summary: Sendable, Equatable {
    public var answers = 0
    /// Trials that ended without an answer.
    public var failures = 0
    /// Planned trials that did not run.
    public var missing = 0
    /// What came instead of answers, the first ones, as `harness/sample: message`.
    public var examples: [String] = []

    /// Whether every planned trial has an answer.
    public var isComplete: Bool { failures == 0 && missing == 0 }
  }

  private let journal: JournalReader
  /// Whether trials without an answer are recorded with their failure.
  private let keepsErrors: Bool

  /// - Throws: ``JournalError`` when there is no such run.
  public init(_ run: String, keepsErrors: Bool) throws {
    journal = try JournalReader(run)
    self.keepsErrors = keepsErrors
  }

  /// Writes the recording, or nothing when answers are missing that must not be.
  ///
  /// - Returns: What the journal holds; the file is there when it is complete, or errors are kept
  ///   and there is at least one answer.
  /// - Throws: ``JournalError`` or ``FileError``.
  public func write(to path: String) throws -> Summary {
    let manifest = try journal.manifest()
    var summary = Summary()
    try journal.forEachTrial { summary.count($0) }
    let planned = manifest.parts.reduce(0) { $0 + $1.plannedTrials }
    summary.missing = max(0, planned - summary.answers - summary.failures)
    guard summary.isComplete || keepsErrors, summary.answers > 0 else { return summary }
    try Files.createDirectory(Files.directory(of: path))
    let file = try OutputFile(path)
    var writer = JSONWriter()
    writer.value(["recording": .object(try header(manifest))])
    writer.newline()
    try journal.forEachTrial { trial in
      guard let entry = Self.entry(trial) else { return }
      writer.value(entry)
      writer.newline()
      try file.write(writer.takeBytes())
    }
    try file.commit()
    return summary
  }

  private func header(_ manifest: RunManifest) throws -> JSONObject {
    var header = JSONObject()
    header["model"] = .string(manifest.model.displayName)
    header["origin"] = .string("suite \(manifest.suite), run \(manifest.runID)")
    header["recorded_at"] = try journal.meta("started_at")
    header["tool_version"] = .string(manifest.toolVersion)
    header["identity"] = .object(manifest.model.details)
    return header
  }

  /// The line of a trial; `nil` for one that did not run.
  private static func entry(_ trial: TrialRecord) -> JSONValue? {
    var object = JSONObject()
    object["sample"] = .string(trial.id.sample)
    object["harness"] = .string(trial.id.harness)
    if trial.id.repetition > 0 { object["repetition"] = .integer(Int64(trial.id.repetition)) }
    if let prediction = trial.prediction {
      object.members += RecordedAnswer.members(prediction).members
    } else if let failure = trial.failure {
      object["error"] = ["kind": .string(failure.kind), "message": .string(failure.message)]
    } else {
      return nil
    }
    return .object(object)
  }
}

extension Recorder.Summary {
  private static let maximumExamples = 10

  fileprivate mutating func count(_ trial: TrialRecord) {
    guard trial.prediction == nil else { return answers += 1 }
    guard let failure = trial.failure else { return }
    failures += 1
    guard examples.count < Self.maximumExamples else { return }
    examples.append("\(trial.id.harness)/\(trial.id.sample): \(failure.message)")
  }
}
