/// What a server says in the body of an error, in whatever form.
///
/// Read are the forms of OpenAI, Azure, vLLM, llama-server, TGI, Ollama, OpenRouter, Anthropic and
/// FastAPI, and pages of proxies.
struct ErrorBody: Sendable, Equatable {
  /// For people; never empty, on one line, at most 300 characters.
  var message: String
  /// `type` and `code` in lower case, as far as they are given.
  var codes: [String]

  /// Whether it was a web page, of which ``message`` gives the title.
  private(set) var isPage = false
  private var isFlagged = false

  /// Reads a body with an `error` key, or one that is itself the error.
  init(_ json: JSONValue) {
    let error = json["error"] ?? json
    var codes = [error["type"], error["code"], json["type"], json["error_type"]]
    codes += [error["details"]?["error_code"], error["innererror"]?["code"]]
    self.codes = codes.compactMap { $0?.stringValue?.lowercased() }
    isFlagged = error["metadata"]?["flagged_input"] != nil
    let text =
      error.stringValue ?? error["message"]?.stringValue ?? json["message"]?.stringValue
      ?? Self.detail(json["detail"])
    message = Self.clean(text ?? "the server gave no reason")
    // Ollama hands the error of its runner on as text.
    if let text, text.hasPrefix("{\"error\""), let inner = try? JSONValue(parsing: text),
      inner["error"]?["message"]?.stringValue?.hasPrefix("{") == false
    {
      let inner = ErrorBody(inner)
      message = inner.message
      self.codes += inner.codes
    }
  }

  /// Reads a body of any kind.
  init(bytes: [UInt8], parser: JSONParser) {
    if let json = try? parser.parse(bytes), json.objectValue != nil {
      self.init(json)
    } else {
      self.init(notJSON: bytes, maximumLength: 300)
    }
  }

  /// Describes a body that is no JSON.
  init(notJSON bytes: [UInt8], maximumLength: Int = 100) {
    codes = []
    let text = String(decoding: bytes.prefix(4000), as: UTF8.self)
    let start = text.drop(while: \.isWhitespace)
    isPage = start.first == "<"
    if isPage {
      message = "an HTML page" + (Self.title(text).map { ", '\($0)'" } ?? "")
    } else {
      message = start.isEmpty ? "an empty body" : Self.clean(text, maximumLength: maximumLength)
    }
  }

  /// Whether the request cannot fit the model's context.
  var isContextOverflow: Bool {
    let marks = [
      "maximum context length", "context limit", "longer than the model's context",
      "exceed the configured limit", "`max_new_tokens` must be", "available context size",
      "maximum number of tokens allowed", "maximum input length", "prompt is too long",
      "input is too long", "too large to process", "input length", "context length",
      "context window",
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
    return isFlagged || codes.contains(where: names.contains)
  }

  /// Whether the server has too much to do, or the client asked too often.
  var isOverload: Bool {
    let names = [
      "overloaded_error", "overloaded", "server_is_overloaded", "rate_limit_error",
      "rate_limit_exceeded", "slow_down", "unavailable_error",
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

  /// Whether the request is to blame, whatever the status: llama-server answers 500 to some.
  var blamesRequest: Bool {
    let names = ["invalid_request_error", "not_supported_error", "validation", "not_found_error"]
    let text = message.lowercased()
    return codes.contains(where: names.contains) || text.contains("json.exception")
      || text.contains("not supported")
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

  private static func clean(_ text: String, maximumLength: Int = 300) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let printable = ConsoleText.printable(line)
    return printable.count > maximumLength ? printable.prefix(maximumLength) + "…" : printable
  }
}
