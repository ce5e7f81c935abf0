/// The programs that read shell scripts.
enum Shells {
  static let names: Set<String> = [
    "sh", "bash", "dash", "ash", "zsh", "ksh", "ksh93", "mksh", "lksh", "yash", "posh", "rbash",
    "rksh", "rzsh", "csh", "tcsh", "fish", "sash", "elvish", "xonsh", "osh", "hush", "bash5",
  ]

  /// Shells and what may serve as one, for arguments that name a program to start.
  static let startable = names.union(["pwsh", "python", "python3", "perl", "ruby"])

  /// Whether a text starts a shell: `/bin/sh`, `exec:/bin/bash`, `sh -c …`, `!sh`.
  static func isStarted(by text: String) -> Bool {
    var word = ""
    var words: [String] = []
    for character in text.prefix(4_096) {
      if character.isLetter || character.isNumber || "/._".contains(character) {
        word.append(character)
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    let isLone = words.count == 1
    let redirects = text.contains(">&") || text.contains("<&")
    return words.enumerated().contains { index, word in
      let name = word.split(separator: "/").last.map(String.init) ?? ""
      guard names.contains(name) else { return false }
      if word.hasPrefix("/") || word.contains("bin/") { return true }
      guard
        index == 0 || isLone || ["exec", "spawn", "shell", "command"].contains(words[index - 1])
      else { return false }
      return !word.contains("/")
        && (isLone || index == 0 && (redirects || words.dropFirst().first == "c")) || index > 0
    }
  }
}

extension ShellInterpreter {
  /// Follows a shell: what `-c` gives it, a file that the script wrote, or its input.
  mutating func runShell(_ given: Invocation, _ outer: Context) -> ShellValue {
    var invocation = given
    let script = Self.shellScript(in: invocation.arguments)
    var context = outer
    if case .text(let text) = script {
      invocation.isWrapper = true
      emit(invocation, context)
      context.isInline = true
      return self.script(text.text, context, isSure: !text.taint.contains(.downloaded))
    }
    if case .file(let path) = script {
      let content = state.file(path.text)
      invocation.isWrapper = true
      emit(invocation, context)
      guard let content else { return .unknown() }
      return self.script(content.text, context, isSure: false)
    }
    guard let input = context.input else {
      emit(invocation, context)
      return .unknown()
    }
    invocation.isWrapper = true
    emit(invocation, context)
    context.input = nil
    return self.script(input.text, context, isSure: true)
  }

  enum ShellScript: Equatable {
    case text(ShellField)
    case file(ShellField)
    case input
  }

  /// Where a shell's arguments say that its script is.
  static func shellScript(in arguments: [ShellField]) -> ShellScript {
    var rest = arguments[...]
    while let first = rest.popFirst() {
      if first.text == "-c" || first.text == "--command"
        || !first.text.hasPrefix("--") && first.isOption
          && first.text.dropFirst().allSatisfy(\.isLetter) && first.text.contains("c")
      {
        let following = rest.drop { $0.isOption || $0.text == "--" }
        return following.first.map { .text($0) } ?? .input
      }
      switch first.text {
      case "-o", "+o", "-O", "+O", "--rcfile", "--init-file": rest = rest.dropFirst()
      case "-", "--", "/dev/stdin", "/proc/self/fd/0": return rest.first.map { .file($0) } ?? .input
      case "-s": return .input
      default:
        if !first.isOption, !first.text.hasPrefix("+") { return .file(first) }
      }
    }
    return .input
  }
}
