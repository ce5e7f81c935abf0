/// How a line can begin an element or a decision.
enum TRONLabel: Equatable {
  /// An element, with the text after its label.
  case element(TRONElement, rest: String)
  /// A decision, with its name.
  case decision(name: String)

  /// Reads the beginning of a heading or a line of text; `nil` when it is neither.
  init?(_ line: MarkdownLine, isHeading: Bool) {
    let line = line.withoutOrnament
    guard let first = line.spans.first, !first.isCode else { return nil }
    let text = line.text
    let bold = line.boldPrefix
    if let element = Self.element(named: bold) {
      self = .element(element, rest: String(text.dropFirst(bold.count).withoutDelimiter))
    } else if let (element, rest) = Self.element(opening: text) {
      self = .element(element, rest: rest)
    } else if isHeading || !bold.isBlank, let name = Self.decisionName(text, isHeading: isHeading) {
      self = .decision(name: name)
    } else {
      return nil
    }
  }

  /// The element that a cell or bold label names and nothing else, as `Trigger`, `1. Next:` or
  /// `Outcome (expected)`.
  static func element(named label: some StringProtocol) -> TRONElement? {
    guard let (element, rest) = element(opening: String(label)) ?? nil else { return nil }
    return rest.words.isEmpty ? element : nil
  }

  /// The element that a text begins with, followed by a delimiter or by nothing.
  private static func element(opening text: String) -> (TRONElement, String)? {
    let text = text.withoutOrnament
    let word = text.prefix { $0.isLetter }
    guard word.utf8.count <= 8 else { return nil }
    let folded = word.lowercased()
    guard let element = TRONElement.allCases.first(where: { $0.rawValue.lowercased() == folded })
    else { return nil }
    var rest = text.dropFirst(word.count).trimmedStart
    if rest.first == "(", let close = rest.prefix(60).firstIndex(of: ")") {
      rest = rest[rest.index(after: close)...].trimmedStart
    }
    if rest.isEmpty { return (element, "") }
    guard rest.hasDelimiter(after: text.dropFirst(word.count)) else { return nil }
    return (element, String(rest.withoutDelimiter))
  }

  /// Words after `Decision` in bold labels that speak about a decision without beginning one.
  private static let attributes: Set<String> = [
    "maker", "makers", "date", "status", "owner", "log",
  ]

  /// What follows the word `Decision` and its number, or `nil` when the text begins otherwise.
  static func decisionName(_ text: some StringProtocol, isHeading: Bool) -> String? {
    let text = String(text).withoutOrnament
    let word = text.prefix { $0.isLetter }
    guard word.utf8.count == 8, word.lowercased() == "decision" else { return nil }
    let rest = text.dropFirst(word.count).withoutDelimiter
    if !isHeading, let next = rest.plainWords.first, attributes.contains(next) { return nil }
    // After a colon the name begins at once: "Decision: A" is called A.
    if text.dropFirst(word.count).trimmedStart.first == ":" { return String(rest) }
    let number = rest.drop { $0 == "#" }.prefix { $0.isNumber || $0 == "." }
    if !number.isEmpty {
      return String(rest.drop { $0 == "#" }.dropFirst(number.count).withoutDelimiter)
    }
    let letter = rest.prefix { $0.isLetter }
    let afterLetter = rest.dropFirst(letter.count).first
    if letter.count == 1, afterLetter == nil || afterLetter.map({ ":)-–—.".contains($0) }) == true {
      return String(rest.dropFirst().withoutDelimiter)
    }
    return String(rest)
  }
}

extension MarkdownLine {
  /// The line without what stands before its first letter: numbering, emoji, a check box.
  fileprivate var withoutOrnament: MarkdownLine {
    var rest = spans.filter { !$0.isHTML }[...]
    while let first = rest.first, !first.isCode {
      let text = first.text.withoutOrnament
      if !text.isEmpty {
        rest[rest.startIndex].text = String(text)
        break
      }
      rest.removeFirst()
    }
    return MarkdownLine(number: number, spans: Array(rest))
  }

  /// The bold text at the beginning.
  fileprivate var boldPrefix: String {
    var text = ""
    for span in spans {
      guard span.isStrong || (span.isEmphasis && text.isEmpty) else { break }
      text += span.text
    }
    return text
  }
}

extension StringProtocol {
  fileprivate var trimmedStart: SubSequence { drop(while: \.isWhitespace) }

  /// Without a check box, and without what stands before the first letter.
  fileprivate var withoutOrnament: SubSequence {
    var rest = trimmedStart
    if rest.lowercased().hasPrefix("[x]") { rest = rest.dropFirst(3) }
    return rest.drop { !$0.isLetter }
  }

  /// Whether it begins with what separates a label from its text: a colon, an arrow, or a dash
  /// with a blank before it.
  fileprivate func hasDelimiter(after label: some StringProtocol) -> Bool {
    guard let first else { return false }
    if ":：→=".contains(first) { return true }
    return "-–—".contains(first) && (label.first?.isWhitespace == true || "–—".contains(first))
  }

  /// Without blanks, colons, dashes and the like at the beginning.
  fileprivate var withoutDelimiter: SubSequence {
    drop { $0.isWhitespace || ":：→=-–—.)>".contains($0) }
  }
}
