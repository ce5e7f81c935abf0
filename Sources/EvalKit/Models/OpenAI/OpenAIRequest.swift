/// The path and body that ask an OpenAI-compatible server for an answer.
struct OpenAIRequest {
  /// Relative to the base URL, without a slash at its beginning.
  let path: String
  let body: JSONValue

  /// Takes the options of ``OpenAIProvider``; a `model` of `nil` is left out, where the path
  /// names it.
  init(_ request: ModelRequest, model: String?, options: JSONObject) {
    let usesChat = options["endpoint"]?.stringValue != "completions"
    path = usesChat ? "chat/completions" : "completions"
    var body = JSONObject()
    body["model"] = model.map(JSONValue.string)
    if usesChat {
      body["messages"] = Self.messages(request)
    } else {
      body["prompt"] = .string(
        request.prefix ?? request.messages.map(\.content).joined(separator: "\n\n"))
      body["suffix"] = request.suffix.map(JSONValue.string)
    }
    let streams = options["stream"]?.boolValue ?? true
    body["stream"] = .bool(streams)
    if streams, options["stream_usage"]?.boolValue ?? true {
      body["stream_options"] = ["include_usage": true]
    }
    let generation = request.generation
    body["temperature"] = generation.temperature.map(JSONValue.number)
    body["top_p"] = generation.topP.map(JSONValue.number)
    let field = Self.maxTokensField(options["max_tokens_field"]?.stringValue, model ?? "")
    body[field] = generation.maxTokens.map { .integer(Int64($0)) }
    body["seed"] = generation.seed.map { .integer(Int64($0)) }
    if !generation.stop.isEmpty { body["stop"] = .array(generation.stop.map(JSONValue.string)) }
    if !request.tools.isEmpty, usesChat { body["tools"] = .array(request.tools) }
    for member in options["extra_body"]?.objectValue?.members ?? [] {
      body[member.key] = member.value
    }
    self.body = .object(body)
  }

  static func messages(_ request: ModelRequest) -> JSONValue {
    .array(
      request.messages.map {
        ["role": .string($0.role.rawValue), "content": .string($0.content)]
      })
  }

  /// OpenAI's reasoning models refuse `max_tokens`; many other servers know nothing else.
  private static func maxTokensField(_ given: String?, _ model: String) -> String {
    if let given, given != "auto" { return given }
    let isReasoning =
      model.contains("gpt-5") || (model.first == "o" && model.dropFirst().first?.isNumber == true)
    return isReasoning ? "max_completion_tokens" : "max_tokens"
  }
}
