/// Whether the links of a document are well-formed.
struct PDCALinkRule {
  let document: MarkdownDocument

  /// What is wrong with the links, each in words.
  func findings() -> [String] { chain() + targets() + broken() }

  // MARK: The chain

  /// PRECEDES and FOLLOWS that hold no good link; empty or missing ones are findings of the schema.
  private func chain() -> [String] {
    let lines = document.chainLinks()
    return PDCALink.chain.compactMap { label in
      let own = lines.filter { $0.label == label && !$0.isEmpty }
      guard let first = own.first else { return nil }
      let links = own.flatMap(\.links).map { document.links[$0] }
      if links.contains(where: isGood) { return nil }
      guard let link = links.first else {
        return "\(label): holds no link '[text](target)' (line \(first.line))"
      }
      return "\(label): '\(link.target.excerpt())' is neither a relative path ending in .md nor an "
        + "https address (line \(first.line))"
    }
  }

  private func isGood(_ link: MarkdownLink) -> Bool {
    guard !link.isImage, !link.text.isBlank, problem(with: link) == nil else { return false }
    if link.target.hasPrefix("https://") { return link.target.dropFirst(8).contains(".") }
    let path = link.target.prefix { $0 != "#" && $0 != "?" }
    return path.hasSuffix(".md") && !path.hasPrefix("/") && !path.contains(":")
  }

  // MARK: Targets

  private static let placeholders: Set<String> = [
    "#", "url", "link", "path", "target", "todo", "tbd", "xxx", "...", "…", "-", "?", "n/a", "none",
    "path/to/file", "path/to/file.md", "your-link", "your-link-here", "insert-link",
    "insert-link-here",
    "placeholder", "https://", "http://", "link.md", "file.md", "path.md", "./", "./...",
    "https://...",
  ]

  private func targets() -> [String] {
    document.links.compactMap { link in
      problem(with: link).map { "the link '[\(link.text.excerpt())]' \($0) (line \(link.line))" }
    }
  }

  private func problem(with link: MarkdownLink) -> String? {
    let target = link.target
    if target.isBlank { return "has no target" }
    if target.contains(where: \.isWhitespace) { return "has blanks in its target" }
    if Self.placeholders.contains(target.lowercased()) || target.contains("{{")
      || target.contains("<") || target.hasSuffix("/...")
    {
      return "has the placeholder '\(target.excerpt())' as its target"
    }
    return nil
  }

  // MARK: Broken syntax

  /// Text that was meant as a link and is none.
  private func broken() -> [String] {
    document.blocks.flatMap { block in
      block.lines.flatMap { line in
        Self.broken(in: line.linkless).map { "\($0) (line \(line.number))" }
      }
    }
  }

  static func broken(in text: String) -> [String] {
    guard text.utf8.contains(UInt8(ascii: "]")) else { return [] }
    var findings: [String] = []
    var open: String.Index?
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "[" { open = index }
      if text[index] == "]", let start = open {
        open = nil
        let label = text[text.index(after: start)..<index]
        if let problem = problem(after: text[text.index(after: index)...]), isText(label) {
          findings.append("'\(text[start...index].excerpt())' \(problem)")
        }
      }
      index = text.index(after: index)
    }
    return findings
  }

  /// Whether brackets hold the text of a link and not a check box.
  private static func isText(_ label: Substring) -> Bool {
    let label = label.trimmed
    return !label.isEmpty && label.lowercased() != "x"
  }

  /// What is wrong when text that begins a link's target follows a closing bracket, else `nil`.
  private static func problem(after rest: Substring) -> String? {
    let gap = rest.prefix { $0 == " " }
    let tail = rest.dropFirst(gap.count).prefix(200)
    guard tail.first == "(" else { return nil }
    guard let close = tail.firstIndex(of: ")") else {
      return gap.isEmpty ? "opens a target that is never closed" : nil
    }
    let target = tail[..<close].dropFirst()
    if gap.isEmpty {
      return target.contains(where: \.isWhitespace)
        ? "has blanks in its target, so it is no link" : "is no link as it is written"
    }
    let isTarget =
      !target.contains(where: \.isWhitespace)
      && (target.hasSuffix(".md") || target.contains("://") || target.hasPrefix("./")
        || target.hasPrefix("../"))
    return isTarget ? "has a blank before its target, so it is no link" : nil
  }
}

extension MarkdownLine {
  /// The text with a mark in place of code and links.
  fileprivate var linkless: String {
    var text = ""
    for span in spans where !span.isHTML {
      text += span.isCode || span.link != nil ? "\u{FFFC}" : span.text
    }
    return text
  }
}
