/// One model on one Ollama server, by its native API.
struct OllamaBackend: ModelBackend {
  let server: ModelServer
  let model: String
  let options: JSONObject

  func identify() async throws(ModelFailure) -> ModelIdentity {
    let version = try await server.ask("/api/version")
    guard let number = version.json?["version"]?.stringValue else {
      guard version.status != 200, version.status != 404 else {
        throw ModelFailure(.rejected, "\(server.base) does not answer as Ollama does")
      }
      throw OllamaContent.explained(version.failure)
    }
    let shown = try await server.ask("/api/show", posting: ["model": .string(model)])
    guard shown.status == 200, let show = shown.json else {
      throw OllamaContent.explained(shown.failure)
    }
    // These two tell more; a proxy in front of the server may hide them.
    let list = try? await server.ask("/api/tags").json
    let loaded = try? await server.ask("/api/ps").json
    let details = OllamaIdentity.details(
      of: model, version: number, show: show, tags: list, loaded: loaded)
    return ModelIdentity(provider: OllamaProvider.name, name: model, details: details)
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    let asked = OllamaRequest(request, model: model, options: options)
    return try await server.predict(asked.path, asked.body, for: request, as: OllamaContent.self)
  }
}

extension OllamaBackend: EmbeddingBackend {
  func embed(_ texts: [String], timeout: Duration) async throws(ModelFailure) -> [[Double]] {
    guard !texts.isEmpty else { return [] }
    var body = JSONObject()
    body["model"] = .string(model)
    body["input"] = .array(texts.map(JSONValue.string))
    body["truncate"] = .bool(options["truncate"]?.boolValue ?? false)
    body["keep_alive"] = options["keep_alive"]
    body["options"] = options["options"]
    let reply = try await server.ask("/api/embed", posting: .object(body), timeout: timeout)
    guard reply.status == 200, let json = reply.json else {
      throw OllamaContent.explained(reply.failure)
    }
    return try Embeddings(ollama: json, count: texts.count).vectors
  }
}

/// What an Ollama server tells about a model.
enum OllamaIdentity {
  /// Reads the answers of `/api/show`, `/api/tags` and `/api/ps`; the last names the model only
  /// while it is in memory.
  static func details(
    of model: String, version: String, show: JSONValue, tags: JSONValue?, loaded: JSONValue?
  ) -> JSONObject {
    let listed = entry(of: model, in: tags)
    let running = entry(of: model, in: loaded)
    var details = JSONObject()
    details["server_version"] = .string(version)
    details["digest"] = text((listed ?? running)?["digest"])
    details["family"] = text(show["details"]?["family"])
    details["parameter_size"] = text(show["details"]?["parameter_size"])
    details["quantization"] = text(show["details"]?["quantization_level"])
    let architecture = show["model_info"]?["general.architecture"]?.stringValue ?? ""
    details["parameter_count"] = show["model_info"]?["general.parameter_count"]
    details["maximum_context_length"] = show["model_info"]?["\(architecture).context_length"]
    details["context_length"] = running?["context_length"]
    if let template = show["template"]?.stringValue, !template.isEmpty {
      details["template_sha256"] = .string(SHA256.hex(of: template))
    }
    if let parameters = show["parameters"]?.stringValue, !parameters.isEmpty {
      details["parameters_sha256"] = .string(SHA256.hex(of: parameters))
    }
    details["capabilities"] = capabilities(show["capabilities"])
    return details
  }

  /// The model's entry in a list; names differ in case and in a `:latest` that may be left out.
  private static func entry(of model: String, in list: JSONValue?) -> JSONValue? {
    let wanted = fullName(model)
    return list?["models"]?.arrayValue?.first {
      $0["name"]?.stringValue.map(fullName) == wanted
    }
  }

  private static func fullName(_ name: String) -> String {
    let last = name.lastIndex(of: "/").map { name[$0...] } ?? name[...]
    return (last.contains(":") ? name : "\(name):latest").lowercased()
  }

  private static func text(_ json: JSONValue?) -> JSONValue? {
    json?.stringValue.flatMap { $0.isEmpty ? nil : .string($0) }
  }

  /// Sorted: the server's order differs from one answer to the next.
  private static func capabilities(_ json: JSONValue?) -> JSONValue? {
    json?.arrayValue.map { .array($0.compactMap(\.stringValue).sorted().map(JSONValue.string)) }
  }
}
