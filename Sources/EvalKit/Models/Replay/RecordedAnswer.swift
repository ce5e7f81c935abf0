/// The form of an answer in recordings, and of those of programs.
enum RecordedAnswer {
  /// Reads an entry; what it lacks is empty or `nil`.
  static func prediction(_ json: JSONValue) throws(ModelFailure) -> Prediction {
    func duration(_ key: String) -> Duration? {
      json["timings"]?[key]?.doubleValue.flatMap(EncodedTrial.duration(milliseconds:))
    }
    var prediction = Prediction(
      text: json["text"]?.stringValue ?? "", reasoning: json["reasoning"]?.stringValue ?? "",
      finishReason: json["finish_reason"]?.stringValue.map(FinishReason.init),
      usage: json["usage"].flatMap { $0.isNull ? nil : EncodedTrial.usage($0) },
      timings: Timings(
        firstToken: duration("first_token_ms"), total: duration("total_ms"),
        server: json["timings"]?["server"].flatMap(EncodedTrial.serverTimings)),
      model: json["model"]?.stringValue)
    if let calls = json["tool_calls"], !calls.isNull {
      guard let decoded = EncodedTrial.toolCalls(calls) else {
        throw ModelFailure(.malformed, "the recorded 'tool_calls' are no list of calls")
      }
      prediction.toolCalls = decoded
    }
    return prediction
  }

  /// Writes what there is of an answer; `text` always.
  static func json(_ prediction: Prediction) -> JSONValue { .object(members(prediction)) }

  static func members(_ prediction: Prediction) -> JSONObject {
    var object = JSONObject()
    object["text"] = .string(prediction.text)
    if !prediction.reasoning.isEmpty { object["reasoning"] = .string(prediction.reasoning) }
    if !prediction.toolCalls.isEmpty {
      object["tool_calls"] = EncodedTrial.json(prediction.toolCalls)
    }
    object["finish_reason"] = prediction.finishReason.map { .string($0.name) }
    object["usage"] = prediction.usage.map(EncodedTrial.json)
    object["model"] = prediction.model.map(JSONValue.string)
    var timings = JSONObject()
    timings["first_token_ms"] = prediction.timings.firstToken.map { .number($0.inMilliseconds) }
    timings["total_ms"] = prediction.timings.total.map { .number($0.inMilliseconds) }
    timings["server"] = prediction.timings.server.map(EncodedTrial.json)
    if !timings.isEmpty { object["timings"] = .object(timings) }
    return object
  }
}
