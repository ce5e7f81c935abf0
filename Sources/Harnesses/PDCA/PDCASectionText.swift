/// The content of one section, taken apart for the rules about what it says.
struct PDCASectionText: Sendable, Equatable {
  /// A line of text or a row of a table.
  struct Line: Sendable, Equatable {
    var text: String
    /// Whether part of it is code.
    var hasCode: Bool
  }

  /// Lines outside of lists, tables, headings and code, without the links of the chain.
  var prose: [Line] = []
  /// The text of each list item, without that of items within it.
  var items: [Line] = []
  /// The body rows of tables.
  var rows: [Line] = []
  /// Code blocks that are not blank.
  var codeCount = 0

  init(_ section: MarkdownSection, of document: MarkdownDocument) {
    /// The position in `items` of each list item.
    var positions: [Int: Int] = [:]
    for index in section.content {
      let block = document.blocks[index]
      switch block.kind {
      case .listItem:
        positions[index] = items.count
        items.append(Line(text: "", hasCode: false))
      case .code: codeCount += block.literal.isBlank ? 0 : 1
      case .paragraph:
        let item = document.listItem(around: index).flatMap { positions[$0] }
        read(block, of: document, item: item)
      default: break
      }
    }
  }

  private mutating func read(
    _ block: MarkdownBlock, of document: MarkdownDocument, item: Int?
  ) {
    let table = MarkdownTable(in: block, of: document)
    for row in table?.rows ?? [] {
      rows.append(Line(text: row.cells.joined(separator: " "), hasCode: row.cells.hasCode))
    }
    for line in block.lines where table?.lines.contains(line.number) != true {
      guard PDCALink(line, of: document) == nil else { continue }
      let hasCode = line.spans.contains(where: \.isCode)
      if let item {
        items[item].text += (items[item].text.isEmpty ? "" : " ") + line.text
        items[item].hasCode = items[item].hasCode || hasCode
      } else {
        prose.append(Line(text: line.text, hasCode: hasCode))
      }
    }
  }

  var lines: [Line] { prose + items + rows }

  /// All words, those of code blocks left out.
  var wordCount: Int { lines.reduce(0) { $0 + $1.text.words.count } }

  /// Whether the section says enough to be read: eight words, a list, a table or
  /// code; five words do with code among them.
  var isSubstantial: Bool {
    if wordCount >= 8 || codeCount > 0 { return true }
    if wordCount >= 5, lines.contains(where: \.hasCode) { return true }
    if rows.count(where: { $0.text.words.count >= 2 }) > 0 { return true }
    let items = items.filter { $0.text.words.count >= 2 }
    return items.count >= 2
  }

  /// The sentences of prose, items and rows.
  var sentences: [Line] {
    let joined = prose.reduce(into: Line(text: "", hasCode: false)) { text, line in
      text.text += " " + line.text
      text.hasCode = text.hasCode || line.hasCode
    }
    return ([joined] + items + rows).flatMap { line in
      line.text.sentences.map { Line(text: $0, hasCode: line.hasCode) }
    }
  }
}

extension [String] {
  fileprivate var hasCode: Bool { contains { $0.contains("`") } }
}

extension String {
  /// Split after a full stop, exclamation or question mark that a blank follows.
  fileprivate var sentences: [String] {
    var sentences: [String] = []
    var sentence = ""
    var isEnd = false
    for character in self {
      if isEnd, character.isWhitespace {
        sentences.append(sentence)
        sentence = ""
      }
      isEnd = ".!?".contains(character)
      sentence.append(character)
    }
    return (sentences + [sentence]).filter { !$0.isBlank }
  }
}
