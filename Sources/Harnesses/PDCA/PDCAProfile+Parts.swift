extension PDCAProfile.Part: CustomStringConvertible {
  var description: String {
    switch self {
    case .heading(let heading):
      "the heading '" + String(repeating: "#", count: heading.level) + " \(heading.text)'"
    case .label(let label): "'**\(label):**'"
    case .dualLink: "a dual link '[GitHub](https://…) | [§/path](path)'"
    case .quote: "a code block '```quote'"
    case .decisions: "decisions as check boxes '- [ ]' or '- [x]', or the words 'All clear'"
    case .mention(let texts): texts.map { "'\($0)'" }.joined(separator: " or ")
    }
  }

  /// Whether a section holds it.
  func isPresent(in section: MarkdownSection, of document: MarkdownDocument) -> Bool {
    section.content.contains { index in
      let block = document.blocks[index]
      switch self {
      case .heading(let heading):
        return block.kind == .heading(level: heading.level)
          && heading.matches(String(block.markup.trimmed))
      case .label(let label):
        if case .heading = block.kind { return block.text.trimmed.trimmedColon == label }
        return block.lines.contains { $0.boldLabel?.trimmed.trimmedColon == label[...] }
      case .dualLink:
        return block.kind == .paragraph
          && block.lines.contains { DualLink.pairs(in: $0, of: document).contains { $0.isPair } }
      case .quote:
        return block.kind == .code(isFenced: true) && block.info.trimmed == "quote"
      case .decisions:
        guard block.kind == .paragraph else { return false }
        let opensItem = block.parent == index - 1 && document.blocks[index - 1].kind == .listItem
        return block.lines.contains { $0.text.trimmed.lowercased().hasPrefix("all clear") }
          || (opensItem && block.lines.first?.isCheckBox == true)
      case .mention(let texts):
        return block.lines.contains { line in texts.contains { line.text.contains($0) } }
      }
    }
  }
}

extension MarkdownLine {
  /// Whether the line begins with the mark of a task list item.
  var isCheckBox: Bool {
    let text = text.trimmed.prefix(3)
    return text == "[ ]" || text == "[x]" || text == "[X]"
  }
}

/// A link to GitHub that should have its local twin beside it.
struct DualLink: Sendable, Equatable {
  /// The line, counted from 1.
  var line: Int
  /// Whether the twin follows, as `| [§/path/from/root](relative/path)`.
  var isPair: Bool

  /// The links with the text `GitHub` on a line. Unfilled `{{…}}` count as paths: that they are
  /// left is another finding.
  static func pairs(in line: MarkdownLine, of document: MarkdownDocument) -> [DualLink] {
    let spans = line.spans
    return spans.indices.compactMap { index in
      guard let link = spans[index].link, document.links[link].text == "GitHub" else { return nil }
      let target = document.links[link].target
      var isPair = target.hasPrefix("https://") || target.contains("{{")
      if isPair, index + 2 < spans.count, spans[index + 1].text.trimmed == "|",
        let twin = spans[index + 2].link
      {
        isPair = isLocal(document.links[twin])
      } else {
        isPair = false
      }
      return DualLink(line: line.number, isPair: isPair)
    }
  }

  /// What is wrong with the links to GitHub in a document, in one sentence.
  static func findings(in document: MarkdownDocument) -> [String] {
    let lone = document.blocks.flatMap { block in
      block.lines.flatMap { pairs(in: $0, of: document).filter { !$0.isPair } }
    }
    guard let first = lone.first else { return [] }
    let others = lone.count == 1 ? "" : " and \(lone.count - 1) more"
    return [
      "the GitHub link in line \(first.line)\(others) is no dual link "
        + "'[GitHub](https://…) | [§/path](relative/path)'"
    ]
  }

  private static func isLocal(_ link: MarkdownLink) -> Bool {
    if link.target.contains("{{") { return true }
    return link.text.hasPrefix("§/") && !link.target.isBlank && !link.target.contains("://")
  }
}
