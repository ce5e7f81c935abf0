internal import EvalKit

/// Decides whether the decisions of a section have the TRON format.
struct TRONJudge: Sendable {
  /// The exact text of the second-level heading above the decisions.
  var section: String

  struct Judgement: Sendable {
    var findings = Findings()
    var decisions: [TRONDecision] = []
  }

  func judge(_ text: String) -> Judgement {
    text.isBlank
      ? Judgement(findings: Findings(all: ["the answer is empty"])) : judge(MarkdownDocument(text))
  }

  func judge(_ document: MarkdownDocument) -> Judgement {
    var judgement = Judgement()
    let sections = document.sections
    let plans = sections.filter { $0.level == 2 && $0.title == section }
    guard !plans.isEmpty else {
      judgement.findings.add(document.missing(section, level: 2))
      return judgement
    }
    judgement.decisions = plans.flatMap {
      TRONParser.decisions(in: document, blocks: $0.content)
    }
    judgement.findings.all =
      judgement.decisions.isEmpty
      ? ["section '\(section)' has no decision" + elsewhere(in: document, sections)]
      : judgement.decisions.findings
    return judgement
  }

  /// Which other section holds elements, for a section without any.
  private func elsewhere(in document: MarkdownDocument, _ sections: [MarkdownSection]) -> String {
    let holder = sections.first {
      $0.level == 2 && !TRONParser.decisions(in: document, blocks: $0.content).isEmpty
    }
    guard let holder else { return ": no Trigger, Response, Outcome or Next begins a line of it" }
    return "; the elements stand in section '\(holder.title.excerpt())'"
  }
}
