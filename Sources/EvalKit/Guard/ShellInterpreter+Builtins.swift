extension ShellInterpreter {
  /// Follows a command that changes the shell's own state; `nil` for all others.
  mutating func runBuiltin(_ invocation: Invocation, _ context: Context) -> ShellValue? {
    let arguments = invocation.arguments
    switch invocation.program {
    case "cd", "pushd":
      let target = invocation.operands.first?.text ?? ShellPath.home
      state.directory = ShellPath(target, from: state.directory).text
      if state.directory.isEmpty { state.directory = "." }
    case "eval":
      return script(arguments.map(\.text).joined(separator: " "), inline(context), isSure: true)
    case "source", ".":
      guard let path = arguments.first else { return nil }
      let isInput = ["/dev/stdin", "/proc/self/fd/0", "-"].contains(path.text)
      guard let content = isInput ? context.input : state.file(path.text) else { return nil }
      return script(content.text, context, isSure: false)
    case "alias":
      for argument in arguments {
        guard let (name, value) = CommandWrapper.assignment(argument) else { continue }
        state.aliases[name] = value.text
      }
    case "unalias": for argument in arguments { state.aliases[argument.text] = nil }
    case "unset": for argument in arguments { state.variables[argument.text] = nil }
    case "set":
      if let end = arguments.firstIndex(where: { $0.text == "--" }) {
        state.positional = Array(arguments[(end + 1)...])
      }
    case "shift": state.positional = Array(state.positional.dropFirst())
    case "read", "mapfile", "readarray": read(invocation, context)
    case "printf" where arguments.first?.text == "-v": printToVariable(invocation)
    case "trap":
      if let command = arguments.first { _ = script(command.text, context, isSure: false) }
    default: return nil
    }
    return ShellValue(text: "")
  }

  private func inline(_ context: Context) -> Context {
    var context = context
    context.isInline = true
    return context
  }

  private mutating func read(_ invocation: Invocation, _ context: Context) {
    let input = context.input
    for name in invocation.operands.map(\.text) where name.allSatisfy({ $0 != "-" }) {
      let line = input?.text.split(separator: "\n").first.map(String.init)
      state.set(name, ShellValue(text: line ?? ShellText.unknownText, taint: input?.taint ?? []))
    }
  }

  private mutating func printToVariable(_ invocation: Invocation) {
    guard invocation.arguments.count >= 3 else { return }
    var inner = invocation
    inner.arguments = Array(invocation.arguments.dropFirst(2))
    state.set(invocation.arguments[1].text, ProgramOutput.of(inner, state: &state))
  }

  /// Follows commands that stand inside the arguments or the input of others.
  mutating func runContained(_ invocation: Invocation, _ context: Context) {
    var inner = context
    inner.isInline = true
    switch invocation.program {
    case "find", "fd", "fdfind", "bfs", "gfind": runActions(of: invocation, context)
    case "at", "batch":
      if let input = context.input { _ = script(input.text, inner, isSure: false) }
    case "crontab": runCrontab(context)
    case "tar", "bsdtar", "gtar":
      for argument in invocation.arguments {
        guard let range = argument.text.firstRange(of: "exec=") else { continue }
        _ = script(String(argument.text[range.upperBound...]), inner, isSure: false)
      }
    case "git":
      for argument in invocation.arguments {
        if argument.text.hasPrefix("!") {
          _ = script(String(argument.text.dropFirst()), inner, isSure: false)
        }
        guard let range = argument.text.firstRange(of: "=!") else { continue }
        _ = script(String(argument.text[range.upperBound...]), inner, isSure: false)
      }
    case "make", "gmake":
      if let text = invocation.value(of: "--eval") { _ = script(text.text, inner, isSure: false) }
    case "docker", "podman", "kubectl", "lxc", "nerdctl", "distrobox", "toolbox":
      runInContainer(invocation, context)
    default:
      for option in ["--exec", "--command", "--cmd", "--filter", "--rsh", "--to-command", "--pipe"]
      {
        guard let text = invocation.value(of: option) else { continue }
        _ = script(text.text, inner, isSure: false)
      }
    }
  }

  private mutating func runActions(of invocation: Invocation, _ context: Context) {
    let starts: Set<String> = ["-exec", "-execdir", "-ok", "-okdir", "-x", "-X", "--exec"]
    var rest = invocation.arguments[...]
    let places = rest.prefix { !$0.isOption && $0.text != "!" && $0.text != "(" }
    while let start = rest.firstIndex(where: { starts.contains($0.text) }) {
      let command = rest[(start + 1)...].prefix { $0.text != ";" && $0.text != "+" }
      rest = rest[(start + 1 + command.count)...]
      let whole = Self.isWhole(invocation)
      let expanded = command.flatMap { field -> [ShellField] in
        guard field.text == "{}" else { return [field] }
        let found = places.isEmpty ? [ShellField(text: ".")] : Array(places)
        let taint: Taint = invocation.selectsByName ? .selected : []
        return whole ? found : [ShellField(text: ShellText.unknownText, taint: taint)]
      }
      var template = Invocation()
      template.upstream = ["find"]
      _ = run(Array(expanded), template, context)
    }
  }

  /// Whether nothing narrows what `find` finds.
  private static func isWhole(_ invocation: Invocation) -> Bool {
    let narrowing = [
      "-name", "-iname", "-path", "-ipath", "-wholename", "-regex", "-iregex", "-mtime", "-mmin",
      "-atime", "-ctime", "-newer", "-size", "-empty", "-perm", "-user", "-group", "-inum",
      "-samefile", "-amin", "-cmin", "-nouser", "-nogroup", "-links", "-newermt",
    ]
    return !invocation.arguments.contains { narrowing.contains($0.text) }
  }

  /// The commands in lines of a schedule, after their five fields of time.
  private mutating func runCrontab(_ context: Context) {
    guard let input = context.input else { return }
    for line in input.text.split(separator: "\n").prefix(64) {
      let fields = line.split(separator: " ", maxSplits: 5)
      if fields.count == 6 { _ = script(String(fields[5]), context, isSure: false) }
    }
  }

  private mutating func runInContainer(_ invocation: Invocation, _ context: Context) {
    guard invocation.mentions("exec", "run"),
      let start = invocation.arguments.firstIndex(where: {
        $0.text == "--" || Shells.names.contains(Shells.baseName($0.text))
      })
    else { return }
    let tail = invocation.arguments[start...].drop { $0.text == "--" }
    guard tail.count > 1 else { return }
    var inner = context
    inner.isPrivileged = false
    _ = run(Array(tail), Invocation(), inner)
  }
}

extension Shells {
  static func baseName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
