/// What the lines of an answer of `/api/chat` or `/api/generate` add up to.
struct OllamaContent: AnswerContent {
  static let framing = AnswerFraming.lines

  private var text = ""
  private var reasoning = ""
  private var calls: [ToolCall] = []
  private var model: String?
  /// The line that says `done`.
  private var end: JSONValue?

  init() {}

  var isComplete: Bool { end != nil }

  mutating func take(_ json: JSONValue) throws(ModelFailure) -> Bool {
    if let error = json["error"], !error.isNull {
      throw ModelFailure(error: json, "error inside the answer")
    }
    guard json["response"] != nil || json["message"] != nil else {
      throw ModelFailure(.malformed, "the answer has neither 'message' nor 'response'")
    }
    guard end == nil else {
      throw ModelFailure(.malformed, "the stream goes on after its end", transient: true)
    }
    if let name = json["model"]?.stringValue, !name.isEmpty { model = name }
    let message = json["message"]
    let written = message?["content"]?.stringValue ?? json["response"]?.stringValue ?? ""
    let thought = message?["thinking"]?.stringValue ?? json["thinking"]?.stringValue ?? ""
    let called = message?["tool_calls"]?.arrayValue ?? []
    text += written
    reasoning += thought
    for call in called { calls.append(try Self.toolCall(call)) }
    if json["done"]?.boolValue == true { end = json }
    return !written.isEmpty || !thought.isEmpty || !called.isEmpty
  }

  func prediction() throws(ModelFailure) -> Prediction {
    guard let end else {
      throw ModelFailure(
        .interrupted, "the answer ended before a line that says 'done'", transient: true)
    }
    let reason = end["done_reason"]?.stringValue
    guard reason != "load", reason != "unload" else {
      throw ModelFailure(
        .rejected, "nothing was generated: the prompt is empty (done_reason '\(reason ?? "")')")
    }
    let split = ThinkBlock.split(text)
    var finish = reason.map(FinishReason.init)
    // As its own OpenAI layer does; natively a call ends with "stop".
    if !calls.isEmpty, finish == .stop { finish = .toolCalls }
    return Prediction(
      text: split.text, reasoning: reasoning + split.reasoning, toolCalls: calls,
      finishReason: finish, usage: usage(end), timings: Timings(server: timings(end)),
      model: model)
  }

  private func usage(_ end: JSONValue) -> TokenUsage? {
    let prompt = end["prompt_eval_count"]?.intValue
    let written = end["eval_count"]?.intValue
    guard prompt != nil || written != nil else { return nil }
    return TokenUsage(promptTokens: prompt, completionTokens: written)
  }

  /// Its own durations; zeros are left out by the server.
  private func timings(_ end: JSONValue) -> ServerTimings? {
    func duration(_ key: String) -> Duration? {
      end[key]?.intValue.flatMap { $0 >= 0 ? .nanoseconds($0) : nil }
    }
    var timings = ServerTimings(
      load: duration("load_duration"), prompt: duration("prompt_eval_duration"),
      generation: duration("eval_duration"), total: duration("total_duration"),
      generatedTokens: end["eval_count"]?.intValue)
    guard let total = timings.total else { return timings.isEmpty ? nil : timings }
    let parts = [timings.load, timings.prompt, timings.generation].compactMap { $0 }
    timings.queue = max(.zero, total - parts.reduce(.zero, +))
    return timings
  }

  /// Arguments are an object here, and text everywhere else.
  private static func toolCall(_ json: JSONValue) throws(ModelFailure) -> ToolCall {
    guard let name = json["function"]?["name"]?.stringValue else {
      throw ModelFailure(.malformed, "a tool call has no name")
    }
    let arguments = json["function"]?["arguments"] ?? .object(JSONObject())
    return ToolCall(
      id: json["id"]?.stringValue, name: name,
      arguments: arguments.stringValue ?? arguments.compact)
  }

  /// Some refusals are the request's fault, whatever their status.
  static func explained(_ failure: ModelFailure) -> ModelFailure {
    var failure = failure
    let text = failure.message.lowercased()
    let isOwnFault = ["option \"", "invalid format", "does not support"].contains {
      text.contains($0)
    }
    switch failure.status {
    case 500 where isOwnFault: (failure.kind, failure.isTransient) = (.rejected, false)
    case 403: failure.message += "; the server refuses this host or origin (OLLAMA_ORIGINS)"
    case 404 where text.contains("model") && !text.contains("pull"):
      failure.message += "; 'ollama pull' fetches models"
    case 400 where text.contains("does not support insert"):
      failure.message += "; give 'fim_prompt' with the model's own tokens"
    default: break
    }
    return failure
  }
}
