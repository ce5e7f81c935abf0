/// What a run was planned to be and how it is judged: all that a report needs beside the trials.
///
/// Written into the journal before the first trial. It holds no secrets.
public struct RunManifest: Sendable, Equatable {
  /// One harness of the plan, the canaries or the smoke tests.
  public struct Part: Sendable, Equatable {
    public enum Role: String, Sendable {
      case harness, canaries, smoke
    }

    public var id: String
    public var kind: String
    public var role: Role
    public var description: String
    public var weight: Double
    public var headline: String
    /// The table of the evaluation report that it stands in; `nil`: none of its own.
    public var group: Suite.Group?
    public var judgesTrials: Bool
    public var gates: [Gate]
    /// Specifications of the metrics to report, each with its `kind`.
    public var metrics: [JSONObject]
    /// As written in the suite.
    public var dataset: String
    public var datasetSHA256: String
    public var sampleCount: Int
    public var repetitions: Int
    /// How many trials the run plans; fewer than `sampleCount × repetitions` when it is partial.
    public var plannedTrials: Int

    public init(
      id: String, kind: String, role: Role, description: String = "", weight: Double = 1,
      headline: String = "pass_rate", group: Suite.Group? = nil, judgesTrials: Bool = true,
      gates: [Gate] = [], metrics: [JSONObject] = [], dataset: String = "",
      datasetSHA256: String = "", sampleCount: Int, repetitions: Int = 1, plannedTrials: Int
    ) {
      (self.id, self.kind, self.role, self.description) = (id, kind, role, description)
      (self.weight, self.headline, self.group) = (weight, headline, group)
      self.judgesTrials = judgesTrials
      (self.gates, self.metrics, self.dataset) = (gates, metrics, dataset)
      (self.datasetSHA256, self.sampleCount) = (datasetSHA256, sampleCount)
      (self.repetitions, self.plannedTrials) = (repetitions, plannedTrials)
    }
  }

  /// What the command line changed; enough to go on with the run later.
  public struct Overrides: Sendable, Equatable {
    /// `provider/name` for a role, such as `candidate`.
    public var models: [String: String] = [:]
    public var baseURL: String?
    public var limit: Int?
    public var filter: String?
    public var seed: Int?

    public init() {}

    /// Whether only a part of the suite runs.
    public var isPartial: Bool { limit != nil || filter != nil }
  }

  public var runID: String
  public var suite: String
  public var suiteDescription: String
  public var suiteVersion: String
  /// The suite's file, from the root of the file system.
  public var suitePath: String
  public var suiteSHA256: String
  public var gatesSHA256: String
  public var policy: Suite.Policy
  public var overrides: Overrides
  public var seed: Int
  public var toolVersion: String
  /// The commit of the suite's working tree, with `+` when it had changes; `nil` outside git.
  public var git: String?
  public var model: ModelIdentity
  public var parts: [Part]
  public var baseline: Baseline?

  public init(
    runID: String, suite: String, suiteDescription: String = "", suiteVersion: String = "1",
    suitePath: String = "", suiteSHA256: String = "", gatesSHA256: String = "",
    policy: Suite.Policy = Suite.Policy(), overrides: Overrides = Overrides(), seed: Int = 0,
    toolVersion: String = "", git: String? = nil,
    model: ModelIdentity = ModelIdentity(provider: "replay", name: ""), parts: [Part],
    baseline: Baseline? = nil
  ) {
    (self.runID, self.suite, self.suiteDescription) = (runID, suite, suiteDescription)
    (self.suiteVersion, self.suitePath) = (suiteVersion, suitePath)
    (self.suiteSHA256, self.gatesSHA256) = (suiteSHA256, gatesSHA256)
    (self.policy, self.overrides, self.seed) = (policy, overrides, seed)
    (self.toolVersion, self.git, self.model) = (toolVersion, git, model)
    (self.parts, self.baseline) = (parts, baseline)
  }
}
