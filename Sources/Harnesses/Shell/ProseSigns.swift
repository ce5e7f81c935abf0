internal import EvalKit

/// Tells the words of a sentence from the arguments of a command.
enum ProseSigns {
  /// What makes the words behind a program read like a sentence; `nil` when they do not.
  ///
  /// - Parameters:
  ///   - arguments: The words behind the program, `nil` for one with a quote or an expansion.
  ///   - program: The program's name.
  ///   - strict: Whether a single sign is enough, because other things are odd already.
  static func finding(
    in arguments: [String?], of program: String, strict: Bool
  ) -> String? {
    if ProseWords.talkers.contains(program) { return nil }
    let words = arguments.prefix { $0.map { !ProseWords.talkers.contains($0) } ?? true }
    let hasFlags = words.contains { $0.map(isFlag) ?? false }
    let isVerb = ProseWords.verbs.contains(program) && !hasFlags
    var signs = Signs()
    for (index, word) in words.enumerated() {
      guard let word else { continue }
      signs.add(word, isLast: index == words.count - 1, hasFlags: hasFlags, isVerb: isVerb)
    }
    let limit = strict || isVerb ? 1.0 : hasFlags ? 3 : 2
    guard signs.score >= limit, signs.plainCount > 0, signs.score * 6 >= Double(words.count) else {
      return nil
    }
    let named = signs.words.prefix(3).map { Excerpt($0).description }.joined(separator: ", ")
    return "the words behind '\(Excerpt.plain(program))' read like a sentence: \(named)"
  }

  /// Whether a word is an option, such as `-x`, `--long` or `+%F`.
  static func isFlag(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars.prefix(3))
    guard scalars.count > 1 else { return false }
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII && scalar.properties.isAlphabetic
    }
    switch scalars[0] {
    case "-" where scalars[1] == "-": return scalars.count > 2 && isLetter(scalars[2])
    case "-": return isLetter(scalars[1]) || ("0"..."9").contains(scalars[1]) || scalars[1] == "?"
    case "+": return isLetter(scalars[1]) || scalars[1] == "%"
    default: return false
    }
  }

  /// What has been found so far.
  private struct Signs {
    var score = 0.0
    /// Lower-case words of letters alone.
    var plainCount = 0
    var words: [String] = []

    mutating func add(_ word: String, isLast: Bool, hasFlags: Bool, isVerb: Bool) {
      let bare = ProseSigns.bare(word)
      let points = points(of: bare, hasFlags: hasFlags, isVerb: isVerb)
      let punctuation = punctuation(of: word, isLast: isLast)
      if points + punctuation > 0 { words.append(word) }
      score += points + punctuation
      if bare.count > 1, bare.allSatisfy({ $0.isLetter }) { plainCount += 1 }
    }

    private func points(of bare: String, hasFlags: Bool, isVerb: Bool) -> Double {
      if ProseWords.strong.contains(bare) { return 2 }
      if ProseWords.weak.contains(bare) { return bare.count > 1 || !hasFlags ? 1 : 0.5 }
      if isVerb, ProseWords.nouns.contains(bare) { return 0.5 }
      return ["—", "–"].contains(bare) ? 2 : 0
    }

    /// A comma or colon within a sentence, or the full stop behind its last word.
    private func punctuation(of word: String, isLast: Bool) -> Double {
      guard let last = word.last else { return 0 }
      let stem = word.dropLast()
      guard stem.count > 1, stem.allSatisfy({ $0.isLetter || $0 == "-" }) else { return 0 }
      if isLast { return ".!?".contains(last) && plainCount > 0 ? 1 : 0 }
      return ",:;".contains(last) ? 2 : 0
    }
  }

  /// The word in lower case without punctuation behind it.
  private static func bare(_ word: String) -> String {
    var rest = word.lowercased()[...]
    while let last = rest.last, ".,;:!?)".contains(last) { rest.removeLast() }
    return String(rest)
  }
}
