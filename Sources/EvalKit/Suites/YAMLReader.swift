internal import CYAML
internal import Glibc

/// Reads a YAML document (1.1 syntax by libyaml, scalars by the core schema of 1.2).
///
/// Aliases are followed as long as the document stays small; tags other than `!!str` are refused.
struct YAMLReader: ~Copyable {
  /// What is wrong, and where.
  struct Problem: Error {
    var message: String
    var place: YAMLNode.Place
  }

  private static let maximumNodes = 200_000
  private static let maximumDepth = 64

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var anchors: [String: YAMLNode] = [:]
  private var nodeCount = 0

  init(_ text: [UInt8]) {
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else { fatal("out of memory") }
    bytes = .allocate(capacity: text.count)
    _ = bytes.initialize(from: text)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    bytes.deallocate()
  }

  /// The one document of the file.
  mutating func document() throws(Problem) -> YAMLNode {
    var event = try next()  // stream start
    event.free()
    event = try next()
    defer { event.free() }
    guard event.type == YAML_DOCUMENT_START_EVENT else {
      throw Problem(message: "the file is empty", place: .init(line: 1, column: 1))
    }
    event.free()
    event = try next()
    let root = try node(event, depth: 0)
    event.free()
    event = try next()  // document end
    event.free()
    event = try next()
    guard event.type == YAML_STREAM_END_EVENT else {
      throw Problem(message: "only one document is allowed in a file", place: event.place)
    }
    return root
  }

  /// An event that must be freed once.
  private struct Event {
    var value: yaml_event_t

    var type: yaml_event_type_t { value.type }
    var place: YAMLNode.Place {
      .init(line: Int(value.start_mark.line) + 1, column: Int(value.start_mark.column) + 1)
    }

    mutating func free() {
      yaml_event_delete(&value)
      value.type = YAML_NO_EVENT
    }
  }

  private func next() throws(Problem) -> Event {
    var event = Event(value: yaml_event_t())
    guard yaml_parser_parse(parser, &event.value) == 1 else {
      let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unreadable"
      let context = parser.pointee.context.map { " " + String(cString: $0) } ?? ""
      let mark = parser.pointee.problem_mark
      throw Problem(
        message: "not YAML: \(problem)\(context)",
        place: .init(line: Int(mark.line) + 1, column: Int(mark.column) + 1))
    }
    return event
  }

  private mutating func node(_ event: Event, depth: Int) throws(Problem) -> YAMLNode {
    nodeCount += 1
    guard nodeCount <= Self.maximumNodes, depth <= Self.maximumDepth else {
      throw Problem(message: "the document is too large or too deeply nested", place: event.place)
    }
    let node: YAMLNode
    let anchor: UnsafeMutablePointer<UInt8>?
    switch event.type {
    case YAML_ALIAS_EVENT:
      let name = String(cString: event.value.data.alias.anchor)
      guard let target = anchors[name] else {
        throw Problem(message: "unknown alias '*\(name)'", place: event.place)
      }
      nodeCount += target.size
      return YAMLNode(content: target.content, place: event.place, text: target.text)
    case YAML_SCALAR_EVENT:
      let text = Self.text(event)
      node = YAMLNode(content: .scalar(try scalar(event, text)), place: event.place, text: text)
      anchor = event.value.data.scalar.anchor
    case YAML_SEQUENCE_START_EVENT:
      anchor = event.value.data.sequence_start.anchor
      node = YAMLNode(content: .sequence(try elements(depth)), place: event.place)
    case YAML_MAPPING_START_EVENT:
      anchor = event.value.data.mapping_start.anchor
      node = YAMLNode(content: .mapping(try pairs(depth)), place: event.place)
    default:
      throw Problem(message: "not YAML: a value is missing", place: event.place)
    }
    if let anchor { anchors[String(cString: anchor)] = node }
    return node
  }

  private mutating func elements(_ depth: Int) throws(Problem) -> [YAMLNode] {
    var nodes: [YAMLNode] = []
    while true {
      var event = try next()
      defer { event.free() }
      if event.type == YAML_SEQUENCE_END_EVENT { return nodes }
      nodes.append(try node(event, depth: depth + 1))
    }
  }

  private mutating func pairs(_ depth: Int) throws(Problem) -> [YAMLNode.Pair] {
    var pairs: [YAMLNode.Pair] = []
    while true {
      var event = try next()
      defer { event.free() }
      if event.type == YAML_MAPPING_END_EVENT { return pairs }
      let key = try node(event, depth: depth + 1)
      guard case .scalar = key.content else {
        throw Problem(message: "a key must be a word", place: key.place)
      }
      var valueEvent = try next()
      defer { valueEvent.free() }
      pairs.append(.init(key: key, value: try node(valueEvent, depth: depth + 1)))
    }
  }

  private static func text(_ event: Event) -> String {
    let data = event.value.data.scalar
    return String(
      decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
  }

  private func scalar(_ event: Event, _ text: String) throws(Problem) -> JSONValue {
    let data = event.value.data.scalar
    if let tag = data.tag.map({ String(cString: $0) }), tag != "tag:yaml.org,2002:str" {
      throw Problem(message: "the tag '\(tag)' is not allowed", place: event.place)
    }
    guard data.style == YAML_PLAIN_SCALAR_STYLE, data.tag == nil else { return .string(text) }
    return Self.plain(text)
  }

  /// A plain scalar by the core schema.
  private static func plain(_ text: String) -> JSONValue {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    guard let first = text.utf8.first,
      first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return .string(text) }
    if let number = Int64(text) { return .integer(number) }
    let isDecimal = text.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "+-.eE".utf8.contains($0)
    }
    if isDecimal, let number = Double(text), number.isFinite { return .number(number) }
    return .string(text)
  }
}

extension YAMLNode {
  /// How many nodes it and all below it are.
  fileprivate var size: Int {
    switch content {
    case .scalar: 1
    case .sequence(let nodes): nodes.reduce(1) { $0 + $1.size }
    case .mapping(let pairs): pairs.reduce(1) { $0 + $1.key.size + $1.value.size }
    }
  }
}
