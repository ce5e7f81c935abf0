/// One model on one server of the Messages API.
struct AnthropicBackend: ModelBackend {
  /// Its base is without the version: paths begin with `/v1`.
  let server: ModelServer
  let model: String
  let options: JSONObject

  func identify() async throws(ModelFailure) -> ModelIdentity {
    let reply = try await server.ask("/v1/models/\(model)")
    var details = JSONObject()
    details["api_version"] = options["version"]
    switch reply.status {
    case 200:
      details["listed"] = true
      // An alias answers with what it stands for.
      details["resolved"] = reply.json?["id"]
      details["display_name"] = reply.json?["display_name"]
      details["created_at"] = reply.json?["created_at"]
    case 401, 403, 429, 500...: throw AnthropicContent.explained(reply.failure)
    // Other servers of this API have no such list.
    default: details["listed"] = false
    }
    return ModelIdentity(provider: AnthropicProvider.name, name: model, details: details)
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    let body = AnthropicRequest(request, model: model, options: options).body
    return try await server.predict("/v1/messages", body, for: request, as: AnthropicContent.self)
  }
}

/// Models behind the Messages API: Anthropic's own, and servers that speak it.
public enum AnthropicProvider: ModelProvider {
  public static let name = "anthropic"
  public static let summary = "Anthropic's Messages API, streamed; other servers that speak it."
  public static let environment = [
    "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL",
  ]
  public static let options = [
    OptionDeclaration("name", .text, "The model's name."),
    OptionDeclaration("base_url", .text, "Such as https://api.anthropic.com, without /v1."),
    OptionDeclaration("api_key", .text, "The key; better left to ANTHROPIC_API_KEY."),
    OptionDeclaration("version", .text, "The 'anthropic-version'.", default: "2023-06-01"),
    OptionDeclaration("beta", .text, "The 'anthropic-beta': features, separated by commas."),
    OptionDeclaration(
      "max_tokens", .integer, "The limit of an answer when the suite sets none.",
      default: .integer(Int64(AnthropicRequest.defaultMaximumTokens))),
    OptionDeclaration("stream", .boolean, "Whether answers are streamed.", default: true),
    OptionDeclaration(
      "thinking", .object, "Such as {type: enabled, budget_tokens: 2048}; below max_tokens."),
    OptionDeclaration("extra_body", .object, "Further members of the request."),
  ]

  private static let officialURL = "https://api.anthropic.com"

  public static func makeBackend(_ settings: ModelSettings) throws -> any ModelBackend {
    let name = settings.options["name"]?.stringValue ?? settings.name
    guard !name.isEmpty else {
      throw OptionError("the provider 'anthropic' needs a model: anthropic/NAME", option: "name")
    }
    let environment = settings.environment
    let given = settings.options["base_url"]?.stringValue ?? environment["ANTHROPIC_BASE_URL"]
    var base = try ModelServer.checked(given ?? officialURL)
    if base.hasSuffix("/v1") { base.removeLast("/v1".count) }
    let key = settings.options["api_key"]?.stringValue ?? environment["ANTHROPIC_API_KEY"]
    let token = key == nil ? environment["ANTHROPIC_AUTH_TOKEN"] : nil
    guard base != officialURL || key != nil || token != nil else {
      throw OptionError("ANTHROPIC_API_KEY is not set; for another server give its base URL")
    }
    let version = settings.options["version"]?.stringValue ?? "2023-06-01"
    var headers: [(name: String, value: String)] = [("anthropic-version", version)]
    if let key { headers.append(("x-api-key", key)) }
    if let token { headers.append(("Authorization", "Bearer \(token)")) }
    if let beta = settings.options["beta"]?.stringValue {
      headers.append(("anthropic-beta", beta))
    }
    return AnthropicBackend(
      server: ModelServer(
        http: settings.http, base: base, headers: headers,
        secrets: [key, token].compactMap { $0 }), model: name, options: settings.options)
  }
}
