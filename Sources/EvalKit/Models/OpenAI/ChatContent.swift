/// What the chunks of one answer add up to: those of chat, of plain completions, and whole answers.
struct ChatContent: Sendable {
  private(set) var text = ""
  private(set) var reasoning = ""
  private(set) var finishReason: String?
  private(set) var usage: TokenUsage?
  private(set) var model: String?
  /// What llama-server says about its own time.
  private(set) var serverTimings: ServerTimings?
  /// The first event or answer with an `error` key, in whatever form.
  private(set) var error: JSONValue?
  private(set) var hasChoice = false
  /// Whether text came after the finish reason, so that the answer cannot be told from another.
  private(set) var goesOnAfterEnd = false
  private var refusal = ""
  private var calls: [Int: ToolCall] = [:]

  /// The tool calls in the order of their indices.
  var toolCalls: [ToolCall] { calls.sorted { $0.key < $1.key }.map(\.value) }

  /// Reasoning and answer apart; reasoning in a leading `<think>` block is cut out of the text.
  var split: (reasoning: String, text: String) {
    let answer = text.isEmpty ? refusal : text
    let start = answer.drop(while: \.isWhitespace)
    guard start.hasPrefix("<think>"), let end = start.firstRange(of: "</think>") else {
      return (reasoning, answer)
    }
    let thought = start[..<end.lowerBound].dropFirst("<think>".count)
    let rest = start[end.upperBound...].drop(while: \.isWhitespace)
    return (reasoning + thought, String(rest))
  }

  /// Adds a chunk or a whole answer.
  ///
  /// - Returns: Whether it held anything the model generated.
  mutating func take(_ json: JSONValue) -> Bool {
    if let error = json["error"], !error.isNull, error != false, error != "" {
      if ErrorBody(json).isContentFilter {
        (finishReason, hasChoice) = ("content_filter", true)
      } else {
        self.error = json
      }
      return false
    }
    if let name = json["model"]?.stringValue, !name.isEmpty { model = name }
    if let usage = json["usage"], !usage.isNull { take(usage: usage) }
    if let timings = json["timings"] { serverTimings = ServerTimings(llama: timings) }
    guard let choices = json["choices"]?.arrayValue else { return false }
    var generated = false
    for choice in choices where choice["index"]?.intValue ?? 0 == 0 {
      let isOver = finishReason != nil
      hasChoice = true
      if let reason = choice["finish_reason"]?.stringValue, !reason.isEmpty {
        finishReason = reason
      }
      if Self.isFiltered(choice) { finishReason = "content_filter" }
      if take(message: choice["delta"] ?? choice["message"] ?? choice) {
        generated = true
        goesOnAfterEnd = goesOnAfterEnd || isOver
      }
    }
    return generated
  }

  /// Whether Azure's filter cut the answer; its other annotations change nothing.
  private static func isFiltered(_ choice: JSONValue) -> Bool {
    choice["content_filter_results"]?.objectValue?.members.contains {
      $0.value["filtered"] == true
    } ?? false
  }

  private mutating func take(message: JSONValue) -> Bool {
    let content = Self.text(message["content"] ?? message["text"])
    let thought =
      message["reasoning_content"]?.stringValue ?? message["reasoning"]?.stringValue
      ?? Self.text(message["reasoning_details"])
    let refused = message["refusal"]?.stringValue ?? ""
    text += content
    reasoning += thought
    refusal += refused
    var generated = !content.isEmpty || !thought.isEmpty || !refused.isEmpty
    for (position, call) in (message["tool_calls"]?.arrayValue ?? []).enumerated() {
      take(call, at: call["index"]?.intValue ?? position)
      generated = true
    }
    if let call = message["function_call"], call.objectValue != nil {
      take(["function": call], at: 0)
      generated = true
    }
    return generated
  }

  private mutating func take(_ delta: JSONValue, at index: Int) {
    var call = calls[index] ?? ToolCall(name: "", arguments: "")
    if let id = delta["id"]?.stringValue, !id.isEmpty { call.id = id }
    call.name += delta["function"]?["name"]?.stringValue ?? ""
    switch delta["function"]?["arguments"] {
    case .string(let part): call.arguments += part
    case .some(let whole) where !whole.isNull: call.arguments = whole.compact
    default: break
    }
    calls[index] = call
  }

  /// The last usage counts; one without any token is a placeholder, as Ollama sends with every
  /// chunk, and means that the counts are not known.
  private mutating func take(usage json: JSONValue) {
    func count(_ value: JSONValue?) -> Int? { value?.intValue.flatMap { $0 >= 0 ? $0 : nil } }
    let (prompt, completion) = (count(json["prompt_tokens"]), count(json["completion_tokens"]))
    guard prompt ?? 0 > 0 || completion ?? 0 > 0 else { return }
    usage = TokenUsage(
      promptTokens: prompt, completionTokens: completion,
      cachedTokens: count(json["prompt_tokens_details"]?["cached_tokens"]),
      reasoningTokens: count(json["completion_tokens_details"]?["reasoning_tokens"]))
  }

  /// A text, or the texts of a list of parts.
  private static func text(_ json: JSONValue?) -> String {
    switch json {
    case .string(let text): text
    case .array(let parts):
      parts.compactMap { $0["text"]?.stringValue ?? $0["summary"]?.stringValue }.joined()
    default: ""
    }
  }
}
