/// Makes backends from `provider/name` and from the entries of a suite.
public struct ModelResolver: Sendable {
  private let registry: Registry
  private let environment: [String: String]
  private let http: HTTPEngine

  public init(registry: Registry, environment: [String: String], http: HTTPEngine) {
    (self.registry, self.environment, self.http) = (registry, environment, http)
  }

  /// Makes the backend that the command line names as `provider/name`.
  ///
  /// - Throws: ``OptionError``.
  public func backend(_ specification: String, baseURL: String?) throws -> any ModelBackend {
    let (provider, settings) = try settings(specification, baseURL: baseURL)
    return try provider.makeBackend(settings)
  }

  /// Makes the backend of a role in a suite.
  ///
  /// - Throws: ``OptionError``.
  public func backend(_ entry: Suite.ModelEntry, baseURL: String? = nil) throws -> any ModelBackend
  {
    let (provider, settings) = try settings(entry, baseURL: baseURL)
    return try provider.makeBackend(settings)
  }

  /// Makes the embedder that the command line names as `provider/name`.
  ///
  /// - Throws: ``OptionError``.
  public func embedder(_ specification: String) throws -> any EmbeddingBackend {
    let (provider, settings) = try settings(specification, baseURL: nil)
    return try provider.makeEmbedder(settings)
  }

  /// Makes the embedder that a suite names.
  ///
  /// - Throws: ``OptionError``.
  public func embedder(_ entry: Suite.ModelEntry) throws -> any EmbeddingBackend {
    let (provider, settings) = try settings(entry, baseURL: nil)
    return try provider.makeEmbedder(settings)
  }

  private func settings(
    _ specification: String, baseURL: String?
  ) throws -> (any ModelProvider.Type, ModelSettings) {
    let parts = specification.split(
      separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let provider = try self.provider(String(parts[0]))
    guard parts.count == 2, !parts[1].isEmpty else {
      throw OptionError(
        "a model is 'provider/name', such as 'openai/gpt-4o', not '\(specification)'")
    }
    var options = JSONObject()
    if let baseURL { options["base_url"] = .string(baseURL) }
    let filled = try options.filled(by: provider.options, of: "the provider '\(provider.name)'")
    return (
      provider,
      ModelSettings(
        name: String(parts[1]), options: filled, directory: Files.workingDirectory,
        environment: environment, http: http)
    )
  }

  private func settings(
    _ entry: Suite.ModelEntry, baseURL: String?
  ) throws -> (any ModelProvider.Type, ModelSettings) {
    let provider = try self.provider(entry.provider)
    var options = entry.options
    if let baseURL { options["base_url"] = .string(baseURL) }
    return (
      provider,
      ModelSettings(
        name: options["name"]?.stringValue ?? "", options: options, directory: entry.directory,
        environment: environment, http: http)
    )
  }

  private func provider(_ name: String) throws -> any ModelProvider.Type {
    guard let provider = registry.providers.first(where: { $0.name == name }) else {
      let names = registry.providers.map { $0.name }
      throw OptionError(
        "unknown provider '\(name)'; there are \(names.sorted().joined(separator: ", "))"
          + nearest(name, in: names).suggestion)
    }
    return provider
  }
}
