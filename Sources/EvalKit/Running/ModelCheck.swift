/// Whether one and the same model answered all through a run.
enum ModelCheck: Sendable, Equatable {
  case same
  /// What differs, in words; never forgotten, also when the run is resumed.
  case changed(String)
  /// The model could not be asked at the end; asking it on a resumed run settles it.
  case unverified(String)

  /// Compares what was told before with what is told later.
  init(_ earlier: ModelIdentity, _ later: ModelIdentity) {
    let differences = earlier.differences(from: later)
    self = differences.isEmpty ? .same : .changed(differences.joined(separator: "; "))
  }

  /// For people; `nil` when all is well.
  var problem: String? {
    switch self {
    case .same: nil
    case .changed(let what): "the model changed during the run: \(what)"
    case .unverified(let why):
      "the model could not be asked at the end whether it is still the same: \(why)"
    }
  }

  /// The key in the journal's description of the run.
  static let key = "model_check"

  var json: JSONValue {
    switch self {
    case .same: ["state": "same"]
    case .changed(let text): ["state": "changed", "message": .string(text)]
    case .unverified(let text): ["state": "unverified", "message": .string(text)]
    }
  }

  /// Reads ``json``; a journal that says nothing was written before this was asked.
  init(_ json: JSONValue?) {
    let message = json?["message"]?.stringValue ?? ""
    switch json?["state"]?.stringValue {
    case "changed": self = .changed(message)
    case "unverified": self = .unverified(message)
    default: self = .same
    }
  }
}

extension ModelIdentity {
  /// The detail that differs from one question to the next without meaning anything.
  static let volatileDetail = "volatile"

  /// What this identity and a later one both tell, but differently; in words.
  ///
  /// A detail that only one of them has counts for nothing: a server tells less about a model
  /// that is not in memory yet.
  public func differences(from later: ModelIdentity) -> [String] {
    var all: [String] = []
    func compare(_ name: String, _ old: JSONValue, _ new: JSONValue) {
      guard !old.isEquivalent(to: new) else { return }
      func text(_ json: JSONValue) -> String {
        Excerpt.plain(json.stringValue ?? json.compact, limit: 80)
      }
      all.append("\(name) was \(text(old)) and is \(text(new))")
    }
    compare("provider", .string(provider), .string(later.provider))
    compare("name", .string(name), .string(later.name))
    for member in details.members where member.key != Self.volatileDetail {
      if let new = later.details[member.key] { compare(member.key, member.value, new) }
    }
    return all
  }
}

extension Runner {
  /// Asks again who is there and records whether it is who it was, unless `earlier`, what was
  /// found when the run began, is bad already.
  func verify(
    _ identity: ModelIdentity, _ earlier: ModelCheck, _ journal: JournalWriter
  ) async throws(JournalError) {
    guard case .same = earlier else { return }
    let check: ModelCheck
    do throws(ModelFailure) { check = ModelCheck(identity, try await identify()) } catch {
      check = .unverified(error.message)
    }
    try record(check, journal)
  }

  func record(_ check: ModelCheck, _ journal: JournalWriter) throws(JournalError) {
    try journal.setMeta(ModelCheck.key, check.json)
    guard let problem = check.problem else { return }
    var kind = "model_unverified"
    if case .changed = check { kind = "model_changed" }
    try journal.log(JournalEvent(at: Timestamp.now(), kind: kind, message: problem))
  }
}
