/// Where a text came from, as far as that matters to a judgement.
struct Taint: OptionSet, Sendable, Hashable {
  let rawValue: UInt8
  /// From the network.
  static let downloaded = Taint(rawValue: 1)
  /// From an encoded or otherwise disguised form.
  static let decoded = Taint(rawValue: 2)
  /// From a file or a program that holds credentials or private data.
  static let secret = Taint(rawValue: 4)
  /// From an endless device such as `/dev/zero`.
  static let endless = Taint(rawValue: 8)
  /// Names that `find` selected by what they are called, below an ordinary folder.
  static let selected = Taint(rawValue: 32)
  /// The output of an encoder such as `base64`.
  static let encoded = Taint(rawValue: 16)
}

/// A text that a script computes; ``ShellText/unknown`` stands for what is not known.
struct ShellValue: Sendable, Equatable {
  var text: String
  var taint: Taint = []

  static func unknown(_ taint: Taint = []) -> ShellValue {
    ShellValue(text: ShellText.unknownText, taint: taint)
  }

  /// The text when all of it is known.
  var known: String? { ShellText.hasUnknown(text) ? nil : text }
}

/// One argument after all expansions.
struct ShellField: Sendable, Equatable {
  var text: String
  var taint: Taint = []
  /// Whether an unquoted pattern is in it.
  var hasGlob = false

  var isOption: Bool { text.hasPrefix("-") && text != "-" && text != "--" }

  /// Whether it is one hyphen with letters behind it, as in `du -sh`.
  var isLetterCluster: Bool { isOption && text.dropFirst().allSatisfy { $0.isLetter } }
}

/// A redirection whose target is resolved.
struct ResolvedRedirection: Sendable, Equatable {
  var kind: ShellSyntax.Redirection.Kind
  var descriptor: String?
  var target: ShellField

  var writes: Bool {
    switch kind {
    case .write, .append, .clobber, .writeAll, .appendAll, .readWrite: true
    case .duplicateOutput: !target.text.allSatisfy { $0.isNumber || $0 == "-" }
    default: false
    }
  }

  /// Whether it reads from a terminal, as a way back to an interactive shell.
  var isTerminal: Bool {
    kind == .read
      && (target.text == "/dev/tty" || target.text.hasPrefix("/dev/pts")
        || target.text == ShellText.unknownText)
      || kind == .duplicateInput
  }

  /// Whether it empties the file first.
  var truncates: Bool { kind == .write || kind == .clobber || kind == .writeAll }
}

/// One thing that a script would do, its words resolved: what rules judge.
struct Invocation: Sendable {
  /// What it is when it is no command.
  enum Kind: Sendable, Equatable {
    case command
    /// Variables set without a command, or by `export` and its like.
    case assignment
    /// A redirection of a group, or one that stands alone.
    case redirection
    /// A function that starts itself again: how often, and whether in the background.
    case recursion(count: Int, isParallel: Bool)
  }

  var kind = Kind.command
  /// The base name of what is run, such as `rm`; empty when it is no command.
  var program = ""
  /// The first word, such as `/bin/rm`.
  var path = ""
  var arguments: [ShellField] = []
  var assignments: [(name: String, value: ShellValue)] = []
  var redirections: [ResolvedRedirection] = []
  /// What it reads on standard input when that is no terminal.
  var input: ShellValue?
  /// The programs whose output it reads.
  var upstream: [String] = []
  /// The programs that the script ran before it.
  var earlier: Set<String> = []
  /// What the program itself was made of: the taint of its name, or of the file that it is.
  var programTaint: Taint = []
  /// Code for an interpreter, given as an argument or on standard input.
  var code: InlineCode?
  /// The texts of files that the script wrote and this command names.
  var writtenFiles: [ShellValue] = []
  /// Whether it runs as another user, through `sudo` or the like.
  var isPrivileged = false
  /// Whether any command of the script does.
  var isScriptPrivileged = false
  /// Whether it stood in a text that a shell was given to run.
  var isInline = false
  var isBackground = false
  /// Whether it stands in a loop.
  var isRepeated = false
  /// Whether it is repeated without end.
  var isEndless = false
  /// Whether it stands in a loop of thousands of rounds.
  var isMassive = false
  /// Whether another command is what it runs, which is judged by itself.
  var isWrapper = false
  /// The folder it runs in, when the script went there.
  var directory = "."
  /// How many words the widest brace expansion gave.
  var expansionCount = 1
  /// The part of the script that it is.
  var evidence = ""
}
