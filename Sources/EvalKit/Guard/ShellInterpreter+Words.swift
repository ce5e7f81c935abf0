extension ShellInterpreter {
  /// The fields that a word becomes: after braces, variables, substitutions and splitting.
  mutating func fields(of word: Syntax.Word, _ context: Context) -> [ShellField] {
    var expansion = BraceExpansion()
    let alternatives = expansion.expand(word.parts)
    expansionCount = max(expansionCount, expansion.count)
    if expansion.isTruncated { isExhausted = true }
    return alternatives.flatMap { fields(ofParts: $0, context) }
  }

  /// The text that a word becomes where nothing is split: in assignments and redirections.
  mutating func value(of word: Syntax.Word, _ context: Context) -> ShellValue {
    var builder = FieldBuilder(splits: false)
    add(word.parts, to: &builder, isQuoted: false, context)
    let field = builder.finish().first ?? ShellField(text: "")
    return ShellValue(text: field.text, taint: field.taint)
  }

  private mutating func fields(
    ofParts parts: [Syntax.Part], _ context: Context
  ) -> [ShellField] {
    if let all = positionalFields(parts) { return all }
    var builder = FieldBuilder(splits: true)
    add(parts, to: &builder, isQuoted: false, context)
    return builder.finish()
  }

  /// The fields of a word that is `$@` or `"$@"` and nothing else.
  private func positionalFields(_ parts: [Syntax.Part]) -> [ShellField]? {
    guard parts.count == 1 else { return nil }
    var part = parts[0]
    if case .doubleQuoted(let inner) = part, inner.count == 1 { part = inner[0] }
    guard case .parameter(let parameter) = part, parameter.operation == .plain else { return nil }
    if ["@", "*"].contains(parameter.name) { return state.positional }
    guard let index = parameter.index?.parts, index == [.literal("@")] || index == [.literal("*")]
    else { return nil }
    return elements(of: parameter.name)
  }

  /// The elements of an array that the script has set.
  func elements(of name: String) -> [ShellField]? {
    guard let count = state.value(of: "\(name)[#]").flatMap({ Int($0.text) }) else { return nil }
    return (0..<count).compactMap { state.value(of: "\(name)[\($0)]") }
      .map { ShellField(text: $0.text, taint: $0.taint) }
  }

  private mutating func add(
    _ parts: [Syntax.Part], to builder: inout FieldBuilder, isQuoted: Bool, _ context: Context
  ) {
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let text):
        isQuoted
          ? builder.append(Self.unescapeQuoted(text))
          : builder.appendLiteral(text, expandsTilde: index == 0)
      case .quoted(let text): builder.append(text)
      case .doubleQuoted(let inner):
        builder.append("")
        add(inner, to: &builder, isQuoted: true, context)
      case .pattern(let text): builder.appendPattern(text)
      case .parameter(let parameter):
        builder.append(value(of: parameter, context), isQuoted: isQuoted)
      case .substitution(let statements):
        builder.append(substitution(statements, context), isQuoted: isQuoted)
      case .process(let statements):
        builder.append(process(statements, context), isQuoted: true)
      case .arithmetic(let expression):
        let text = integer(expression, context).map(String.init) ?? ShellText.unknownText
        builder.append(ShellValue(text: text), isQuoted: true)
      }
    }
  }

  /// Removes the backslashes that count inside double quotes.
  private static func unescapeQuoted(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      guard character == "\\", let next = rest.first, "\"\\$`\n".contains(next) else {
        result.append(character)
        continue
      }
      rest = rest.dropFirst()
      if next != "\n" { result.append(next) }
    }
    return result
  }

  private mutating func substitution(
    _ statements: [Syntax.Statement], _ context: Context
  ) -> ShellValue {
    var inner = context
    (inner.input, inner.upstream) = (nil, [])
    var output = isolated { $0.readFile(statements, inner) ?? $0.run(statements, inner) }
    while output.text.hasSuffix("\n") { output.text.removeLast() }
    return output
  }

  /// What `$(< file)` gives.
  private mutating func readFile(
    _ statements: [Syntax.Statement], _ context: Context
  ) -> ShellValue? {
    guard statements.count == 1, statements[0].command == nil,
      let redirection = statements[0].redirections.first, redirection.kind == .read
    else { return nil }
    let path = value(of: redirection.target, context)
    if let content = state.file(path.text) { return content }
    let isSecret = ShellPath(path.text, from: state.directory).isCredential
    return .unknown(isSecret ? .secret : [])
  }

  /// A path that stands for what the statements print.
  private mutating func process(
    _ statements: [Syntax.Statement], _ context: Context
  ) -> ShellValue {
    var inner = context
    (inner.input, inner.upstream) = (nil, [])
    let output = isolated { $0.run(statements, inner) }
    let path = "/proc/self/fd/\(state.files.count + 10)"
    state.files[path] = output
    return ShellValue(text: path, taint: output.taint)
  }

  mutating func resolve(
    _ redirection: Syntax.Redirection, _ context: inout Context
  ) -> ResolvedRedirection {
    let target = value(of: redirection.target, context)
    let hasGlob = redirection.target.parts.contains { part in
      if case .literal(let text) = part { text.contains { "*?[".contains($0) } } else { false }
    }
    let resolved = ResolvedRedirection(
      kind: redirection.kind, descriptor: redirection.descriptor,
      target: ShellField(text: target.text, taint: target.taint, hasGlob: hasGlob))
    guard (redirection.descriptor ?? "0") == "0" else { return resolved }
    switch redirection.kind {
    case .document, .indentedDocument:
      context.input = redirection.document.map { value(of: $0, context) }
    case .hereString:
      context.input = ShellValue(text: target.text + "\n", taint: target.taint)
    case .read, .readWrite:
      let isSecret = ShellPath(target.text, from: state.directory).isCredential
      context.input = state.file(target.text) ?? .unknown(isSecret ? .secret : [])
    default: break
    }
    return resolved
  }

  /// The value of an expression when it is a constant; operations count as shfmt numbers them.
  func integer(_ expression: Syntax.Arithmetic, _ context: Context) -> Int? {
    switch expression {
    case .word(let word):
      guard word.parts.count == 1 else { return nil }
      switch word.parts[0] {
      case .literal(let text): return Int(text) ?? state.value(of: text).flatMap { Int($0.text) }
      case .parameter(let parameter):
        return state.value(of: parameter.name).flatMap { Int($0.text) }
      default: return nil
      }
    case .unary(let operation, let inner):
      return operation == 70 ? integer(inner, context).flatMap { 0 &- $0 } : nil
    case .binary(let operation, let left, let right):
      guard let left = integer(left, context), let right = integer(right, context) else {
        return nil
      }
      switch operation {
      case 68: return left &+ right
      case 70: return left &- right
      case 38: return left &* right
      default: return nil
      }
    }
  }
}

/// Collects the fields of one word.
private struct FieldBuilder {
  let splits: Bool
  private var fields: [ShellField] = []
  private var current = ShellField(text: "")
  private var hasCurrent = false

  init(splits: Bool) { self.splits = splits }

  mutating func append(_ text: String) {
    current.text += text
    hasCurrent = true
  }

  /// Adds unquoted text of the script itself: backslashes are removed, patterns noticed.
  mutating func appendLiteral(_ text: String, expandsTilde: Bool) {
    var rest = text[...]
    if expandsTilde, !hasCurrent, rest.first == "~" { appendTilde(&rest) }
    while let character = rest.popFirst() {
      if character == "\\" {
        guard let next = rest.popFirst() else { break }
        if next != "\n" { current.text.append(next) }
      } else {
        if "*?[".contains(character) { current.hasGlob = true }
        current.text.append(character)
      }
    }
    hasCurrent = true
  }

  private mutating func appendTilde(_ rest: inout Substring) {
    rest = rest.dropFirst()
    let name = rest.prefix { $0 != "/" }
    rest = rest.dropFirst(name.count)
    switch name {
    case "": current.text += ShellPath.home
    case "root": current.text += "/root"
    case "+": current.text += "."
    default: current.text += "/home/\(name)"
    }
  }

  mutating func appendPattern(_ text: String) {
    let parts = text.split(separator: "|", maxSplits: 1)
    current.text += parts.first.map(String.init) ?? "*"
    current.hasGlob = true
    hasCurrent = true
  }

  mutating func append(_ value: ShellValue, isQuoted: Bool) {
    current.taint.formUnion(value.taint)
    guard splits, !isQuoted else { return append(value.text) }
    var isFirst = value.text.first?.isWhitespace != true
    if !isFirst { close() }
    for piece in value.text.split(whereSeparator: \.isWhitespace).prefix(4_096) {
      if !isFirst { close() }
      isFirst = false
      if piece.contains(where: { "*?[".contains($0) }) { current.hasGlob = true }
      current.taint.formUnion(value.taint)
      append(String(piece))
    }
    if value.text.last?.isWhitespace == true { close() }
  }

  private mutating func close() {
    guard hasCurrent else { return }
    fields.append(current)
    current = ShellField(text: "")
    hasCurrent = false
  }

  /// All fields; without splitting exactly one, which may be empty.
  mutating func finish() -> [ShellField] {
    if hasCurrent || !splits { fields.append(current) }
    return fields
  }
}
