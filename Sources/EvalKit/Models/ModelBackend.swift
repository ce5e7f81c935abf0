/// What is asked of a model for one trial.
public struct ModelRequest: Sendable, Equatable {
  /// Which trial this is; the `replay` provider looks its answer up by it.
  public var trial: TrialID
  public var messages: [Message]
  /// The code before and after the gap, for fill-in-the-middle requests.
  public var prefix: String?
  public var suffix: String?
  /// OpenAI tool definitions that the model may call.
  public var tools: [JSONValue]
  public var generation: GenerationOptions
  /// How long the whole request may take, queueing included.
  public var timeout: Duration
  /// How long its phases may take.
  public var deadlines = RequestDeadlines()

  public init(
    trial: TrialID, messages: [Message], prefix: String? = nil, suffix: String? = nil,
    tools: [JSONValue] = [], generation: GenerationOptions = GenerationOptions(),
    timeout: Duration = .seconds(120)
  ) {
    (self.trial, self.messages, self.prefix, self.suffix) = (trial, messages, prefix, suffix)
    (self.tools, self.generation, self.timeout) = (tools, generation, timeout)
  }
}

/// How long the phases of a request may take; `nil` allows a phase the time of the whole request.
public struct RequestDeadlines: Sendable, Equatable {
  /// Name lookup, connection and TLS together.
  public var connect: Duration = .seconds(10)
  /// From the request to the first byte; a server that queues requests is silent meanwhile.
  public var firstByte: Duration?
  /// The longest silence once the answer has begun; a long prompt may be read in it.
  public var betweenTokens: Duration?

  public init() {}
}

/// The key of a trial: one sample, one repetition, one harness.
public struct TrialID: Sendable, Hashable {
  public var harness: String
  public var sample: String
  /// Counted from 0.
  public var repetition: Int

  public init(harness: String, sample: String, repetition: Int = 0) {
    (self.harness, self.sample, self.repetition) = (harness, sample, repetition)
  }
}

/// Sampling parameters; `nil` leaves a parameter to the server.
public struct GenerationOptions: Sendable, Equatable {
  public var temperature: Double?
  public var topP: Double?
  public var maxTokens: Int?
  public var seed: Int?
  public var stop: [String]

  public init(
    temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil, seed: Int? = nil,
    stop: [String] = []
  ) {
    (self.temperature, self.topP, self.maxTokens) = (temperature, topP, maxTokens)
    (self.seed, self.stop) = (seed, stop)
  }

  /// These options with every parameter that `other` sets replaced.
  public func overridden(by other: GenerationOptions) -> GenerationOptions {
    GenerationOptions(
      temperature: other.temperature ?? temperature, topP: other.topP ?? topP,
      maxTokens: other.maxTokens ?? maxTokens, seed: other.seed ?? seed,
      stop: other.stop.isEmpty ? stop : other.stop)
  }
}

/// Something that answers requests: a server, a program, a recording.
public protocol ModelBackend: Sendable {
  /// Asks who is there, without generating.
  ///
  /// - Throws: ``ModelFailure`` when nobody answers.
  func identify() async throws(ModelFailure) -> ModelIdentity

  /// Answers one request, once: retries are the runner's.
  ///
  /// - Throws: ``ModelFailure`` for everything that is not an answer. An empty answer is one.
  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction
}

/// Which model answered, as far as the backend tells.
public struct ModelIdentity: Sendable, Equatable {
  /// The provider, such as `openai` or `replay`.
  public var provider: String
  /// The model's name as asked for.
  public var name: String
  /// What else the server tells (version, digest, context length …); keys in `snake_case`.
  public var details: JSONObject

  public init(provider: String, name: String, details: JSONObject = JSONObject()) {
    (self.provider, self.name, self.details) = (provider, name, details)
  }

  /// `provider/name`.
  public var displayName: String { "\(provider)/\(name)" }
}
