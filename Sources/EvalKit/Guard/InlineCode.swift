/// Code that an interpreter is given on its command line or its standard input.
struct InlineCode: Sendable {
  /// A family of interpreters.
  enum Language: Sendable, Equatable {
    case python, perl, ruby, node, php, lua, awk, tcl, r, julia, haskell, java, tex, powerShell
    /// Editors, debuggers and clients that have an escape to a shell.
    case tool
  }

  let language: Language
  let text: String
  /// The text of every string in it, quotes and backslashes removed.
  let strings: [String]
  /// The text in lower case and without blanks.
  let squeezed: String

  /// How an interpreter is given its code.
  private struct Host {
    var language: Language
    /// Options whose value is code; without any, every argument is.
    var options: Set<String> = []
    /// Whether its first operand is code.
    var takesOperand = false
  }

  /// `nil` when the command runs no interpreter, or one whose code is not here.
  init?(_ invocation: Invocation, state: ShellState) {
    guard let host = Self.host(of: invocation.program) else { return nil }
    var texts = Self.texts(in: invocation, host)
    if texts.isEmpty, host.language != .tool {
      let file = invocation.operands.first { !$0.text.isEmpty }
      if let file, let content = state.file(file.text) {
        texts.append(content.text)
      } else if file == nil || file?.text == "-", let input = invocation.input {
        texts.append(input.text)
      }
    } else if host.language == .tool, let input = invocation.input {
      texts.append(input.text)
    }
    let text = texts.joined(separator: "\n")
    guard !text.isEmpty, text.utf8.count <= ShellText.limit else { return nil }
    (language, self.text) = (host.language, text)
    strings = Self.strings(in: text)
    squeezed = Self.squeeze(text)
  }

  private static func squeeze(_ text: String) -> String {
    let blanks: Set<UInt8> = [0x20, 0x09]
    return String(decoding: text.lowercased().utf8.filter { !blanks.contains($0) }, as: UTF8.self)
  }

  /// Code that a script writes to a file, in whatever language.
  init(written text: String) {
    (language, self.text, strings) = (.python, text, Self.strings(in: text))
    squeezed = Self.squeeze(text)
  }

  private static func texts(in invocation: Invocation, _ host: Host) -> [String] {
    let arguments = invocation.arguments
    if host.language == .tool { return arguments.map(\.text) }
    var result: [String] = []
    for (index, argument) in arguments.enumerated() {
      if isCodeOption(argument.text, host), index + 1 < arguments.count {
        result.append(arguments[index + 1].text)
      } else if let option = host.options.first(where: {
        $0.count == 2 && argument.text.hasPrefix($0) && argument.text.count > 2
          && !argument.text.dropFirst(2).allSatisfy(\.isLetter)
      }) {
        result.append(String(argument.text.dropFirst(option.count)))
      } else if let equals = argument.text.firstIndex(of: "="),
        host.options.contains(String(argument.text[..<equals]))
      {
        result.append(String(argument.text[argument.text.index(after: equals)...]))
      }
    }
    if host.takesOperand, result.isEmpty {
      result += arguments.filter { !$0.isOption }.prefix(3).map(\.text)
    }
    return result
  }

  /// Whether an option is followed by code: `-c`, or `-e` at the end of `-lne`.
  private static func isCodeOption(_ text: String, _ host: Host) -> Bool {
    if host.options.contains(text) { return true }
    guard text.count > 2, text.hasPrefix("-"), !text.hasPrefix("--"), let last = text.last else {
      return false
    }
    return host.options.contains("-\(last)") && text.dropFirst().allSatisfy { $0.isLetter }
  }

  private static func host(of program: String) -> Host? {
    if let host = hosts[program] { return host }
    let stem = program.prefix { $0.isLetter }
    return stem.count < program.count && stem.count > 2
      && program.dropFirst(stem.count).allSatisfy { $0.isNumber || $0 == "." }
      ? hosts[String(stem)] : nil
  }

  private static let hosts: [String: Host] = {
    var hosts: [String: Host] = [
      "python": Host(language: .python, options: ["-c"]),
      "pypy": Host(language: .python, options: ["-c"]),
      "perl": Host(language: .perl, options: ["-e", "-E"]),
      "ruby": Host(language: .ruby, options: ["-e"]),
      "jruby": Host(language: .ruby, options: ["-e"]),
      "irb": Host(language: .ruby, options: ["-e"]),
      "node": Host(language: .node, options: ["-e", "--eval", "-p", "--print"]),
      "nodejs": Host(language: .node, options: ["-e", "--eval", "-p", "--print"]),
      "deno": Host(language: .node, takesOperand: true),
      "bun": Host(language: .node, options: ["-e", "--eval"]),
      "php": Host(language: .php, options: ["-r", "-R", "-B"]),
      "lua": Host(language: .lua, options: ["-e"]),
      "luajit": Host(language: .lua, options: ["-e"]),
      "tclsh": Host(language: .tcl), "wish": Host(language: .tcl),
      "expect": Host(language: .tcl, options: ["-c"]),
      "Rscript": Host(language: .r, options: ["-e"]), "R": Host(language: .r, options: ["-e"]),
      "julia": Host(language: .julia, options: ["-e", "-E"]),
      "ghc": Host(language: .haskell, options: ["-e"]), "ghci": Host(language: .haskell),
      "groovy": Host(language: .java, options: ["-e"]),
      "jrunscript": Host(language: .java, options: ["-e"]), "jjs": Host(language: .java),
      "jshell": Host(language: .java), "osascript": Host(language: .java, options: ["-e"]),
      "pwsh": Host(language: .powerShell, options: ["-c", "-Command", "-command"]),
      "powershell": Host(language: .powerShell, options: ["-c", "-Command", "-command"]),
    ]
    for awk in ["awk", "gawk", "mawk", "nawk", "original-awk"] {
      hosts[awk] = Host(language: .awk, takesOperand: true)
    }
    for tex in ["latex", "pdflatex", "xelatex", "lualatex", "luatex", "tex", "xetex", "pdftex"] {
      hosts[tex] = Host(language: .tex, takesOperand: true)
    }
    for tool in [
      "vi", "vim", "nvim", "view", "vimdiff", "rvim", "rview", "ex", "ed", "red", "emacs", "gdb",
      "lldb", "sqlite3", "mysql", "mariadb", "psql", "sed", "gnuplot", "octave", "octave-cli",
      "gimp", "nmap", "rpm", "rpmquery", "rpmverify", "rake", "puppet", "slsh", "bpftrace", "dc",
      "msfconsole", "knife", "facter", "pic", "ansible", "dosbox", "scanmem", "cpan", "rc",
      "sqlmap", "scapy", "ipython", "ftp", "telnet", "ispell", "dotnet", "pry",
    ] { hosts[tool] = Host(language: .tool) }
    return hosts
  }()

  /// The texts of strings in quotes, at most 400.
  private static func strings(in text: String) -> [String] {
    var result: [String] = []
    var rest = Array(text)[...]
    while let quote = rest.popFirst(), result.count < 400 {
      guard "\"'`".contains(quote) else { continue }
      var content = ""
      var isClosed = false
      var ahead = rest
      while let character = ahead.popFirst() {
        if character == "\\", let next = ahead.popFirst() {
          content.append(next == "n" ? "\n" : next)
        } else if character == quote {
          isClosed = true
          break
        } else {
          content.append(character)
        }
      }
      guard isClosed else { break }
      result.append(content)
      rest = ahead
    }
    return result
  }
}
