import EvalKit
import Testing

@testable import Harnesses

@Suite struct TRONFormatTests {
  private func findings(_ plan: String) -> [String] {
    TRONJudge(section: "Plan").judge("## Plan\n\n" + plan).findings.all
  }

  private static let table = """
    | Decision | Trigger | Response | Outcome | Next |
    |---|---|---|---|---|
    | 1: Cache | It was slow. | We cache it. | It is fast. | Ann measures it. |
    | 2: Logs | They were lost. | We keep them. | None is lost. | Bob writes it. |
    """

  @Test(arguments: [
    "- **Trigger:** it broke\n- **Response:** we fix\n- **Outcome:** it works\n- **Next:** Ann acts",
    "Trigger: it broke\nResponse: we fix\nOutcome: it works\nNext: Ann acts",
    "**Trigger** - it broke\n\n**Response** – we fix\n\n**Outcome** — it works\n\n**Next** Ann acts",
    "1. Trigger: it broke\n2. Response: we fix\n3. Outcome: it works\n4. Next: Ann acts",
    "#### Trigger\nit broke\n#### Response\nwe fix\n#### Outcome\nit works\n#### Next\nAnn acts",
    "| Element | Text |\n|---|---|\n| Trigger | it broke |\n| **Response** | we fix |\n"
      + "| Outcome | it works |\n| Next | Ann acts |",
    "| Trigger | it broke |\n|---|---|\n| Response | we fix |\n| Outcome | it works |\n"
      + "| Next | Ann acts |",
    "- 🎯 **Trigger**: it broke\n- [x] **Response**: we fix\n- TRON aside\n- **Outcome "
      + "(expected):** it works\n- **Next:**\n  - Ann acts",
    "**Trigger:**\nit broke\n\n**Response:**\n\n- we\n- fix\n\n**Outcome:**\n```\nit works\n```\n"
      + "**Next:**\nAnn acts",
    "1. **Trigger**\n\nit broke\n\n2. **Response**\n\nwe fix\n\n3. **Outcome**\n\nit works\n\n"
      + "4. **Next**\n\nAnn acts",
    "> **Trigger:** it broke\n> **Response:** we fix\n> **Outcome:** it works\n> **Next:** Ann acts",
    "| Element | Decision 1 | Decision 2 |\n|---|---|---|\n| Trigger | a b | c d |\n"
      + "| Response | a b | c d |\n| Outcome | a b | c d |\n| Next | a b | c d |",
    "### Decisions\n\n" + table, table,
  ])
  func acceptsEveryForm(plan: String) {
    #expect(findings(plan) == [])
  }

  private static let full =
    "- Trigger: it broke\n- Response: we fix\n- Outcome: it works\n- Next: Ann acts\n"

  @Test(arguments: [
    (
      "Nothing is decided.",
      [
        "section 'Plan' has no decision: no Trigger, Response, Outcome or "
          + "Next begins a line of it"
      ]
    ),
    (
      "- Trigger: it broke\n- Outcome: it works\n- Response: we fix\n- Next: Ann acts",
      ["decision 1: Outcome stands before Response"]
    ),
    (
      full
        + "\n### Decision 2: Cache\n\n- Trigger: it broke\n- Response: we fix\n- Outcome: done it",
      ["decision 2 'Cache': Next is missing"]
    ),
    (
      "### Decision 1: A\n" + full + "### Decision 2: B\n\nLater.",
      ["decision 2 'B': it has none of Trigger, Response, Outcome and Next"]
    ),
    (
      "- Trigger: it broke\n- Response:\n- Outcome: ok\n- Next: Ann acts\n\nA remark.",
      ["decision 1: Response is empty; Outcome says only 'ok'"]
    ),
    (
      "- Trigger: it broke\n- Response: we fix\n- Outcome: it works\n- Next:\n\nA last remark.",
      ["decision 1: Next is empty"]
    ),
    (
      "- Trigger: it broke\n- Response: we fix\n- Result: it works\n- Next steps: Ann acts",
      ["decision 1: Outcome is missing; Next is missing"]
    ),
    (full + "- Next: Ann acts", ["decision 1: Next occurs 2 times"]),
    (
      "```\n" + full + "```",
      [
        "section 'Plan' has no decision: no Trigger, Response, Outcome or "
          + "Next begins a line of it"
      ]
    ),
    (
      "Nothing.\n\n## Do\n\n" + full,
      ["section 'Plan' has no decision; the elements stand in section 'Do'"]
    ),
    (
      "| Decision | Trigger | Response | Next |\n|---|---|---|---|\n| Cache | a b | c d | e f |",
      ["decision 1 'Cache': Outcome is missing"]
    ),
    (
      "- Trigger: it broke\n- Response: we fix\n- Outcome: it works\n- Next: —\n\nPRECEDES: a b",
      ["decision 1: Next is empty"]
    ),
  ])
  func namesWhatIsWrong(plan: String, expected: [String]) {
    #expect(findings(plan) == expected)
  }

  @Test(arguments: [
    ("# Plan\n", "section 'Plan' is missing; a heading 'Plan' exists at level 1"),
    ("**Plan**\n", "section 'Plan' is missing; 'Plan' is bold text (line 1), not a heading"),
    ("## 📋 Plan\n", "section 'Plan' is missing; found '## 📋 Plan' where '## Plan' is required"),
    (
      "```\n## Plan\n```\n", "section 'Plan' is missing; 'Plan' stands inside a code block (line 2)"
    ),
    ("", "the answer is empty"), ("Hello.", "section 'Plan' is missing"),
  ])
  func saysWhatStandsInPlaceOfTheSection(text: String, expected: String) {
    #expect(TRONJudge(section: "Plan").judge(text).findings.all == [expected])
  }

  @Test func measuresCountDecisions() async throws {
    let harness = try TRONFormatHarness(HarnessConfiguration(id: "tron"))
    let text = "## Plan\n" + Self.full + "\n**Decision: B**\n- Trigger: it broke\n"
    let score = try await harness.score(
      Prediction(text: text, finishReason: .length), for: Sample(id: "s", input: .text("")))
    #expect(score.passed == false)
    #expect(score.measures == ["decisions": .value(2), "complete_decisions": .value(0.5)])
    #expect(
      score.explanation == "decision 2 'B': Response is missing; Outcome is missing; "
        + "Next is missing; the answer was cut at its length limit")
  }

  @Test func theSectionCanHaveAnotherName() async throws {
    let configuration = CheckConfiguration(registry: Registry(checks: [TRONFormatCheck.self]))
    let check = try configuration.check(["tron-format": "Decisions"])
    let sample = Sample(id: "s", input: .text(""))
    let good = Prediction(text: "## Decisions\n" + Self.full)
    #expect(try await check.evaluate(good, for: sample).passed)
    let bad = Prediction(text: "## Plan\n" + Self.full)
    #expect(try await check.evaluate(bad, for: sample).passed == false)
    #expect(throws: OptionError.self) { try configuration.check(["tron-format": " "]) }
  }
}
