/// The path and body that ask Ollama for an answer.
struct OllamaRequest {
  let path: String
  let body: JSONValue

  /// Takes the options of ``OllamaProvider``.
  init(_ request: ModelRequest, model: String, options: JSONObject) {
    var body = JSONObject()
    body["model"] = .string(model)
    let fillsGap = request.prefix != nil || request.suffix != nil
    switch options["endpoint"]?.stringValue ?? "auto" {
    case "generate": path = Self.generate(request, &body)
    case "raw": path = Self.raw(Self.plainPrompt(request), &body)
    case "auto" where fillsGap:
      if let template = options["fim_prompt"]?.stringValue {
        path = Self.raw(Self.filled(template, request), &body)
      } else {
        path = Self.insert(request, &body)
      }
    default: path = Self.chat(request, &body)
    }
    body["stream"] = .bool(options["stream"]?.boolValue ?? true)
    body["truncate"] = .bool(options["truncate"]?.boolValue ?? false)
    body["think"] = options["think"]
    body["keep_alive"] = options["keep_alive"]
    body["format"] = options["format"]
    let sampling = Self.sampling(request.generation, options["options"]?.objectValue)
    if !sampling.isEmpty { body["options"] = .object(sampling) }
    self.body = .object(body)
  }

  private static func chat(_ request: ModelRequest, _ body: inout JSONObject) -> String {
    body["messages"] = .array(
      request.messages.map {
        let role = $0.role == .developer ? Message.Role.system : $0.role
        return ["role": .string(role.rawValue), "content": .string($0.content)]
      })
    if !request.tools.isEmpty { body["tools"] = .array(request.tools) }
    return "/api/chat"
  }

  /// Through the model's template, as one prompt.
  private static func generate(_ request: ModelRequest, _ body: inout JSONObject) -> String {
    let system = request.messages.filter { $0.role == .system || $0.role == .developer }
    let others = request.messages.filter { $0.role != .system && $0.role != .developer }
    if !system.isEmpty {
      body["system"] = .string(system.map(\.content).joined(separator: "\n\n"))
    }
    body["prompt"] = .string(others.map(\.content).joined(separator: "\n\n"))
    return "/api/generate"
  }

  /// Around a gap, with a template that knows how.
  private static func insert(_ request: ModelRequest, _ body: inout JSONObject) -> String {
    body["prompt"] = .string(request.prefix ?? "")
    // Without a suffix it would be an ordinary prompt in the chat template.
    body["suffix"] = .string(request.suffix ?? "\n")
    return "/api/generate"
  }

  private static func raw(_ prompt: String, _ body: inout JSONObject) -> String {
    body["prompt"] = .string(prompt)
    body["raw"] = true
    return "/api/generate"
  }

  private static func plainPrompt(_ request: ModelRequest) -> String {
    request.prefix ?? request.messages.map(\.content).joined(separator: "\n\n")
  }

  /// Puts the code around the gap into a template; neither part is searched for place holders.
  static func filled(_ template: String, _ request: ModelRequest) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstRange(of: "{{") {
      result += rest[..<open.lowerBound]
      rest = rest[open.lowerBound...]
      if rest.hasPrefix("{{prefix}}") {
        result += request.prefix ?? ""
        rest = rest.dropFirst("{{prefix}}".count)
      } else if rest.hasPrefix("{{suffix}}") {
        result += request.suffix ?? ""
        rest = rest.dropFirst("{{suffix}}".count)
      } else {
        result += "{{"
        rest = rest.dropFirst(2)
      }
    }
    return result + rest
  }

  /// The names of the sampling parameters here; the suite's own come last.
  private static func sampling(
    _ generation: GenerationOptions, _ further: JSONObject?
  ) -> JSONObject {
    var options = JSONObject()
    options["temperature"] = generation.temperature.map(JSONValue.number)
    options["top_p"] = generation.topP.map(JSONValue.number)
    options["num_predict"] = generation.maxTokens.map { .integer(Int64($0)) }
    options["seed"] = generation.seed.map { .integer(Int64($0)) }
    if !generation.stop.isEmpty { options["stop"] = .array(generation.stop.map(JSONValue.string)) }
    for member in further?.members ?? [] { options[member.key] = member.value }
    return options
  }
}
