/// Makes a ``RunPlan`` from a suite: everything is checked here, and no model is called.
public struct Planner: Sendable {
  private let registry: Registry
  private let judge: (any ModelBackend)?
  private let embedder: (any EmbeddingBackend)?

  public init(
    registry: Registry, judge: (any ModelBackend)? = nil,
    embedder: (any EmbeddingBackend)? = nil
  ) {
    (self.registry, self.judge, self.embedder) = (registry, judge, embedder)
  }

  /// Reads every dataset once: counts, hashes and validates its samples and renders their prompts.
  ///
  /// - Throws: ``SuiteError`` with everything that is wrong in the datasets.
  public func plan(
    _ suite: Suite, overrides: RunManifest.Overrides = RunManifest.Overrides()
  ) throws(SuiteError) -> RunPlan {
    var parts: [RunPlan.Part] = []
    var diagnostics: [Diagnostic] = []
    for entry in Self.entries(of: suite) {
      do throws(SuiteError) { parts.append(try part(entry, suite, overrides)) } catch {
        diagnostics += error.diagnostics
      }
    }
    guard diagnostics.isEmpty else { throw SuiteError(diagnostics) }
    return RunPlan(suite: suite, parts: parts, overrides: overrides)
  }

  /// Canaries first, smoke tests last, as entries like any other.
  private static func entries(
    of suite: Suite
  ) -> [(entry: Suite.HarnessEntry, role: RunManifest.Part.Role)] {
    func probe(_ probe: Suite.ProbeEntry?, _ role: RunManifest.Part.Role) -> [Suite.HarnessEntry] {
      guard let probe else { return [] }
      return [
        Suite.HarnessEntry(
          id: role.rawValue, kind: ProbeHarness.kind, description: "", samples: probe.samples,
          options: probe.options, system: probe.system, prompt: probe.prompt,
          generation: probe.generation, repetitions: 1, weight: 0, headline: nil, gates: [])
      ]
    }
    return probe(suite.canaries, .canaries).map { ($0, .canaries) }
      + suite.harnesses.map { ($0, .harness) } + probe(suite.smoke, .smoke).map { ($0, .smoke) }
  }

  private func part(
    _ item: (entry: Suite.HarnessEntry, role: RunManifest.Part.Role), _ suite: Suite,
    _ overrides: RunManifest.Overrides
  ) throws(SuiteError) -> RunPlan.Part {
    let entry = item.entry
    let harness = try self.harness(entry, suite, overrides)
    var generation = suite.generation.overridden(by: entry.generation)
    if let seed = overrides.seed { generation.seed = seed }
    let templates: (system: PromptTemplate?, prompt: PromptTemplate?)
    do {
      templates = (
        try entry.system.map(PromptTemplate.init), try entry.prompt.map(PromptTemplate.init)
      )
    } catch { throw SuiteError([Diagnostic(path: suite.path, message: "\(error)")]) }
    let dataset = Dataset(Files.resolve(entry.samples, from: suite.directory))
    var part = RunPlan.Part(
      manifest: .init(
        id: entry.id, kind: entry.kind, role: item.role, sampleCount: 0, plannedTrials: 0),
      harness: harness, dataset: dataset, system: templates.system, prompt: templates.prompt,
      generation: generation)
    let selection = SampleSelection(overrides)
    var taken = 0
    let rendering = part
    let checks = CheckConfiguration(registry: registry)
    var tools = Set(harness.externalTools)
    for check in entry.options["checks"]?.arrayValue ?? [] {
      tools.formUnion(checks.externalTools(of: check))
    }
    let summary = try dataset.inspect { sample throws(SampleError) in
      try harness.validate(sample)
      _ = try rendering.request(for: sample, repetition: 0, timeout: .zero)
      for check in sample.checks { tools.formUnion(checks.externalTools(of: check)) }
      if selection.includes(sample, taken: taken) { taken += 1 }
    }
    part.externalTools = tools
    part.manifest = manifest(item, harness, summary, taken: taken)
    return part
  }

  private func harness(
    _ entry: Suite.HarnessEntry, _ suite: Suite, _ overrides: RunManifest.Overrides
  ) throws(SuiteError) -> any Harness {
    let types = registry.harnesses + [ProbeHarness.self]
    do {
      guard let type = types.first(where: { $0.kind == entry.kind }) else {
        throw OptionError("unknown harness kind '\(entry.kind)'")
      }
      return try type.init(
        HarnessConfiguration(
          id: entry.id, options: entry.options, directory: suite.directory, registry: registry,
          model: Self.candidate(suite, overrides), judge: judge, embedder: embedder))
    } catch {
      throw SuiteError([Diagnostic(path: suite.path, message: "harness '\(entry.id)': \(error)")])
    }
  }

  /// What the candidate is called: `tuned` for `replay/recordings/tuned.jsonl`.
  private static func candidate(
    _ suite: Suite, _ overrides: RunManifest.Overrides
  ) -> String? {
    let options = suite.models["candidate"]?.options
    let path =
      overrides.models["candidate"] ?? options?["name"]?.stringValue
      ?? options?["path"]?.stringValue
    guard let name = path?.split(separator: "/").last else { return nil }
    return [".jsonl", ".jsonl.gz", ".db"].first { name.hasSuffix($0) }
      .map { String(name.dropLast($0.count)) } ?? String(name)
  }

  private func manifest(
    _ item: (entry: Suite.HarnessEntry, role: RunManifest.Part.Role), _ harness: any Harness,
    _ summary: Dataset.Summary, taken: Int
  ) -> RunManifest.Part {
    let entry = item.entry
    let catalog = MetricCatalog(harness)
    let wanted = entry.gates.map(\.expression.metric) + [entry.headline ?? catalog.headline]
    var metrics = catalog.reported
    for name in wanted where !metrics.contains(where: { $0.declaration.name == name }) {
      if let metric = catalog.metric(named: name) { metrics.append(metric) }
    }
    return RunManifest.Part(
      id: entry.id, kind: entry.kind, role: item.role, description: entry.description,
      weight: entry.weight, headline: entry.headline ?? catalog.headline,
      group: entry.group, judgesTrials: harness.judgesTrials, gates: entry.gates,
      metrics: metrics.map(\.identifiedSpecification), dataset: entry.samples,
      datasetSHA256: summary.sha256, sampleCount: summary.sampleCount,
      repetitions: entry.repetitions, plannedTrials: taken * entry.repetitions)
  }
}

extension Metric {
  /// The specification with the kind that it belongs to.
  var identifiedSpecification: JSONObject {
    var object = JSONObject([.init(key: "kind", value: .string(Self.kind))])
    object.members += specification.members
    return object
  }
}

extension Registry {
  /// Makes a metric again from its specification with its kind.
  func metric(_ specification: JSONObject) -> (any Metric)? {
    guard let kind = specification["kind"]?.stringValue,
      let type = metrics.first(where: { $0.kind == kind })
    else { return nil }
    return type.init(specification: specification)
  }
}
