/// Any server that speaks OpenAI's API: OpenAI, vLLM, llama-server, LM Studio, TGI, OpenRouter ….
public enum OpenAIProvider: ModelProvider {
  public static let name = "openai"
  public static let summary = "Any OpenAI-compatible server: chat or plain completions, streamed."
  public static let environment = ["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID"]
  public static let options = [
    OptionDeclaration("name", .text, "The model's name on the server."),
    OptionDeclaration("base_url", .text, "Such as http://127.0.0.1:8080/v1."),
    OptionDeclaration("api_key", .text, "The key; better left to OPENAI_API_KEY."),
    OptionDeclaration(
      "endpoint", .choice(["chat", "completions"]), "Which API is used.", default: "chat"),
    OptionDeclaration("stream", .boolean, "Whether answers are streamed.", default: true),
    OptionDeclaration(
      "stream_usage", .boolean, "Whether token counts are asked for in streams.", default: true),
    OptionDeclaration(
      "max_tokens_field", .choice(["auto", "max_tokens", "max_completion_tokens"]),
      "How the limit of tokens is named.", default: "auto"),
    OptionDeclaration(
      "encoding", .choice(["float", "base64"]), "How embeddings are sent.", default: "float"),
    OptionDeclaration("extra_body", .object, "Further members of the request."),
  ]

  private static let officialURL = "https://api.openai.com/v1"

  public static func makeBackend(_ settings: ModelSettings) throws -> any ModelBackend {
    try backend(settings)
  }

  public static func makeEmbedder(_ settings: ModelSettings) throws -> any EmbeddingBackend {
    let backend = try backend(settings)
    return OpenAIEmbedder(
      server: ModelServer(
        http: settings.http, base: backend.base, headers: backend.authorization,
        secrets: backend.key.map { [$0] } ?? []), model: backend.model,
      encoding: settings.options["encoding"]?.stringValue ?? "float")
  }

  private static func backend(_ settings: ModelSettings) throws -> OpenAIBackend {
    let given = settings.options["base_url"]?.stringValue
    var base = given ?? settings.environment["OPENAI_BASE_URL"] ?? officialURL
    base = try ModelServer.checked(base)
    let name = settings.options["name"]?.stringValue ?? settings.name
    guard !name.isEmpty else {
      throw OptionError("the provider 'openai' needs a model: openai/NAME", option: "name")
    }
    let key = settings.options["api_key"]?.stringValue ?? settings.environment["OPENAI_API_KEY"]
    guard base != officialURL || key != nil else {
      throw OptionError("OPENAI_API_KEY is not set; for another server give its base URL")
    }
    return OpenAIBackend(
      http: settings.http, base: base, model: name, key: key,
      organization: settings.environment["OPENAI_ORG_ID"], options: settings.options)
  }
}
