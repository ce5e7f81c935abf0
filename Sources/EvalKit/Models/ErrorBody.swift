/// What a server says in the body of an error, in whatever form.
///
/// Read are the forms of OpenAI, Azure, vLLM, llama-server, TGI, Ollama, OpenRouter, Anthropic and
/// FastAPI, and pages of proxies.
struct ErrorBody: Sendable, Equatable {
  /// For people; never empty, on one line, at most 300 characters.
  var message: String
  /// `type` and `code` in lower case, as far as they are given.
  var codes: [String]

  /// Reads the value of an `error` key, or a whole body that has none.
  init(_ json: JSONValue) {
    let error = json["error"] ?? json
    var codes = [error["type"], error["code"], json["type"], json["error_type"]]
    codes += [error["details"]?["error_code"], error["innererror"]?["code"]]
    self.codes = codes.compactMap { $0?.stringValue?.lowercased() }
    let text =
      error.stringValue ?? error["message"]?.stringValue ?? json["message"]?.stringValue
      ?? Self.detail(json["detail"])
    message = Self.clean(text ?? "the server gave no reason")
  }

  /// Reads a body of any kind.
  init(bytes: [UInt8], parser: JSONParser) {
    if let json = try? parser.parse(bytes), json.objectValue != nil {
      self.init(json)
    } else {
      self.init(message: Self.description(of: bytes))
    }
  }

  private init(message: String) { (self.message, codes) = (message, []) }

  private static func description(of bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(400), as: UTF8.self)
    let start = text.drop(while: \.isWhitespace)
    if start.isEmpty { return "an empty body" }
    guard start.first == "<" else { return clean(text) }
    return "an HTML page" + (title(text).map { ", '\($0)'" } ?? "")
  }

  /// Whether the request cannot fit the model's context.
  var isContextOverflow: Bool {
    let marks = [
      "maximum context length", "context limit", "longer than the model's context",
      "exceed the configured limit", "`max_new_tokens` must be", "available context size",
      "maximum number of tokens allowed", "maximum input length", "prompt is too long",
      "input is too long", "input length", "context length", "context window",
    ]
    let text = message.lowercased()
    return codes.contains { $0 == "context_length_exceeded" || $0 == "exceed_context_size_error" }
      || marks.contains { text.contains($0) }
  }

  /// Whether a content filter stopped the request.
  var isContentFilter: Bool {
    let names = [
      "content_filter", "content_policy_violation", "invalid_prompt", "cyber_policy",
      "responsibleaipolicyviolation",
    ]
    return codes.contains(where: names.contains)
  }

  /// Whether waiting does not help: the account is out of money.
  var isExhausted: Bool {
    let names = [
      "insufficient_quota", "credit_balance_exhausted", "enforced_spend_limit_reached",
      "billing_hard_limit_reached", "billing_error",
    ]
    return codes.contains(where: names.contains)
  }

  /// Whether a status of 500 hides a mistake in the request, as llama-server's do.
  var blamesRequest: Bool {
    let marks = [
      "json.exception", "not supported", "is required", "must be", "invalid", "missing field",
      "failed to parse",
    ]
    let text = message.lowercased()
    return codes.contains { $0 == "invalid_request_error" || $0 == "not_supported_error" }
      || marks.contains { text.contains($0) }
  }

  private static func detail(_ json: JSONValue?) -> String? {
    if let text = json?.stringValue { return text }
    guard let first = json?.arrayValue?.first, let message = first["msg"]?.stringValue else {
      return nil
    }
    let place = first["loc"]?.arrayValue?.compactMap(\.stringValue).joined(separator: ".")
    return (place.map { "\($0): " } ?? "") + message
  }

  private static func title(_ page: String) -> String? {
    guard let open = page.firstRange(of: "<title>"),
      let close = page[open.upperBound...].firstRange(of: "</title>")
    else { return nil }
    return clean(String(page[open.upperBound..<close.lowerBound]))
  }

  private static func clean(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let printable = ConsoleText.printable(line)
    return printable.count > 300 ? printable.prefix(300) + "…" : printable
  }
}

extension ModelFailure {
  /// What an HTTP error means for the trial.
  init(status: Int, headers: HTTPHeaders, body: ErrorBody, now: Duration) {
    let retryAfter = RetryAfter.delay(in: headers, now: now)
    let (kind, transient) = Self.meaning(of: status, body)
    let override = headers["x-should-retry"].flatMap { ["true": true, "false": false][$0] }
    self.init(
      kind, "HTTP \(status): \(body.message)", transient: override ?? transient,
      retryAfter: retryAfter, status: status)
  }

  private static func meaning(of status: Int, _ body: ErrorBody) -> (Kind, transient: Bool) {
    switch status {
    case 400, 413, 422: return (body.isContextOverflow ? .contextExceeded : .rejected, false)
    case 401, 403: return (.unauthorized, false)
    case 408: return (.timeout, true)
    case 409, 425: return (.overloaded, true)
    case 424: return (.server, true)
    case 429: return body.isExhausted ? (.unauthorized, false) : (.overloaded, true)
    case 500 where body.isContextOverflow: return (.contextExceeded, false)
    case 500 where body.blamesRequest: return (.rejected, false)
    case 501, 505: return (.rejected, false)
    case 503, 529: return (.overloaded, true)
    case 500...: return (.server, true)
    default: return (.rejected, false)
    }
  }

  /// What a broken connection means for the trial.
  init(_ failure: TransportFailure) {
    let text = failure.description
    switch failure.kind {
    case .badURL, .badRequest, .redirectToOtherHost, .proxy:
      self.init(.rejected, text)
    case .couldNotResolve, .tlsFailure: self.init(.unreachable, text)
    case .refused, .unreachable, .connectTimeout, .resetBeforeFirstByte, .other:
      self.init(.unreachable, text, transient: true)
    case .firstByteTimeout, .stalled, .totalTimeout: self.init(.timeout, text, transient: true)
    case .resetAfterFirstByte, .truncatedBody: self.init(.interrupted, text, transient: true)
    case .tooLarge: self.init(.malformed, text)
    case .cancelled: self.init(.cancelled, text)
    }
  }
}
