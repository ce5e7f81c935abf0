internal import CJSON

/// A compiled JSON Schema (draft 7, by valijson).
public final class JSONSchema: Sendable {
  /// The schema itself cannot be used.
  public struct InvalidSchema: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// One place where a document departs from the schema.
  public struct Violation: Sendable, Equatable, CustomStringConvertible {
    /// Where, such as `<root>["items"][0]`.
    public var path: String
    public var message: String

    public var description: String { path.isEmpty ? message : "\(path): \(message)" }
  }

  private let handle: SchemaHandle

  public init(_ schema: JSONValue) throws(InvalidSchema) {
    handle = try SchemaHandle(schema.compact)
  }

  /// Every violation; empty when the document is valid.
  public func violations(in document: JSONValue) -> [Violation] {
    violations(inText: document.compact)
  }

  /// Every violation; a text that is no JSON is one violation at the root.
  public func violations(inText text: String) -> [Violation] { handle.violations(in: text) }
}

/// The compiled schema; immutable once made, so that many threads may validate with it.
private final class SchemaHandle: Sendable {
  // An opaque C++ object that is only read after `init`; the address itself is the identity.
  private nonisolated(unsafe) let schema: OpaquePointer

  init(_ text: String) throws(JSONSchema.InvalidSchema) {
    var text = text
    var message = [CChar](repeating: 0, count: 1024)
    let made = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cjson_schema_create($0.baseAddress, $0.count, &message, message.count)
      }
    }
    guard let made else { throw JSONSchema.InvalidSchema(description: Self.string(message)) }
    schema = made
  }

  deinit { cjson_schema_destroy(schema) }

  func violations(in text: String) -> [JSONSchema.Violation] {
    var text = text
    var message = [CChar](repeating: 0, count: 16 * 1024)
    let outcome = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cjson_schema_validate(schema, $0.baseAddress, $0.count, &message, message.count)
      }
    }
    guard outcome != 1 else { return [] }
    guard outcome == 0 else { return [.init(path: "", message: Self.string(message))] }
    let lines = Self.string(message).split(separator: "\n")
    // Some constraints, such as `propertyNames` and `false`, refuse without a word.
    guard !lines.isEmpty else { return [.init(path: "", message: "it does not fit the schema")] }
    return lines.map { line in
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      return .init(path: String(parts[0]), message: parts.count > 1 ? String(parts[1]) : "")
    }
  }

  private static func string(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
