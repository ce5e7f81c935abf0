/// What programs print and write, as far as it follows from their arguments and input.
enum ProgramOutput {
  /// Stands before a program's name for the number of its process.
  static let processMark = "pidof:"

  /// What a command prints; files that it writes are remembered.
  static func of(_ invocation: Invocation, state: inout ShellState) -> ShellValue {
    let input = invocation.input ?? ShellValue(text: "")
    switch invocation.program {
    case "echo", "print": return echo(invocation)
    case "printf": return printf(invocation)
    case "cat", "head", "tail", "less", "more", "tac", "zcat", "bat": return read(invocation, state)
    case "tee": return tee(invocation, input, &state)
    case "pwd":
      return ShellValue(text: state.directory == "." ? ShellText.unknownText : state.directory)
    case "pgrep", "pidof":
      return ShellValue(text: processMark + (invocation.operands.last?.text ?? ""))
    case "mktemp": return ShellValue(text: "/tmp/tmp.XXXXXXXXXX")
    case "which", "command", "type": return which(invocation)
    case "basename":
      return joined(invocation) { Shells.baseName($0) }
    case "true", "false", ":", "sleep", "wait": return ShellValue(text: "")
    case "cp", "mv", "ln", "install": copy(invocation, &state)
    case "curl", "wget", "fetch", "aria2c", "lwp-download", "http", "https", "ftp", "scp", "axel":
      return download(invocation, &state)
    case "dd":
      if let target = invocation.value(of: "of=") { state.write(target.text, input) }
      if let source = invocation.value(of: "if="), let content = state.file(source.text) {
        return content
      }
      return input
    default: break
    }
    if let decoded = decode(invocation, input, state) { return decoded }
    return .unknown(taint(of: invocation))
  }

  /// What comes out of a program that is not known better: what went in.
  private static func taint(of invocation: Invocation) -> Taint {
    var taint = invocation.taint
    if invocation.arguments.contains(where: { invocation.place(of: $0).isCredential }) {
      taint.insert(.secret)
    }
    if invocation.runs("env", "printenv", "pass", "gopass", "secret-tool", "vault", "op", "bw") {
      taint.insert(.secret)
    }
    if invocation.runs("find"),
      invocation.arguments.contains(where: { GuardRule.namesSecret($0.text) })
    {
      taint.insert(.secret)
    }
    if invocation.runs("find", "fd"), invocation.selectsByName { taint.insert(.selected) }
    if invocation.runs("yes") { taint.insert(.endless) }
    if invocation.runs("nc", "ncat", "netcat", "socat", "telnet", "dig", "nslookup", "lynx") {
      taint.insert(.downloaded)
    }
    return taint
  }

  private static func joined(
    _ invocation: Invocation, _ change: (String) -> String
  ) -> ShellValue {
    let text = invocation.operands.first.map { change($0.text) } ?? ""
    return ShellValue(text: text + "\n", taint: invocation.taint)
  }

  private static func echo(_ invocation: Invocation) -> ShellValue {
    var arguments = invocation.arguments[...]
    var (interprets, hasNewline) = (false, true)
    while let first = arguments.first, first.isOption,
      first.text.dropFirst().allSatisfy({ "neE".contains($0) })
    {
      if first.text.contains("e") { interprets = true }
      if first.text.contains("n") { hasNewline = false }
      arguments = arguments.dropFirst()
    }
    let text = arguments.map(\.text).joined(separator: " ")
    let shown = interprets ? ShellText.unescape(text, quoting: false) : text
    var taint = arguments.reduce(into: Taint()) { $0.formUnion($1.taint) }
    if interprets, hasCodedLetters(text) { taint.insert(.decoded) }
    return ShellValue(text: shown + (hasNewline ? "\n" : ""), taint: taint)
  }

  /// Whether escapes hide letters, not only line breaks and colours.
  private static func hasCodedLetters(_ text: String) -> Bool {
    ["\\x", "\\0", "\\u", "\\1"].contains { text.contains($0) }
  }

  private static func printf(_ invocation: Invocation) -> ShellValue {
    guard let format = invocation.arguments.first else { return ShellValue(text: "") }
    var values = invocation.arguments.dropFirst().map(\.text)[...]
    var text = ""
    var rounds = 0
    repeat {
      var rest = format.text[...]
      while let character = rest.popFirst() {
        guard character == "%", let kind = rest.popFirst() else {
          text.append(character)
          continue
        }
        switch kind {
        case "%": text.append("%")
        case "b": text += ShellText.unescape(values.popFirst() ?? "", quoting: false)
        case "s", "d", "i", "c", "q": text += values.popFirst() ?? ""
        default:
          text += ShellText.unknownText
          _ = values.popFirst()
        }
      }
      rounds += 1
    } while !values.isEmpty && rounds < 64 && format.text.contains("%")
    var taint = invocation.taint
    if hasCodedLetters(invocation.line) { taint.insert(.decoded) }
    return ShellValue(text: ShellText.unescape(text, quoting: true), taint: taint)
  }

  private static func read(_ invocation: Invocation, _ state: ShellState) -> ShellValue {
    let files = invocation.operands.filter { $0.text != "-" }
    guard !files.isEmpty else { return invocation.input ?? .unknown() }
    if files.count == 1, let content = state.file(files[0].text) { return content }
    var taint = invocation.taint
    for file in files {
      let place = invocation.place(of: file)
      if place.isCredential || place.isHistory { taint.insert(.secret) }
      if ["/dev/zero", "/dev/urandom", "/dev/random", "/dev/full"].contains(place.text) {
        taint.insert(.endless)
      }
      if ["/dev/tcp/", "/dev/udp/"].contains(where: file.text.hasPrefix) {
        taint.insert(.downloaded)
      }
      taint.formUnion(state.file(file.text)?.taint ?? [])
    }
    return .unknown(taint)
  }

  private static func tee(
    _ invocation: Invocation, _ input: ShellValue, _ state: inout ShellState
  ) -> ShellValue {
    for file in invocation.operands {
      state.write(file.text, input, appending: invocation.has("-a", "--append"))
    }
    return input
  }

  private static func which(_ invocation: Invocation) -> ShellValue {
    joined(invocation) { $0.hasPrefix("/") ? $0 : "/usr/bin/\($0)" }
  }

  private static func copy(_ invocation: Invocation, _ state: inout ShellState) {
    let files = invocation.operands
    guard files.count == 2 else { return }
    let inside = files[1].text + "/" + Shells.baseName(files[0].text)
    if let content = state.file(files[0].text) {
      state.write(files[1].text, content)
    } else if ShellPath(files[0].text, from: state.directory).isPrivate {
      state.write(files[1].text, .unknown(.secret))
      state.write(inside, .unknown(.secret))
    }
  }

  private static func download(
    _ invocation: Invocation, _ state: inout ShellState
  ) -> ShellValue {
    let content = ShellValue.unknown(invocation.taint.union(.downloaded))
    if let target = invocation.downloadTarget {
      state.write(target.text, content)
      return .unknown()
    }
    for operand in invocation.operands where operand.text.contains("/") {
      let name = operand.text.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last
      if let name { state.write(String(name), content) }
    }
    let keepsName = invocation.runs("wget", "axel", "aria2c", "scp", "lwp-download", "ftp")
    return keepsName && !invocation.has("-O") ? .unknown() : content
  }
}
