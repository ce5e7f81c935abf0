/// One deployment of Azure OpenAI.
struct AzureBackend: ModelBackend {
  /// Its base is the resource's endpoint.
  let server: ModelServer
  let deployment: String
  /// The version in the query of the older paths; `nil` for the newer ones under `/openai/v1`.
  let apiVersion: String?
  let options: JSONObject

  func identify() async throws(ModelFailure) -> ModelIdentity {
    // Deployments cannot be listed with a key; the list of models shows that the key is good.
    let reply = try await server.ask(path("models", isOfDeployment: false))
    switch reply.status {
    case 401, 403, 429, 500...: throw reply.failure
    default: break
    }
    var details = JSONObject()
    details["api"] = .string(apiVersion == nil ? "v1" : "deployments")
    details["api_version"] = apiVersion.map(JSONValue.string)
    details["endpoint"] = .string(server.base)
    return ModelIdentity(provider: AzureProvider.name, name: deployment, details: details)
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    let asked = OpenAIRequest(request, model: deployment, options: options)
    var body = asked.body
    if apiVersion != nil, var members = body.objectValue {
      members["model"] = nil
      body = .object(members)
    }
    let path = path(asked.path, isOfDeployment: true)
    return try await server.predict(path, body, for: request)
  }

  private func path(_ name: String, isOfDeployment: Bool) -> String {
    guard let apiVersion else { return "/openai/v1/\(name)" }
    let folder = isOfDeployment ? "deployments/\(deployment)/" : ""
    return "/openai/\(folder)\(name)?api-version=\(apiVersion)"
  }
}

/// Deployments of Azure OpenAI.
public enum AzureProvider: ModelProvider {
  public static let name = "azure"
  public static let summary = "Azure OpenAI: a deployment, by its own paths and headers."
  public static let environment = [
    "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_AD_TOKEN",
    "OPENAI_API_VERSION", "AZURE_OPENAI_API_VERSION",
  ]
  public static let options = [
    OptionDeclaration("name", .text, "The deployment's name."),
    OptionDeclaration("base_url", .text, "The endpoint: https://RESOURCE.openai.azure.com."),
    OptionDeclaration("api_key", .text, "The key; better left to AZURE_OPENAI_API_KEY."),
    OptionDeclaration(
      "api_version", .text, "Such as 2024-10-21; without one, the paths under /openai/v1."),
    OptionDeclaration(
      "endpoint", .choice(["chat", "completions"]), "Which API is used.", default: "chat"),
    OptionDeclaration("stream", .boolean, "Whether answers are streamed.", default: true),
    OptionDeclaration(
      "stream_usage", .boolean, "Whether token counts are asked for in streams.", default: true),
    OptionDeclaration(
      "max_tokens_field", .choice(["auto", "max_tokens", "max_completion_tokens"]),
      "How the limit of tokens is named; 'auto' goes by the deployment's name.", default: "auto"),
    OptionDeclaration("extra_body", .object, "Further members of the request."),
  ]

  public static func makeBackend(_ settings: ModelSettings) throws -> any ModelBackend {
    let (options, environment) = (settings.options, settings.environment)
    let name = options["name"]?.stringValue ?? settings.name
    guard !name.isEmpty, !name.contains(where: { "/?#% ".contains($0) }) else {
      throw OptionError(
        "the provider 'azure' needs the name of a deployment: azure/NAME", option: "name")
    }
    let given = options["base_url"]?.stringValue ?? environment["AZURE_OPENAI_ENDPOINT"]
    guard let given else { throw OptionError("AZURE_OPENAI_ENDPOINT is not set") }
    var base = try ModelServer.checked(given)
    for end in ["/openai/v1", "/openai"] where base.hasSuffix(end) { base.removeLast(end.count) }
    let key = options["api_key"]?.stringValue ?? environment["AZURE_OPENAI_API_KEY"]
    let token = key == nil ? environment["AZURE_OPENAI_AD_TOKEN"] : nil
    var headers: [(name: String, value: String)] = []
    if let key { headers.append(("api-key", key)) }
    if let token { headers.append(("Authorization", "Bearer \(token)")) }
    guard !headers.isEmpty else {
      throw OptionError("neither AZURE_OPENAI_API_KEY nor AZURE_OPENAI_AD_TOKEN is set")
    }
    let version =
      options["api_version"]?.stringValue ?? environment["OPENAI_API_VERSION"]
      ?? environment["AZURE_OPENAI_API_VERSION"]
    guard version?.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) ?? true
    else {
      throw OptionError("an API version reads like 2024-10-21", option: "api_version")
    }
    return AzureBackend(
      server: ModelServer(
        http: settings.http, base: base, headers: headers,
        secrets: [key, token].compactMap { $0 }), deployment: name,
      apiVersion: version?.isEmpty == true ? nil : version, options: options)
  }
}
