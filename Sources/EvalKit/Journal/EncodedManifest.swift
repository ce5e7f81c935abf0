/// The form of a ``RunManifest`` on disk.
enum EncodedManifest {
  static let formatVersion: Int64 = 1

  static func json(_ manifest: RunManifest) -> JSONValue {
    var object = JSONObject()
    object["format"] = .integer(formatVersion)
    object["run_id"] = .string(manifest.runID)
    object["suite"] = .string(manifest.suite)
    object["suite_description"] = .string(manifest.suiteDescription)
    object["suite_version"] = .string(manifest.suiteVersion)
    object["suite_path"] = .string(manifest.suitePath)
    object["suite_sha256"] = .string(manifest.suiteSHA256)
    object["gates_sha256"] = .string(manifest.gatesSHA256)
    object["policy"] = policy(manifest.policy)
    object["overrides"] = overrides(manifest.overrides)
    object["seed"] = .integer(Int64(manifest.seed))
    object["tool_version"] = .string(manifest.toolVersion)
    object["git"] = manifest.git.map(JSONValue.string) ?? .null
    object["model"] = model(manifest.model)
    object["parts"] = .array(manifest.parts.map(part))
    object["baseline"] = manifest.baseline.map(baseline) ?? .null
    return .object(object)
  }

  static func manifest(_ json: JSONValue) throws(JournalError) -> RunManifest {
    guard json["format"]?.intValue == Int(formatVersion) else {
      throw JournalError("journal: the run's description has an unknown format")
    }
    var parts: [RunManifest.Part] = []
    for value in json["parts"]?.arrayValue ?? [] { parts.append(try part(value)) }
    return RunManifest(
      runID: try text("run_id", json), suite: try text("suite", json),
      suiteDescription: try text("suite_description", json),
      suiteVersion: try text("suite_version", json), suitePath: try text("suite_path", json),
      suiteSHA256: try text("suite_sha256", json), gatesSHA256: try text("gates_sha256", json),
      policy: try policy(try field("policy", json)), overrides: overrides(json["overrides"]),
      seed: json["seed"]?.intValue ?? 0, toolVersion: try text("tool_version", json),
      git: json["git"]?.stringValue, model: try model(try field("model", json)), parts: parts,
      baseline: json["baseline"].flatMap(baseline))
  }

  static func model(_ identity: ModelIdentity) -> JSONValue {
    [
      "provider": .string(identity.provider), "name": .string(identity.name),
      "details": .object(identity.details),
    ]
  }

  static func model(_ json: JSONValue) throws(JournalError) -> ModelIdentity {
    ModelIdentity(
      provider: try text("provider", json), name: try text("name", json),
      details: json["details"]?.objectValue ?? JSONObject())
  }

  private static func policy(_ policy: Suite.Policy) -> JSONValue {
    [
      "overall": policy.overall.map { .string($0.description) } ?? .null,
      "coverage": .number(policy.coverage), "requires_canaries": .bool(policy.requiresCanaries),
    ]
  }

  private static func policy(_ json: JSONValue) throws(JournalError) -> Suite.Policy {
    var policy = Suite.Policy()
    if let overall = json["overall"]?.stringValue {
      do { policy.overall = try Threshold(policy: overall) } catch {
        throw JournalError("journal: the policy cannot be read: \(error)")
      }
    }
    policy.coverage = json["coverage"]?.doubleValue ?? 1
    policy.requiresCanaries = json["requires_canaries"]?.boolValue ?? true
    return policy
  }

  private static func overrides(_ overrides: RunManifest.Overrides) -> JSONValue {
    let models = overrides.models.sorted { $0.key < $1.key }
    return [
      "models": .object(
        JSONObject(models.map { .init(key: $0.key, value: .string($0.value)) })),
      "base_url": overrides.baseURL.map(JSONValue.string) ?? .null,
      "limit": overrides.limit.map { .integer(Int64($0)) } ?? .null,
      "filter": overrides.filter.map(JSONValue.string) ?? .null,
      "seed": overrides.seed.map { .integer(Int64($0)) } ?? .null,
    ]
  }

  private static func overrides(_ json: JSONValue?) -> RunManifest.Overrides {
    var result = RunManifest.Overrides()
    for member in json?["models"]?.objectValue?.members ?? [] {
      result.models[member.key] = member.value.stringValue
    }
    result.baseURL = json?["base_url"]?.stringValue
    result.limit = json?["limit"]?.intValue
    result.filter = json?["filter"]?.stringValue
    result.seed = json?["seed"]?.intValue
    return result
  }

  private static func part(_ part: RunManifest.Part) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(part.id)
    object["kind"] = .string(part.kind)
    object["role"] = .string(part.role.rawValue)
    object["description"] = .string(part.description)
    object["weight"] = .number(part.weight)
    object["headline"] = .string(part.headline)
    object["group"] = part.group.map { .string($0.rawValue) }
    object["judges_trials"] = .bool(part.judgesTrials)
    object["gates"] = .array(
      part.gates.map {
        [
          "type": .string($0.severity.rawValue),
          "expression": .string($0.expression.description),
        ]
      })
    object["metrics"] = .array(part.metrics.map(JSONValue.object))
    object["dataset"] = .string(part.dataset)
    object["dataset_sha256"] = .string(part.datasetSHA256)
    object["sample_count"] = .integer(Int64(part.sampleCount))
    object["repetitions"] = .integer(Int64(part.repetitions))
    object["planned_trials"] = .integer(Int64(part.plannedTrials))
    return .object(object)
  }

  private static func part(_ json: JSONValue) throws(JournalError) -> RunManifest.Part {
    guard let role = RunManifest.Part.Role(rawValue: try text("role", json)) else {
      throw JournalError("journal: the run's description is damaged")
    }
    var gates: [Gate] = []
    for gate in json["gates"]?.arrayValue ?? [] {
      guard let severity = Gate.Severity(rawValue: try text("type", gate)),
        let expression = try? GateExpression(try text("expression", gate))
      else { throw JournalError("journal: a gate cannot be read") }
      gates.append(Gate(severity, expression))
    }
    return RunManifest.Part(
      id: try text("id", json), kind: try text("kind", json), role: role,
      description: try text("description", json), weight: json["weight"]?.doubleValue ?? 1,
      headline: try text("headline", json),
      group: json["group"]?.stringValue.flatMap(Suite.Group.init),
      judgesTrials: json["judges_trials"]?.boolValue ?? true, gates: gates,
      metrics: json["metrics"]?.arrayValue?.compactMap(\.objectValue) ?? [],
      dataset: try text("dataset", json), datasetSHA256: try text("dataset_sha256", json),
      sampleCount: json["sample_count"]?.intValue ?? 0,
      repetitions: json["repetitions"]?.intValue ?? 1,
      plannedTrials: json["planned_trials"]?.intValue ?? 0)
  }

  static func field(_ key: String, _ json: JSONValue) throws(JournalError) -> JSONValue {
    guard let value = json[key] else {
      throw JournalError("journal: '\(key)' is missing in the run's description")
    }
    return value
  }

  static func text(_ key: String, _ json: JSONValue) throws(JournalError) -> String {
    guard let text = json[key]?.stringValue else {
      throw JournalError("journal: '\(key)' is missing in the run's description")
    }
    return text
  }
}

extension EncodedManifest {
  /// Versions by the name of the program.
  static func tools(_ versions: [String: String]) -> JSONValue {
    let sorted = versions.sorted { $0.key < $1.key }
    return .object(JSONObject(sorted.map { .init(key: $0.key, value: .string($0.value)) }))
  }
}

extension JournalReader {
  /// The versions of the programs that scored, by name.
  public func tools() throws -> [String: String] {
    let members = try meta("tools")?.objectValue?.members ?? []
    return Dictionary(
      members.compactMap { member in member.value.stringValue.map { (member.key, $0) } }
    ) { $1 }
  }

  /// What the run was planned to be.
  public func manifest() throws -> RunManifest {
    guard let json = try meta("manifest") else {
      throw JournalError("the run ended before it began; start a new one")
    }
    return try EncodedManifest.manifest(json)
  }
}
