extension Invocation {
  /// Whether this runs one of some programs.
  func runs(_ names: String...) -> Bool { names.contains(program) }

  func runs(_ names: Set<String>) -> Bool { names.contains(program) }

  /// Whether an option is given: `-r` also inside `-fr`, `--recursive` also as `--rec`.
  ///
  /// Options that use one dash with a word, such as `-delete`, are matched whole.
  func has(_ options: String...) -> Bool {
    optionTexts.contains { text in options.contains { Self.matches(text, $0) } }
  }

  /// The arguments that are options, up to `--`.
  private var optionTexts: [String] {
    arguments.prefix { $0.text != "--" }.filter(\.isOption).map(\.text)
  }

  private static func matches(_ argument: String, _ option: String) -> Bool {
    if argument == option { return true }
    if option.hasPrefix("--") {
      let name = argument.prefix { $0 != "=" }
      if name == option { return true }
      return name.hasPrefix("--") && name.count >= 4 && option.hasPrefix(name)
    }
    guard option.count == 2, !argument.hasPrefix("--"), let letter = option.last else {
      return argument.hasPrefix(option + "=")
    }
    return argument.dropFirst().prefix(while: \.isLetter).contains(letter)
  }

  /// The arguments that are no options; values of options are among them.
  var operands: [ShellField] {
    guard let end = arguments.firstIndex(where: { $0.text == "--" }) else {
      return arguments.filter { !$0.isOption }
    }
    return arguments[..<end].filter { !$0.isOption } + arguments[(end + 1)...]
  }

  /// The value of an option: the next argument, or what follows `=` or the letter.
  func value(of options: String...) -> ShellField? {
    for (index, argument) in arguments.enumerated() {
      for option in options {
        if argument.text == option, index + 1 < arguments.count { return arguments[index + 1] }
        let isLetter = option.count == 2
        let prefix = isLetter || option.hasSuffix("=") ? option : option + "="
        if argument.text.hasPrefix(prefix), argument.text.count > prefix.count {
          var field = argument
          field.text = String(argument.text.dropFirst(prefix.count))
          return field
        }
      }
    }
    return nil
  }

  /// Whether `sudo` or `su` is told to become somebody who is not root.
  var namesOrdinaryUser: Bool {
    var user = value(of: "-u", "--user")?.text
    if runs("su") { user = operands.last { !$0.text.contains(" ") && $0.text != "-" }?.text }
    guard let user, !user.isEmpty else { return false }
    return !["root", "0", "#0", "-1", "#-1", "#4294967295", "4294967295"].contains(user)
  }

  /// The file that a download goes to: `-o f`, `-qO f`, `--output=f`; `nil` for standard output.
  var downloadTarget: ShellField? {
    var target = value(of: "--output", "--output-document", "-o", "-O")
    for (option, next) in zip(arguments, arguments.dropFirst())
    where option.isOption && !option.text.hasPrefix("--") {
      if option.text.last == "O" && runs("wget") || option.text.last == "o" && !runs("wget") {
        target = next
      }
    }
    guard let target, target.text != "-", !target.isOption, !target.text.contains("://") else {
      return nil
    }
    return target
  }

  /// Whether some argument, lower-cased, is one of some words.
  func mentions(_ words: String...) -> Bool {
    arguments.contains { words.contains($0.text.lowercased()) }
  }

  /// Whether the operands begin with some words, options between them aside.
  func isSubcommand(_ words: String...) -> Bool {
    let given = operands.prefix(words.count).map(\.text)
    return given == words
  }

  /// All arguments in one line.
  var line: String { arguments.map(\.text).joined(separator: " ") }

  /// Where a path leads, from the folder that the command runs in.
  func place(of field: ShellField) -> ShellPath { ShellPath(field.text, from: directory) }

  /// The files that redirections of this command write.
  var writtenTargets: [ShellField] { redirections.filter(\.writes).map(\.target) }

  /// Everything that the command reads or is told: the taints of its arguments and its input.
  var taint: Taint {
    arguments.reduce(into: input?.taint ?? []) { $0.formUnion($1.taint) }
  }

  /// Whether it only explains or rehearses itself.
  var isRehearsal: Bool {
    has("--help", "--version", "--dry-run", "--just-print", "--simulate", "--whatif")
  }
}
