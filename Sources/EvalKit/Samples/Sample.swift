/// One test item: what the model is shown and which answers count as right.
public struct Sample: Sendable, Equatable, Identifiable {
  /// What the model is shown.
  public enum Input: Sendable, Equatable {
    case text(String)
    /// A conversation; the last message is normally the user's.
    case messages([Message])
  }

  /// Unique within its dataset.
  public var id: String
  public var input: Input
  /// The accepted answers as texts; empty when the sample names none. Their order has no effect.
  public var targets: [String]
  /// `target` as written, for harnesses whose targets are not texts; `null` when absent.
  public var target: JSONValue
  /// The group that reports break results down by.
  public var category: String?
  /// Free fields; templates reach them as `{{metadata.name}}`.
  public var metadata: JSONObject
  /// The code before and after the gap, for fill-in-the-middle.
  public var prefix: String?
  public var suffix: String?
  /// Tool definitions, or names of tools that the harness knows.
  public var tools: [JSONValue]
  /// Executable tests of the answer, in the form that the harness states.
  public var tests: JSONValue
  /// Checks of this sample alone, beside those of its harness.
  public var checks: [JSONValue]

  public init(
    id: String, input: Input, target: JSONValue = .null, category: String? = nil,
    metadata: JSONObject = JSONObject(), prefix: String? = nil, suffix: String? = nil,
    tools: [JSONValue] = [], tests: JSONValue = .null, checks: [JSONValue] = []
  ) {
    (self.id, self.input, self.target, self.category) = (id, input, target, category)
    (self.metadata, self.prefix, self.suffix) = (metadata, prefix, suffix)
    (self.tools, self.tests, self.checks) = (tools, tests, checks)
    targets =
      switch target {
      case .string(let text): [text]
      case .array(let all): all.compactMap(\.stringValue)
      default: []
      }
  }

  /// The text of the input; of a conversation, that of its last message.
  public var inputText: String {
    switch input {
    case .text(let text): text
    case .messages(let messages): messages.last?.content ?? ""
    }
  }
}

/// One message of a conversation.
public struct Message: Sendable, Equatable {
  public enum Role: String, Sendable, CaseIterable {
    case system, developer, user, assistant, tool
  }

  public var role: Role
  public var content: String

  public init(_ role: Role, _ content: String) {
    self.role = role
    self.content = content
  }
}
