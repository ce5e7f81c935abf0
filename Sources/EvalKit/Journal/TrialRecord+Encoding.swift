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
