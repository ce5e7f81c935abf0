/// Reasoning that a model writes into its text because nothing cuts it out for it.
enum ThinkBlock {
  /// The reasoning in a leading `<think>` block and the text behind it; a text without a closed
  /// block is all answer.
  static func split(_ text: String) -> (reasoning: String, text: String) {
    let start = text.drop(while: \.isWhitespace)
    guard start.hasPrefix("<think>"), let end = start.firstRange(of: "</think>") else {
      return ("", text)
    }
    let reasoning = start[..<end.lowerBound].dropFirst("<think>".count)
    return (String(reasoning), String(start[end.upperBound...].drop(while: \.isWhitespace)))
  }
}
