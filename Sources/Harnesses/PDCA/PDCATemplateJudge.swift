internal import EvalKit

/// Decides whether a PDCA document is complete: the seed schema with real content in each section.
struct PDCATemplateJudge: Sendable {
  /// The groups of rules, each a measure of its own.
  enum Rule: String, Sendable, CaseIterable {
    case schema, content, placeholders, tron, actions, verification, learnings, links
  }

  struct Judgement: Sendable, Equatable {
    /// The rules that are broken.
    var broken: Set<Rule> = []
    var findings = Findings()

    /// Adds what is wrong; nothing means that the rule holds.
    mutating func add(_ all: [String], to rule: Rule) {
      guard !all.isEmpty else { return }
      broken.insert(rule)
      findings.all += all
    }
  }

  private let schema = PDCASchemaJudge(profile: .seed)

  func judge(_ text: String) -> Judgement {
    let form = schema.judge(text)
    var judgement = Judgement()
    judgement.add(form.findings.all, to: .schema)
    // Without any section there is nothing that the other rules could be about.
    guard form.sectionsFound > 0 else {
      judgement.broken = Set(Rule.allCases)
      return judgement
    }
    let document = MarkdownDocument(text)
    judgement.add(Placeholder.all(in: document), to: .placeholders)
    judgement.add(PDCALinkRule(document: document).findings(), to: .links)
    if form.linksFound < PDCALink.chain.count { judgement.broken.insert(.links) }
    judgeSections(document, &judgement)
    return judgement
  }

  private func judgeSections(_ document: MarkdownDocument, _ judgement: inout Judgement) {
    let sections = document.sections.filter { $0.level == 2 }
    for name in PDCAProfile.seed.sections.map(\.heading.text) {
      guard let section = sections.first(where: { $0.title == name }) else {
        judgement.broken.insert(.content)
        if let rule = Self.rule(of: name) { judgement.broken.insert(rule) }
        continue
      }
      let text = PDCASectionText(section, of: document)
      judgeContent(text, name, &judgement)
      guard let rule = Self.rule(of: name) else { continue }
      switch rule {
      case .tron: judgement.add(tronFindings(section, document), to: rule)
      case .actions: judgement.add(actionFindings(text), to: rule)
      case .verification: judgement.add(verificationFindings(text), to: rule)
      default: judgement.add(learningFindings(text), to: rule)
      }
    }
  }

  /// The rule about what a section says.
  private static func rule(of section: String) -> Rule? {
    switch section {
    case "Plan": .tron
    case "Do": .actions
    case "Check": .verification
    case "Act": .learnings
    default: nil
    }
  }

  private func judgeContent(
    _ text: PDCASectionText, _ name: String, _ judgement: inout Judgement
  ) {
    guard !text.isSubstantial else { return }
    judgement.broken.insert(.content)
    let said = text.lines.map(\.text).joined(separator: " ").trimmed
    // The schema has already named an empty section.
    if !said.isEmpty || !judgement.broken.contains(.schema) {
      judgement.findings.add(
        said.isEmpty
          ? "section '\(name)' has no text" : "section '\(name)' says only '\(said.excerpt())'")
    }
    if Self.fillers.contains(said.lowercased().filter { $0 != "." && $0 != "*" }) {
      judgement.broken.insert(.placeholders)
    }
  }

  /// What a section says that nobody filled in, without full stops.
  private static let fillers: Set<String> = [
    "", "…", "n/a", "na", "-", "–", "—", "none", "nothing",
  ]

  private func tronFindings(
    _ section: MarkdownSection, _ document: MarkdownDocument
  ) -> [String] {
    let decisions = TRONParser.decisions(in: document, blocks: section.content)
    return decisions.isEmpty
      ? ["Plan has no decision with Trigger, Response, Outcome and Next"]
      : decisions.findings.map { "Plan, \($0)" }
  }

  private func actionFindings(_ text: PDCASectionText) -> [String] {
    let count = text.items.count { PDCAStatements.isAction($0.text) }
    if count >= 2 { return [] }
    if text.items.isEmpty {
      return ["Do has no list of actions; at least two list items say what was done"]
    }
    return [
      "Do has \(count == 0 ? "no concrete action" : "only one concrete action") as a list item; "
        + "at least two are required"
    ]
  }

  private func verificationFindings(_ text: PDCASectionText) -> [String] {
    let isVerified =
      text.codeCount > 0
      || text.items.contains {
        $0.text.trimmed.lowercased().hasPrefix("[x]") && $0.text.words.count > 2
      }
      || text.sentences.contains { PDCAStatements.isVerification($0.text, hasCode: $0.hasCode) }
    return isVerified
      ? [] : ["Check has no verification step: nothing run, measured or confirmed with its result"]
  }

  private func learningFindings(_ text: PDCASectionText) -> [String] {
    text.lines.contains { PDCAStatements.isLearning($0.text) }
      ? [] : ["Act has no learning: nothing learned, standardised or to be done differently"]
  }
}
