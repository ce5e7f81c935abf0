/// Answers from a recording or from another run's journal; nothing is generated.
public enum ReplayProvider: ModelProvider {
  public static let name = "replay"
  public static let summary = "Answers from a recording (JSON Lines) or from another run's journal."
  public static let options = [
    OptionDeclaration("path", .text, "The recording, the folder of a run, or its run.db.")
  ]
  public static let environment: [String] = []

  public static func makeBackend(_ settings: ModelSettings) throws -> any ModelBackend {
    let named = settings.options["path"]?.stringValue ?? settings.name
    guard !named.isEmpty else {
      throw OptionError("the provider 'replay' needs a path: replay/PATH", option: "path")
    }
    let path = Files.resolve(named, from: settings.directory)
    guard Files.exists(path) else {
      throw OptionError("\(named): there is no such recording", option: "path")
    }
    if Files.isDirectory(path) || path.hasSuffix(".db") {
      return try JournalReplay(path, name: named)
    }
    return RecordingReplay(try Recording(path), name: named)
  }
}

/// Answers from a recording file.
struct RecordingReplay: ModelBackend {
  let recording: Recording
  let name: String

  init(_ recording: Recording, name: String) { (self.recording, self.name) = (recording, name) }

  func identify() async throws(ModelFailure) -> ModelIdentity {
    ModelIdentity(provider: ReplayProvider.name, name: name, details: recording.header)
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    let trial = request.trial
    let found: JSONValue?
    do { found = try recording.entry(for: trial) } catch {
      throw ModelFailure(.malformed, "\(name): \(error)")
    }
    guard let found else {
      let which = trial.repetition > 0 ? " (repetition \(trial.repetition))" : ""
      throw ModelFailure(
        .notRecorded, "\(name) has no answer for sample '\(trial.sample)'\(which)")
    }
    if let error = found["error"], !error.isNull { throw Self.failure(error) }
    return try RecordedAnswer.prediction(found)
  }

  private static func failure(_ json: JSONValue) -> ModelFailure {
    let kind = json["kind"]?.stringValue.flatMap(ModelFailure.Kind.init) ?? .server
    let message = json["message"]?.stringValue ?? json.stringValue ?? json.compact
    return ModelFailure(kind, "recorded failure: \(message)")
  }
}

/// Answers from the journal of another run.
actor JournalReplay: ModelBackend {
  private let reader: JournalReader
  private let name: String
  private let keepsIdentity: Bool

  /// With `keepsIdentity` it passes for the model that the journal is of.
  init(_ path: String, name: String, keepsIdentity: Bool = false) throws {
    reader = try JournalReader(path)
    (self.name, self.keepsIdentity) = (name, keepsIdentity)
  }

  func identify() async throws(ModelFailure) -> ModelIdentity {
    do {
      let model = try reader.manifest().model
      if keepsIdentity { return model }
      var details = model.details
      details["recorded_from"] = .string(model.displayName)
      return ModelIdentity(provider: ReplayProvider.name, name: name, details: details)
    } catch { throw ModelFailure(.malformed, "\(name): \(error)") }
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    let record: TrialRecord?
    do { record = try reader.trial(request.trial) } catch {
      throw ModelFailure(.malformed, "\(name): \(error)")
    }
    guard let record else {
      throw ModelFailure(.notRecorded, "\(name) has no answer for '\(request.trial.sample)'")
    }
    guard let prediction = record.prediction else {
      let kind = record.failure.flatMap { ModelFailure.Kind(rawValue: $0.kind) } ?? .server
      throw ModelFailure(kind, record.failure?.message ?? "no answer was recorded")
    }
    return prediction
  }
}
