import EvalKit
import Testing

@testable import Harnesses

/// Answers that would crash or stall a careless reader; each takes about a
/// second in a debug build, where one that is quadratic would take minutes.
@Suite(.timeLimit(.minutes(10))) struct HostileTextTests {
  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let texts: [String] = [
    repeated("> ", 30_000) + "## Plan",
    repeated("- ", 30_000) + "a" + repeated("\n", 30_000),
    repeated("1. ", 18_000) + "a\n\nb",
    repeated(">", 18_000) + "\n" + repeated("\n", 18_000),
    "## Plan\n" + repeated("[", 60_000),
    "## Plan\n" + repeated("![", 18_000) + repeated("](x)", 18_000),
    "## Plan\n" + repeated("*a **b ", 9_000),
    "## Plan\n" + repeated("[a](b) ", 12_000),
    "## Plan\n" + repeated("[a](", 18_000),
    "## Plan\n" + repeated("`", 60_000),
    "## Plan\n" + repeated("|", 60_000) + "\n" + repeated("|-", 30_000),
    "## Plan\n" + repeated("{{", 30_000),
    "## Plan\n" + repeated("<", 60_000),
    "## Plan\n" + repeated("Trigger: x\n", 6_000),
    "## Plan\n" + repeated("**Decision**\n", 6_000),
    repeated("## Plan\n", 6_000),
    repeated("```\n# a\n", 6_000),
    repeated("# a\r", 12_000),
    "\u{0}## Plan\u{0}\n\u{202E}PRECEDES: \u{0}\n\u{FEFF}",
    repeated("\u{0301}", 30_000),
    "## Plan\n" + repeated("TODO ", 12_000),
    "## Plan\nPRECEDES" + repeated(" *x*", 12_000) + ":",
  ]

  @Test(arguments: texts.indices)
  func isJudgedWithoutStalling(index: Int) {
    let text = Self.texts[index]
    #expect(!PDCASchemaJudge(profile: .seed).judge(text).findings.isEmpty)
    #expect(!PDCASchemaJudge(profile: .web4).judge(text).findings.isEmpty)
    #expect(!PDCATemplateJudge().judge(text).broken.isEmpty)
    #expect(!TRONJudge(section: "Plan").judge(text).findings.isEmpty)
  }

  @Test func theExplanationStaysShort() {
    let text = "## Plan\n" + Self.repeated("Trigger: " + Self.repeated("x", 900) + "\n", 1000)
    let findings = TRONJudge(section: "Plan").judge(text).findings
    let explanation = findings.explanation(for: Prediction(text: text))
    #expect(findings.all.count == 1000)
    #expect(explanation.utf8.count < 4000)
    #expect(explanation.hasSuffix("; and 980 more"))
  }
}
