internal import EvalKit

/// When two strings in arguments are the same.
enum StringMatch: String, Sendable, CaseIterable {
  /// As the Berkeley Function-Calling Leaderboard does it: without spaces and the characters
  /// `, . / - _ * ^`, without case, and with either quotation mark.
  case bfcl
  case exact

  static let option = OptionDeclaration(
    "string_match", .choice(allCases.map(\.rawValue)),
    "How strings are compared: 'bfcl' ignores case, spaces and , . / - _ * ^; 'exact' nothing.",
    default: .string(StringMatch.bfcl.rawValue))

  init(_ options: JSONObject) {
    self = options["string_match"]?.stringValue.flatMap(StringMatch.init(rawValue:)) ?? .bfcl
  }

  func matches(_ found: String, _ accepted: String) -> Bool {
    if found == accepted { return true }
    guard self == .bfcl else { return false }
    let folded = Self.folded(accepted)
    return !folded.isEmpty && Self.folded(found) == folded
  }

  private static func folded(_ text: String) -> String {
    String(
      decoding: text.lowercased().utf8.compactMap { byte in
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "/"),
          UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "*"), UInt8(ascii: "^"):
          nil
        case UInt8(ascii: "'"): UInt8(ascii: "\"")
        default: byte
        }
      }, as: UTF8.self)
  }

  /// Whether an argument is an accepted value.
  ///
  /// In an accepted object a list as a member holds accepted values again, or is meant itself;
  /// other values stand for themselves. Lists are compared element by element.
  func matches(_ found: JSONValue, _ accepted: JSONValue) -> Bool {
    switch (found, accepted) {
    case (.string(let left), .string(let right)): matches(left, right)
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { matches($0, $1) }
    case (.object(let left), .object(let right)):
      problems(left, AcceptedArguments(right, isNested: true)).isEmpty
    default: found.isSame(as: accepted)
    }
  }

  /// Where arguments depart from the accepted ones, in words.
  func problems(_ found: JSONObject, _ accepted: AcceptedArguments) -> [String] {
    var result: [String] = []
    for member in found.members where result.count < 5 {
      guard let parameter = accepted.parameters.first(where: { $0.name == member.key }) else {
        result.append("'\(member.key.clipped)' was not expected, but is \(member.value.shown)")
        continue
      }
      if !matches(member.value, parameter, in: accepted) {
        result.append(difference(member.value, parameter, at: member.key))
      }
    }
    for parameter in accepted.parameters where !parameter.isOptional {
      if found[parameter.name] == nil {
        result.append("'\(parameter.name)' is missing, expected \(parameter.shown)")
      }
    }
    return result
  }
}

extension StringMatch {
  private func matches(
    _ found: JSONValue, _ parameter: AcceptedArguments.Parameter, in accepted: AcceptedArguments
  ) -> Bool {
    if parameter.values.contains(where: { matches(found, $0) }) { return true }
    guard accepted.isNested, case .array = found else { return false }
    return matches(found, .array(parameter.values))
  }

  /// Where a value departs from the accepted one, as deep as there is only one.
  private func difference(
    _ found: JSONValue, _ parameter: AcceptedArguments.Parameter, at path: String
  ) -> String {
    let values = parameter.values.filter { $0 != "" }
    switch (found, values.first) {
    case (.array(let left), .array(let right)) where values.count == 1 && left.count == right.count:
      guard let index = left.indices.first(where: { !matches(left[$0], right[$0]) }) else { break }
      let element = AcceptedArguments.Parameter(name: "", values: [right[index]])
      return difference(left[index], element, at: "\(path)[\(index)]")
    case (.object(let left), .object(let right)) where values.count == 1:
      let accepted = AcceptedArguments(right, isNested: true)
      return problems(left, accepted).map { "in '\(path.clipped)' \($0)" }.joined(separator: ", ")
    default: break
    }
    return "'\(path.clipped)' is \(found.shown), expected \(parameter.shown)"
  }
}

/// The values that each argument may have.
struct AcceptedArguments: Sendable, Equatable {
  struct Parameter: Sendable, Equatable {
    var name: String
    /// At least one; an empty string says that the parameter may be left out.
    var values: [JSONValue]

    var isOptional: Bool { values.contains("") }

    /// The values for a message.
    var shown: String {
      let values = values.filter { $0 != "" }.map(\.shown)
      switch values.count {
      case 0: return "nothing"
      case 1: return values[0]
      default: return "one of " + values.prefix(5).joined(separator: ", ")
      }
    }
  }

  var parameters: [Parameter]
  /// Whether these are the members of an accepted object, where a list may also be meant itself.
  var isNested: Bool

  /// A list holds the accepted values; any other value is the only one.
  init(_ object: JSONObject, isNested: Bool = false) {
    self.isNested = isNested
    parameters = object.members.map {
      Parameter(name: $0.key, values: $0.value.arrayValue ?? [$0.value])
    }
  }
}
