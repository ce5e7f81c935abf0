/// A yes-or-no question about one prediction.
public protocol Check: Sendable {
  /// The name in suites and samples, such as `contains-all`.
  static var name: String { get }
  /// One line for `evalrunner list checks`.
  static var summary: String { get }
  /// The keys beside `type`; `value` is the one that the short form sets.
  static var options: [OptionDeclaration] { get }
  /// The programs that it runs; reports name their versions.
  static var externalTools: [ExternalTool] { get }

  /// - Throws: ``OptionError`` for values that cannot be used.
  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome
}

extension Check {
  public static var externalTools: [ExternalTool] { [] }
}

/// The answer to a check, in words.
public struct CheckOutcome: Sendable, Equatable {
  public var passed: Bool
  /// What was found. Reports show it when the check fails, or when its opposite was asked for.
  public var explanation: String
  /// Whether the question was settled; if not, neither the check nor its opposite passes.
  public var isConclusive: Bool

  public init(passed: Bool, explanation: String = "", isConclusive: Bool = true) {
    (self.passed, self.explanation) = (passed, explanation)
    self.isConclusive = isConclusive
  }
}

/// What checks are made from.
public struct CheckConfiguration: Sendable {
  public var registry: Registry
  /// The folder that relative paths start from.
  public var directory: String
  public var judge: (any ModelBackend)?
  public var embedder: (any EmbeddingBackend)?

  public init(
    registry: Registry, directory: String = ".", judge: (any ModelBackend)? = nil,
    embedder: (any EmbeddingBackend)? = nil
  ) {
    (self.registry, self.directory) = (registry, directory)
    (self.judge, self.embedder) = (judge, embedder)
  }

  public init(_ harness: HarnessConfiguration) {
    self.init(
      registry: harness.registry, directory: harness.directory, judge: harness.judge,
      embedder: harness.embedder)
  }

  /// Makes a check from `{type: NAME, value: …}`, the short form `{NAME: value}`, or `NAME` alone;
  /// `not-NAME` is its opposite.
  ///
  /// - Throws: ``OptionError``.
  public func check(_ json: JSONValue) throws -> any Check {
    let (name, given) = try Self.parts(of: json)
    let negated = name.hasPrefix(Self.negation)
    let base = negated ? String(name.dropFirst(Self.negation.count)) : name
    guard let type = registry.checks.first(where: { $0.name == base }) else {
      let known = registry.checks.map { $0.name }
      throw OptionError(
        "unknown check '\(name)'\(nearest(base, in: known).suggestion); known are "
          + known.sorted().joined(separator: ", ") + ", each also with 'not-'")
    }
    let options = try given.filled(by: type.options, of: "check '\(base)'")
    let check = try type.init(options, self)
    return negated ? NegatedCheck(check) : check
  }

  /// The programs that a check runs, as ``check(_:)`` would make it; none for what is no check.
  func externalTools(of json: JSONValue) -> [ExternalTool] {
    guard let name = try? Self.parts(of: json).0 else { return [] }
    let base = name.hasPrefix(Self.negation) ? String(name.dropFirst(Self.negation.count)) : name
    return registry.checks.first { $0.name == base }?.externalTools ?? []
  }

  private static let negation = "not-"

  private static func parts(of json: JSONValue) throws -> (String, JSONObject) {
    switch json {
    case .string(let name): return (name, JSONObject())
    case .object(var object):
      if let type = object["type"] {
        guard let name = type.stringValue else {
          throw OptionError("a check's 'type' is a text, not \(type.kindDescription)")
        }
        object["type"] = nil
        return (name, object)
      }
      if object.members.count == 1, let member = object.members.first {
        return (member.key, JSONObject([.init(key: "value", value: member.value)]))
      }
      throw OptionError("a check needs a 'type'")
    default:
      throw OptionError("a check is {type: …, value: …}, not \(json.kindDescription)")
    }
  }
}

extension [any Check] {
  /// Passed when every check is; the explanation names each that is not.
  public func outcome(
    of prediction: Prediction, for sample: Sample
  ) async throws -> CheckOutcome {
    var failures: [String] = []
    for check in self {
      let outcome = try await check.evaluate(prediction, for: sample)
      if !outcome.passed { failures.append("\(check.label): \(outcome.explanation)") }
    }
    return CheckOutcome(
      passed: failures.isEmpty, explanation: failures.joined(separator: "; "))
  }
}

extension Check {
  /// The name in explanations, with `not-` for the opposite of a check.
  fileprivate var label: String {
    if let negated = self as? NegatedCheck { "not-" + negated.check.label } else { Self.name }
  }
}

/// The opposite of a check.
private struct NegatedCheck: Check {
  static let name = "not"
  static let summary = "The opposite of a check."
  static let options: [OptionDeclaration] = []

  let check: any Check

  init(_ check: any Check) { self.check = check }

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    throw OptionError("write 'not-NAME' with the name of a check")
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    let outcome = try await check.evaluate(prediction, for: sample)
    guard outcome.isConclusive else { return outcome }
    let reason = outcome.explanation.isEmpty ? "it holds, but must not" : outcome.explanation
    return CheckOutcome(passed: !outcome.passed, explanation: reason)
  }
}

extension JSONObject {
  /// These values with the defaults of `declarations` filled in.
  ///
  /// - Parameters:
  ///   - declarations: Everything that is allowed.
  ///   - owner: What the options belong to, for messages.
  /// - Returns: The values as given, then the defaults of those that are absent.
  /// - Throws: ``OptionError`` for an unknown, missing or wrongly typed option.
  public func filled(
    by declarations: [OptionDeclaration], of owner: String
  ) throws(OptionError) -> JSONObject {
    let names = declarations.map(\.name)
    if let key = repeatedKey { throw OptionError("\(owner): '\(key)' occurs twice", option: key) }
    for key in keys where !names.contains(key) {
      let allowed = names.isEmpty ? "it has no options" : "it has \(names.joined(separator: ", "))"
      throw OptionError(
        "\(owner): unknown option '\(key)'; \(allowed)\(nearest(key, in: names).suggestion)",
        option: key)
    }
    var result = self
    for declaration in declarations {
      switch (self[declaration.name], declaration.defaultValue) {
      case (.some(let value), _):
        guard declaration.kind.allows(value) else {
          throw OptionError(
            "\(owner): '\(declaration.name)' is \(declaration.kind.description), not "
              + declaration.kind.found(value), option: declaration.name)
        }
      case (nil, .some(let value)): result[declaration.name] = value
      case (nil, nil) where declaration.isRequired:
        throw OptionError("\(owner): '\(declaration.name)' is missing")
      case (nil, nil): break
      }
    }
    return result
  }
}

extension OptionDeclaration.ValueKind: CustomStringConvertible {
  /// Whether a value is of this kind.
  public func allows(_ value: JSONValue) -> Bool {
    switch self {
    case .text: value.stringValue != nil
    case .number: value.doubleValue != nil
    case .integer: value.intValue != nil
    case .boolean: value.boolValue != nil
    case .list: value.arrayValue != nil
    case .object: value.objectValue != nil
    case .any: true
    case .choice(let words): value.stringValue.map(words.contains) ?? false
    }
  }

  public var description: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .list: "a list"
    case .object: "an object"
    case .any: "any value"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    }
  }

  /// What was found instead, with the nearest word when there is a choice.
  func found(_ value: JSONValue) -> String {
    guard case .choice(let words) = self, let text = value.stringValue else {
      return value.kindDescription
    }
    return "'\(text)'" + nearest(text, in: words).suggestion
  }
}
