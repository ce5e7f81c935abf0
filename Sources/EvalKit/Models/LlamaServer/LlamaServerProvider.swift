/// The model of a llama-server (llama.cpp), by its native API.
public enum LlamaServerProvider: ModelProvider {
  public static let name = "llama-server"
  public static let summary = "llama.cpp's server by its native API: /infill, /completion, times."
  public static let environment = [
    "LLAMA_SERVER_URL", "LLAMA_ARG_HOST", "LLAMA_ARG_PORT", "LLAMA_API_KEY",
  ]
  public static let options = [
    OptionDeclaration("name", .text, "What the model is called in reports; the server has one."),
    OptionDeclaration("base_url", .text, "Such as http://127.0.0.1:8080, without /v1."),
    OptionDeclaration("api_key", .text, "The key; better left to LLAMA_API_KEY."),
    OptionDeclaration(
      "endpoint", .choice(["auto", "chat", "completion", "infill"]),
      "'auto' fills gaps between 'prefix' and 'suffix' and chats otherwise.", default: "auto"),
    OptionDeclaration("stream", .boolean, "Whether answers are streamed.", default: true),
    OptionDeclaration(
      "cache_prompt", .boolean,
      "Whether the prompts of earlier requests may be used again; spoils its times.",
      default: false),
    OptionDeclaration("extra_body", .object, "Further members of the request."),
  ]

  public static func makeBackend(_ settings: ModelSettings) throws -> any ModelBackend {
    let name = settings.options["name"]?.stringValue ?? settings.name
    guard !name.isEmpty else {
      throw OptionError(
        "the provider 'llama-server' needs a name for its model: llama-server/NAME",
        option: "name")
    }
    let environment = settings.environment
    let given = settings.options["base_url"]?.stringValue ?? environment["LLAMA_SERVER_URL"]
    var base = try ModelServer.checked(given ?? url(environment))
    if base.hasSuffix("/v1") { base.removeLast("/v1".count) }
    let key = settings.options["api_key"]?.stringValue ?? environment["LLAMA_API_KEY"]
    return LlamaServerBackend(
      server: ModelServer(
        http: settings.http, base: base,
        headers: key.map { [("Authorization", "Bearer \($0)")] } ?? [],
        secrets: key.map { [$0] } ?? []), model: name, options: settings.options)
  }

  /// Where a server started in the same environment listens.
  private static func url(_ environment: [String: String]) -> String {
    let host = environment["LLAMA_ARG_HOST"] ?? "127.0.0.1"
    let reachable = host.isEmpty || host == "0.0.0.0" ? "127.0.0.1" : host
    return "http://\(reachable):\(environment["LLAMA_ARG_PORT"] ?? "8080")"
  }
}
