/// A kind of backend that suites and `--model` name, such as `openai`.
public protocol ModelProvider: Sendable {
  /// The part before the slash in `provider/name`.
  static var name: String { get }
  /// One line for `evalrunner list providers`.
  static var summary: String { get }
  /// The keys of an entry under `models`, beside `provider`.
  static var options: [OptionDeclaration] { get }
  /// The environment variables that it reads.
  static var environment: [String] { get }

  /// Makes a backend; nothing is sent yet.
  ///
  /// - Throws: ``OptionError`` for settings that cannot work: no model name, no such recording.
  static func makeBackend(_ settings: ModelSettings) throws -> any ModelBackend

  /// Makes a model that turns texts into vectors; nothing is sent yet.
  ///
  /// - Throws: ``OptionError``, also when the provider has no such models.
  static func makeEmbedder(_ settings: ModelSettings) throws -> any EmbeddingBackend
}

extension ModelProvider {
  public static func makeEmbedder(_ settings: ModelSettings) throws -> any EmbeddingBackend {
    throw OptionError("the provider '\(name)' turns no texts into vectors; ollama and openai do")
  }
}

/// What a backend is made from.
public struct ModelSettings: Sendable {
  /// The model's name: the part after the slash.
  public var name: String
  /// The provider's options, with defaults filled in.
  public var options: JSONObject
  /// The folder that relative paths start from.
  public var directory: String
  /// The process environment.
  public var environment: [String: String]
  /// Shared by all backends of a run; its connections are pooled.
  public var http: HTTPEngine

  public init(
    name: String, options: JSONObject, directory: String, environment: [String: String],
    http: HTTPEngine
  ) {
    (self.name, self.options, self.directory) = (name, options, directory)
    (self.environment, self.http) = (environment, http)
  }
}

/// A model that turns texts into vectors.
public protocol EmbeddingBackend: Sendable {
  /// One vector per text, in the order given; all of one length.
  func embed(_ texts: [String], timeout: Duration) async throws(ModelFailure) -> [[Double]]
}
