internal import CJSON

/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, without the place.
  public var reason: String
  /// The byte, counted from 0, at which it was noticed.
  public var offset: Int

  public var description: String { "not JSON: \(reason) (byte \(offset + 1))" }
}

/// Reads JSON documents; reuses its memory from one to the next.
///
/// Strict RFC 8259: UTF-8, no comments, no trailing commas, no NaN, at most 1,024 levels deep.
public final class JSONParser {
  private let handle: OpaquePointer

  public init() {
    guard let handle = cjson_parser_create() else { fatal("out of memory") }
    self.handle = handle
  }

  deinit { cjson_parser_destroy(handle) }

  /// Parses one document.
  public func parse(_ text: String) throws(JSONError) -> JSONValue {
    var text = text
    return try text.withUTF8 { bytes in result(of: UnsafeRawBufferPointer(bytes)) }.get()
  }

  /// Parses one document.
  public func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    try bytes.withUnsafeBytes { result(of: $0) }.get()
  }

  private func result(of bytes: UnsafeRawBufferPointer) -> Result<JSONValue, JSONError> {
    do throws(JSONError) { return .success(try parse(bytes)) } catch { return .failure(error) }
  }

  /// Parses one document; the bytes are not kept.
  public func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
    let nodes = try self.nodes(of: bytes)
    var position = 0
    return Self.value(in: nodes, at: &position)
  }

  /// The nodes of a document, valid until the next call.
  private func nodes(
    of bytes: UnsafeRawBufferPointer
  ) throws(JSONError) -> UnsafeBufferPointer<CJSONNode> {
    var count = 0
    var message: UnsafePointer<CChar>?
    var offset = 0
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard let start, bytes.count > 0 else { throw JSONError(reason: "empty", offset: 0) }
    guard let nodes = cjson_parse(handle, start, bytes.count, &count, &message, &offset) else {
      let reason = message.map { String(cString: $0) } ?? "unreadable"
      throw JSONError(reason: reason, offset: offset)
    }
    return UnsafeBufferPointer(start: nodes, count: count)
  }

  private static func value(
    in nodes: UnsafeBufferPointer<CJSONNode>, at position: inout Int
  ) -> JSONValue {
    let node = nodes[position]
    position += 1
    switch Int(node.kind) {
    case CJSON_FALSE: return .bool(false)
    case CJSON_TRUE: return .bool(true)
    case CJSON_INTEGER: return .integer(node.value.integer)
    case CJSON_DOUBLE: return .number(node.value.number)
    case CJSON_STRING: return .string(text(of: node))
    case CJSON_ARRAY:
      var elements: [JSONValue] = []
      elements.reserveCapacity(Int(node.count))
      for _ in 0..<node.count { elements.append(value(in: nodes, at: &position)) }
      return .array(elements)
    case CJSON_OBJECT:
      var members: [JSONObject.Member] = []
      members.reserveCapacity(Int(node.count))
      for _ in 0..<node.count {
        let key = text(of: nodes[position])
        position += 1
        members.append(.init(key: key, value: value(in: nodes, at: &position)))
      }
      return .object(JSONObject(members))
    default: return .null
    }
  }

  private static func text(of node: CJSONNode) -> String {
    guard let bytes = node.value.text, node.length > 0 else { return "" }
    return String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: node.length), as: UTF8.self)
  }
}

extension JSONValue {
  /// Parses one document; for many, keep a ``JSONParser``.
  public init(parsing text: String) throws(JSONError) { self = try JSONParser().parse(text) }
}
