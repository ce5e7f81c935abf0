import EvalKit

/// The ways in which models write a tool call.
enum CallNotation: String, CaseIterable {
  case native, bare, fenced, openAI, hermes, functionTag, invokeTag, python, rawBFCL

  /// A prediction that makes one call in this notation, with words around it where models add some.
  func prediction(_ name: String, _ arguments: JSONObject) -> Prediction {
    let json = JSONValue.object(arguments).compact
    let quoted = JSONValue.string(name).compact
    switch self {
    case .native:
      return Prediction(toolCalls: [ToolCall(name: name, arguments: json)])
    case .bare:
      return Prediction(text: "Sure.\n\n{\"name\": \(quoted), \"parameters\": \(json)}\n\nDone.")
    case .fenced:
      return Prediction(
        text: "I call it:\n```json\n[{\"name\": \(quoted), \"arguments\": \(json)}]\n```\n")
    case .openAI:
      let text = JSONValue.string(json).compact
      return Prediction(
        text: """
          {"tool_calls": [{"id": "1", "type": "function", \
          "function": {"name": \(quoted), "arguments": \(text)}}]}
          """)
    case .hermes:
      return Prediction(
        text: "<tool_call>\n{\"name\": \(quoted), \"arguments\": \(json)}\n</tool_call>")
    case .functionTag:
      let inner = arguments.members.map {
        "<parameter=\($0.key)>\n\(Self.plain($0.value))\n</parameter>\n"
      }.joined()
      return Prediction(text: "<tool_call>\n<function=\(name)>\n\(inner)</function>\n</tool_call>")
    case .invokeTag:
      let inner = arguments.members.map {
        "<parameter name=\"\($0.key)\">\(Self.plain($0.value))</parameter>\n"
      }.joined()
      return Prediction(text: "Calling.\n<invoke name=\"\(name)\">\n\(inner)</invoke>")
    case .python:
      let inner = arguments.members.map { "\($0.key)=\(Self.python($0.value))" }
      return Prediction(text: "[\(name)(\(inner.joined(separator: ", ")))]")
    case .rawBFCL: return Prediction(text: "[{\(quoted): \(json)}]")
    }
  }

  /// A value between tags: strings as they are, everything else as JSON.
  private static func plain(_ value: JSONValue) -> String { value.stringValue ?? value.compact }

  private static func python(_ value: JSONValue) -> String {
    switch value {
    case .null: return "None"
    case .bool(let truth): return truth ? "True" : "False"
    case .string(let text):
      let escaped = text.map { character in
        switch character {
        case "\\": "\\\\"
        case "'": "\\'"
        case "\n": "\\n"
        default: String(character)
        }
      }
      return "'\(escaped.joined())'"
    case .array(let elements): return "[\(elements.map(python).joined(separator: ", "))]"
    case .object(let object):
      let members = object.members.map { "\(python(.string($0.key))): \(python($0.value))" }
      return "{\(members.joined(separator: ", "))}"
    case .integer, .number: return value.compact
    }
  }
}
