/// Follows a script without running it, and lists what it would do.
///
/// Every branch is taken and every loop is gone through once (once for each known word). Values are
/// followed through variables, substitutions, pipes, here-documents and files that the script
/// writes. Scripts within scripts are looked up in `scripts`; those that are not there yet are
/// left in ``wanted``, for another pass.
struct ShellInterpreter {
  typealias Syntax = ShellSyntax

  /// What surrounds a command.
  struct Context {
    /// The text that byte ranges refer to.
    var source: [UInt8] = []
    var input: ShellValue?
    var upstream: [String] = []
    var isPrivileged = false
    var isInline = false
    var isBackground = false
    var isRepeated = false
    var isEndless = false
    var isMassive = false
    var depth = 0
    /// The functions that are being called.
    var calls: [String] = []
    var evidence = ""
  }

  /// How deep commands may be nested, and functions and scripts within each other.
  static let depthLimit = 160
  static let invocationLimit = 4_000

  let scripts: [String: ShellParser.Reading]
  /// Texts that a shell would be given and that are not in `scripts`, in order.
  private(set) var wanted: [String] = []
  private(set) var invocations: [Invocation] = []
  /// Why a text that a shell would surely be given cannot be read.
  private(set) var unparsable: (text: String, reason: String)?
  /// Whether the script was too large to follow to its end.
  var isExhausted = false
  var state = ShellState()
  /// How many words the widest brace expansion of the current command gave.
  var expansionCount = 1
  private var budget = 400_000
  private var programs: Set<String> = []

  init(scripts: [String: ShellParser.Reading]) { self.scripts = scripts }

  /// Follows a whole script.
  mutating func follow(_ script: String, _ tree: ShellSyntax) {
    _ = run(tree.statements, Context(source: Array(script.utf8)))
    let isPrivileged = invocations.contains(where: \.isPrivileged)
    for index in invocations.indices { invocations[index].isScriptPrivileged = isPrivileged }
  }

  /// Counts work that a script causes; `false` when it has caused too much.
  mutating func spend(_ work: Int) -> Bool {
    budget -= min(work, budget)
    if budget == 0 { isExhausted = true }
    return budget > 0
  }

  /// Follows statements, and joins what they print.
  mutating func run(_ statements: [Syntax.Statement], _ context: Context) -> ShellValue {
    var output = ShellValue(text: "")
    for statement in statements {
      let printed = run(statement, context)
      output.text += printed.text
      output.taint.formUnion(printed.taint)
      if output.text.utf8.count > ShellText.limit { output = .unknown(output.taint) }
    }
    return output
  }

  /// Follows a statement, and returns what it prints.
  mutating func run(_ statement: Syntax.Statement, _ outer: Context) -> ShellValue {
    guard spend(20), outer.depth < Self.depthLimit else {
      isExhausted = true
      return .unknown()
    }
    var context = outer
    context.depth += 1
    context.isBackground = statement.isBackground || outer.isBackground
    context.evidence = Self.text(of: statement.bytes, in: context.source)
    let redirections = statement.redirections.map { resolve($0, &context) }
    let output: ShellValue
    if case .call(let assignments, let words) = statement.command {
      output = call(assignments, words, redirections, context)
    } else {
      output = statement.command.map { run($0, context) } ?? ShellValue(text: "")
      if !redirections.isEmpty { emitRedirections(redirections, output, context) }
    }
    return redirect(output, redirections)
  }

  private mutating func emitRedirections(
    _ redirections: [ResolvedRedirection], _ output: ShellValue, _ context: Context
  ) {
    var invocation = Invocation(kind: .redirection)
    invocation.redirections = redirections
    if output.taint.isEmpty == false { invocation.input = .unknown(output.taint) }
    emit(invocation, context)
  }

  /// Remembers what goes to files, and returns what goes on.
  private mutating func redirect(
    _ output: ShellValue, _ redirections: [ResolvedRedirection]
  ) -> ShellValue {
    let targets = redirections.filter { $0.writes && ($0.descriptor ?? "1") == "1" }
    guard !targets.isEmpty else { return output }
    for target in targets {
      state.write(target.target.text, output, appending: !target.truncates)
    }
    return ShellValue(text: "")
  }

  private mutating func run(_ command: Syntax.Command, _ context: Context) -> ShellValue {
    switch command {
    case .call(let assignments, let words): return call(assignments, words, [], context)
    case .declaration(let keyword, let assignments):
      declare(keyword, assignments, context)
      return ShellValue(text: "")
    case .list(let left, let right): return run([left, right], context)
    case .pipe(let left, let right): return pipe(left, right, context)
    case .block(let statements): return run(statements, context)
    case .subshell(let statements): return isolated { $0.run(statements, context) }
    case .prefixed(let statement): return run(statement, context)
    case .choice(let branches, let words):
      for word in words { _ = value(of: word, context) }
      return run(branches.flatMap { $0 }, context)
    case .loop(let condition, let body, let isUntil):
      var inner = context
      inner.isRepeated = true
      inner.isEndless = inner.isEndless || Self.isEndless(condition, isUntil)
      return run(condition + body, inner)
    case .count(let isEndless, let body):
      var inner = context
      inner.isRepeated = true
      inner.isEndless = inner.isEndless || isEndless
      return run(body, inner)
    case .each(let name, let words, let body): return each(name, words, body, context)
    case .function(let name, let body):
      define(name, body, context)
      return ShellValue(text: "")
    case .test(let words):
      for word in words { _ = value(of: word, context) }
      return ShellValue(text: "")
    }
  }

  private static func isEndless(_ condition: [Syntax.Statement], _ isUntil: Bool) -> Bool {
    guard condition.count == 1 else { return false }
    switch condition[0].command {
    case .call(_, let words):
      let name = words.first?.parts
      return name == [.literal(isUntil ? "false" : "true")] || !isUntil && name == [.literal(":")]
        || !isUntil && words.map(\.parts) == [[.literal("[")], [.literal("1")], [.literal("]")]]
    case .test(let words): return !isUntil && words.map(\.parts) == [[.literal("1")]]
    default: return false
    }
  }

  private mutating func pipe(
    _ left: Syntax.Statement, _ right: Syntax.Statement, _ context: Context
  ) -> ShellValue {
    let count = invocations.count
    let printed = isolated { $0.run(left, context) }
    var inner = context
    inner.input = printed
    inner.upstream = invocations[min(count, invocations.count)...].map(\.program)
    return isolated { $0.run(right, inner) }
  }

  private mutating func each(
    _ name: String, _ words: [Syntax.Word], _ body: [Syntax.Statement], _ context: Context
  ) -> ShellValue {
    var output = ShellValue(text: "")
    var inner = context
    inner.isRepeated = true
    let items = words.flatMap { fields(of: $0, context) }
    inner.isMassive =
      inner.isMassive || items.count >= Self.massiveRounds || words.contains(where: Self.countsFar)
    let followed = items.isEmpty ? [ShellField(text: ShellText.unknownText)] : items
    for item in followed.prefix(8) {
      state.set(name, ShellValue(text: item.text, taint: item.taint))
      let printed = run(body, inner)
      output.text += printed.text
      output.taint.formUnion(printed.taint)
    }
    return output
  }

  /// Follows something whose variables and folder do not outlive it; its files do.
  mutating func isolated<Result>(_ body: (inout Self) -> Result) -> Result {
    let before = state
    let result = body(&self)
    let files = state.files
    state = before
    state.files = files
    return result
  }

  private mutating func define(_ name: String, _ body: Syntax.Statement, _ context: Context) {
    state.functions[name] = .init(body: body, source: context.source)
    let (count, isParallel) = RecursionCount.calls(of: name, in: body)
    guard count > 0 else { return }
    var invocation = Invocation(kind: .recursion(count: count, isParallel: isParallel))
    invocation.program = name
    emit(invocation, context)
  }

  /// The tree of a text that a shell would be given, once it was read.
  ///
  /// - Parameters:
  ///   - script: The text.
  ///   - isSure: Whether it is certain that a shell would get it; only then does a text that
  ///     cannot be read condemn the script.
  /// - Returns: `nil` when it was not read yet, or cannot be.
  mutating func tree(of script: String, isSure: Bool) -> ShellSyntax? {
    switch scripts[script] {
    case .tree(let tree): return tree
    case .unparsable(let reason):
      if isSure, unparsable == nil { unparsable = (script, reason) }
      return nil
    case nil:
      wanted.append(script)
      return nil
    }
  }

  mutating func emit(_ invocation: Invocation, _ context: Context) {
    guard invocations.count < Self.invocationLimit else {
      isExhausted = true
      return
    }
    var invocation = invocation
    invocation.isPrivileged = context.isPrivileged
    invocation.isInline = context.isInline
    invocation.isBackground = context.isBackground
    invocation.isRepeated = context.isRepeated
    invocation.isEndless = context.isEndless
    invocation.isMassive = context.isMassive
    invocation.directory = state.directory
    invocation.evidence = context.evidence
    invocation.expansionCount = expansionCount
    invocation.earlier = programs
    invocations.append(invocation)
    if !invocation.program.isEmpty { programs.insert(invocation.program) }
  }

  private static func text(of bytes: Range<Int>, in source: [UInt8]) -> String {
    let range = bytes.clamped(to: 0..<source.count)
    return String(decoding: source[range.prefix(400)], as: UTF8.self)
  }
}

/// How a function calls itself.
enum RecursionCount {
  /// - Returns: How many calls of the function its body has, and whether one of them runs beside
  ///   the rest: in a pipe or in the background.
  static func calls(
    of name: String, in statement: ShellSyntax.Statement, isParallel: Bool = false
  ) -> (count: Int, isParallel: Bool) {
    let isParallel = isParallel || statement.isBackground
    switch statement.command {
    case .call(_, let words):
      guard words.first?.parts == [.literal(name)] else { return (0, false) }
      return (1, isParallel)
    case .pipe(let left, let right):
      return sum(of: name, [left, right], isParallel: true)
    case .list(let left, let right): return sum(of: name, [left, right], isParallel: isParallel)
    case .block(let inner), .subshell(let inner):
      return sum(of: name, inner, isParallel: isParallel)
    case .loop(let condition, let body, _):
      return sum(of: name, condition + body, isParallel: isParallel)
    case .each(_, _, let body), .count(_, let body):
      return sum(of: name, body, isParallel: isParallel)
    case .choice(let branches, _):
      return sum(of: name, branches.flatMap { $0 }, isParallel: isParallel)
    case .prefixed(let inner): return calls(of: name, in: inner, isParallel: isParallel)
    default: return (0, false)
    }
  }

  private static func sum(
    of name: String, _ statements: [ShellSyntax.Statement], isParallel: Bool
  ) -> (count: Int, isParallel: Bool) {
    statements.reduce(into: (0, false)) { total, statement in
      let part = calls(of: name, in: statement, isParallel: isParallel)
      total = (total.0 + part.count, total.1 || part.isParallel)
    }
  }
}
