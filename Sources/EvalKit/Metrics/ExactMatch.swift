/// Whether two texts are the same, code point by code point, after folding both by one rule.
///
/// No rule applies Unicode normalisation: a precomposed and a decomposed `é` differ.
public enum ExactMatch: String, Sendable, Hashable, CaseIterable {
  /// No folding at all.
  case raw
  /// Leading and trailing white space is dropped.
  case trimmed
  /// Case, ASCII punctuation, English articles and spacing are folded; see ``SQuAD``.
  case squad
  /// Trimmed, and every run of white space inside counts as one space, as for shell commands.
  ///
  /// White space is Python's: U+00A0, U+2003, U+2028 and U+001C are part of it, U+200B and U+FEFF
  /// are not. Spaces inside quotes are folded too.
  case command

  /// The folded form that is compared; it may be empty.
  public func normalize(_ text: String) -> String {
    switch self {
    case .raw: text
    case .trimmed: PythonText.trimmed(text)
    case .squad: SQuAD.normalize(text)
    case .command: PythonText.collapsingWhitespace(text)
    }
  }

  /// Whether the prediction equals the target once both are folded.
  public func matches(_ prediction: String, _ target: String) -> Bool {
    normalize(prediction).utf8.elementsEqual(normalize(target).utf8)
  }

  /// Whether the prediction equals any of the targets; `false` when there are none.
  public func matches(_ prediction: String, anyOf targets: [String]) -> Bool {
    let folded = normalize(prediction)
    return targets.contains { normalize($0).utf8.elementsEqual(folded.utf8) }
  }
}
