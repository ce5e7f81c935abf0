/// The four elements of a decision, in the order in which they must stand.
enum TRONElement: String, Sendable, CaseIterable {
  case trigger = "Trigger"
  case response = "Response"
  case outcome = "Outcome"
  case next = "Next"
}

/// A decision as it was found, complete or not.
struct TRONDecision: Sendable, Equatable {
  /// An element's label with the text that belongs to it.
  struct Entry: Sendable, Equatable {
    var element: TRONElement
    /// The label's line, counted from 1.
    var line: Int
    /// The text beside and below the label.
    var text: String
    /// Text after the list item that holds the label: the element's own only when nothing stands
    /// within the item.
    var following = ""
  }

  /// What follows the word `Decision`; empty when it has no name.
  var name: String
  /// The line on which it begins, counted from 1.
  var line: Int
  /// In order of appearance; an element can be missing or repeated.
  var entries: [Entry] = []

  /// Words that an element needs to say something.
  static let minimumWords = 2

  /// Everything that is wrong with it, in words; empty when it is complete.
  var findings: [String] {
    if entries.isEmpty { return ["it has none of Trigger, Response, Outcome and Next"] }
    var findings: [String] = []
    for element in TRONElement.allCases {
      let found = entries.indices.filter { entries[$0].element == element }
      guard let first = found.first else {
        findings.append("\(element.rawValue) is missing")
        continue
      }
      if found.count > 1 {
        findings.append("\(element.rawValue) occurs \(found.count) times")
      } else if let problem = emptiness(of: first) {
        findings.append("\(element.rawValue) \(problem)")
      }
    }
    return findings + misplacements
  }

  /// Why an entry says nothing, or `nil`.
  private func emptiness(of index: Int) -> String? {
    let text = content(of: index)
    let words = text.words.count
    if words >= Self.minimumWords { return nil }
    return words == 0 ? "is empty" : "says only '\(text.trimmed.excerpt())'"
  }

  /// The text that counts for an entry.
  ///
  /// What follows the last list item belongs to it only where the other items are filled that way,
  /// too; otherwise it is a remark on the whole decision.
  private func content(of index: Int) -> String {
    let entry = entries[index]
    guard entry.text.words.isEmpty else { return entry.text }
    let isLast = index == entries.count - 1
    let othersFollow = entries.dropLast().contains { $0.text.words.isEmpty }
    return isLast && !othersFollow ? entry.text : entry.following
  }

  /// Elements that stand before one that should precede them.
  private var misplacements: [String] {
    let first = TRONElement.allCases.compactMap { element in
      entries.firstIndex { $0.element == element }.map { (element: element, position: $0) }
    }
    return zip(first, first.dropFirst()).filter { $0.position > $1.position }.map {
      "\($1.element.rawValue) stands before \($0.element.rawValue)"
    }
  }
}

extension [TRONDecision] {
  /// What is wrong with the decisions, each with its number and name.
  var findings: [String] {
    enumerated().compactMap { index, decision in
      let findings = decision.findings
      guard !findings.isEmpty else { return nil }
      let name = decision.name.isEmpty ? "" : " '\(decision.name.excerpt())'"
      return "decision \(index + 1)\(name): " + findings.joined(separator: "; ")
    }
  }
}
