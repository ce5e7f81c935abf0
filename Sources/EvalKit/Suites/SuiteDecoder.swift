/// Turns the YAML of a suite into a ``Suite``; goes on after an error so that all are reported.
struct SuiteDecoder {
  private var decoder: NodeDecoder
  private let registry: Registry
  private let environment: [String: String]

  var diagnostics: [Diagnostic] { decoder.diagnostics }

  static let suiteKeys = [
    "suite", "description", "version", "models", "generation", "policy", "limits", "canaries",
    "harnesses", "smoke",
  ]
  static let harnessKeys = [
    "id", "kind", "description", "samples", "system", "prompt", "generation", "repetitions",
    "weight", "headline", "group", "gates",
  ]
  static let roles = ["candidate", "baseline", "judge", "embedder"]
  /// Ids that the canaries and smoke tests use in journals and reports.
  static let reservedIDs = ["canaries", "smoke"]

  init(path: String, registry: Registry, environment: [String: String]) {
    decoder = NodeDecoder(path: path)
    (self.registry, self.environment) = (registry, environment)
  }

  /// - Returns: `nil` when not even the outline can be read; otherwise ``diagnostics`` decides.
  mutating func suite(_ root: YAMLNode, sha256: String) -> Suite? {
    let fields = decoder.fields(root, allowed: Self.suiteKeys, of: "the suite")
    let name = decoder.word(fields["suite"], "suite")
    if fields["suite"] == nil { decoder.missing("suite", of: "the suite", at: root) }
    if let name, !Self.isIdentifier(name), let node = fields["suite"] {
      decoder.report(
        "the suite's name is made of letters, digits, '-', '_' and '.', not '\(name)'", at: node)
    }
    var suite = Suite(
      path: decoder.path, sha256: sha256, gatesSHA256: "", name: name ?? "",
      description: decoder.text(fields["description"], "description") ?? "",
      version: decoder.word(fields["version"], "version") ?? "1", models: models(fields["models"]),
      generation: generation(fields["generation"]), policy: policy(fields["policy"]),
      limits: decoder.limits(fields["limits"]), harnesses: harnesses(fields["harnesses"]),
      canaries: probe(fields["canaries"], "canaries"), smoke: probe(fields["smoke"], "smoke"))
    if suite.harnesses.isEmpty, suite.canaries == nil, suite.smoke == nil,
      decoder.diagnostics.isEmpty
    {
      decoder.report("the suite tests nothing: add 'harnesses', 'canaries' or 'smoke'", at: root)
    }
    if suite.limits.maxCost != nil, suite.models["candidate"]?.prices == nil,
      let node = fields["limits"]?["max_cost"]
    {
      decoder.report("'max_cost' needs the 'prices' of the model 'candidate'", at: node)
    }
    suite.gatesSHA256 = SHA256.hex(of: suite.decisionText)
    return suite
  }

  private mutating func models(_ node: YAMLNode?) -> [String: Suite.ModelEntry] {
    guard let node else { return [:] }
    var result: [String: Suite.ModelEntry] = [:]
    for (role, entry) in decoder.fields(node, allowed: Self.roles, of: "'models'") {
      result[role] = model(entry, role: role)
    }
    return result
  }

  private mutating func model(_ node: YAMLNode, role: String) -> Suite.ModelEntry? {
    let providers = registry.providers
    let names = providers.map { $0.name }
    guard let providerNode = node["provider"] else {
      if node.pairs == nil {
        decoder.report("a model is a mapping with 'provider', such as {provider: replay}", at: node)
      } else {
        decoder.missing("provider", of: "the model '\(role)'", at: node)
      }
      return nil
    }
    guard let provider = providers.first(where: { $0.name == providerNode.text }) else {
      decoder.report(
        "unknown provider '\(providerNode.text)'; there are "
          + names.sorted().joined(separator: ", ")
          + nearest(providerNode.text, in: names).suggestion, at: providerNode)
      return nil
    }
    let options = self.options(
      node, common: ["provider", "prices"], declared: provider.options,
      of: "a model of '\(provider.name)'", expandingEnvironment: true)
    return Suite.ModelEntry(
      provider: provider.name, options: options,
      directory: Files.directory(of: Files.absolute(decoder.path)),
      prices: decoder.prices(node["prices"]))
  }

  private mutating func generation(_ node: YAMLNode?) -> GenerationOptions {
    guard let node else { return GenerationOptions() }
    let fields = decoder.fields(
      node, allowed: ["temperature", "top_p", "max_tokens", "seed", "stop"], of: "'generation'")
    return GenerationOptions(
      temperature: decoder.number(fields["temperature"], "temperature", in: 0...2),
      topP: decoder.number(fields["top_p"], "top_p", in: 0...1),
      maxTokens: decoder.integer(fields["max_tokens"], "max_tokens", in: 1...10_000_000),
      seed: decoder.integer(fields["seed"], "seed", in: 0...Int(Int32.max)),
      stop: decoder.texts(fields["stop"], "stop") ?? [])
  }

  private mutating func policy(_ node: YAMLNode?) -> Suite.Policy {
    var policy = Suite.Policy()
    guard let node else { return policy }
    let fields = decoder.fields(node, allowed: ["overall", "coverage", "canaries"], of: "'policy'")
    if let overall = fields["overall"], let text = decoder.word(overall, "overall") {
      do throws(GateExpression.Problem) {
        let threshold = try Threshold(policy: text)
        policy.overall = threshold
        if !threshold.isReachable(in: 0...1) {
          decoder.report(
            "'overall' lies in 0...1 and can never satisfy '\(threshold)'"
              + Self.percentHint(threshold), at: overall)
        }
      } catch {
        decoder.report("'overall' reads like '>= 0.90': \(error.description)", at: overall)
      }
    }
    policy.coverage =
      decoder.number(fields["coverage"], "coverage", in: 0...1) ?? policy.coverage
    if let canaries = fields["canaries"] {
      switch decoder.word(canaries, "canaries") {
      case "all": policy.requiresCanaries = true
      case "report": policy.requiresCanaries = false
      case let word?:
        decoder.report(
          "'canaries' is 'all' or 'report', not '\(word)'"
            + nearest(word, in: ["all", "report"]).suggestion, at: canaries)
      case nil: break
      }
    }
    return policy
  }

  private mutating func probe(_ node: YAMLNode?, _ name: String) -> Suite.ProbeEntry? {
    guard let node else { return nil }
    let common = ["samples", "system", "prompt", "generation"]
    let fields = Dictionary(
      uniqueKeysWithValues: common.compactMap { key in node[key].map { (key, $0) } })
    guard node.pairs != nil else {
      decoder.report("'\(name)' is a mapping with 'samples'", at: node)
      return nil
    }
    let options = self.options(
      node, common: common, declared: ProbeHarness.options, of: "'\(name)'")
    guard let samples = decoder.text(fields["samples"], "samples") else {
      if fields["samples"] == nil { decoder.missing("samples", of: "'\(name)'", at: node) }
      return nil
    }
    return Suite.ProbeEntry(
      samples: samples, system: template(fields["system"], "system"),
      prompt: template(fields["prompt"], "prompt"), options: options,
      generation: generation(fields["generation"]))
  }

  private mutating func harnesses(_ node: YAMLNode?) -> [Suite.HarnessEntry] {
    guard let node else { return [] }
    guard let elements = node.elements else {
      decoder.report("'harnesses' is a list, not \(node.json.kindDescription)", at: node)
      return []
    }
    var ids: Set<String> = []
    var result: [Suite.HarnessEntry] = []
    for element in elements {
      guard let entry = harness(element) else { continue }
      if !ids.insert(entry.id).inserted, let id = element["id"] {
        decoder.report("the harness id '\(entry.id)' occurs twice", at: id)
      }
      result.append(entry)
    }
    return result
  }

  private mutating func harness(_ node: YAMLNode) -> Suite.HarnessEntry? {
    guard node.pairs != nil else {
      decoder.report("a harness is a mapping, not \(node.json.kindDescription)", at: node)
      return nil
    }
    guard let kindNode = node["kind"] else {
      decoder.missing("kind", of: "the harness", at: node)
      return nil
    }
    let kinds = registry.harnesses.map { $0.kind }
    guard let type = registry.harnesses.first(where: { $0.kind == kindNode.text }) else {
      decoder.report(
        "unknown harness kind '\(kindNode.text)'; there are "
          + kinds.sorted().joined(separator: ", ") + nearest(kindNode.text, in: kinds).suggestion,
        at: kindNode)
      return nil
    }
    let options = self.options(
      node, common: Self.harnessKeys, declared: type.options, of: "a harness of '\(type.kind)'")
    let id = harnessID(node)
    let samples = decoder.text(node["samples"], "samples")
    if node["samples"] == nil { decoder.missing("samples", of: "the harness", at: node) }
    var entry = Suite.HarnessEntry(
      id: id ?? "", kind: type.kind,
      description: decoder.text(node["description"], "description") ?? "", samples: samples ?? "",
      options: options, system: template(node["system"], "system"),
      prompt: template(node["prompt"], "prompt"), generation: generation(node["generation"]),
      repetitions: decoder.integer(node["repetitions"], "repetitions", in: 1...1000) ?? 1,
      weight: decoder.number(node["weight"], "weight", in: 0...1e6) ?? 1,
      headline: decoder.word(node["headline"], "headline"),
      group: decoder.choice(node["group"], "group", of: Suite.Group.self), gates: [])
    judgeable(&entry, type, node)
    return id == nil ? nil : entry
  }

  private mutating func harnessID(_ node: YAMLNode) -> String? {
    guard let idNode = node["id"] else {
      decoder.missing("id", of: "the harness", at: node)
      return nil
    }
    guard let id = decoder.word(idNode, "id") else { return nil }
    guard Self.isIdentifier(id), !Self.reservedIDs.contains(id) else {
      decoder.report(
        Self.reservedIDs.contains(id)
          ? "the id '\(id)' is reserved"
          : "an id is made of letters, digits, '-', '_' and '.', not '\(id)'", at: idNode)
      return nil
    }
    return id
  }

  /// Makes the harness once, to know its metrics, and reads what refers to them.
  private mutating func judgeable(
    _ entry: inout Suite.HarnessEntry, _ type: any Harness.Type, _ node: YAMLNode
  ) {
    let before = decoder.diagnostics.count
    let gateNodes = gates(node["gates"])
    guard decoder.diagnostics.count == before else { return }
    let catalog: MetricCatalog
    do {
      let harness = try type.init(
        HarnessConfiguration(
          id: entry.id, options: entry.options, directory: Files.directory(of: decoder.path),
          registry: registry, judge: UnknownModel(), embedder: UnknownModel()))
      catalog = MetricCatalog(harness)
    } catch let error as OptionError {
      let option = error.option.flatMap { node[$0] }
      let place = error.index.flatMap { option?.elements?[safely: $0] } ?? option ?? node
      decoder.report("\(error)", at: place)
      return
    } catch {
      decoder.report("\(error)", at: node)
      return
    }
    for (gate, place) in gateNodes {
      if let problem = catalog.problem(with: gate.expression) {
        decoder.report(problem, at: place)
      } else {
        entry.gates.append(gate)
      }
    }
    if let headline = entry.headline, let place = node["headline"] {
      if let problem = catalog.problem(withHeadline: headline) {
        decoder.report(problem, at: place)
      }
    }
  }

  private mutating func gates(_ node: YAMLNode?) -> [(Gate, YAMLNode)] {
    guard let node else { return [] }
    guard let elements = node.elements else {
      decoder.report("'gates' is a list such as [ship: pass_rate >= 0.95]", at: node)
      return []
    }
    let names = Gate.Severity.allCases.map(\.rawValue)
    var result: [(Gate, YAMLNode)] = []
    for element in elements {
      guard let pairs = element.pairs, pairs.count == 1, let pair = pairs.first else {
        decoder.report("a gate is one 'ship: …' or 'quality: …'", at: element)
        continue
      }
      guard let severity = Gate.Severity(rawValue: pair.key.text) else {
        decoder.report(
          "unknown gate type '\(pair.key.text)'; there are \(names.joined(separator: " and "))"
            + nearest(pair.key.text, in: names).suggestion, at: pair.key)
        continue
      }
      guard let text = decoder.text(pair.value, "a gate") else { continue }
      do throws(GateExpression.Problem) {
        result.append((Gate(severity, try GateExpression(text)), pair.value))
      } catch {
        decoder.report("\(error)", at: pair.value, offset: error.offset)
      }
    }
    return result
  }

  private mutating func template(_ node: YAMLNode?, _ name: String) -> String? {
    guard let node, let text = decoder.text(node, name) else { return nil }
    do throws(PromptTemplate.Problem) { _ = try PromptTemplate(text) } catch {
      decoder.report("'\(name)': \(error)", at: node)
    }
    return text
  }

  /// The declared options among the keys of a mapping; all others must be in `common`.
  private mutating func options(
    _ node: YAMLNode, common: [String], declared: [OptionDeclaration], of what: String,
    expandingEnvironment: Bool = false
  ) -> JSONObject {
    let fields = decoder.fields(node, allowed: common + declared.map(\.name), of: what)
    var object = JSONObject()
    for declaration in declared {
      guard let field = fields[declaration.name] else { continue }
      var value = field.json
      if expandingEnvironment { value = expanded(value, field) }
      object[declaration.name] = value
    }
    do throws(OptionError) {
      return try object.filled(by: declared, of: what)
    } catch {
      decoder.report("\(error)", at: error.option.flatMap { fields[$0] } ?? node)
      return object
    }
  }

  /// The value with `${NAME}` replaced from the environment.
  private mutating func expanded(_ value: JSONValue, _ node: YAMLNode) -> JSONValue {
    guard case .string(let text) = value, text.contains("${") else { return value }
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstRange(of: "${"),
      let close = rest[open.upperBound...].firstIndex(of: "}")
    {
      let name = String(rest[open.upperBound..<close])
      result += rest[..<open.lowerBound]
      if let found = environment[name] {
        result += found
      } else {
        decoder.report("the environment has no variable '\(name)'", at: node)
      }
      rest = rest[rest.index(after: close)...]
    }
    return .string(result + rest)
  }

  static func percentHint(_ threshold: Threshold) -> String {
    threshold.value > 1 && threshold.value <= 100
      ? "; did you mean \(threshold.value / 100) or \(Threshold.text(threshold.value))%?" : ""
  }

  private static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 100 && text.first != "."
      && text.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".")
      }
  }
}

/// Stands for a second model while a suite is read: which one there is, if any, is known when the
/// run is planned.
private struct UnknownModel: ModelBackend, EmbeddingBackend {
  private static let failure = ModelFailure(.unreachable, "no model is known yet")

  func identify() async throws(ModelFailure) -> ModelIdentity { throw Self.failure }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    throw Self.failure
  }

  func embed(
    _ texts: [String], timeout: Duration
  ) async throws(ModelFailure) -> [[Double]] { throw Self.failure }
}

extension Suite {
  /// Everything that decides, in one text: its hash tells whether two runs were judged alike.
  var decisionText: String {
    var lines = ["overall \(policy.overall?.description ?? "-")", "coverage \(policy.coverage)"]
    lines.append("canaries \(policy.requiresCanaries ? "all" : "report")")
    for harness in harnesses {
      lines.append("\(harness.id) weight \(harness.weight) headline \(harness.headline ?? "-")")
      lines += harness.gates.map { "\(harness.id) \($0.severity.rawValue) \($0.expression)" }
    }
    return lines.joined(separator: "\n")
  }
}

extension Array {
  /// The element at an index that may be out of range.
  subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
