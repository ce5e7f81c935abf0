/// The body that asks the Messages API for an answer.
struct AnthropicRequest {
  /// The limit of an answer when neither the suite nor the options name one: the API wants one.
  static let defaultMaximumTokens = 1024

  let body: JSONValue

  /// Takes the options of ``AnthropicProvider``.
  init(_ request: ModelRequest, model: String, options: JSONObject) {
    let generation = request.generation
    let system = request.messages.filter { $0.role == .system || $0.role == .developer }
    var body = JSONObject()
    body["model"] = .string(model)
    let limit =
      generation.maxTokens ?? options["max_tokens"]?.intValue ?? Self.defaultMaximumTokens
    body["max_tokens"] = .integer(Int64(limit))
    if !system.isEmpty {
      body["system"] = .string(system.map(\.content).joined(separator: "\n\n"))
    }
    body["messages"] = .array(Self.messages(request.messages))
    body["stream"] = .bool(options["stream"]?.boolValue ?? true)
    body["temperature"] = generation.temperature.map(JSONValue.number)
    body["top_p"] = generation.topP.map(JSONValue.number)
    if !generation.stop.isEmpty {
      body["stop_sequences"] = .array(generation.stop.map(JSONValue.string))
    }
    if !request.tools.isEmpty { body["tools"] = .array(request.tools.map(Self.tool)) }
    body["thinking"] = options["thinking"]
    for member in options["extra_body"]?.objectValue?.members ?? [] {
      body[member.key] = member.value
    }
    self.body = .object(body)
  }

  /// The conversation without its system messages; what a tool said is the user's here.
  private static func messages(_ messages: [Message]) -> [JSONValue] {
    messages.compactMap { message in
      guard message.role != .system, message.role != .developer else { return nil }
      let role = message.role == .assistant ? "assistant" : "user"
      return ["role": .string(role), "content": .string(message.content)]
    }
  }

  /// An OpenAI tool definition in the form of this API; one that has it already stays.
  static func tool(_ definition: JSONValue) -> JSONValue {
    guard definition["input_schema"] == nil else { return definition }
    let function = definition["function"] ?? definition
    var tool = JSONObject()
    tool["name"] = function["name"]
    tool["description"] = function["description"]
    tool["input_schema"] = function["parameters"] ?? ["type": "object"]
    return .object(tool)
  }
}
