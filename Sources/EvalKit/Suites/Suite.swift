/// What a model must be able to do, and which results decide: the content of a suite file.
public struct Suite: Sendable {
  /// The file as it was named.
  public var path: String
  /// Of the file's bytes.
  public var sha256: String
  /// Of everything that decides: gates, policy, weights and headlines.
  public var gatesSHA256: String
  public var name: String
  public var description: String
  public var version: String
  public var models: [String: ModelEntry]
  public var generation: GenerationOptions
  public var policy: Policy
  public var limits: Limits
  public var harnesses: [HarnessEntry]
  public var canaries: ProbeEntry?
  public var smoke: ProbeEntry?

  /// The folder that the file's relative paths start from.
  public var directory: String { Files.directory(of: path) }

  /// A model role, such as `candidate` or `judge`.
  public struct ModelEntry: Sendable, Equatable {
    public var provider: String
    /// The provider's options with defaults filled in.
    public var options: JSONObject
    /// The folder that relative paths in the options start from.
    public var directory: String
    /// What its tokens cost, when the suite says so.
    public var prices: Prices?

    public init(
      provider: String, options: JSONObject, directory: String, prices: Prices? = nil
    ) {
      (self.provider, self.options, self.directory) = (provider, options, directory)
      self.prices = prices
    }
  }

  /// Prices of a million tokens, all in one currency.
  public struct Prices: Sendable, Equatable {
    public var input: Double
    public var output: Double
    /// Of prompt tokens that came from a cache; `nil`: as others.
    public var cachedInput: Double?

    public init(input: Double, output: Double, cachedInput: Double? = nil) {
      (self.input, self.output, self.cachedInput) = (input, output, cachedInput)
    }
  }

  /// The rules above single gates.
  public struct Policy: Sendable, Equatable {
    /// What the weighted mean of the headline metrics must satisfy; `nil`: it decides nothing.
    public var overall: Threshold?
    /// The share of the planned trials that must be measured, in `0...1`.
    public var coverage: Double = 1
    /// Whether every canary must hold; otherwise they are reported only.
    public var requiresCanaries = true

    public init() {}
  }

  /// Bounds of a run.
  public struct Limits: Sendable, Equatable {
    /// How many trials may be in flight at once.
    public var concurrency = 8
    /// The deadline of one trial, retries included.
    public var perTrial: Duration = .seconds(120)
    /// How often a transient failure is tried again.
    public var retries = 5
    /// How long the phases of one request may take.
    public var deadlines = RequestDeadlines()
    public var requestsPerMinute: Int?
    /// Tokens of prompts and answers together.
    public var tokensPerMinute: Int?
    /// How long the run may take, from its first request on.
    public var wallTime: Duration?
    /// How many tokens of prompts and answers the run may use.
    public var maxTokens: Int?
    /// What the run may cost, in the currency of the prices.
    public var maxCost: Double?

    public init() {}
  }

  /// What a harness is about: the table of the evaluation report that it stands in.
  public enum Group: String, Sendable, CaseIterable {
    /// What the model was made for.
    case domain
    /// What any model must not have lost.
    case general
    /// What it must never do.
    case safety
  }

  /// A list of canaries or smoke tests.
  public struct ProbeEntry: Sendable, Equatable {
    public var samples: String
    public var system: String?
    public var prompt: String?
    public var options: JSONObject
    public var generation: GenerationOptions
  }

  /// One harness of the suite.
  public struct HarnessEntry: Sendable {
    public var id: String
    public var kind: String
    public var description: String
    /// The dataset's path, relative to the suite.
    public var samples: String
    /// The harness's options with defaults filled in.
    public var options: JSONObject
    public var system: String?
    public var prompt: String?
    public var generation: GenerationOptions
    public var repetitions: Int
    /// Its share in the overall score.
    public var weight: Double
    public var headline: String?
    public var group: Group? = nil
    public var gates: [Gate]
  }
}
