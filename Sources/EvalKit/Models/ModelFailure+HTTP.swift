extension ModelFailure {
  /// What an HTTP error means for the trial.
  init(status: Int, headers: HTTPHeaders, body: ErrorBody, now: Duration) {
    let retryAfter = RetryAfter.delay(in: headers, now: now)
    let (kind, transient) = Self.meaning(of: status, body, asksToWait: retryAfter != nil)
    let override = headers["x-should-retry"].flatMap { ["true": true, "false": false][$0] }
    self.init(
      kind, "HTTP \(status): \(body.message)", transient: override ?? transient,
      retryAfter: retryAfter, status: status)
  }

  /// An error in an answer with status 200: an event of its stream, or the whole of it.
  ///
  /// - Parameters:
  ///   - json: The event, or the answer.
  ///   - place: Where it was, for people.
  init(error json: JSONValue, _ place: String) {
    let body = ErrorBody(json)
    let error = json["error"] ?? json
    let code = error["code"] ?? error["http_status_code"]
    let status = (code?.intValue ?? code?.stringValue.flatMap { Int($0) })
      .flatMap { (400...599).contains($0) ? $0 : nil }
    let (kind, transient) =
      status.map { Self.meaning(of: $0, body, asksToWait: false) } ?? Self.meaning(of: body)
    let suffix = status.map { " (\($0))" } ?? ""
    self.init(kind, "\(place): \(body.message)\(suffix)", transient: transient, status: status)
  }

  /// What an error without a status means.
  private static func meaning(of body: ErrorBody) -> (Kind, transient: Bool) {
    if body.isContextOverflow { return (.contextExceeded, false) }
    if body.isExhausted { return (.unauthorized, false) }
    if body.isOverload { return (.overloaded, true) }
    return body.blamesRequest ? (.rejected, false) : (.server, true)
  }

  private static func meaning(
    of status: Int, _ body: ErrorBody, asksToWait: Bool
  ) -> (Kind, transient: Bool) {
    switch status {
    case 400, 413, 422: return (body.isContextOverflow ? .contextExceeded : .rejected, false)
    // No credit left; OpenRouter asks to wait when requests in flight hold what is left.
    case 402: return asksToWait ? (.overloaded, true) : (.unauthorized, false)
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
    case .badURL, .badRequest, .redirectToOtherHost: self.init(.rejected, text)
    case .undecodable: self.init(.malformed, text, transient: true)
    case .tlsFailure: self.init(.unreachable, text)
    case .refused, .unreachable, .connectTimeout, .resetBeforeFirstByte, .couldNotResolve, .proxy,
      .other:
      self.init(.unreachable, text, transient: true)
    case .firstByteTimeout, .stalled: self.init(.timeout, text, transient: true)
    // The whole time of the trial is over, so that none is left for another attempt.
    case .totalTimeout: self.init(.timeout, text)
    case .resetAfterFirstByte, .truncatedBody: self.init(.interrupted, text, transient: true)
    case .tooLarge: self.init(.malformed, text)
    case .cancelled: self.init(.cancelled, text)
    }
  }
}
