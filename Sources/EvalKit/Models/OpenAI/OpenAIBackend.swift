/// One model on one OpenAI-compatible server.
struct OpenAIBackend: ModelBackend {
  let http: HTTPEngine
  /// Without a slash at its end.
  let base: String
  let model: String
  /// Goes into the `Authorization` header and nowhere else.
  let key: String?
  let organization: String?
  let options: JSONObject

  var authorization: [(name: String, value: String)] {
    var headers: [(name: String, value: String)] = []
    if let key { headers.append(("Authorization", "Bearer \(key)")) }
    if let organization { headers.append(("OpenAI-Organization", organization)) }
    return headers
  }

  func identify() async throws(ModelFailure) -> ModelIdentity {
    var request = HTTPRequest("\(base)/models")
    request.headers = authorization
    request.deadlines.total = .seconds(15)
    request.maximumBodyBytes = 16 << 20
    let (outcome, sink) = await http.perform(request, into: CollectingSink())
    if let failure = outcome.failure { throw redacted(ModelFailure(failure)) }
    let parser = JSONParser()
    guard outcome.status == 200, let list = try? parser.parse(sink.bytes) else {
      let status = outcome.status ?? 0
      // A server without a list of models may still answer; one that is loading or refuses cannot.
      guard [401, 403, 429, 500, 502, 503, 504].contains(status) else {
        return ModelIdentity(provider: OpenAIProvider.name, name: model)
      }
      let body = ErrorBody(bytes: sink.bytes, parser: parser)
      throw redacted(
        ModelFailure(status: status, headers: outcome.headers, body: body, now: WallClock.now))
    }
    return ModelIdentity(
      provider: OpenAIProvider.name, name: model, details: Self.details(of: model, in: list))
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    let asked = OpenAIRequest(request, model: model, options: options)
    var message = HTTPRequest(
      "\(base)/\(asked.path)", postingJSON: Array(asked.body.compact.utf8),
      headers: authorization)
    message.deadlines = HTTPRequest.Deadlines(request)
    let (outcome, answer) = await http.perform(message, into: OpenAIAnswer())
    do throws(ModelFailure) { return try answer.finish(outcome, now: WallClock.now) } catch {
      throw redacted(error)
    }
  }

  /// What the server's list says about the model; `listed` tells whether it is there.
  private static func details(of model: String, in list: JSONValue) -> JSONObject {
    var details = JSONObject()
    let entry = list["data"]?.arrayValue?.first { $0["id"]?.stringValue == model }
    details["listed"] = .bool(entry != nil)
    guard let entry else { return details }
    for key in ["owned_by", "root", "max_model_len", "context_length", "meta"] {
      if let value = entry[key], !value.isNull { details[key] = value }
    }
    return details
  }

  /// Some servers quote the key that they refuse.
  private func redacted(_ failure: ModelFailure) -> ModelFailure {
    guard let key, !key.isEmpty else { return failure }
    var failure = failure
    failure.message = failure.message.replacing(key, with: "[key]")
    return failure
  }
}
