internal import EvalKit

/// Whether an answer is a shell command and nothing else; what harness, check and measure share.
///
/// shfmt reads the answer; the first word of each command must be a program or look like one, and
/// the words behind it must not read like a sentence. Whether the command is sound is a question of
/// its own: an answer that breaks off in the middle of a command is still one.
struct CommandOnlyJudge: Sendable {
  static let options = [
    OptionDeclaration(
      "multiline", .boolean, "Whether an answer may have several lines of commands.",
      default: false),
    OptionDeclaration("programs", .list, "Programs that are accepted beside the known ones."),
  ]

  /// The longest answer that can be a command, in bytes.
  static let sizeLimit = 32 << 10

  let allowsLines: Bool
  let programs: Set<String>
  var reader: ShellReader = .shared

  /// - Throws: ``OptionError`` when `programs` is no list of names.
  init(_ options: JSONObject) throws(OptionError) {
    allowsLines = options["multiline"]?.boolValue ?? false
    let names = options["programs"]?.arrayValue ?? []
    programs = Set(names.compactMap(\.stringValue))
    guard programs.count == names.count else {
      throw OptionError("'programs' is a list of names, each once", option: "programs")
    }
  }

  /// What makes an answer more or less than a command; `nil` when it is one.
  ///
  /// - Throws: ``ScoringError`` when shfmt is missing or crashes.
  func finding(in answer: String) async throws -> String? {
    let script = answer.trimmingOuterSpace
    guard script.utf8.count <= Self.sizeLimit else {
      return "the answer is longer than \(Self.sizeLimit) bytes"
    }
    if let finding = AnswerForm.finding(in: script) { return finding }
    switch try await CommandRepair.read(script, with: reader) {
    case .unparsable(let reason): return "the answer is no shell command: \(reason)"
    case .tree(let tree, let text, let isRepaired):
      return Reading(judge: self, tree: tree, script: text, isRepaired: isRepaired).finding
    }
  }
}

/// One answer that has been read.
private struct Reading {
  let judge: CommandOnlyJudge
  let tree: ShellSyntax
  let script: [UInt8]
  let isRepaired: Bool
  let outline: ShellOutline
  let look: ProgramLook

  init(judge: CommandOnlyJudge, tree: ShellSyntax, script: String, isRepaired: Bool) {
    (self.judge, self.tree, self.isRepaired) = (judge, tree, isRepaired)
    self.script = Array(script.utf8)
    outline = ShellOutline(tree)
    look = ProgramLook(extraNames: judge.programs, functions: outline.functions)
  }

  var finding: String? {
    if tree.statements.isEmpty || outline.hasComment(in: script) {
      return "the answer has a comment"
    }
    return lines ?? calls ?? bareRedirection
  }

  /// What is wrong with the lines: too many of them, or the name of the language before them.
  private var lines: String? {
    let statements = tree.statements
    let breaks = zip(statements, statements.dropFirst()).contains { first, second in
      let gap = min(first.bytes.upperBound, second.bytes.lowerBound)..<second.bytes.lowerBound
      return gap.upperBound <= script.count && script[gap].contains(UInt8(ascii: "\n"))
    }
    guard breaks else { return nil }
    guard judge.allowsLines else { return "the answer has several lines of commands" }
    let first = outline.calls.first?.words
    guard first?.count == 1, let name = first?[0].bareText, Self.languages.contains(name) else {
      return nil
    }
    return "the answer begins with the name of a language: '\(name)'"
  }

  private static let languages: Set = ["bash", "sh", "zsh", "shell", "console"]

  private var calls: String? {
    for (index, call) in outline.calls.enumerated() {
      if let finding = finding(in: call, isFirst: index == 0) { return finding }
    }
    return nil
  }

  private func finding(in call: ShellOutline.Call, isFirst: Bool) -> String? {
    guard var name = call.words[0].staticText else {
      return isFirst ? substitution(call) : nil
    }
    if name.hasPrefix("\\") { name.removeFirst() }
    if call.isPrefixed, ProseSigns.isFlag(name) { return nil }
    let arguments = call.words.dropFirst().map(\.bareText)
    let finding = look.finding(
      name, arguments: arguments, isFirst: isFirst, isAlone: outline.calls.count == 1)
    if let finding { return finding }
    if let word = alternative(in: arguments) {
      return "the answer names a second command after '\(word)'"
    }
    let isSure = look.isKnown(name) || name.contains("/")
    let program = name.split(separator: "/").last.map(String.init) ?? name
    return ProseSigns.finding(in: arguments, of: program, strict: isRepaired || !isSure)
  }

  /// A whole answer in `$( … )` would run what another command prints.
  private func substitution(_ call: ShellOutline.Call) -> String? {
    guard call.words.count == 1, case .substitution? = call.words[0].parts.first,
      call.words[0].parts.count == 1
    else { return nil }
    return "the answer runs the output of a command"
  }

  /// The word before a second command, as in `ls -la or ls -l` and `ls, then cd`.
  private func alternative(in arguments: [String?]) -> String? {
    for (word, next) in zip(arguments, arguments.dropFirst()) {
      guard let word, let next else { continue }
      let isJoint = ["or", "then", "alternatively"].contains(word.lowercased())
      if isJoint, look.isKnown(next) { return word }
      if word.hasSuffix(","), ProseSigns.isFlag(word), ["then", "or", "and"].contains(next) {
        return next
      }
    }
    return nil
  }

  /// `> ls` is a prompt sign with a program, `> access.log` empties a file.
  private var bareRedirection: String? {
    guard outline.calls.isEmpty, tree.statements[0].command == nil,
      let target = tree.statements[0].redirections.first?.target.staticText, look.isKnown(target)
    else { return nil }
    return "the answer begins with the prompt sign '>'"
  }
}
