/// What a model answered to one request, exactly as received.
public struct Prediction: Sendable, Equatable {
  public var text: String
  /// The model's reasoning, where the server keeps it apart; never scored.
  public var reasoning: String
  public var toolCalls: [ToolCall]
  public var finishReason: FinishReason?
  public var usage: TokenUsage?
  public var timings: Timings
  /// The model's name in the answer, which may differ from the one asked for.
  public var model: String?

  public init(
    text: String = "", reasoning: String = "", toolCalls: [ToolCall] = [],
    finishReason: FinishReason? = nil, usage: TokenUsage? = nil, timings: Timings = Timings(),
    model: String? = nil
  ) {
    (self.text, self.reasoning, self.toolCalls) = (text, reasoning, toolCalls)
    (self.finishReason, self.usage, self.timings) = (finishReason, usage, timings)
    self.model = model
  }

  /// Whether nothing came: no text, no tool call.
  public var isEmpty: Bool { text.isEmpty && toolCalls.isEmpty }
}

/// A tool call as the server reported it.
public struct ToolCall: Sendable, Equatable {
  public var id: String?
  public var name: String
  /// The arguments as the model wrote them: normally JSON text, never checked here.
  public var arguments: String

  public init(id: String? = nil, name: String, arguments: String) {
    (self.id, self.name, self.arguments) = (id, name, arguments)
  }
}

/// Why generation ended.
public enum FinishReason: Sendable, Equatable {
  case stop, length, toolCalls, contentFilter
  /// A reason that only this server knows.
  case other(String)

  /// Reads the names that servers use, `eos` and `stop_sequence` among them.
  public init(_ name: String) {
    self =
      switch name {
      case "stop", "eos", "eos_token", "stop_sequence", "end_turn": .stop
      case "length", "max_tokens", "model_length", "model_context_window_exceeded": .length
      case "tool_calls", "function_call", "tool_use": .toolCalls
      case "content_filter", "refusal": .contentFilter
      default: .other(name)
      }
  }

  /// The name in our files.
  public var name: String {
    switch self {
    case .stop: "stop"
    case .length: "length"
    case .toolCalls: "tool_calls"
    case .contentFilter: "content_filter"
    case .other(let name): name
    }
  }
}

/// Token counts as the server reported them.
public struct TokenUsage: Sendable, Equatable {
  public var promptTokens: Int?
  public var completionTokens: Int?
  /// Part of `promptTokens` that came from a cache.
  public var cachedTokens: Int?
  /// Part of `completionTokens` that was reasoning.
  public var reasoningTokens: Int?

  public init(
    promptTokens: Int? = nil, completionTokens: Int? = nil, cachedTokens: Int? = nil,
    reasoningTokens: Int? = nil
  ) {
    (self.promptTokens, self.completionTokens) = (promptTokens, completionTokens)
    (self.cachedTokens, self.reasoningTokens) = (cachedTokens, reasoningTokens)
  }
}

/// When things happened, from the moment the request was handed to the transport.
///
/// Taken on a monotonic clock when bytes arrive, before they are parsed.
public struct Timings: Sendable, Equatable {
  /// Until the first non-empty content, reasoning or tool delta; `nil` when the answer did not
  /// stream.
  public var firstToken: Duration?
  /// Until the last byte.
  public var total: Duration?
  /// What the server says about itself; `nil` when it says nothing.
  public var server: ServerTimings?

  public init(
    firstToken: Duration? = nil, total: Duration? = nil, server: ServerTimings? = nil
  ) {
    (self.firstToken, self.total, self.server) = (firstToken, total, server)
  }
}
