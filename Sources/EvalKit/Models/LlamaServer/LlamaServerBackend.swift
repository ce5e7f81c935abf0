/// The model of one llama-server.
///
/// Gaps go to `/infill` and plain prompts to `/completion`. Conversations go to its OpenAI layer,
/// because only there it applies the template and reads tool calls and reasoning out of the
/// answer; its own parameters and times are there too.
struct LlamaServerBackend: ModelBackend {
  let server: ModelServer
  let model: String
  let options: JSONObject

  func identify() async throws(ModelFailure) -> ModelIdentity {
    let props = try await server.ask("/props")
    guard props.status == 200, let json = props.json else {
      guard props.status != 404 else {
        throw ModelFailure(
          .rejected, "\(server.base) has no /props: no llama-server, or an old one", status: 404)
      }
      throw props.failure
    }
    let list = try? await server.ask("/v1/models").json
    return ModelIdentity(
      provider: LlamaServerProvider.name, name: model,
      details: LlamaServerIdentity.details(props: json, models: list))
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    let asked = LlamaServerRequest(request, model: model, options: options)
    guard asked.isChat else {
      return try await server.predict(asked.path, asked.body, for: request, as: LlamaContent.self)
    }
    return try await server.predict(asked.path, asked.body, for: request)
  }
}

/// The path and body that ask llama-server for an answer.
struct LlamaServerRequest {
  let path: String
  let body: JSONValue
  /// Whether the answer has the OpenAI form.
  let isChat: Bool

  /// Takes the options of ``LlamaServerProvider``.
  init(_ request: ModelRequest, model: String, options: JSONObject) {
    let endpoint = options["endpoint"]?.stringValue ?? "auto"
    let fillsGap = request.prefix != nil || request.suffix != nil
    isChat = endpoint == "chat" || (endpoint == "auto" && !fillsGap)
    var body = JSONObject()
    if isChat {
      path = "/v1/chat/completions"
      body = OpenAIRequest(request, model: model, options: options).body.objectValue ?? body
    } else {
      let generation = request.generation
      if endpoint == "completion" {
        path = "/completion"
        body["prompt"] = .string(
          request.prefix ?? request.messages.map(\.content).joined(separator: "\n\n"))
      } else {
        path = "/infill"
        body["input_prefix"] = .string(request.prefix ?? "")
        body["input_suffix"] = .string(request.suffix ?? "")
      }
      body["stream"] = .bool(options["stream"]?.boolValue ?? true)
      body["temperature"] = generation.temperature.map(JSONValue.number)
      body["top_p"] = generation.topP.map(JSONValue.number)
      body["n_predict"] = generation.maxTokens.map { .integer(Int64($0)) }
      body["seed"] = generation.seed.map { .integer(Int64($0)) }
      if !generation.stop.isEmpty {
        body["stop"] = .array(generation.stop.map(JSONValue.string))
      }
      for member in options["extra_body"]?.objectValue?.members ?? [] {
        body[member.key] = member.value
      }
    }
    if body["cache_prompt"] == nil {
      body["cache_prompt"] = .bool(options["cache_prompt"]?.boolValue ?? false)
    }
    self.body = .object(body)
  }
}

/// What a llama-server tells about itself and its model.
enum LlamaServerIdentity {
  /// Reads the answers of `/props` and of `/v1/models`.
  static func details(props: JSONValue, models: JSONValue?) -> JSONObject {
    var details = JSONObject()
    details["server_version"] = text(props["build_info"])
    details["model_alias"] = text(props["model_alias"])
    // Only the name: the folders above it say something about the machine, not the model.
    details["model_file"] = text(props["model_path"])?.stringValue
      .map { .string(String($0.split { $0 == "/" || $0 == "\\" }.last ?? "")) }
    details["quantization"] = text(props["model_ftype"])
    details["context_length"] = props["default_generation_settings"]?["n_ctx"]
    details["slots"] = props["total_slots"]
    if let template = props["chat_template"]?.stringValue, !template.isEmpty {
      details["template_sha256"] = .string(SHA256.hex(of: template))
    }
    let meta = models?["data"]?.arrayValue?.first?["meta"]
    details["maximum_context_length"] = meta?["n_ctx_train"]
    details["parameter_count"] = meta?["n_params"]
    details["size_bytes"] = meta?["size"]
    return details
  }

  private static func text(_ json: JSONValue?) -> JSONValue? {
    json?.stringValue.flatMap { $0.isEmpty ? nil : .string($0) }
  }
}
