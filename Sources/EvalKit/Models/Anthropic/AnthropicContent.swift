/// What the events of an answer of the Messages API add up to; a whole answer is one of them.
struct AnthropicContent: AnswerContent {
  static let framing = AnswerFraming.events

  /// One block of the answer, as far as it is of use here.
  private struct Block {
    var text = ""
    var reasoning = ""
    var call: ToolCall?
    /// The tool's input as an object, taken when it does not come in parts.
    var input: JSONValue?
  }

  private var blocks: [Int: Block] = [:]
  private var stopReason: String?
  private var model: String?
  private var input: Int?
  private var cacheWrites: Int?
  private var cacheReads: Int?
  private var output: Int?
  private var isMessage = false

  init() {}

  var isComplete: Bool { stopReason != nil }

  mutating func take(_ json: JSONValue) throws(ModelFailure) -> Bool {
    if let error = json["error"], !error.isNull { throw ModelFailure(anthropic: json) }
    switch json["type"]?.stringValue {
    case "message": return take(message: json)
    case "message_start": return take(message: json["message"] ?? .null)
    case "content_block_start":
      return take(block: json["content_block"] ?? .null, at: json["index"]?.intValue ?? 0)
    case "content_block_delta":
      return take(delta: json["delta"] ?? .null, at: json["index"]?.intValue ?? 0)
    case "message_delta":
      take(end: json["delta"] ?? .null)
      take(usage: json["usage"])
      return false
    default: return false
    }
  }

  private mutating func take(message: JSONValue) -> Bool {
    isMessage = true
    if let name = message["model"]?.stringValue, !name.isEmpty { model = name }
    take(usage: message["usage"])
    take(end: message)
    var generated = false
    for (index, block) in (message["content"]?.arrayValue ?? []).enumerated() {
      if take(block: block, at: index) { generated = true }
    }
    return generated
  }

  private mutating func take(end: JSONValue) {
    if let reason = end["stop_reason"]?.stringValue, !reason.isEmpty { stopReason = reason }
  }

  private mutating func take(block json: JSONValue, at index: Int) -> Bool {
    var block = blocks[index] ?? Block()
    defer { blocks[index] = block }
    switch json["type"]?.stringValue {
    case "text":
      block.text += json["text"]?.stringValue ?? ""
      return !block.text.isEmpty
    case "thinking":
      block.reasoning += json["thinking"]?.stringValue ?? ""
      return !block.reasoning.isEmpty
    case "tool_use":
      block.call = ToolCall(
        id: json["id"]?.stringValue, name: json["name"]?.stringValue ?? "", arguments: "")
      block.input = json["input"]
      return true
    default: return false
    }
  }

  private mutating func take(delta json: JSONValue, at index: Int) -> Bool {
    let part: String
    switch json["type"]?.stringValue {
    case "text_delta":
      part = json["text"]?.stringValue ?? ""
      blocks[index, default: Block()].text += part
    case "thinking_delta":
      part = json["thinking"]?.stringValue ?? ""
      blocks[index, default: Block()].reasoning += part
    case "input_json_delta":
      part = json["partial_json"]?.stringValue ?? ""
      blocks[index, default: Block()].call?.arguments += part
    default: return false
    }
    return !part.isEmpty
  }

  /// Later counts replace earlier ones; those that are left out stay.
  private mutating func take(usage json: JSONValue?) {
    input = json?["input_tokens"]?.intValue ?? input
    output = json?["output_tokens"]?.intValue ?? output
    cacheWrites = json?["cache_creation_input_tokens"]?.intValue ?? cacheWrites
    cacheReads = json?["cache_read_input_tokens"]?.intValue ?? cacheReads
  }

  func prediction() throws(ModelFailure) -> Prediction {
    guard isMessage else {
      throw ModelFailure(.malformed, "the answer holds no message", transient: true)
    }
    guard let stopReason else {
      throw ModelFailure(
        .interrupted, "the answer ended without a stop reason", transient: true)
    }
    let ordered = blocks.sorted { $0.key < $1.key }.map(\.value)
    let split = ThinkBlock.split(ordered.map(\.text).joined())
    return Prediction(
      text: split.text, reasoning: ordered.map(\.reasoning).joined() + split.reasoning,
      toolCalls: ordered.compactMap(Self.call), finishReason: FinishReason(stopReason),
      usage: usage, model: model)
  }

  private static func call(_ block: Block) -> ToolCall? {
    guard var call = block.call else { return nil }
    if call.arguments.isEmpty { call.arguments = block.input?.compact ?? "{}" }
    return call
  }

  /// The input counts leave out what was written to a cache or read from it.
  private var usage: TokenUsage? {
    guard input != nil || output != nil else { return nil }
    let prompt = input.map { $0 + (cacheWrites ?? 0) + (cacheReads ?? 0) }
    return TokenUsage(promptTokens: prompt, completionTokens: output, cachedTokens: cacheReads)
  }

  /// Its rate limits say when to come back; a limit of spending does not, and never clears.
  static func explained(_ failure: ModelFailure) -> ModelFailure {
    guard failure.status == 429, failure.isTransient, failure.retryAfter == nil,
      failure.message.contains("rate_limit") || failure.message.contains("limit")
    else { return failure }
    var failure = failure
    failure.isTransient = false
    failure.message += " (without a time to come back: a limit of the account)"
    return failure
  }
}

extension ModelFailure {
  /// An `error` event, which is a status in disguise.
  init(anthropic json: JSONValue) {
    let statuses = [
      "invalid_request_error": 400, "authentication_error": 401, "billing_error": 402,
      "permission_error": 403, "not_found_error": 404, "request_too_large": 413,
      "rate_limit_error": 429, "api_error": 500, "timeout_error": 504, "overloaded_error": 529,
    ]
    let place = "error inside the answer"
    guard let type = json["error"]?["type"]?.stringValue, let status = statuses[type] else {
      self.init(error: json, place)
      return
    }
    let body = ErrorBody(json)
    self.init(status: status, headers: HTTPHeaders(), body: body, now: .zero)
    message = "\(place): \(body.message) (\(type))"
  }
}
