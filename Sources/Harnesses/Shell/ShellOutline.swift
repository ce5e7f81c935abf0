internal import EvalKit

/// What a script calls, and where it has comments.
struct ShellOutline {
  typealias Syntax = ShellSyntax

  /// The words of one simple command, the first one first.
  struct Call {
    var words: [Syntax.Word]
    /// Whether it stands behind `time` or `coproc`.
    var isPrefixed: Bool
  }

  private(set) var calls: [Call] = []
  /// The functions that the script defines.
  private(set) var functions: Set<String> = []
  /// The words of `[[ … ]]`, `let`, `declare` and the like.
  private(set) var testWords: [Syntax.Word] = []
  /// The bytes that words and here-documents take up.
  private var wordBytes: [Range<Int>] = []

  init(_ syntax: Syntax) { add(syntax.statements) }

  private mutating func add(_ statements: [Syntax.Statement], isPrefixed: Bool = false) {
    for statement in statements {
      if let command = statement.command { add(command, isPrefixed: isPrefixed) }
      for redirection in statement.redirections {
        add(redirection.target)
        if let document = redirection.document { add(document) }
      }
    }
  }

  private mutating func add(_ command: Syntax.Command, isPrefixed: Bool) {
    switch command {
    case .call(let assignments, let words):
      add(assignments)
      if !words.isEmpty { calls.append(Call(words: words, isPrefixed: isPrefixed)) }
      words.forEach { add($0) }
    case .declaration(_, let assignments): add(assignments)
    case .list(let left, let right), .pipe(let left, let right): add([left, right])
    case .block(let statements), .subshell(let statements): add(statements)
    case .choice(let branches, let words):
      branches.forEach { add($0) }
      words.forEach { add($0) }
    case .loop(let condition, let body, _): add(condition + body)
    case .each(_, let words, let body):
      words.forEach { add($0) }
      add(body)
    case .count(_, let body): add(body)
    case .function(let name, let body):
      functions.insert(name)
      add([body])
    case .prefixed(let statement): add([statement], isPrefixed: true)
    case .test(let words):
      testWords += words
      words.forEach { add($0) }
    }
  }

  private mutating func add(_ assignments: [Syntax.Assignment]) {
    for assignment in assignments {
      if let value = assignment.value { add(value) }
      assignment.elements.forEach { add($0) }
    }
  }

  private mutating func add(_ word: Syntax.Word) {
    wordBytes.append(word.bytes)
    add(word.parts)
  }

  private mutating func add(_ parts: [Syntax.Part]) {
    for part in parts {
      switch part {
      case .doubleQuoted(let inner): add(inner)
      case .substitution(let statements), .process(let statements): add(statements)
      default: break
      }
    }
  }

  /// Whether a script that reads like this has a comment outside its words.
  func hasComment(in script: [UInt8]) -> Bool {
    guard script.contains(UInt8(ascii: "#")) else { return false }
    var isWord = [Bool](repeating: false, count: script.count)
    var end = 0
    for range in wordBytes.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      for position in max(end, range.lowerBound)..<max(end, range.lowerBound, range.upperBound)
      where position < isWord.count {
        isWord[position] = true
      }
      end = max(end, range.upperBound)
    }
    return script.indices.contains { position in
      script[position] == UInt8(ascii: "#") && !isWord[position]
        && (position == 0 || Self.separators.contains(script[position - 1]))
    }
  }

  private static let separators = Set(" \t\n;&|()".utf8)
}

extension ShellSyntax.Word {
  /// The text of a word without any quote or expansion, backslashes kept.
  var bareText: String? {
    if parts.count == 1, case .literal(let text) = parts[0] { text } else { nil }
  }

  /// The text that the word always stands for; `nil` when that depends on more than the script.
  var staticText: String? { Self.staticText(parts) }

  private static func staticText(_ parts: [ShellSyntax.Part]) -> String? {
    var result = ""
    for part in parts {
      switch part {
      case .literal(let text): result += unescaped(text)
      case .quoted(let text): result += text
      case .doubleQuoted(let inner):
        guard let text = staticText(inner) else { return nil }
        result += text
      default: return nil
      }
    }
    return result
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if scalar == "\\", !isEscaped {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
        isEscaped = false
      }
    }
    return result
  }
}
