/// A model server that is spoken to in JSON: where it is and who asks.
struct ModelServer: Sendable {
  let http: HTTPEngine
  /// Without a slash at its end.
  let base: String
  /// Keys among them go nowhere else.
  var headers: [(name: String, value: String)] = []
  /// What must never be quoted, because some servers repeat the key that they refuse.
  var secrets: [String] = []

  /// What a server said to a question about itself.
  struct Reply {
    let status: Int
    /// `nil` when the body is no JSON.
    let json: JSONValue?
    /// What the status means if it is no success.
    let failure: ModelFailure
  }

  /// Asks something that generates nothing.
  ///
  /// - Throws: ``ModelFailure`` when no answer came; a status such as 404 is an answer.
  func ask(
    _ path: String, posting body: JSONValue? = nil, timeout: Duration = .seconds(15)
  ) async throws(ModelFailure) -> Reply {
    var request = HTTPRequest("\(base)\(path)")
    if let body {
      request = HTTPRequest("\(base)\(path)", postingJSON: Array(body.compact.utf8))
    }
    request.headers += headers
    request.deadlines.total = timeout
    request.maximumBodyBytes = 64 << 20
    let (outcome, sink) = await http.perform(request, into: CollectingSink())
    if let failure = outcome.failure { throw redacted(ModelFailure(failure)) }
    let parser = JSONParser()
    let status = outcome.status ?? 0
    let failure = ModelFailure(
      status: status, headers: outcome.headers,
      body: ErrorBody(bytes: sink.bytes, parser: parser), now: WallClock.now)
    return Reply(
      status: status, json: try? parser.parse(sink.bytes), failure: redacted(failure))
  }

  /// Asks for an answer to a request.
  func predict<Content: AnswerContent>(
    _ path: String, _ body: JSONValue, for request: ModelRequest, as content: Content.Type
  ) async throws(ModelFailure) -> Prediction {
    var message = HTTPRequest(
      "\(base)\(path)", postingJSON: Array(body.compact.utf8), headers: headers)
    message.deadlines = HTTPRequest.Deadlines(request)
    var (outcome, answer) = await http.perform(message, into: NativeAnswer<Content>())
    do throws(ModelFailure) {
      return try answer.finish(outcome, now: WallClock.now)
    } catch { throw redacted(error) }
  }

  /// Asks for an answer in the OpenAI form.
  func predict(
    _ path: String, _ body: JSONValue, for request: ModelRequest
  ) async throws(ModelFailure) -> Prediction {
    var message = HTTPRequest(
      "\(base)\(path)", postingJSON: Array(body.compact.utf8), headers: headers)
    message.deadlines = HTTPRequest.Deadlines(request)
    let (outcome, answer) = await http.perform(message, into: OpenAIAnswer())
    do throws(ModelFailure) { return try answer.finish(outcome, now: WallClock.now) } catch {
      throw redacted(error)
    }
  }

  func redacted(_ failure: ModelFailure) -> ModelFailure {
    var failure = failure
    for secret in secrets where !secret.isEmpty {
      failure.message = failure.message.replacing(secret, with: "[key]")
    }
    return failure
  }

  /// A base URL without slashes at its end.
  ///
  /// - Throws: ``OptionError`` for what is no URL, or holds a password.
  static func checked(_ url: String) throws(OptionError) -> String {
    // First of all, so that no later message quotes a password.
    guard !url.contains("@") else {
      throw OptionError("a base URL holds no user or password", option: "base_url")
    }
    guard url.hasPrefix("http://") || url.hasPrefix("https://"), !url.contains(" ") else {
      throw OptionError(
        "a base URL begins with http:// or https://, not '\(url)'", option: "base_url")
    }
    var url = url
    while url.hasSuffix("/") { url.removeLast() }
    return url
  }
}
