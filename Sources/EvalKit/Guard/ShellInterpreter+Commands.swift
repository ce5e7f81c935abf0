extension ShellInterpreter {
  /// Follows a simple command, and returns what it prints.
  mutating func call(
    _ assignments: [Syntax.Assignment], _ words: [Syntax.Word],
    _ redirections: [ResolvedRedirection], _ context: Context
  ) -> ShellValue {
    expansionCount = 1
    let values = assignments.map { ($0.name, value(of: $0, context)) }
    let fields = words.flatMap { self.fields(of: $0, context) }
    var invocation = Invocation()
    invocation.assignments = values.map { (name: $0.0, value: $0.1) }
    invocation.redirections = redirections
    invocation.input = context.input
    invocation.upstream = context.upstream
    guard !fields.isEmpty else {
      set(values, assignments)
      invocation.kind = redirections.isEmpty ? .assignment : .redirection
      if !values.isEmpty || !redirections.isEmpty { emit(invocation, context) }
      return context.input ?? ShellValue(text: "")
    }
    if let expanded = alias(fields) { return run(expanded, invocation, context) }
    var named = fields
    if fields[0].text == ShellText.unknownText, let word = words.first {
      named[0].text = Self.programGuess(word) ?? ShellText.unknownText
    }
    return run(named, invocation, context)
  }

  /// The program that a variable is named after, such as `$RM`, `$which_gpg` or `$CURL_BIN`.
  private static func programGuess(_ word: Syntax.Word) -> String? {
    guard word.parts.count == 1 else { return nil }
    var part = word.parts[0]
    if case .doubleQuoted(let inner) = part, inner.count == 1 { part = inner[0] }
    guard case .parameter(let parameter) = part, parameter.operation == .plain else { return nil }
    let names = parameter.name.lowercased().split(separator: "_").map(String.init)
    return names.last { !["bin", "path", "cmd", "exe", "command", "which"].contains($0) }
  }

  private mutating func set(
    _ values: [(String, ShellValue)], _ assignments: [Syntax.Assignment]
  ) {
    for ((name, value), assignment) in zip(values, assignments) {
      state.set(name, value, appending: assignment.isAppending)
    }
  }

  private mutating func value(
    of assignment: Syntax.Assignment, _ context: Context
  ) -> ShellValue {
    guard assignment.elements.isEmpty else {
      let fields = assignment.elements.flatMap { self.fields(of: $0, context) }
      for (index, field) in fields.enumerated() {
        state.set("\(assignment.name)[\(index)]", ShellValue(text: field.text, taint: field.taint))
      }
      state.set("\(assignment.name)[#]", ShellValue(text: String(fields.count)))
      return fields.first.map { ShellValue(text: $0.text, taint: $0.taint) } ?? ShellValue(text: "")
    }
    return assignment.value.map { value(of: $0, context) } ?? ShellValue(text: "")
  }

  mutating func declare(
    _ keyword: String, _ assignments: [Syntax.Assignment], _ context: Context
  ) {
    var invocation = Invocation(kind: .assignment)
    invocation.program = keyword
    for assignment in assignments {
      let value = self.value(of: assignment, context)
      if assignment.name.isEmpty {
        invocation.arguments.append(ShellField(text: value.text, taint: value.taint))
      } else {
        if assignment.value != nil || !assignment.elements.isEmpty {
          state.set(assignment.name, value, appending: assignment.isAppending)
        }
        invocation.assignments.append((name: assignment.name, value: value))
      }
    }
    emit(invocation, context)
  }

  private func alias(_ fields: [ShellField]) -> [ShellField]? {
    guard let text = state.aliases[fields[0].text] else { return nil }
    let words = text.split(separator: " ").map { ShellField(text: String($0)) }
    guard let first = words.first, first.text != fields[0].text else { return nil }
    return words + fields.dropFirst()
  }

  /// Follows a command whose words are resolved.
  mutating func run(
    _ fields: [ShellField], _ template: Invocation, _ outer: Context
  ) -> ShellValue {
    guard let first = fields.first, outer.depth < Self.depthLimit, spend(10) else {
      return .unknown()
    }
    var context = outer
    context.depth += 1
    var invocation = template
    invocation.path = Self.programPath(first)
    invocation.program = Self.baseName(invocation.path)
    invocation.arguments = Array(fields.dropFirst())
    invocation.programTaint = first.taint.union(state.file(first.text)?.taint ?? [])
    if let function = state.functions[first.text] {
      return call(function, first.text, invocation, context)
    }
    if first.text.contains(where: { $0 == " " || $0 == ";" }), !first.taint.isEmpty {
      _ = script(first.text, context, isSure: false)
    }
    if let wrapper = CommandWrapper.named(invocation.program),
      let inner = wrapper.inner(invocation.arguments)
    {
      return run(inner, wrapper, invocation, context)
    }
    return runPlain(invocation, context)
  }

  private mutating func call(
    _ function: ShellState.Function, _ name: String, _ invocation: Invocation, _ outer: Context
  ) -> ShellValue {
    if outer.calls.contains(name), outer.isBackground || outer.input != nil {
      emit(Invocation(kind: .recursion(count: 1, isParallel: true)), outer)
    }
    guard outer.calls.count(where: { $0 == name }) < 2, outer.calls.count < 12 else {
      return .unknown()
    }
    var context = outer
    context.calls.append(name)
    context.source = function.source
    let positional = state.positional
    state.positional = invocation.arguments
    defer { state.positional = positional }
    if !invocation.redirections.isEmpty {
      var redirection = Invocation(kind: .redirection)
      redirection.redirections = invocation.redirections
      emit(redirection, outer)
    }
    return run(function.body, context)
  }

  private mutating func run(
    _ inner: CommandWrapper.Inner, _ wrapper: CommandWrapper, _ invocation: Invocation,
    _ outer: Context
  ) -> ShellValue {
    var outside = invocation
    outside.isWrapper = true
    var context = outer
    context.isPrivileged =
      outer.isPrivileged || wrapper.grantsPrivilege && !invocation.namesOrdinaryUser
    emit(outside, context)
    switch inner {
    case .script(let text): return script(text, context, isSure: true)
    case .command(var fields, let assignments):
      if invocation.program == "xargs" { fields += Self.inputFields(context.input) }
      var next = invocation
      next.assignments += assignments.map {
        (name: $0.0, value: ShellValue(text: $0.1.text, taint: $0.1.taint))
      }
      let isolates = ["sudo", "env", "nohup", "xargs", "doas"].contains(invocation.program)
      if isolates { return isolated { $0.run(fields, next, context) } }
      return run(fields, next, context)
    }
  }

  /// The arguments that `xargs` adds.
  private static func inputFields(_ input: ShellValue?) -> [ShellField] {
    guard let input else { return [] }
    guard let known = input.known else {
      return [ShellField(text: ShellText.unknownText, taint: input.taint)]
    }
    return known.split(whereSeparator: \.isWhitespace).prefix(1_000)
      .map { ShellField(text: String($0), taint: input.taint) }
  }

  private mutating func runPlain(_ given: Invocation, _ context: Context) -> ShellValue {
    var invocation = given
    invocation.writtenFiles = invocation.arguments.compactMap { argument in
      state.file(argument.text)
        ?? argument.text.split(whereSeparator: { "=@".contains($0) }).last
        .flatMap { $0.utf8.count < 4_096 ? state.file(String($0)) : nil }
    }
    invocation.code = InlineCode(invocation, state: state)
    if Shells.names.contains(invocation.program) { return runShell(invocation, context) }
    emit(invocation, context)
    followCode(invocation, context)
    if let output = runBuiltin(invocation, context) { return output }
    runContained(invocation, context)
    if let content = state.file(invocation.path) {
      return script(content.text, context, isSure: false)
    }
    return ProgramOutput.of(invocation, state: &state)
  }

  /// Follows the texts in inline code that a shell might get.
  private mutating func followCode(_ invocation: Invocation, _ context: Context) {
    guard let code = invocation.code else { return }
    var inner = context
    inner.isInline = true
    for text in code.shellTexts { _ = script(text, inner, isSure: false) }
  }

  /// Follows a text as a shell would.
  mutating func script(_ text: String, _ outer: Context, isSure: Bool) -> ShellValue {
    guard !text.isEmpty, text != ShellText.unknownText, outer.depth + 8 < Self.depthLimit else {
      return .unknown()
    }
    guard let tree = tree(of: text, isSure: isSure) else { return .unknown() }
    var context = outer
    context.depth += 8
    context.source = Array(text.utf8)
    (context.input, context.upstream) = (outer.input, outer.upstream)
    return run(tree.statements, context)
  }

  /// The first word with unknown parts left out and patterns matched to known programs.
  private static func programPath(_ field: ShellField) -> String {
    var path = field.text
    if ShellText.hasUnknown(path), path != ShellText.unknownText {
      path = path.replacing(ShellText.unknownText, with: "")
    }
    if field.hasGlob, let program = ShellPattern.program(matching: path) { return program }
    return path
  }

  private static func baseName(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".exe") ? String(name.dropLast(4)) : name
  }
}
