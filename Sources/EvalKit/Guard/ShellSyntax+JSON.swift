/// A tree that is not in the shape that shfmt 3.6 writes.
struct ShellTreeError: Error {
  var reason: String
}

/// Reads the tree that `shfmt --to-json` writes.
struct ShellTreeReader {
  typealias Syntax = ShellSyntax

  /// What to take off byte offsets: where the script began in shfmt's input.
  var base = 0

  func statements(_ value: JSONValue?) throws(ShellTreeError) -> [Syntax.Statement] {
    var result: [Syntax.Statement] = []
    for element in value?.arrayValue ?? [] { result.append(try statement(element)) }
    return result
  }

  func statement(_ value: JSONValue?) throws(ShellTreeError) -> Syntax.Statement {
    guard let value else { throw ShellTreeError(reason: "a statement is missing") }
    var redirections: [Syntax.Redirection] = []
    for element in value["Redirs"]?.arrayValue ?? [] {
      redirections.append(try redirection(element))
    }
    var command: Syntax.Command?
    if let encoded = value["Cmd"] { command = try self.command(encoded) }
    return .init(
      command: command, redirections: redirections,
      isBackground: value["Background"]?.boolValue ?? false, bytes: bytes(of: value))
  }

  private func command(_ value: JSONValue) throws(ShellTreeError) -> Syntax.Command {
    switch value["Type"]?.stringValue {
    case "CallExpr":
      return .call(
        assignments: try assignments(value["Assigns"]), words: try words(value["Args"]))
    case "DeclClause":
      return .declaration(
        keyword: text(value["Variant"]), assignments: try assignments(value["Args"]))
    case "BinaryCmd": return try binary(value)
    case "Block": return .block(try statements(value["Stmts"]))
    case "Subshell": return .subshell(try statements(value["Stmts"]))
    case "IfClause": return .choice(try branches(value), words: [])
    case "CaseClause": return try caseClause(value)
    case "WhileClause":
      return .loop(
        condition: try statements(value["Cond"]), body: try statements(value["Do"]),
        isUntil: value["Until"]?.boolValue ?? false)
    case "ForClause": return try forClause(value)
    case "FuncDecl":
      return .function(name: text(value["Name"]), body: try statement(value["Body"]))
    case "TimeClause", "CoprocClause":
      guard let inner = value["Stmt"] else { return .block([]) }
      return .prefixed(try statement(inner))
    case "TestClause", "ArithmCmd", "LetClause", "TestDecl":
      var found: [Syntax.Word] = []
      try collectWords(value, into: &found)
      return .test(found)
    default: throw ShellTreeError(reason: "an unknown kind of command")
    }
  }

  private func binary(_ value: JSONValue) throws(ShellTreeError) -> Syntax.Command {
    let (left, right) = (try statement(value["X"]), try statement(value["Y"]))
    switch value["Op"]?.intValue {
    case 10, 11: return .list(left, right)
    case 12, 13: return .pipe(left, right)
    default: throw ShellTreeError(reason: "an unknown operator between commands")
    }
  }

  private func branches(_ value: JSONValue) throws(ShellTreeError) -> [[Syntax.Statement]] {
    var result: [[Syntax.Statement]] = []
    var clause: JSONValue? = value
    while let current = clause {
      result.append(try statements(current["Cond"]))
      result.append(try statements(current["Then"]))
      clause = current["Else"]
    }
    return result.filter { !$0.isEmpty }
  }

  private func caseClause(_ value: JSONValue) throws(ShellTreeError) -> Syntax.Command {
    var arms: [[Syntax.Statement]] = []
    for item in value["Items"]?.arrayValue ?? [] { arms.append(try statements(item["Stmts"])) }
    return .choice(arms, words: [try word(value["Word"])])
  }

  private func forClause(_ value: JSONValue) throws(ShellTreeError) -> Syntax.Command {
    let body = try statements(value["Do"])
    guard let loop = value["Loop"] else { throw ShellTreeError(reason: "a loop without head") }
    guard loop["Type"]?.stringValue == "WordIter" else {
      return .count(isEndless: loop["Cond"] == nil, body: body)
    }
    return .each(name: text(loop["Name"]), words: try words(loop["Items"]), body: body)
  }

  private func assignments(_ value: JSONValue?) throws(ShellTreeError) -> [Syntax.Assignment] {
    var result: [Syntax.Assignment] = []
    for element in value?.arrayValue ?? [] {
      var elements: [Syntax.Word] = []
      for item in element["Array"]?["Elems"]?.arrayValue ?? [] {
        elements.append(try word(item["Value"]))
      }
      var value: Syntax.Word?
      if let encoded = element["Value"] { value = try word(encoded) }
      result.append(
        .init(
          name: text(element["Name"]), value: value, elements: elements,
          isAppending: element["Append"]?.boolValue ?? false))
    }
    return result
  }

  private func redirection(_ value: JSONValue) throws(ShellTreeError) -> Syntax.Redirection {
    guard let kind = value["Op"]?.intValue.flatMap(Syntax.Redirection.Kind.init) else {
      throw ShellTreeError(reason: "an unknown redirection")
    }
    var document: Syntax.Word?
    if let encoded = value["Hdoc"] {
      document = try word(encoded)
    } else if kind == .document || kind == .indentedDocument {
      document = .init(parts: [], bytes: 0..<0)
    }
    if Self.isQuoted(value["Word"]), let whole = document {
      document?.parts = whole.parts.map { part in
        if case .literal(let text) = part { .quoted(text) } else { part }
      }
    } else if let whole = document {
      document?.parts = [.doubleQuoted(whole.parts)]
    }
    return .init(
      kind: kind, descriptor: value["N"]?["Value"]?.stringValue,
      target: try word(value["Word"]), document: document)
  }

  /// Whether any part of a here-document's delimiter is quoted, so that its body is literal.
  private static func isQuoted(_ delimiter: JSONValue?) -> Bool {
    (delimiter?["Parts"]?.arrayValue ?? []).contains { part in
      part["Type"]?.stringValue != "Lit" || part["Value"]?.stringValue?.contains("\\") == true
    }
  }

  private func words(_ value: JSONValue?) throws(ShellTreeError) -> [Syntax.Word] {
    var result: [Syntax.Word] = []
    for element in value?.arrayValue ?? [] { result.append(try word(element)) }
    return result
  }

  func word(_ value: JSONValue?) throws(ShellTreeError) -> Syntax.Word {
    guard let value else { return .init(parts: [], bytes: 0..<0) }
    return .init(parts: try parts(value["Parts"]), bytes: bytes(of: value))
  }

  private func parts(_ value: JSONValue?) throws(ShellTreeError) -> [Syntax.Part] {
    var result: [Syntax.Part] = []
    for element in value?.arrayValue ?? [] { result.append(try part(element)) }
    return result
  }

  private func part(_ value: JSONValue) throws(ShellTreeError) -> Syntax.Part {
    switch value["Type"]?.stringValue {
    case "Lit": return .literal(value["Value"]?.stringValue ?? "")
    case "SglQuoted":
      let text = value["Value"]?.stringValue ?? ""
      let isEscaped = value["Dollar"]?.boolValue ?? false
      return .quoted(isEscaped ? ShellText.unescape(text, quoting: true) : text)
    case "DblQuoted": return .doubleQuoted(try parts(value["Parts"]))
    case "ParamExp": return .parameter(try parameter(value))
    case "CmdSubst": return .substitution(try statements(value["Stmts"]))
    case "ProcSubst": return .process(try statements(value["Stmts"]))
    case "ArithmExp": return .arithmetic(try arithmetic(value["X"]))
    case "ExtGlob": return .pattern(value["Pattern"]?["Value"]?.stringValue ?? "")
    case "BraceExp": throw ShellTreeError(reason: "an expanded brace")
    default: throw ShellTreeError(reason: "an unknown kind of word")
    }
  }

  private func parameter(_ value: JSONValue) throws(ShellTreeError) -> Syntax.Parameter {
    var operation = Syntax.Parameter.Operation.plain
    if value["Length"]?.boolValue == true {
      operation = .length
    } else if value["Excl"]?.boolValue == true {
      operation = .indirect
    } else if let replace = value["Repl"] {
      operation = .replace(
        try word(replace["Orig"]), with: try word(replace["With"]),
        all: replace["All"]?.boolValue ?? false)
    } else if let slice = value["Slice"] {
      operation = .slice(
        try slice["Offset"].read(arithmetic), try slice["Length"].read(arithmetic))
    } else if let expansion = value["Exp"] {
      let word = try expansion["Word"].read(self.word)
      operation = .expansion(Self.operators[expansion["Op"]?.intValue ?? 0] ?? "", word)
    }
    var index: Syntax.Word?
    if value["Index"]?["Type"]?.stringValue == "Word" { index = try word(value["Index"]) }
    return .init(name: text(value["Param"]), index: index, operation: operation)
  }

  private static let operators: [Int: String] = [
    68: "+", 69: ":+", 70: "-", 71: ":-", 72: "?", 73: ":?", 74: "=", 75: ":=", 76: "%", 77: "%%",
    78: "#", 79: "##", 80: "^", 81: "^^", 82: ",", 83: ",,", 84: "@",
  ]

  private func arithmetic(_ value: JSONValue?) throws(ShellTreeError) -> Syntax.Arithmetic {
    switch value?["Type"]?.stringValue {
    case "BinaryArithm":
      return .binary(
        value?["Op"]?.intValue ?? 0, try arithmetic(value?["X"]), try arithmetic(value?["Y"]))
    case "UnaryArithm":
      return .unary(value?["Op"]?.intValue ?? 0, try arithmetic(value?["X"]))
    case "ParenArithm": return try arithmetic(value?["X"])
    default: return .word(try word(value))
    }
  }

  /// Every word below a node, in order.
  private func collectWords(
    _ value: JSONValue, into found: inout [Syntax.Word]
  ) throws(ShellTreeError) {
    switch value {
    case .array(let elements):
      for element in elements { try collectWords(element, into: &found) }
    case .object(let object):
      if object["Parts"] != nil, object["Type"]?.stringValue ?? "Word" == "Word" {
        return found.append(try word(value))
      }
      for member in object.members { try collectWords(member.value, into: &found) }
    default: break
    }
  }

  private func text(_ value: JSONValue?) -> String { value?["Value"]?.stringValue ?? "" }

  private func bytes(of value: JSONValue) -> Range<Int> {
    let start = (value["Pos"]?["Offset"]?.intValue ?? base) - base
    let end = (value["End"]?["Offset"]?.intValue ?? base) - base
    return max(0, start)..<max(0, start, end)
  }
}

extension Optional where Wrapped == JSONValue {
  /// What a reader makes of the value, if there is one.
  fileprivate func read<Result>(
    _ read: (JSONValue?) throws(ShellTreeError) -> Result
  ) throws(ShellTreeError) -> Result? {
    guard let self else { return nil }
    return try read(self)
  }
}
