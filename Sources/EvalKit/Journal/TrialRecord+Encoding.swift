/// The parts of a trial that are one JSON text each in the journal and in recordings.
enum EncodedTrial {
  static func json(_ usage: TokenUsage) -> JSONValue {
    var object = JSONObject()
    for (key, count) in [
      ("prompt_tokens", usage.promptTokens), ("completion_tokens", usage.completionTokens),
      ("cached_tokens", usage.cachedTokens), ("reasoning_tokens", usage.reasoningTokens),
    ] {
      if let count { object[key] = .integer(Int64(count)) }
    }
    return .object(object)
  }

  static func usage(_ json: JSONValue) -> TokenUsage {
    TokenUsage(
      promptTokens: json["prompt_tokens"]?.intValue,
      completionTokens: json["completion_tokens"]?.intValue,
      cachedTokens: json["cached_tokens"]?.intValue,
      reasoningTokens: json["reasoning_tokens"]?.intValue)
  }

  static func json(_ timings: ServerTimings) -> JSONValue {
    var object = JSONObject()
    for (key, duration) in [
      ("queue_ms", timings.queue), ("load_ms", timings.load), ("prompt_ms", timings.prompt),
      ("generation_ms", timings.generation), ("total_ms", timings.total),
    ] {
      if let duration { object[key] = .number(duration.inMilliseconds) }
    }
    object["prompt_tokens"] = timings.promptTokens.map { .integer(Int64($0)) }
    object["generated_tokens"] = timings.generatedTokens.map { .integer(Int64($0)) }
    return .object(object)
  }

  /// `nil` when nothing is told.
  static func serverTimings(_ json: JSONValue) -> ServerTimings? {
    func duration(_ key: String) -> Duration? {
      json[key]?.doubleValue.flatMap(Self.duration(milliseconds:))
    }
    let timings = ServerTimings(
      queue: duration("queue_ms"), load: duration("load_ms"), prompt: duration("prompt_ms"),
      generation: duration("generation_ms"), total: duration("total_ms"),
      promptTokens: json["prompt_tokens"]?.intValue,
      generatedTokens: json["generated_tokens"]?.intValue)
    return timings.isEmpty ? nil : timings
  }

  /// A number of milliseconds that somebody else wrote; `nil` for a negative or absurd one.
  static func duration(milliseconds: Double) -> Duration? {
    (0...1e12).contains(milliseconds) ? .nanoseconds(Int64((milliseconds * 1e6).rounded())) : nil
  }

  /// The OpenAI form: `[{"id":…,"type":"function","function":{"name":…,"arguments":text}}]`.
  static func json(_ calls: [ToolCall]) -> JSONValue {
    .array(
      calls.map { call in
        var object = JSONObject()
        object["id"] = call.id.map(JSONValue.string)
        object["type"] = "function"
        object["function"] = ["name": .string(call.name), "arguments": .string(call.arguments)]
        return .object(object)
      })
  }

  /// Reads the OpenAI form and the flat `{"name":…,"arguments":…}`; arguments may be an object.
  static func toolCalls(_ json: JSONValue) -> [ToolCall]? {
    guard let all = json.arrayValue else { return nil }
    var calls: [ToolCall] = []
    for call in all {
      let function = call["function"] ?? call
      guard let name = function["name"]?.stringValue else { return nil }
      let arguments = function["arguments"] ?? .string("")
      calls.append(
        ToolCall(
          id: call["id"]?.stringValue, name: name,
          arguments: arguments.stringValue ?? arguments.compact))
    }
    return calls
  }

  /// Values as numbers, missing ones as their reason.
  static func json(_ measures: [String: MeasureValue]) -> JSONValue {
    .object(
      JSONObject(
        measures.sorted { $0.key < $1.key }.map { name, value in
          switch value {
          case .value(let number): .init(key: name, value: .number(number))
          case .missing(let reason): .init(key: name, value: .string(reason))
          }
        }))
  }

  static func measures(_ json: JSONValue) -> [String: MeasureValue] {
    var result: [String: MeasureValue] = [:]
    for member in json.objectValue?.members ?? [] {
      result[member.key] =
        member.value.doubleValue.map(MeasureValue.value)
        ?? .missing(reason: member.value.stringValue ?? "")
    }
    return result
  }
}
