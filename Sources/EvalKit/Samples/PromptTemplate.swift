/// A text with `{{name}}` gaps that a sample fills.
public struct PromptTemplate: Sendable, Equatable {
  /// The names a gap may have, beside `metadata.…`.
  public static let names = ["id", "input", "category", "prefix", "suffix", "target"]

  private enum Part: Sendable, Equatable {
    case text(String)
    case gap(String)
  }

  /// What is wrong with a template, without its place.
  public struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
  }

  private let parts: [Part]

  /// - Throws: ``Problem`` for a gap that is not closed or names nothing known.
  public init(_ text: String) throws(Problem) {
    var parts: [Part] = []
    // By code points: a combining mark behind a gap must not hide its end.
    var rest = text.unicodeScalars[...]
    while let open = rest.firstRange(of: "{{".unicodeScalars) {
      parts.append(.text(String(rest[..<open.lowerBound])))
      guard let close = rest[open.upperBound...].firstRange(of: "}}".unicodeScalars) else {
        throw Problem(description: "a '{{' is not closed")
      }
      let name = String(rest[open.upperBound..<close.lowerBound]).filter { $0 != " " }
      guard Self.names.contains(name) || name.hasPrefix("metadata.") else {
        throw Problem(
          description: "unknown gap '{{\(name)}}'; a prompt may use "
            + Self.names.joined(separator: ", ") + " and metadata.NAME"
            + nearest(name, in: Self.names).suggestion)
      }
      parts.append(.gap(name))
      rest = rest[close.upperBound...]
    }
    parts.append(.text(String(rest)))
    self.parts = parts.filter { $0 != .text("") }
  }

  /// The text with every gap filled; what a sample writes is taken as it is, gaps included.
  ///
  /// - Throws: ``SampleError`` when the sample lacks what a gap names.
  public func filled(with sample: Sample) throws(SampleError) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .gap(let name): result += try Self.value(of: name, in: sample)
      }
    }
    return result
  }

  private static func value(of name: String, in sample: Sample) throws(SampleError) -> String {
    let value: String? =
      switch name {
      case "id": sample.id
      case "input": sample.inputText
      case "category": sample.category
      case "prefix": sample.prefix
      case "suffix": sample.suffix
      case "target": sample.targets.first
      default: text(of: sample.metadata[String(name.dropFirst("metadata.".count))])
      }
    guard let value else { throw SampleError("the prompt uses '{{\(name)}}', which is missing") }
    return value
  }

  private static func text(of value: JSONValue?) -> String? {
    switch value {
    case nil, .null: nil
    case .string(let text): text
    case .some(let other): other.compact
    }
  }
}
