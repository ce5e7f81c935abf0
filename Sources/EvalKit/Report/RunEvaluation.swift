/// What a journal says once its metrics are reduced and its gates judged: all that reports show.
public struct RunEvaluation: Sendable {
  /// One reduced metric.
  public struct MetricValue: Sendable, Equatable {
    public var declaration: MetricDeclaration
    /// `nil`: it was never produced.
    public var summary: MetricSummary?

    /// What it adds to the overall score as a headline, in `0...1`.
    var share: Double? { summary.map { declaration.share($0.value) } }
  }

  /// One harness, the canaries or the smoke tests.
  public struct Part: Sendable {
    public var index: Int
    public var manifest: RunManifest.Part
    public var counts: TrialCounts
    public var metrics: [MetricValue]
    public var gates: [GateResult]
    /// Passed and measured trials by category, sorted by name.
    public var categories: [(name: String, counts: TrialCounts)]
    /// Samples of failed trials, in order; at most ``maximumNamed``.
    public var failedSamples: [String]
    /// How many trials errored for which reason, the most frequent first.
    public var errors: [(reason: String, count: Int)]

    /// The value of the headline metric.
    public var headline: MetricValue? {
      metrics.first { $0.declaration.name == manifest.headline }
    }
  }

  /// Failed samples are named up to this many.
  public static let maximumNamed = 1000

  public var manifest: RunManifest
  public var parts: [Part]
  public var decision: Decision
  public var ending: Runner.Ending
  /// The versions of the programs that scored, by name.
  public var tools: [String: String]
  /// When it ran, where, how long; kept apart because it differs from run to run.
  public var volatile: Volatile

  public struct Volatile: Sendable, Equatable {
    public var startedAt: String
    public var finishedAt: String
    public var host: String
    /// How long it ran in seconds, all parts of a resumed run together.
    public var duration: Double?
  }

  public var harnesses: [Part] { parts.filter { $0.manifest.role == .harness } }
  public var canaries: Part? { parts.first { $0.manifest.role == .canaries } }
  public var smoke: Part? { parts.first { $0.manifest.role == .smoke } }
  public var counts: TrialCounts { parts.reduce(TrialCounts()) { $0 + $1.counts } }

  /// The canaries that the baseline passed and this run fails.
  public var regressions: [String] {
    guard let baseline = manifest.baseline, let canaries else { return [] }
    return canaries.failedSamples.filter(baseline.passedCanaries.contains)
  }
}
