/// A suite ready to run: its harnesses made, its datasets checked, its trials counted.
public struct RunPlan: Sendable {
  /// One harness with its dataset.
  public struct Part: Sendable {
    public var manifest: RunManifest.Part
    public var harness: any Harness
    public var dataset: Dataset
    var system: PromptTemplate?
    var prompt: PromptTemplate?
    var generation: GenerationOptions
    /// The programs that scoring its samples runs.
    var externalTools: Set<ExternalTool> = []
  }

  public var suite: Suite
  public var parts: [Part]
  public var overrides: RunManifest.Overrides

  public var plannedTrials: Int { parts.reduce(0) { $0 + $1.manifest.plannedTrials } }

  /// What the candidate's tokens cost; `nil` when the suite does not say, or another model runs.
  public var prices: Suite.Prices? {
    overrides.models["candidate"] == nil ? suite.models["candidate"]?.prices : nil
  }

  /// The programs that scoring runs, sorted by name.
  var externalTools: [ExternalTool] {
    parts.reduce(into: Set()) { $0.formUnion($1.externalTools) }.sorted { $0.name < $1.name }
  }

  /// The seed that sampling starts from.
  public var seed: Int { overrides.seed ?? suite.generation.seed ?? 0 }
}

extension RunPlan.Part {
  /// What the model is asked for a sample.
  public func request(
    for sample: Sample, repetition: Int, timeout: Duration,
    deadlines: RequestDeadlines = RequestDeadlines()
  ) throws(SampleError) -> ModelRequest {
    var messages: [Message] = []
    if let system { messages.append(Message(.system, try system.filled(with: sample))) }
    switch (prompt, sample.input) {
    case (let prompt?, _): messages.append(Message(.user, try prompt.filled(with: sample)))
    case (nil, .text(let text)): messages.append(Message(.user, text))
    case (nil, .messages(let conversation)): messages += conversation
    }
    var generation = generation
    // Repetitions must differ, and the same repetition must not.
    generation.seed = generation.seed.map { ($0 + repetition) & Int(Int32.max) }
    var request = ModelRequest(
      trial: TrialID(harness: manifest.id, sample: sample.id, repetition: repetition),
      messages: messages, prefix: sample.prefix, suffix: sample.suffix,
      tools: try harness.tools(for: sample), generation: generation, timeout: timeout)
    request.deadlines = deadlines
    return request
  }
}

/// Which samples of a dataset a run takes.
struct SampleSelection: Sendable {
  let limit: Int?
  let filter: GlobPattern?

  init(_ overrides: RunManifest.Overrides) {
    limit = overrides.limit
    filter = overrides.filter.map(GlobPattern.init)
  }

  /// Whether the run takes a sample, when `taken` of its dataset were taken before.
  func includes(_ sample: Sample, taken: Int) -> Bool {
    if let limit, taken >= limit { return false }
    return filter?.matches(sample.id) ?? true
  }
}

/// A pattern over whole names: `*` for any characters, `?` for one, all else for itself.
public struct GlobPattern: Sendable, Equatable {
  private let pattern: [Character]

  public init(_ text: String) { pattern = Array(text) }

  public func matches(_ name: String) -> Bool {
    let name = Array(name)
    var (p, n) = (0, 0)
    var retry: (p: Int, n: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        retry = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = retry {
        retry = (last.p, last.n + 1)
        (p, n) = (last.p + 1, last.n + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
