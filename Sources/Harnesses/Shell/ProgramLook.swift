internal import EvalKit

/// Whether the first word of a command looks like a program.
struct ProgramLook {
  /// Programs beside the known ones.
  var extraNames: Set<String> = []
  /// Functions that the script defines.
  var functions: Set<String> = []

  /// Whether a word is the name of a program that is known.
  func isKnown(_ name: String) -> Bool {
    extraNames.contains(name) || functions.contains(name) || KnownPrograms.contains(name)
  }

  /// What speaks against a word as a program; `nil` when nothing does.
  ///
  /// An unknown name is believed when what stands behind it looks like arguments, or when it
  /// stands in a pipeline or list with others.
  ///
  /// - Parameters:
  ///   - name: The first word.
  ///   - arguments: The words behind it, `nil` for one with a quote or an expansion.
  ///   - isFirst: Whether no other command stands before it.
  ///   - isAlone: Whether there is no other command.
  func finding(
    _ name: String, arguments: [String?], isFirst: Bool, isAlone: Bool
  ) -> String? {
    if isKnown(name) || Self.isPath(name) || Self.isJob(name) { return nil }
    guard !Self.isWordOfSentence(name) else {
      return "\(Excerpt(name)) is no program but a word of a sentence"
    }
    guard Self.isIdentifier(name) else { return "\(Excerpt(name)) is no program" }
    if Self.scriptEndings.contains(where: { name.hasSuffix($0) }) { return nil }
    let isLowercase = name.first.map { !$0.isUppercase } ?? false
    if isLowercase, !isFirst || name.dropFirst().contains(where: { !$0.isLetter }) { return nil }
    if arguments.contains(where: { $0.map(ProseSigns.isFlag) ?? false }) { return nil }
    if isLowercase, !isAlone || arguments.contains(where: { $0.map(Self.isValue) ?? false }) {
      return nil
    }
    return "\(Excerpt(name)) is no known program"
  }

  private static let scriptEndings = [
    ".sh", ".bash", ".py", ".pl", ".rb", ".js", ".php", ".exe", ".out", ".bin", ".run", ".jar",
  ]

  private static func isPath(_ name: String) -> Bool {
    name.contains("/") && name.last != "/" && name.count > 1
      && name.allSatisfy { $0.isLetter || $0.isNumber || "~._/@%+:,={}*?-".contains($0) }
  }

  /// `%1`, `%%`, `%+`, `%name`.
  private static func isJob(_ name: String) -> Bool {
    name.first == "%"
      && (["%", "%%", "%+", "%-"].contains(name)
        || name.dropFirst().allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }

  /// Whether a word, or its stem without -s, -ed or -ing, begins sentences.
  private static func isWordOfSentence(_ name: String) -> Bool {
    let word = name.lowercased()
    let stems = ["s", "ed", "ing"].filter { word.hasSuffix($0) }.map { word.dropLast($0.count) }
    return ProseWords.strong.contains(word) || ProseWords.weak.contains(word)
      || ([word] + stems.map(String.init)).contains(where: ProseWords.imperatives.contains)
  }

  private static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.first, first.isASCII, first.isLetter || first.isNumber || first == "_",
      name.last != ".", name.contains(where: { $0.isLetter })
    else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.+-".contains($0)) }
  }

  /// Whether a word is a path, a file with an ending, `key=value` or `host:path`.
  private static func isValue(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    func isPart(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    for (index, byte) in bytes.enumerated() {
      let before = index > 0 ? bytes[index - 1] : 0
      let after = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case UInt8(ascii: "/"):
        if isPart(before) || isPart(after) || Array("*~.".utf8).contains(before) { return true }
      case UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: ":"):
        if isPart(before), isPart(after) { return true }
      default: break
      }
    }
    return false
  }
}
