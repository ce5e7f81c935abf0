/// Whether the latest run of a suite is worse than those before it, beyond chance.
///
/// Each metric of the latest run is compared with the same metric over all trials of the reference
/// runs together. It drifted when it is worse by more than the tolerance, relative to the
/// reference, and a one-sided test says that this is no chance: Fisher's exact test for rates,
/// Welch's for means, and for other metrics an interval of the difference that excludes 0. The
/// level of 5 % is shared by the metrics (Bonferroni), so that many of them do not alarm by chance.
public struct Drift: Sendable, Equatable {
  public enum Outcome: String, Sendable, CaseIterable {
    case steady, drifted
    /// It cannot be known: too few runs or samples.
    case unknown
  }

  /// What became of one metric.
  public struct Finding: Sendable, Equatable {
    /// `harness/metric`.
    public var title: String
    public var outcome: Outcome
    public var unit: Unit
    public var latest: Double?
    public var reference: Double?
    /// How much worse, relative to the reference; negative when better, infinite from 0.
    public var worsening: Double?
    /// The names of the reference runs, newest first.
    public var runs: [String]
    /// The test's name and p-value; `nil` for a metric judged by its interval.
    public var test: String?
    public var pValue: Double?
    /// Of reference minus latest, for a metric without a test.
    public var interval: MetricInterval?
    /// A sentence.
    public var reason: String
  }

  /// What to judge, and how strictly.
  public struct Options: Sendable, Equatable {
    /// How much worse is tolerated, as a fraction of the reference.
    public var tolerance: Double
    /// How many runs make the reference.
    public var window: Int
    /// `harness/metric` or `metric`; every harness's headline when empty.
    public var metrics: [String]

    public init(tolerance: Double, window: Int = 5, metrics: [String] = []) {
      (self.tolerance, self.window, self.metrics) = (tolerance, window, metrics)
    }
  }

  /// The chance of an alarm without a reason, over all metrics together.
  public static let level = 0.05

  /// The run that was judged.
  public private(set) var latest: String?
  public private(set) var findings: [Finding] = []
  /// Why the question as a whole cannot be answered.
  public private(set) var problem: String?

  public var outcome: Outcome {
    if findings.contains(where: { $0.outcome == .drifted }) { return .drifted }
    let isUnknown = problem != nil || findings.contains { $0.outcome == .unknown }
    return isUnknown || findings.isEmpty ? .unknown : .steady
  }

  public var exitStatus: ExitStatus {
    switch outcome {
    case .steady: .cleared
    case .drifted: .blocked
    case .unknown: .inconclusive
    }
  }

  /// - Throws: ``JournalError`` when a journal that could be opened cannot be read after all.
  public init(_ history: RunHistory, _ options: Options, registry: Registry) throws {
    guard let newest = history.entries.last else {
      problem = "there is no run"
      return
    }
    latest = newest.name
    let newer = history.skipped.filter { $0.isDamaged && $0.name > newest.name }
    if let damaged = newer.last {
      problem = "\(damaged.name) may be the latest run, but cannot be read"
    }
    let wanted = newest.manifest.parts.enumerated().filter { $0.element.role == .harness }
      .map { (index: $0.offset, part: $0.element.adding(options.metrics.map(Files.name))) }
      .map { ($0.index, $0.part, Self.names(in: $0.part, options)) }
    let count = wanted.reduce(0) { $0 + $1.2.count }
    guard count > 0 else {
      problem = "the latest run has none of the metrics"
      return
    }
    for (index, part, names) in wanted where !names.isEmpty {
      let judge = DriftJudge(
        history: history, options: options, registry: registry,
        level: Self.level / Double(count))
      findings += try judge.findings(part, index, names)
    }
  }

  /// The metrics of a harness that are to be judged.
  private static func names(in part: RunManifest.Part, _ options: Options) -> [String] {
    let names = part.metrics.compactMap { $0["name"]?.stringValue }
    return names.filter { name in
      options.metrics.isEmpty
        ? name == part.headline
        : options.metrics.contains(name) || options.metrics.contains("\(part.id)/\(name)")
    }
  }
}
