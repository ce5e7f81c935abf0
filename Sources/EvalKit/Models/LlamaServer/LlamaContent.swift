/// What the events of an answer of llama-server's `/completion` or `/infill` add up to.
struct LlamaContent: AnswerContent {
  static let framing = AnswerFraming.events

  private var text = ""
  private var model: String?
  /// The event that says how generation ended, or the whole answer.
  private var end: JSONValue?

  init() {}

  var isComplete: Bool { end != nil }

  mutating func take(_ json: JSONValue) throws(ModelFailure) -> Bool {
    if let error = json["error"], !error.isNull {
      throw ModelFailure(error: json, "error inside the answer")
    }
    guard let written = json["content"]?.stringValue else {
      throw ModelFailure(
        .malformed,
        json.arrayValue == nil
          ? "the answer has no 'content'" : "the answer is a list: several for one request")
    }
    guard end == nil else {
      throw ModelFailure(.malformed, "the stream goes on after its end", transient: true)
    }
    text += written
    if let name = json["model"]?.stringValue, !name.isEmpty { model = name }
    // An answer that was asked for some fields only may lack 'stop'.
    if json["stop"]?.boolValue ?? (json["stop_type"] != nil) { end = json }
    return !written.isEmpty
  }

  func prediction() throws(ModelFailure) -> Prediction {
    guard let end else {
      throw ModelFailure(.interrupted, "the answer ended before its last event", transient: true)
    }
    let timings = end["timings"].flatMap(ServerTimings.init(llama:))
    guard end["stop_type"] != "none" || end["tokens_predicted"] != 0 else {
      throw ModelFailure(
        .rejected, "nothing was generated: the prompt is empty (stop_type 'none')")
    }
    return Prediction(
      text: text, finishReason: Self.finishReason(end),
      usage: TokenUsage(
        promptTokens: end["tokens_evaluated"]?.intValue ?? Self.promptTokens(end["timings"]),
        completionTokens: end["tokens_predicted"]?.intValue ?? timings?.generatedTokens,
        cachedTokens: end["timings"]?["cache_n"]?.intValue),
      timings: Timings(server: timings), model: model)
  }

  /// A stop string and the model's own end are both a stop.
  private static func finishReason(_ end: JSONValue) -> FinishReason? {
    switch end["stop_type"]?.stringValue {
    case "eos", "word": return .stop
    case "limit": return .length
    case let other?: return .other(other)
    case nil: break
    }
    // Builds before December 2024.
    if end["stopped_limit"] == true { return .length }
    return end["stopped_eos"] == true || end["stopped_word"] == true ? .stop : nil
  }

  private static func promptTokens(_ timings: JSONValue?) -> Int? {
    guard let processed = timings?["prompt_n"]?.intValue else { return nil }
    return (timings?["cache_n"]?.intValue).map { $0 + processed }
  }
}

extension ServerTimings {
  /// Reads the `timings` that llama-server puts into its answers, native or OpenAI's.
  init?(llama json: JSONValue) {
    func duration(_ key: String) -> Duration? {
      json[key]?.doubleValue.flatMap(EncodedTrial.duration(milliseconds:))
    }
    self.init(
      prompt: duration("prompt_ms"), generation: duration("predicted_ms"),
      promptTokens: json["prompt_n"]?.intValue, generatedTokens: json["predicted_n"]?.intValue)
    if isEmpty { return nil }
  }
}
