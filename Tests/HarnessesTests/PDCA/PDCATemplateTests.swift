import EvalKit
import Testing

@testable import Harnesses

@Suite struct PDCATemplateTests {
  private static let document = """
    PRECEDES: [Next report](./next.pdca.md)
    FOLLOWS: [Last report](https://docs.example.org/last.pdca.md)

    ## Objective

    Searching takes half a second instead of the present four seconds.

    ## Plan

    - **Trigger:** customers complained about slow searches
    - **Response:** TRON decided on a cache in layer 2
    - **Outcome:** answers arrive within half a second
    - **Next:** watch the hit rate for a month

    ## Do

    - Added `SearchCache.ts` to layer 2.
    - Called it from the search method.

    ## Check

    `vitest run search` passed with 41 specs.

    ## Act

    We learned that the slowest part was never measured before.
    """

  private func judge(_ text: String) -> PDCATemplateJudge.Judgement {
    PDCATemplateJudge().judge(text)
  }

  private func changed(_ part: String, _ replacement: String) -> String {
    #expect(Self.document.contains(part))
    return Self.document.replacing(part, with: replacement)
  }

  @Test func aCompleteDocumentPasses() {
    #expect(judge(Self.document).findings.all == [])
    #expect(judge(Self.document).broken == [])
  }

  @Test(arguments: [
    (
      "`vitest run search` passed with 41 specs.",
      "Mira reviewed the change on Friday and approved it."
    ),
    ("`vitest run search` passed with 41 specs.", "```\n$ npm test\nok\n```"),
    (
      "`vitest run search` passed with 41 specs.",
      "- [x] Both hosts answer again\n- [x] Nothing lost"
    ),
    (
      "`vitest run search` passed with 41 specs.",
      "| What | Result |\n|---|---|\n| Search time | 0.4 s |"
    ),
    (
      "`vitest run search` passed with 41 specs.",
      "The old and new answers are identical. A load test will be run next week."
    ),
    (
      "We learned that the slowest part was never measured before.",
      "- From now on each search is timed.\n- The rule stands in `perf.md`."
    ),
    (
      "We learned that the slowest part was never measured before.",
      "Every new component adopts the cache, and reviews ask for its hit rate."
    ),
    ("- Called it from the search method.", "- [x] Removed all TODO comments of that class"),
    ("Added `SearchCache.ts`", "Added `{{ template }}` and `TODO`"),
    ("Called it from", "Called the TodoList from"),
    ("Called it from", "Replaced \"TODO\" markers and left 0 FIXME in"),
    ("Added `SearchCache.ts`", "Pressed <kbd>Ctrl</kbd>, see [1] and arr[0], added"),
    ("FOLLOWS: [Last", "FOLLOWS: the report [Last"),
    ("./next.pdca.md", "../../a/0.3.1.0/next.pdca.md#plan"),
    (
      "- **Trigger:** customers complained about slow searches\n",
      "### Decision 1\n\n- **Trigger:** customers complained about slow searches\n"
    ),
  ])
  func acceptsWhatACarefulReviewerWould(part: String, replacement: String) {
    #expect(judge(changed(part, replacement)).findings.all == [])
  }

  @Test(arguments: [
    (
      "## Check", "## CHECK", ["schema", "content", "verification"],
      "section 'Check' is missing; found '## CHECK' where '## Check' is required"
    ),
    (
      "We learned that the slowest part was never measured before.", "Done.",
      ["content", "learnings"],
      "section 'Act' says only 'Done.'; Act has no learning: nothing "
        + "learned, standardised or to be done differently"
    ),
    (
      "We learned that the slowest part was never measured before.", "N/A",
      ["content", "learnings", "placeholders"],
      "section 'Act' says only 'N/A'; Act has no "
        + "learning: nothing learned, standardised or to be done differently"
    ),
    (
      "We learned that the slowest part was never measured before.",
      "Great work by everybody involved, the customer is very happy indeed!",
      ["learnings"],
      "Act has no learning: nothing learned, standardised or to be done differently"
    ),
    (
      "Searching takes half a second instead of the present four seconds.", "Make it fast.",
      ["content"], "section 'Objective' says only 'Make it fast.'"
    ),
    (
      "four seconds", "{{seconds}}", ["placeholders"],
      "the placeholder '{{seconds}}' is left in line 6"
    ),
    (
      "four seconds.", "four seconds. TODO: check", ["placeholders"],
      "the placeholder 'TODO' is left in line 6"
    ),
    ("four seconds", "TBD", ["placeholders"], "the placeholder 'TBD' is left in line 6"),
    (
      "four seconds", "[insert number] seconds", ["placeholders"],
      "the placeholder '[insert number]' is left in line 6"
    ),
    (
      "four seconds", "<your number> seconds", ["placeholders"],
      "the placeholder '<your number>' is left in line 6"
    ),
    (
      "four seconds", "lorem ipsum seconds", ["placeholders"],
      "the placeholder 'lorem ipsum' is left in line 6"
    ),
    (
      "- **Next:** watch the hit rate for a month\n", "", ["tron"],
      "Plan, decision 1: Next is missing"
    ),
    (
      "- **Response:** TRON decided on a cache in layer 2\n"
        + "- **Outcome:** answers arrive within half a second\n",
      "- **Outcome:** answers arrive within half a second\n"
        + "- **Response:** TRON decided on a cache in layer 2\n", ["tron"],
      "Plan, decision 1: Outcome stands before Response"
    ),
    (
      "- Called it from the search method.", "- We should think about using it", ["actions"],
      "Do has only one concrete action as a list item; at least two are required"
    ),
    (
      "- Called it from the search method.", "- Should the search method call it?", ["actions"],
      "Do has only one concrete action as a list item; at least two are required"
    ),
    (
      "- Added `SearchCache.ts` to layer 2.\n- Called it from the search method.",
      "Added `SearchCache.ts` to layer 2. Called it from the search method.", ["actions"],
      "Do has no list of actions; at least two list items say what was done"
    ),
    (
      "`vitest run search` passed with 41 specs.",
      "Everything works now, and the code is in a much better state than it was before.",
      ["verification"],
      "Check has no verification step: nothing run, measured or confirmed with its result"
    ),
    (
      "`vitest run search` passed with 41 specs.",
      "The search will be tested with 3 browsers when somebody finds the time for it.",
      ["verification"],
      "Check has no verification step: nothing run, measured or confirmed with its result"
    ),
    (
      "[Next report](./next.pdca.md)", "./next.pdca.md", ["links"],
      "PRECEDES: holds no link '[text](target)' (line 1)"
    ),
    (
      "./next.pdca.md", "next report.pdca.md", ["links"],
      "PRECEDES: holds no link '[text](target)' (line 1); '[Next report]' has blanks in its "
        + "target, so it is no link (line 1)"
    ),
    (
      "./next.pdca.md", "./next.txt", ["links"],
      "PRECEDES: './next.txt' is neither a relative path ending in .md nor an https address (line 1)"
    ),
    (
      "./next.pdca.md", "/next.md", ["links"],
      "PRECEDES: '/next.md' is neither a relative path ending in .md nor an https address (line 1)"
    ),
    (
      "./next.pdca.md", "http://docs.example.org/next", ["links"],
      "PRECEDES: 'http://docs.example.org/next' is neither a relative path ending in .md nor an "
        + "https address (line 1)"
    ),
    (
      "./next.pdca.md)", "./next.pdca.md", ["links"],
      "PRECEDES: holds no link '[text](target)' (line 1); '[Next report]' opens a target that is "
        + "never closed (line 1)"
    ),
    (
      "[Next report](./", "[Next report] (./", ["links"],
      "PRECEDES: holds no link '[text](target)' (line 1); '[Next report]' has a blank before its "
        + "target, so it is no link (line 1)"
    ),
    (
      "./next.pdca.md", "#", ["links"],
      "PRECEDES: '#' is neither a relative path ending in .md nor an https address (line 1); "
        + "the link '[Next report]' has the placeholder '#' as its target (line 1)"
    ),
    (
      "four seconds", "[four seconds]()", ["links"],
      "the link '[four seconds]' has no target (line 6)"
    ),
  ])
  func namesTheBrokenRule(
    part: String, replacement: String, rules: [String], explanation: String
  ) {
    let judgement = judge(changed(part, replacement))
    #expect(Set(judgement.broken.map(\.rawValue)) == Set(rules))
    #expect(judgement.findings.all.joined(separator: "; ") == explanation)
  }

  @Test func everyRuleIsABinaryMeasure() async throws {
    let harness = try PDCATemplateHarness(HarnessConfiguration(id: "t"))
    let text = changed("four seconds", "TBD")
    let score = try await harness.score(
      Prediction(text: text), for: Sample(id: "s", input: .text("")))
    #expect(score.passed == false)
    #expect(harness.measures.allSatisfy { $0.scale == .binary })
    #expect(Set(score.measures.keys) == Set(harness.measures.map(\.name)))
    #expect(score.measures["placeholders"] == .value(0))
    #expect(score.measures["tron"] == .value(1))
  }

  @Test(arguments: ["", "Sure, I can help!", "```markdown\n" + document + "\n```"])
  func anAnswerWithoutADocumentBreaksEveryRule(text: String) {
    let judgement = judge(text)
    #expect(judgement.broken.count == PDCATemplateJudge.Rule.allCases.count)
    #expect(!judgement.findings.isEmpty)
  }

  @Test func theCheckExplainsWhatIsWrong() async throws {
    let configuration = CheckConfiguration(registry: Registry(checks: [PDCATemplateCheck.self]))
    let check = try configuration.check("pdca-template")
    let sample = Sample(id: "s", input: .text(""))
    #expect(try await check.evaluate(Prediction(text: Self.document), for: sample).passed)
    let outcome = try await check.evaluate(
      Prediction(text: changed("four seconds", "TBD")), for: sample)
    #expect(outcome.explanation == "the placeholder 'TBD' is left in line 6")
  }
}
