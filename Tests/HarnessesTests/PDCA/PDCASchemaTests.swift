import EvalKit
import Testing

@testable import Harnesses

@Suite struct PDCASchemaTests {
  static let links = "PRECEDES: [b](b.pdca.md)\nFOLLOWS: [a](a.pdca.md)\n\n"
  static let body = "## Objective\no\n## Plan\np\n## Do\nd\n## Check\nc\n## Act\na\n"

  private func findings(_ text: String) -> [String] {
    PDCASchemaJudge(profile: .seed).judge(text).findings.all
  }

  @Test(arguments: [
    links + body, "Here it is:\n\n# Title\n\n" + links + body,
    body + "\n- **PRECEDES:** b\n- **FOLLOWS**: a",
    body + "\nPRECEDES: [b](b.md) | FOLLOWS: none\nFOLLOWS: the first document",
    body + "\nSee also\nPRECEDES: <https://x.example/b>\n*FOLLOWS:* `a.pdca.md`",
    links + body.replacing("## Do\nd", with: "## Do\n### Step\n```\nx\n```\n"),
    links + body.replacing("## Do\n", with: "## Background\nb\n## Do ##\n"),
    links + body.replacing("## Plan\n", with: "\nPlan\n----\n"),
    links + body.replacing("## Do\nd", with: "## Do\n![chart](c.png)"),
    links + body + "```\n## Plan\n```\n> ## Check\n",
  ])
  func acceptsWhatTheFormAllows(text: String) {
    #expect(findings(text) == [])
  }

  @Test(arguments: [
    (
      "## Check", "### Check",
      ["section 'Check' is missing; a heading 'Check' exists at level 3"]
    ),
    (
      "## Check", "## ✅ Check",
      ["section 'Check' is missing; found '## ✅ Check' where '## Check' is required"]
    ),
    (
      "## Check", "## CHECK",
      ["section 'Check' is missing; found '## CHECK' where '## Check' is required"]
    ),
    (
      "## Check", "## **Check**",
      ["section 'Check' is missing; found '## **Check**' where '## Check' is required"]
    ),
    (
      "## Check", "## 4. Check",
      ["section 'Check' is missing; found '## 4. Check' where '## Check' is required"]
    ),
    (
      "## Check", "## Check:",
      ["section 'Check' is missing; found '## Check:' where '## Check' is required"]
    ),
    (
      "## Check", "## Check\u{200B}",
      ["section 'Check' is missing; found '## CheckU+200B' where '## Check' is required"]
    ),
    (
      "## Check", "\n**Check**\n",
      ["section 'Check' is missing; 'Check' is bold text (line 11), not a heading"]
    ),
    (
      "## Check", "\nCheck\n",
      ["section 'Check' is missing; 'Check' is plain text (line 11), not a heading"]
    ),
    (
      "## Check", "> ## Check",
      ["section 'Check' is missing; a heading 'Check' exists inside a list or quotation (line 10)"]
    ),
    (
      "## Check", "```\n## Check\n```",
      ["section 'Check' is missing; 'Check' stands inside a code block (line 11)"]
    ),
    (
      "## Do\nd", "## Do\n```\nd",
      [
        "section 'Check' is missing; 'Check' stands inside a code fence that is never closed "
          + "(line 11)",
        "section 'Act' is missing; 'Act' stands inside a code fence that is never closed (line 13)",
      ]
    ),
    ("## Check\nc\n", "", ["section 'Check' is missing"]),
    ("## Check", "## Prüfen", ["section 'Check' is missing; other headings of level 2: 'Prüfen'"]),
    ("## Do\nd", "## Do\nd\n## Do\ne", ["section 'Do' occurs 2 times (lines 8, 10)"]),
    (
      "## Do\nd\n## Check\nc\n## Act\na", "## Do\nd\n## Act\na\n## Check\nc",
      ["'Act' stands before 'Check'"]
    ),
    ("## Do\nd", "## Do\n", ["section 'Do' is empty"]),
    ("## Do\nd", "## Do\n<!-- d -->\n---\n", ["section 'Do' is empty"]),
    ("## Do\nd", "## Do\n### Step\n", ["section 'Do' has headings but no text"]),
    ("## Act\na", "## Act\n\nPRECEDES: b", ["section 'Act' is empty"]),
    ("[a](a.pdca.md)", "", ["FOLLOWS: is empty (line 2)"]),
    ("[a](a.pdca.md)", "[a]()", ["FOLLOWS: is empty (line 2)"]),
    ("[a](a.pdca.md)", "—", ["FOLLOWS: is empty (line 2)"]),
    ("FOLLOWS: [a](a.pdca.md)", "", ["FOLLOWS: is missing"]),
    (
      "FOLLOWS:", "It FOLLOWS:",
      ["FOLLOWS: is missing; line 2 mentions it, but no line begins with 'FOLLOWS:'"]
    ),
    (
      "FOLLOWS:", "Follows:",
      ["FOLLOWS: is missing; line 2 mentions it, but no line begins with 'FOLLOWS:'"]
    ),
    (
      "FOLLOWS: [a](a.pdca.md)", "\n```\nFOLLOWS: a\n```",
      ["FOLLOWS: is missing; line 4 has it inside a code block"]
    ),
  ])
  func namesWhatIsMissing(part: String, replacement: String, expected: [String]) {
    let text = Self.links + Self.body
    #expect(text.contains(part))
    #expect(findings(text.replacing(part, with: replacement)) == expected)
  }

  @Test(arguments: [
    ("", ["the answer is empty"]), (" \n\t", ["the answer is empty"]),
    (
      "Of course! ```markdown",
      [
        "sections 'Objective', 'Plan', 'Do', 'Check', 'Act' are missing", "PRECEDES: is missing",
        "FOLLOWS: is missing",
      ]
    ),
    (
      "Here:\n\n```markdown\n" + links + body + "```\nBye.",
      ["the whole document is inside a code fence (from line 3)"]
    ),
  ])
  func answersThatAreNoDocument(text: String, expected: [String]) {
    #expect(findings(text) == expected)
  }

  @Test func measuresAreSharesAndACutAnswerIsMentioned() async throws {
    let harness = try PDCASchemaHarness(HarnessConfiguration(id: "pdca"))
    let sample = Sample(id: "s", input: .text(""))
    let cut = Prediction(
      text: "FOLLOWS: [a](a.md)\n## Objective\no\n## Plan\np\n## Do\nd", finishReason: .length)
    let score = try await harness.score(cut, for: sample)
    #expect(score.passed == false)
    #expect(score.measures == ["sections_found": .value(0.6), "links_found": .value(0.5)])
    #expect(
      score.explanation == "sections 'Check', 'Act' are missing; PRECEDES: is missing; "
        + "the answer was cut at its length limit")
    let whole = Prediction(text: Self.links + Self.body, finishReason: .length)
    let passed = try await harness.score(whole, for: sample)
    #expect(passed.passed == true)
    #expect(passed.explanation == "the answer was cut at its length limit")
  }

  @Test func theCheckTakesTheProfileAsItsValue() async throws {
    let configuration = CheckConfiguration(registry: Registry(checks: [PDCASchemaCheck.self]))
    let prediction = Prediction(text: Self.links + Self.body)
    let sample = Sample(id: "s", input: .text(""))
    let seed = try configuration.check("pdca-schema")
    #expect(try await seed.evaluate(prediction, for: sample).passed)
    let web4 = try configuration.check(["pdca-schema": "web4-3.2.4.2"])
    #expect(try await web4.evaluate(prediction, for: sample).passed == false)
  }
}
