/// A node of a YAML document with its place in the file.
struct YAMLNode: Sendable {
  struct Place: Sendable, Equatable {
    /// Counted from 1.
    var line: Int
    var column: Int
  }

  struct Pair: Sendable {
    var key: YAMLNode
    var value: YAMLNode
  }

  enum Content: Sendable {
    /// The value by YAML's core schema; quoted scalars are texts.
    case scalar(JSONValue)
    case sequence([YAMLNode])
    case mapping([Pair])
  }

  var content: Content
  var place: Place
  /// A scalar as it stands in the file, without quotes; empty for containers.
  var text = ""

  /// The plain value; a repeated key keeps its repetition.
  var json: JSONValue {
    switch content {
    case .scalar(let value): value
    case .sequence(let nodes): .array(nodes.map(\.json))
    case .mapping(let pairs):
      .object(JSONObject(pairs.map { .init(key: $0.key.text, value: $0.value.json) }))
    }
  }

  var pairs: [Pair]? { if case .mapping(let pairs) = content { pairs } else { nil } }
  var elements: [YAMLNode]? { if case .sequence(let nodes) = content { nodes } else { nil } }

  /// The value of a key, or `nil`.
  subscript(key: String) -> YAMLNode? { pairs?.first { $0.key.text == key }?.value }
}
