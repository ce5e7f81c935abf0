extension MarkdownDocument {
  /// That a section is missing, with what stands in its place, in words.
  ///
  /// The title is the heading's content in canonical spelling.
  func missing(_ title: String, level: Int) -> String {
    "section '\(title)' is missing" + (substitute(for: title, level: level) ?? "")
  }

  /// What stands in place of a missing heading, as a clause, or `nil`.
  func substitute(for title: String, level: Int) -> String? {
    let required = String(repeating: "#", count: level) + " " + title
    switch whereabouts(of: title) {
    case .outline(let found, _): return "; a heading '\(title)' exists at level \(found)"
    case .nested(let line):
      return "; a heading '\(title)' exists inside a list or quotation (line \(line))"
    case .code(let line, let isUnclosed):
      let place = isUnclosed ? "a code fence that is never closed" : "a code block"
      return "; '\(title)' stands inside \(place) (line \(line))"
    default: break
    }
    if let similar = similarHeading(to: title, level: level) {
      return "; found '\(similar)' where '\(required)' is required"
    }
    switch whereabouts(of: title) {
    case .bold(let line): return "; '\(title)' is bold text (line \(line)), not a heading"
    case .plain(let line): return "; '\(title)' is plain text (line \(line)), not a heading"
    default: return nil
    }
  }

  /// The heading of the outline that has the same words and the fewest others; the right level first.
  private func similarHeading(to title: String, level: Int) -> String? {
    let words = Set(title.plainWords)
    guard !words.isEmpty else { return nil }
    let similar = blocks.filter { block in
      block.outlineLevel != nil && words.isSubset(of: block.text.plainWords)
    }
    let sameLevel = similar.filter { $0.outlineLevel == level }
    let candidates = sameLevel.isEmpty ? similar : sameLevel
    guard let best = candidates.min(by: { $0.text.plainWords.count < $1.text.plainWords.count }),
      let found = best.outlineLevel
    else { return nil }
    return String(repeating: "#", count: found) + " " + best.markup.trimmed.excerpt()
  }

  /// That a code fence holds the document, when one does that has all the titles as headings.
  func wrappingFence(of titles: [String], level: Int) -> String? {
    for block in blocks where block.kind == .code(isFenced: true) && block.parent == nil {
      guard block.literal.contains("#") else { continue }
      let inner = MarkdownDocument(block.literal).sections.filter { $0.level == level }
      let found = Set(inner.map(\.title))
      guard titles.allSatisfy(found.contains) else { continue }
      return "the whole document is inside a code fence (from line \(block.firstLine))"
    }
    return nil
  }
}
