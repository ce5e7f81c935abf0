/// A line that names a neighbour in the chain of documents, such as `PRECEDES: [x](y.md)`.
struct PDCALink: Sendable, Equatable {
  /// The labels of the chain, as the format spells them.
  static let chain = ["PRECEDES", "FOLLOWS"]

  var label: String
  /// The line, counted from 1.
  var line: Int
  /// The text after the colon, without links that have no target.
  var value: String
  /// The indices of the links after the colon, in order.
  var links: [Int] = []

  /// Whether nothing that could name a document stands after the colon.
  var isEmpty: Bool { value.words.isEmpty }

  /// Reads a line that begins with one of the labels and a colon, outside of code.
  init?(_ line: MarkdownLine, of document: MarkdownDocument, labels: [String] = chain) {
    let spans = line.spans.filter { !$0.isHTML }
    guard let colon = spans.firstIndex(where: { $0.isCode || $0.text.contains(":") }) else {
      return nil
    }
    let head = spans[...colon].filter { !$0.isCode }.map(\.text).joined().trimmed
    guard let label = labels.first(where: { head.hasPrefix($0 + ":") }) else { return nil }
    (self.label, self.line) = (label, line.number)
    value = String(head.dropFirst(label.count + 1))
    for span in spans[(colon + 1)...] {
      if let link = span.link {
        if links.last != link { links.append(link) }
        if document.links[link].target.isBlank { continue }
      }
      value += span.text
    }
    value = String(value.trimmed)
  }
}

extension MarkdownDocument {
  /// The lines outside of code that begin with one of the labels, in document order.
  func chainLinks(_ labels: [String] = PDCALink.chain) -> [PDCALink] {
    blocks.flatMap { block in
      block.kind == .paragraph
        ? block.lines.compactMap { PDCALink($0, of: self, labels: labels) } : []
    }
  }
}
