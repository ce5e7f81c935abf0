/// Text of a template that nobody filled in, outside of code.
enum Placeholder {
  /// A placeholder with its line, counted from 1.
  struct Found: Sendable, Equatable {
    var text: String
    var line: Int
  }

  /// The `{{…}}` that are left, in one sentence; none when there are none.
  static func braces(in document: MarkdownDocument) -> [String] {
    sentence(search(document) { braces(in: $0) })
  }

  /// Everything that looks like an unfilled place of a template, in one sentence.
  static func all(in document: MarkdownDocument) -> [String] {
    sentence(search(document) { braces(in: $0) + marks(in: $0) + brackets(in: $0) })
  }

  private static func sentence(_ found: [Found]) -> [String] {
    guard let first = found.min(by: { $0.line < $1.line }) else { return [] }
    let others = found.count == 1 ? "" : " and \(found.count - 1) more"
    return ["the placeholder '\(first.text.excerpt(40))' is left in line \(first.line)\(others)"]
  }

  /// Applies a search to every line, HTML block and link target.
  private static func search(
    _ document: MarkdownDocument, _ find: (String) -> [String]
  ) -> [Found] {
    var found: [Found] = []
    for block in document.blocks {
      for line in block.lines {
        found += find(line.prose).map { Found(text: $0, line: line.number) }
      }
      if block.kind == .html {
        found += find(block.literal).map { Found(text: $0, line: block.firstLine) }
      }
    }
    for link in document.links {
      found += braces(in: link.target).map { Found(text: $0, line: link.line) }
    }
    return found
  }

  /// Every `{{…}}` of a text, each at most 80 characters long.
  static func braces(in text: String) -> [String] {
    guard text.contains("{{") else { return [] }
    var found: [String] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      rest = rest[open.upperBound...]
      guard let close = rest.prefix(80).firstRange(of: "}}") else { continue }
      found.append(String(text[open.lowerBound..<close.upperBound]))
      rest = rest[close.upperBound...]
    }
    return found
  }

  // MARK: Marks

  private static let alwaysMarks: Set<String> = ["TBD", "tbd", "Tbd"]
  private static let mentionedMarks: Set<String> = ["TODO", "FIXME", "XXX"]
  /// Words after a mark, or before it, that speak about such marks instead of setting one.
  private static let nouns: Set<String> = [
    "comment", "comments", "marker", "markers", "mark", "marks", "list", "lists", "item", "items",
    "note", "notes", "tag", "tags", "entry", "entries", "left", "remains", "was", "were", "is",
  ]
  private static let determiners: Set<String> = [
    "a", "an", "the", "no", "any", "each", "every", "all", "old", "open", "last", "remaining",
    "without", "stale", "zero", "this", "that", "of",
  ]

  /// TODO, TBD and their like as words of their own, unless the text speaks about them.
  static func marks(in text: String) -> [String] {
    var found: [String] = []
    if text.lowercased().contains("lorem ipsum") { found.append("lorem ipsum") }
    guard (alwaysMarks.union(mentionedMarks)).contains(where: text.contains) else { return found }
    let tokens = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    for (index, token) in tokens.enumerated() {
      let mark = String(token)
      if alwaysMarks.contains(mark) {
        found.append(mark)
      } else if mentionedMarks.contains(mark), !isMention(tokens, index, of: text) {
        found.append(mark)
      }
    }
    return found
  }

  private static func isMention(_ tokens: [Substring], _ index: Int, of text: String) -> Bool {
    let token = tokens[index]
    let quotes: Set<Character> = ["\"", "'", "“", "”", "„", "‘", "’", "«", "»"]
    let after = token.endIndex < text.endIndex ? text[token.endIndex] : " "
    if quotes.contains(after) { return true }
    if after != ":", index + 1 < tokens.count, nouns.contains(tokens[index + 1].lowercased()) {
      return true
    }
    guard index > 0, after != ":" else { return false }
    let before = tokens[index - 1].lowercased()
    return determiners.contains(before) || before.allSatisfy(\.isNumber)
  }

  // MARK: Brackets

  /// Words that begin a demand to fill something in.
  private static let orders: Set<String> = [
    "insert", "your", "describe", "fill", "enter", "specify", "add", "put",
  ]
  /// Words that are a placeholder when they stand alone between brackets.
  private static let blanks: Set<String> = ["placeholder", "todo", "tbd", "tbc"]
  /// Words that are one between square brackets alone, since `<link>` is also a tag.
  private static let subjects: Set<String> = [
    "link", "path", "url", "date", "name", "title", "description", "text", "component", "version",
  ]

  /// Texts such as `[insert name]` or `<your component>`.
  static func brackets(in text: String) -> [String] {
    let square = enclosed(in: text, by: "[", "]").filter { isDemand($0, orAlone: subjects) }
    return square + enclosed(in: text, by: "<", ">").filter { isDemand($0, orAlone: []) }
  }

  private static func isDemand(_ text: String, orAlone subjects: Set<String>) -> Bool {
    let words = text.plainWords
    guard let first = words.first else { return false }
    if words.count == 1 { return blanks.contains(first) || subjects.contains(first) }
    return orders.contains(first) || first == "placeholder"
  }

  /// Every run from an opening to the next closing character, both included, up to 80 characters.
  private static func enclosed(
    in text: String, by open: Unicode.Scalar, _ close: Unicode.Scalar
  ) -> [String] {
    var found: [String] = []
    var run: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if scalar == open {
        run = [scalar]
      } else if !run.isEmpty {
        run.append(scalar)
        if scalar == close { found.append(run.reduce(into: "") { $0.unicodeScalars.append($1) }) }
        if scalar == close || run.count > 80 { run = [] }
      }
    }
    return found
  }
}

extension MarkdownLine {
  /// The text with code left out (a mark stands in its place), HTML included.
  var prose: String {
    var text = ""
    for span in spans { text += span.isCode ? "\u{FFFC}" : span.text }
    return text
  }
}
