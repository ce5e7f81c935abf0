public import EvalKit

/// Whether the answer's TypeScript declares a certain class or interface.
///
/// A method counts when the class itself has it, as a method or as a property that holds a
/// function; an `async` one is declared so or returns a `Promise`.
public struct TypeScriptCheck: Check {
  public static let name: String = "typescript"
  public static let summary: String =
    "The answer's TypeScript declares a class with the given base, interfaces and methods."
  public static let options: [OptionDeclaration] = [
    OptionDeclaration(
      "value", .object, "What must be declared: " + keys.map(\.name).joined(separator: ", ") + ".",
      required: true)
  ]
  public static let externalTools: [ExternalTool] = [.node]

  private static let keys: [OptionDeclaration] = [
    OptionDeclaration("class", .text, "The name of a class; any class when left out."),
    OptionDeclaration("extends", .text, "Its base class."),
    OptionDeclaration("implements", .list, "Interfaces that it implements."),
    OptionDeclaration("methods", .list, "Methods that it has."),
    OptionDeclaration("async_methods", .list, "Asynchronous methods that it has."),
    OptionDeclaration("interface", .text, "The name of an interface."),
  ]

  private let expectation: Expectation
  private let parser: TypeScriptParser

  public init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    let given = options["value"]?.objectValue ?? JSONObject()
    guard !given.isEmpty else {
      throw OptionError(
        "check 'typescript': 'value' is empty; it has "
          + Self.keys.map(\.name).joined(separator: ", "), option: "value")
    }
    let value = try given.filled(by: Self.keys, of: "check 'typescript'")
    expectation = try Expectation(value)
    parser = .shared
  }

  public func evaluate(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> CheckOutcome {
    let findings = try await findings(in: prediction.text)
    return CheckOutcome(passed: findings.isEmpty, explanation: findings.joined(separator: "; "))
  }

  private func findings(in answer: String) async throws -> [String] {
    let code: ExtractedCode
    switch CodeExtraction.extract(from: answer) {
    case .none(let reason): return [reason]
    case .code(let found): code = found
    }
    switch try await parser.parse(code.source, tsx: code.isTSX) {
    case .unparsable(let reason): return ["syntax: \(reason)"]
    case .outline(let outline):
      if let error = outline.diagnostics.first { return [code.description(of: error)] }
      return expectation.findings(in: outline)
    }
  }
}

/// What a source must declare.
private struct Expectation: Sendable {
  let className: String?
  let base: String?
  let interfaces: [String]
  let methods: [String]
  let asyncMethods: [String]
  let interfaceName: String?

  init(_ value: JSONObject) throws(OptionError) {
    className = value["class"]?.stringValue
    base = value["extends"]?.stringValue
    interfaceName = value["interface"]?.stringValue
    interfaces = try Self.names(value, "implements")
    methods = try Self.names(value, "methods")
    asyncMethods = try Self.names(value, "async_methods")
  }

  private static func names(_ value: JSONObject, _ key: String) throws(OptionError) -> [String] {
    let elements = value[key]?.arrayValue ?? []
    let names = elements.compactMap(\.stringValue)
    guard names.count == elements.count else {
      throw OptionError("check 'typescript': '\(key)' is a list of names", option: key)
    }
    return names
  }

  /// What is missing; empty when one class has everything that is said of the class.
  func findings(in outline: SourceOutline) -> [String] {
    var findings: [String] = []
    if let interfaceName, !outline.interfaces.contains(where: { $0.name == interfaceName }) {
      findings.append(
        "there is no interface \(interfaceName)" + others(outline.interfaces.map(\.name)))
    }
    guard className != nil || saysMoreOfClass else { return findings }
    let candidates = outline.classes.filter { className == nil || $0.name == className }
    let closest = candidates.map(missing).min { $0.count < $1.count }
    if let closest { return findings + closest }
    let wanted = className.map { "there is no class \($0)" } ?? "there is no class"
    return findings + [wanted + others(outline.classes.map(\.name))]
  }

  private var saysMoreOfClass: Bool {
    base != nil || !(interfaces + methods + asyncMethods).isEmpty
  }

  private func others(_ names: [String]) -> String {
    let names = names.filter { !$0.isEmpty }.prefix(5).map { String($0.prefix(80)) }
    return names.isEmpty ? "" : "; there is " + names.joined(separator: ", ")
  }

  private func missing(_ item: ClassOutline) -> [String] {
    let name = item.name.isEmpty ? "the class" : String(item.name.prefix(80))
    var result: [String] = []
    if let base, !Self.matches(item.base ?? "", base) {
      result.append("\(name) does not extend \(base)" + (item.base.map { " but \($0)" } ?? ""))
    }
    result += interfaces.filter { interface in
      !item.interfaces.contains { Self.matches($0, interface) }
    }.map { "\(name) does not implement \($0)" }
    for method in methods where !item.methods.contains(where: { $0.name == method }) {
      result.append("\(name) has no method \(method)")
    }
    for method in asyncMethods {
      let found = item.methods.filter { $0.name == method }
      if found.isEmpty {
        result.append("\(name) has no method \(method)")
      } else if !found.contains(where: { $0.isAsync || $0.promises }) {
        result.append("\(name): the method \(method) is not async")
      }
    }
    return result
  }

  /// Whether a name in the source is the wanted one, perhaps behind a namespace.
  private static func matches(_ found: String, _ wanted: String) -> Bool {
    found == wanted || found.hasSuffix("." + wanted)
  }
}
