/// Models of an Ollama server, by its native API.
public enum OllamaProvider: ModelProvider {
  public static let name = "ollama"
  public static let summary = "Ollama by its native API, with its own times and identity."
  public static let environment = ["OLLAMA_HOST", "OLLAMA_API_KEY"]
  public static let options = [
    OptionDeclaration("name", .text, "The model's name, such as qwen2.5-coder:7b."),
    OptionDeclaration("base_url", .text, "Where it listens, as in OLLAMA_HOST."),
    OptionDeclaration("api_key", .text, "The key of a hosted server; better OLLAMA_API_KEY."),
    OptionDeclaration(
      "endpoint", .choice(["auto", "chat", "generate", "raw"]),
      "'auto' fills gaps between 'prefix' and 'suffix' and chats otherwise.", default: "auto"),
    OptionDeclaration(
      "fim_prompt", .text,
      "A raw prompt for gaps with {{prefix}} and {{suffix}}, where the template has none."),
    OptionDeclaration("stream", .boolean, "Whether answers are streamed.", default: true),
    OptionDeclaration(
      "truncate", .boolean, "Whether a prompt that is too long is cut without a word.",
      default: false),
    OptionDeclaration("think", .any, "true, false, or 'low', 'medium', 'high'."),
    OptionDeclaration("keep_alive", .any, "How long the model stays in memory, such as '10m'."),
    OptionDeclaration("format", .any, "'json' or a JSON Schema that the answer must follow."),
    OptionDeclaration("options", .object, "Further options of Ollama, such as {num_ctx: 8192}."),
  ]

  public static func makeBackend(_ settings: ModelSettings) throws -> any ModelBackend {
    try backend(settings)
  }

  public static func makeEmbedder(_ settings: ModelSettings) throws -> any EmbeddingBackend {
    try backend(settings)
  }

  private static func backend(_ settings: ModelSettings) throws(OptionError) -> OllamaBackend {
    let name = settings.options["name"]?.stringValue ?? settings.name
    guard !name.isEmpty else {
      throw OptionError("the provider 'ollama' needs a model: ollama/NAME", option: "name")
    }
    let given = settings.options["base_url"]?.stringValue
    let host = try OllamaHost(given ?? settings.environment["OLLAMA_HOST"] ?? "")
    let key = settings.options["api_key"]?.stringValue ?? settings.environment["OLLAMA_API_KEY"]
    return OllamaBackend(
      server: ModelServer(
        http: settings.http, base: host.url,
        headers: key.map { [("Authorization", "Bearer \($0)")] } ?? [],
        secrets: key.map { [$0] } ?? []), model: name, options: settings.options)
  }
}
