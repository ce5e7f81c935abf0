/// A heading of the outline with everything up to the next heading of its level or above.
struct MarkdownSection: Sendable, Equatable {
  /// The heading's content in canonical spelling, trimmed.
  var title: String
  var level: Int
  /// The heading's line, counted from 1.
  var line: Int
  /// The index of the heading.
  var heading: Int
  /// The indices of the blocks after the heading.
  var content: Range<Int>
}

extension MarkdownDocument {
  /// Every section of the outline, in document order; sub-sections follow the one around them.
  var sections: [MarkdownSection] {
    var sections: [MarkdownSection] = []
    /// Sections that no heading has ended, with rising levels.
    var open: [Int] = []
    for (index, block) in blocks.enumerated() {
      guard let level = block.outlineLevel else { continue }
      while let last = open.last, sections[last].level >= level {
        sections[last].content = sections[last].content.lowerBound..<index
        open.removeLast()
      }
      open.append(sections.count)
      sections.append(
        MarkdownSection(
          title: String(block.markup.trimmed), level: level, line: block.firstLine,
          heading: index, content: (index + 1)..<blocks.count))
    }
    return sections
  }

  /// Where the text of a heading can be found when no heading of the outline has it.
  enum Whereabouts: Sendable, Equatable {
    case outline(level: Int, line: Int)
    /// A heading inside a quotation or a list item.
    case nested(line: Int)
    /// A line of a code block that would be a heading outside of it.
    case code(line: Int, isUnclosed: Bool)
    /// A paragraph or line of bold text.
    case bold(line: Int)
    /// A line of its own without any markup.
    case plain(line: Int)
  }

  /// The first place that holds exactly a title, the likeliest kinds of place first.
  func whereabouts(of title: String) -> Whereabouts? {
    var found: [Whereabouts] = []
    for block in blocks {
      switch block.kind {
      case .heading(let level) where block.markup.trimmed == title:
        found.append(
          block.parent == nil
            ? .outline(level: level, line: block.firstLine) : .nested(line: block.firstLine))
      case .code:
        if let line = line(of: title, inCode: block) {
          found.append(.code(line: line, isUnclosed: isUnclosed(block)))
        }
      case .paragraph:
        for line in block.lines where line.text.trimmed == title {
          let isBold = line.spans.allSatisfy { $0.isStrong || $0.text.isBlank }
          found.append(isBold ? .bold(line: line.number) : .plain(line: line.number))
        }
      default: break
      }
    }
    return found.min { $0.rank < $1.rank }
  }

  /// The line within a code block that would be a heading with this text.
  private func line(of title: String, inCode block: MarkdownBlock) -> Int? {
    guard block.literal.contains("#") else { return nil }
    for number in block.firstLine...max(block.firstLine, block.lastLine) {
      let line = sourceLine(number).trimmed
      guard line.first == "#" else { continue }
      if line.drop(while: { $0 == "#" }).trimmed == title { return number }
    }
    return nil
  }

  /// Whether a fenced code block runs to the end of the document without a closing fence.
  func isUnclosed(_ block: MarkdownBlock) -> Bool {
    guard block.kind == .code(isFenced: true) else { return false }
    let last = sourceLine(block.lastLine).trimmed
    let isFence = last.allSatisfy { $0 == "`" } || last.allSatisfy { $0 == "~" }
    return block.firstLine == block.lastLine || !isFence || last.utf8.count < 3
  }
}

extension MarkdownDocument.Whereabouts {
  fileprivate var rank: Int {
    switch self {
    case .outline: 0
    case .code: 1
    case .bold: 2
    case .nested: 3
    case .plain: 4
    }
  }
}
