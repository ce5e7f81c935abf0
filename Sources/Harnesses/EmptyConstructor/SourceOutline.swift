internal import EvalKit

/// What a TypeScript source declares, as its syntax tree says.
struct SourceOutline: Sendable, Equatable {
  /// The first syntax errors; empty when there are none.
  var diagnostics: [SyntaxError] = []
  /// Every class and class expression in source order, `declare class` left out.
  var classes: [ClassOutline] = []
  var interfaces: [InterfaceOutline] = []
}

struct SyntaxError: Sendable, Equatable {
  var message: String
  /// Counted from 1, as the column is.
  var line: Int
  var column: Int
}

struct InterfaceOutline: Sendable, Equatable {
  var name: String
  var bases: [String]
  var members: [String]
}

struct ClassOutline: Sendable, Equatable {
  /// The variable's name for a class expression without one; empty when there is none either.
  var name: String
  var line: Int
  var isAbstract: Bool
  /// The expression after `extends`, without type arguments.
  var base: String?
  var interfaces: [String]
  /// With overload signatures, which have no body.
  var constructors: [ConstructorOutline]
  /// With properties whose value is a function.
  var methods: [MethodOutline]
  /// The names of the other properties.
  var properties: [String]
}

struct ConstructorOutline: Sendable, Equatable {
  var line: Int
  var hasBody: Bool
  /// `super`, `assign`, `expr`, `empty` or the compiler's name of the statement.
  var statements: [String]
  /// The first statement that is no call of `super`, shortened.
  var offence: String?
  var parameterCount: Int
  var parameterProperties: [String]
}

struct MethodOutline: Sendable, Equatable {
  var name: String
  var line: Int
  var hasBody: Bool
  var isAsync: Bool
  /// Whether the declared result is a `Promise`.
  var promises: Bool
  var isStatic: Bool
  var isAbstract: Bool
  var parameterCount: Int
  /// Whether the body holds more than empty returns, literals or a single `throw`.
  var doesSomething: Bool
}

extension SourceOutline {
  init?(_ json: JSONValue) {
    guard let diagnostics = json["diagnostics"]?.arrayValue,
      let classes = json["classes"]?.arrayValue, let interfaces = json["interfaces"]?.arrayValue
    else { return nil }
    self.diagnostics = diagnostics.map {
      SyntaxError(message: $0.text("message"), line: $0.number("line"), column: $0.number("column"))
    }
    self.classes = classes.map { ClassOutline($0) }
    self.interfaces = interfaces.map {
      InterfaceOutline(
        name: $0.text("name"), bases: $0.texts("extends"), members: $0.texts("members"))
    }
  }
}

extension ClassOutline {
  init(_ json: JSONValue) {
    name = json.text("name")
    line = json.number("line")
    isAbstract = json.flag("abstract")
    base = json["extends"]?.stringValue
    interfaces = json.texts("implements")
    constructors = json.elements("constructors").map { constructor in
      ConstructorOutline(
        line: constructor.number("line"), hasBody: constructor.flag("hasBody"),
        statements: constructor.texts("statements"), offence: constructor["offence"]?.stringValue,
        parameterCount: constructor.number("parameters"),
        parameterProperties: constructor.texts("parameterProperties"))
    }
    methods = json.elements("methods").map { method in
      MethodOutline(
        name: method.text("name"), line: method.number("line"), hasBody: method.flag("hasBody"),
        isAsync: method.flag("async"), promises: method.flag("promises"),
        isStatic: method.flag("static"), isAbstract: method.flag("abstract"),
        parameterCount: method.number("parameters"), doesSomething: method.flag("does"))
    }
    properties = json.texts("properties")
  }
}

/// Members of the parser's answers, which our own program wrote.
extension JSONValue {
  fileprivate func text(_ key: String) -> String { self[key]?.stringValue ?? "" }
  fileprivate func number(_ key: String) -> Int { self[key]?.intValue ?? 0 }
  fileprivate func flag(_ key: String) -> Bool { self[key]?.boolValue ?? false }
  fileprivate func elements(_ key: String) -> [JSONValue] { self[key]?.arrayValue ?? [] }
  fileprivate func texts(_ key: String) -> [String] { elements(key).compactMap(\.stringValue) }
}
