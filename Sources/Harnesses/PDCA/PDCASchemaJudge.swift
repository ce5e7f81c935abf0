internal import EvalKit

/// Decides whether a document has the form that a profile demands.
struct PDCASchemaJudge: Sendable {
  var profile: PDCAProfile

  struct Judgement: Sendable, Equatable {
    /// What the profile demands of the structure and is not there.
    var structure = Findings()
    /// `{{…}}` left outside of code, when the profile forbids it.
    var placeholders = Findings()
    /// How many of the required sections are there.
    var sectionsFound = 0
    /// How many of the required links are there and not empty.
    var linksFound = 0

    var findings: Findings { Findings(all: structure.all + placeholders.all) }
  }

  func judge(_ text: String) -> Judgement {
    text.isBlank
      ? Judgement(structure: Findings(all: ["the answer is empty"])) : judge(MarkdownDocument(text))
  }

  func judge(_ document: MarkdownDocument) -> Judgement {
    var judgement = Judgement()
    let titles = profile.sections.map(\.heading.text)
    let outline = document.sections.filter { $0.level == level }
    let found = profile.sections.map { required in
      outline.filter { required.heading.matches($0.title) }
    }
    judgement.sectionsFound = found.count { !$0.isEmpty }
    if judgement.sectionsFound == 0,
      let fence = document.wrappingFence(of: titles, level: level)
    {
      judgement.structure.add(fence)
      return judgement
    }
    judgement.structure.all += titleFindings(document)
    judgement.structure.all += PDCAHeader(document).findings(for: profile.fields)
    judgement.structure.all += sectionFindings(document, found)
    addLinks(of: document, to: &judgement)
    judgement.structure.all += separatorFindings(document)
    if profile.requiresDualLinks {
      judgement.structure.all += DualLink.findings(in: document)
    }
    if profile.forbidsPlaceholders {
      judgement.placeholders.all = Placeholder.braces(in: document)
    }
    return judgement
  }

  /// The level of all section headings.
  private var level: Int { profile.sections.first?.heading.level ?? 2 }

  // MARK: Sections

  private func sectionFindings(
    _ document: MarkdownDocument, _ found: [[MarkdownSection]]
  ) -> [String] {
    var findings = missing(in: document, found)
    for (required, sections) in zip(profile.sections, found) where sections.count > 1 {
      let lines = sections.prefix(5).map { "\($0.line)" }.joined(separator: ", ")
      findings.append(
        "section '\(required.heading.text)' occurs \(sections.count) times (lines \(lines))")
    }
    findings += misplaced(found)
    for (required, sections) in zip(profile.sections, found) {
      guard let section = sections.first else { continue }
      if let problem = document.emptiness(of: section) {
        findings.append("section '\(section.title.excerpt())' \(problem)")
      }
      findings += required.parts.compactMap { part in
        part.isPresent(in: section, of: document)
          ? nil : "section '\(section.title.excerpt())' lacks \(part.description)"
      }
    }
    return findings
  }

  /// The missing sections: those with something similar one by one, the others in one sentence.
  private func missing(
    in document: MarkdownDocument, _ found: [[MarkdownSection]]
  ) -> [String] {
    var findings: [String] = []
    var plain: [String] = []
    for (required, sections) in zip(profile.sections, found) where sections.isEmpty {
      let title = required.heading.text
      if let substitute = document.substitute(for: title, level: level) {
        findings.append("section '\(title)' is missing" + substitute)
      } else {
        plain.append("'\(title)'")
      }
    }
    if !plain.isEmpty {
      let isOne = plain.count == 1
      findings.append(
        (isOne ? "section " : "sections ") + plain.joined(separator: ", ")
          + (isOne ? " is missing" : " are missing") + others(in: document))
    }
    return findings
  }

  /// The headings that no section claims, as a clause; empty when there are none.
  private func others(in document: MarkdownDocument) -> String {
    let others = document.sections.filter { section in
      section.level == level && !profile.sections.contains { $0.heading.matches(section.title) }
    }
    guard !others.isEmpty else { return "" }
    let named = others.prefix(7).map { "'\($0.title.excerpt(40))'" }.joined(separator: ", ")
    return "; other headings of level \(level): " + named + (others.count > 7 ? ", …" : "")
  }

  /// Sections that stand before one that should precede them.
  private func misplaced(_ found: [[MarkdownSection]]) -> [String] {
    let present = zip(profile.sections, found).compactMap { required, sections in
      sections.first.map { (title: required.heading.text, line: $0.line) }
    }
    return zip(present, present.dropFirst()).filter { $0.line > $1.line }.map {
      "'\($1.title)' stands before '\($0.title)'"
    }
  }

  private func titleFindings(_ document: MarkdownDocument) -> [String] {
    guard let title = profile.title else { return [] }
    let titles = document.sections.filter { $0.level == title.level }
    guard !titles.contains(where: { title.matches($0.title) }) else { return [] }
    let found = titles.first.map { "; found '\($0.title.excerpt())'" } ?? ""
    let mark = String(repeating: "#", count: title.level)
    return ["a title '\(mark) \(title.text)…' is missing" + found]
  }

  // MARK: Links and separators

  private func addLinks(of document: MarkdownDocument, to judgement: inout Judgement) {
    guard !profile.links.isEmpty else { return }
    let lines = document.chainLinks(profile.links)
    for label in profile.links {
      let own = lines.filter { $0.label == label }
      if own.contains(where: { !$0.isEmpty }) {
        judgement.linksFound += 1
      } else if own.isEmpty {
        judgement.structure.add("\(label): is missing" + document.mention(of: label))
      } else {
        judgement.structure.add("\(label): is empty (line \(own[0].line))")
      }
    }
  }

  private func separatorFindings(_ document: MarkdownDocument) -> [String] {
    let count = document.blocks.count { $0.kind == .thematicBreak && $0.parent == nil }
    guard count < profile.separators else { return [] }
    return ["\(profile.separators) separators '---' are required, \(count) found"]
  }
}

extension MarkdownDocument {
  /// Why a section has no content, or `nil` when it has some.
  ///
  /// Headings, separators, comments and the links of the chain are no content.
  func emptiness(of section: MarkdownSection) -> String? {
    var hasHeading = false
    for block in blocks[section.content] {
      switch block.kind {
      case .heading: hasHeading = true
      case .paragraph:
        if block.lines.contains(where: { !$0.text.isBlank && PDCALink($0, of: self) == nil }) {
          return nil
        }
      case .code: if !block.literal.isBlank { return nil }
      case .html: if !block.literal.isComment { return nil }
      case .thematicBreak, .list, .listItem, .blockQuote: break
      }
    }
    return hasHeading ? "has headings but no text" : "is empty"
  }

  /// Where a label is mentioned that no line begins with, as a clause; empty when nowhere.
  fileprivate func mention(of label: String) -> String {
    let wanted = label.lowercased()
    guard
      let index = source.firstIndex(where: {
        $0.utf8.count >= wanted.utf8.count && $0.lowercased().contains(wanted)
      })
    else { return "" }
    let isCode = blocks.contains { block in
      if case .code = block.kind {
        (block.firstLine...block.lastLine).contains(index + 1)
      } else {
        false
      }
    }
    return isCode
      ? "; line \(index + 1) has it inside a code block"
      : "; line \(index + 1) mentions it, but no line begins with '\(label):'"
  }
}

extension String {
  /// Whether an HTML block is nothing but one comment.
  fileprivate var isComment: Bool {
    let text = trimmed
    return text.isEmpty || (text.hasPrefix("<!--") && text.hasSuffix("-->"))
  }
}
