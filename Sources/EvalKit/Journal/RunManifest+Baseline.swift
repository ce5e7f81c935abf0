extension RunManifest {
  /// The run that this one is compared with, as far as comparing needs it.
  ///
  /// Copied into the journal when the run begins, so that its reports need no other journal.
  public struct Baseline: Sendable, Equatable {
    public var runID: String
    /// Under which name it is stored; `nil` when the run's folder was given.
    public var name: String?
    /// The suite that it ran; `nil` in journals that do not say.
    public var suite: String?
    public var suiteSHA256: String?
    /// `provider/name`.
    public var model: String?
    /// Why nothing can be compared with it, such as that its folder is gone.
    public var problem: String?
    public var harnesses: [Harness]
    /// Samples of the canaries that passed there.
    public var passedCanaries: [String]

    public init(
      runID: String, name: String? = nil, suite: String? = nil, suiteSHA256: String? = nil,
      model: String? = nil, problem: String? = nil, harnesses: [Harness] = [],
      passedCanaries: [String] = []
    ) {
      (self.runID, self.name, self.suite) = (runID, name, suite)
      (self.suiteSHA256, self.model, self.problem) = (suiteSHA256, model, problem)
      (self.harnesses, self.passedCanaries) = (harnesses, passedCanaries)
    }

    /// One harness of the baseline.
    public struct Harness: Sendable, Equatable {
      public var id: String
      /// `nil` in journals that do not say, as are the next two.
      public var kind: String?
      public var datasetSHA256: String?
      /// How many trials make the whole harness: samples × repetitions.
      public var trialCount: Int?
      public var metrics: [Metric]

      public init(
        id: String, kind: String? = nil, datasetSHA256: String? = nil, trialCount: Int? = nil,
        metrics: [Metric] = []
      ) {
        (self.id, self.kind, self.datasetSHA256) = (id, kind, datasetSHA256)
        (self.trialCount, self.metrics) = (trialCount, metrics)
      }
    }

    /// One metric of a harness of the baseline.
    public struct Metric: Sendable, Equatable {
      public var name: String
      /// Without an interval: ``intervals`` has those.
      public var summary: MetricSummary
      /// At 95 % and at the confidence of each gate that compares.
      public var intervals: [MetricInterval]

      public init(name: String, summary: MetricSummary, intervals: [MetricInterval] = []) {
        (self.name, self.summary, self.intervals) = (name, summary, intervals)
      }
    }

    /// Figures alone, by `harness/metric`, sorted.
    public init(runID: String, values: [String: Double], passedCanaries: [String]) {
      var harnesses: [Harness] = []
      for (key, value) in values.sorted(by: { $0.key < $1.key }) {
        let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { continue }
        let metric = Metric(
          name: parts[1], summary: MetricSummary(value: value, count: 0, trialCount: 0))
        if let index = harnesses.firstIndex(where: { $0.id == parts[0] }) {
          harnesses[index].metrics.append(metric)
        } else {
          harnesses.append(Harness(id: parts[0], metrics: [metric]))
        }
      }
      self.init(runID: runID, harnesses: harnesses, passedCanaries: passedCanaries)
    }

    /// How reasons and reports call it.
    public var title: String { name.map { "'\($0)' (\(runID))" } ?? runID }

    func metric(_ name: String, of harness: String) -> Metric? {
      harnesses.first { $0.id == harness }?.metrics.first { $0.name == name }
    }
  }
}

extension RunManifest.Baseline.Metric {
  /// The figure with its interval, as far as one is known at that confidence.
  func summary(confidence: Double) -> MetricSummary {
    var result = summary
    result.interval = intervals.first { abs($0.confidence - confidence) < 1e-9 }
    return result
  }
}
