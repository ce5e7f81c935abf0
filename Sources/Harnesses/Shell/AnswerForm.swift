internal import EvalKit

/// Signs that an answer is more than a command, found in its text alone.
enum AnswerForm {
  /// What is wrong with the form of an answer without outer white space; `nil` when nothing is.
  static func finding(in answer: String) -> String? {
    if answer.isEmpty { return "the answer is empty" }
    if answer.unicodeScalars.contains(where: isControl) {
      return "the answer has control characters"
    }
    return markdown(answer) ?? prompt(answer)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || scalar.value == 0x7F
  }

  private static func markdown(_ answer: String) -> String? {
    let lines = answer.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "\t" } }
    if lines.contains(where: { $0.hasPrefix("```") || $0.hasPrefix("~~~") }) {
      return "the answer has a Markdown code block"
    }
    let ticks = answer.utf8.count { $0 == UInt8(ascii: "`") }
    if ticks == 2, answer.first == "`", answer.last == "`" {
      return "the answer stands in backticks"
    }
    return hasBold(answer) ? "the answer has bold Markdown text" : nil
  }

  /// Whether a line has `**` with a letter behind it and another `**` later, as globs do not.
  private static func hasBold(_ answer: String) -> Bool {
    for line in answer.utf8.split(separator: UInt8(ascii: "\n")) {
      let bytes = Array(line)
      var openings = 0
      for index in bytes.indices.dropLast()
      where bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "*") {
        if openings > 0 { return true }
        if index + 2 < bytes.count, isLetter(bytes[index + 2]) { openings += 1 }
      }
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static let promptSigns: Set<Substring> = ["$", "#", "%", ">>>", "❯", "➜", "λ", "»"]

  /// A prompt before the command: `$ ls`, `user@host:~$ ls`, `[root@host ~]# ls`, `PS C:\> ls`.
  private static func prompt(_ answer: String) -> String? {
    let line = answer.prefix { $0 != "\n" }
    let words = line.split(maxSplits: 2, omittingEmptySubsequences: true) {
      $0 == " " || $0 == "\t"
    }
    guard let first = words.first, words.count > 1 else { return nil }
    if promptSigns.contains(first) {
      return "the answer begins with the prompt sign '\(first)'"
    }
    let isPowerShell = first == "PS" && words[1].hasSuffix(">")
    return isPowerShell || isHostPrompt(first, words[1])
      ? "the answer begins with a prompt: \(Excerpt(String(line)))" : nil
  }

  /// `user@host:~$`, or `[user@host` with `dir]$` behind it.
  private static func isHostPrompt(_ first: Substring, _ second: Substring) -> Bool {
    guard let at = first.firstIndex(of: "@"), at > first.startIndex else { return false }
    func endsLikePrompt(_ word: Substring) -> Bool { word.hasSuffix("$") || word.hasSuffix("#") }
    let isName = first.dropFirst(first.hasPrefix("[") ? 1 : 0)[..<at].allSatisfy {
      $0.isLetter || $0.isNumber || "._-".contains($0)
    }
    return isName && (endsLikePrompt(first) || (first.hasPrefix("[") && endsLikePrompt(second)))
  }
}
