internal import EvalKit

/// Finds the tool calls of a prediction, however the model wrote them.
///
/// Calls that the server reported come first; the text is read only when there are none. In the
/// text the first notation that yields anything counts: tags, Python, JSON in fenced blocks, JSON
/// among the words. Thoughts up to `</think>` are left out.
struct ToolCallParser {
  /// Fences that may hold a call.
  private static let languages: Set<String> = [
    "", "json", "tool_call", "tool_calls", "tool_code", "tool", "function_call", "python", "xml",
  ]

  let tools: ToolSet

  func calls(in prediction: Prediction) -> FoundCalls {
    guard prediction.toolCalls.isEmpty else {
      return FoundCalls(
        calls: prediction.toolCalls.map { FoundCall($0.name, argumentText: $0.arguments) })
    }
    return calls(inText: Self.withoutThoughts(prediction.text))
  }

  private func calls(inText text: String) -> FoundCalls {
    let tagged = TaggedCalls.calls(in: text, tools: tools)
    if !tagged.isEmpty { return tagged }
    let python = PythonCalls.calls(in: text, tools: tools)
    if !python.isEmpty { return python }
    let json = JSONCalls(tools: tools)
    var fenced = FoundCalls()
    let blocks = CodeExtraction.fencedBlocks(in: text)
    for block in blocks where Self.languages.contains(block.language) {
      var found = PythonCalls.calls(in: block.code, tools: tools)
      if found.isEmpty { found = json.calls(inText: block.code, isCertain: false) }
      fenced.calls += found.calls
      fenced.problems += found.problems
    }
    return fenced.isEmpty ? json.calls(among: text) : fenced
  }

  /// The text behind the last `</think>`.
  private static func withoutThoughts(_ text: String) -> String {
    let mark = Array("</think>".utf8)
    let bytes = Array(text.utf8)
    var position = bytes.count - mark.count
    while position >= 0 {
      if bytes[position] == mark[0], bytes[position...].starts(with: mark) {
        return String(decoding: bytes[(position + mark.count)...], as: UTF8.self)
      }
      position -= 1
    }
    return text
  }
}
