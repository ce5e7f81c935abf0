public import EvalKit

/// An answer of a chat or completions API, streamed or whole, with parts that may be left out.
public struct Completion: Sendable, Equatable {
  /// Whether the answer streams.
  public enum Form: String, Sendable, CaseIterable {
    /// As the request asks for.
    case asked
    case stream, whole
  }

  public var form = Form.asked
  public var tokens: [String]
  public var reasoning: [String] = []
  /// Whether a chunk with the role alone comes first.
  public var hasRole = true
  /// `nil` leaves the finish reason out.
  public var finishReason: String? = "stop"
  /// What is sent as usage, one chunk each; `nil` sends true counts once.
  public var usage: [JSONValue]?
  /// Whether `[DONE]` ends the stream.
  public var hasDone = true
  /// Takes the place of what follows the tokens, but for `[DONE]`.
  public var error: JSONValue?
  /// The model that the answer names, when it is not that of the script.
  public var model: String?
  /// How often the whole answer is sent.
  public var times = 1

  public init(_ tokens: [String]) { self.tokens = tokens }

  /// Cuts a text into words, each with the blanks before it.
  public init(text: String) { self.init(Self.words(of: text)) }

  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text {
      if character.isWhitespace, !word.allSatisfy(\.isWhitespace) {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    return word.isEmpty ? words : words + [word]
  }
}

/// Writes a ``Completion`` in the shape that a path calls for.
struct CompletionWriter {
  let completion: Completion
  let model: String
  /// Whether the path is that of plain completions, not of chat.
  let isPlain: Bool

  /// The data of the events of a stream.
  var events: [[UInt8]] {
    var once: [JSONValue] = []
    if completion.hasRole, !isPlain {
      once.append(chunk(delta: ["role": "assistant", "content": ""]))
    }
    once += completion.reasoning.map { chunk(delta: ["reasoning_content": .string($0)]) }
    once += completion.tokens.map { token in
      isPlain
        ? chunk(["index": 0, "text": .string(token), "finish_reason": .null])
        : chunk(delta: ["content": .string(token)])
    }
    if let error = completion.error {
      once.append(["error": error])
    } else {
      if let reason = completion.finishReason {
        once.append(
          isPlain
            ? chunk(["index": 0, "text": "", "finish_reason": .string(reason)])
            : chunk(delta: [:], finishReason: .string(reason)))
      }
      once += usage.map { object("chat.completion.chunk", choices: [], usage: $0) }
    }
    var all = once.map { Array($0.compact.utf8) }
    if completion.hasDone { all.append(Array("[DONE]".utf8)) }
    return Array((0..<completion.times).map { _ in all }.joined())
  }

  /// The body of an answer that does not stream.
  var whole: [UInt8] {
    let text = JSONValue.string(completion.tokens.joined())
    let reason = completion.finishReason.map(JSONValue.string) ?? .null
    var choice: JSONObject
    if isPlain {
      choice = JSONObject([.init(key: "index", value: 0), .init(key: "text", value: text)])
    } else {
      var message = JSONObject([.init(key: "role", value: "assistant")])
      message["content"] = text
      if !completion.reasoning.isEmpty {
        message["reasoning_content"] = .string(completion.reasoning.joined())
      }
      choice = JSONObject([
        .init(key: "index", value: 0), .init(key: "message", value: .object(message)),
      ])
    }
    choice["finish_reason"] = reason
    let body: JSONValue =
      completion.error.map { ["error": $0] }
      ?? object("chat.completion", choices: [.object(choice)], usage: usage.last)
    return Array((0..<completion.times).map { _ in Array(body.compact.utf8) }.joined())
  }

  private var usage: [JSONValue] {
    if let given = completion.usage { return given }
    let count = completion.tokens.count + completion.reasoning.count
    return [
      [
        "prompt_tokens": 10, "completion_tokens": .integer(Int64(count)),
        "total_tokens": .integer(Int64(count + 10)),
      ]
    ]
  }

  private func chunk(delta: JSONValue, finishReason: JSONValue = .null) -> JSONValue {
    chunk(["index": 0, "delta": delta, "finish_reason": finishReason])
  }

  private func chunk(_ choice: JSONValue) -> JSONValue {
    object(isPlain ? "text_completion" : "chat.completion.chunk", choices: [choice], usage: nil)
  }

  private func object(_ kind: String, choices: [JSONValue], usage: JSONValue?) -> JSONValue {
    var object = JSONObject([
      .init(key: "id", value: "scripted-1"), .init(key: "object", value: .string(kind)),
      .init(key: "created", value: 1_700_000_000),
      .init(key: "model", value: .string(completion.model ?? model)),
      .init(key: "choices", value: .array(choices)),
    ])
    if let usage { object["usage"] = usage }
    return .object(object)
  }
}
