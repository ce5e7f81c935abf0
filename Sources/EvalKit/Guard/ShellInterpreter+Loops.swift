extension ShellInterpreter {
  /// From how many rounds on a loop counts as massive.
  static let massiveRounds = 5000

  /// Whether a word is `$(seq N)` or `{1..N}` with a large N.
  static func countsFar(_ word: Syntax.Word) -> Bool {
    guard word.parts.count == 1 else { return false }
    switch word.parts[0] {
    case .substitution(let statements):
      guard statements.count == 1, case .call(_, let words)? = statements[0].command,
        words.first?.parts == [.literal("seq")], case .literal(let last)? = words.last?.parts.first
      else { return false }
      return isFar(last)
    case .literal(let text):
      guard text.hasPrefix("{"), text.hasSuffix("}"), let dots = text.firstRange(of: "..") else {
        return false
      }
      return isFar(text[dots.upperBound...].dropLast().prefix { $0 != "." })
    default: return false
    }
  }

  private static func isFar(_ number: some StringProtocol) -> Bool {
    Int(number).map { $0 >= massiveRounds } ?? false
  }
}
