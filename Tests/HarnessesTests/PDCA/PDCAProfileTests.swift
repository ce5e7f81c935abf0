import EvalKit
import Testing

@testable import Harnesses

@Suite struct PDCAProfileTests {
  private func profile(_ yaml: String) throws -> PDCAProfile {
    try PDCAProfile(ConfigurationFile.read(Array(yaml.utf8), path: "p.yaml"))
  }

  @Test func theSeedProfileCanBeWrittenAsAFile() throws {
    let yaml = """
      name: seed
      summary: Objective, Plan, Do, Check, Act; PRECEDES and FOLLOWS.
      sections: [Objective, Plan, Do, Check, Act]
      links: [PRECEDES, FOLLOWS]
      """
    #expect(try profile(yaml) == .seed)
  }

  private static let full = """
    name: team
    title: {heading: "Report:", match: prefix}
    fields:
      - Date
      - {label: Version, value: "2"}
      - {label: Sprint, optional: true}
    sections:
      - Goal
      - heading: Result
        match: contains
        parts:
          - {heading: Links}
          - {label: Figures}
          - {mention: [green, red]}
          - dual-link
          - quote
          - decisions
    links: [SEE]
    separators: 1
    dual_links: true
    forbid_placeholders: true
    """

  private static let document = """
    # Report: May

    **Date:** today
    **Version:** 2

    ## Goal
    g

    ---
    ## The Result
    ### Links
    [GitHub](https://x.example/a) | [§/a](../a)

    - [ ] to decide

    **Figures**: 3, all green
    ```quote
    {{fine}}
    ```
    SEE: b
    """

  @Test func judgesAgainstAProfileOfItsOwn() throws {
    let judge = PDCASchemaJudge(profile: try profile(Self.full))
    #expect(judge.judge(Self.document).findings.all == [])
  }

  @Test(arguments: [
    ("# Report: May", "# May", "a title '# Report:…' is missing; found 'May'"),
    ("**Date:** today\n", "", "metadata lacks 'Date'"),
    (
      "**Date:** today\n**Version:** 2", "**Version:** 2\n**Date:** today",
      "metadata 'Version' stands before 'Date'"
    ),
    ("today", "", "metadata 'Date' is empty"),
    ("**Version:** 2", "**Version:** 3", "metadata 'Version' is '3', not '2'"),
    ("### Links", "### Other", "section 'The Result' lacks the heading '### Links'"),
    ("**Figures**: 3,", "Figures: 3,", "section 'The Result' lacks '**Figures:**'"),
    ("all green", "all blue", "section 'The Result' lacks 'green' or 'red'"),
    ("```quote", "```text", "section 'The Result' lacks a code block '```quote'"),
    (
      "- [ ] to decide", "- to decide",
      "section 'The Result' lacks decisions as check boxes '- [ ]' or '- [x]', or the words "
        + "'All clear'"
    ),
    ("---\n", "", "1 separators '---' are required, 0 found"),
    ("SEE: b", "SEE:", "SEE: is empty (line 20)"),
    (
      "- [ ] to decide", "- [ ] to decide [GitHub](https://x.example/b)",
      "the GitHub link in line 14 is no dual link "
        + "'[GitHub](https://…) | [§/path](relative/path)'"
    ),
    ("all green", "all green {{x}}", "the placeholder '{{x}}' is left in line 16"),
  ])
  func namesEachBrokenRule(part: String, replacement: String, expected: String) throws {
    let judge = PDCASchemaJudge(profile: try profile(Self.full))
    #expect(Self.document.contains(part))
    #expect(
      judge.judge(Self.document.replacing(part, with: replacement)).findings.all == [expected])
  }

  @Test(arguments: [
    ("name: a", "the profile: 'sections' is missing"),
    ("name: a\nsections: []", "'sections' needs at least one heading"),
    (
      "name: a\nsektions: [b]",
      "the profile: unknown option 'sektions'; it has name, summary, title, fields, sections, "
        + "links, separators, dual_links, forbid_placeholders; did you mean 'sections'?"
    ),
    (
      "name: a\nsections: [{heading: b, macth: exact}]",
      "sections[0]: unknown option 'macth'; it has heading, match, level, parts; did you mean "
        + "'match'?"
    ),
    (
      "name: a\nsections: [b, {heading: c, level: 3}]",
      "all sections have one level; 'c' has another than 'b'"
    ),
    (
      "name: a\nsections: [{heading: b, level: 7}]",
      "sections[0]: a heading's 'level' is 1 to 6, not 7"
    ),
    (
      "name: a\nsections: [{heading: b, parts: [qoute]}]",
      "sections[0].parts[0] is one of dual-link, quote, decisions, or an object with 'heading', "
        + "'label' or 'mention', not 'qoute'; did you mean 'quote'?"
    ),
    ("name: a\nsections: [' ']", "sections[0] is a text that is not blank, not a string"),
    ("[a]", "a profile is an object with 'name' and 'sections'"),
  ])
  func refusesWhatItDoesNotKnow(yaml: String, expected: String) {
    #expect { try profile(yaml) } throws: { "\($0)" == expected }
  }

  @Test func aProfileIsABuiltInOneOrAFile() throws {
    #expect(try PDCAProfile.named("seed", from: ".") == .seed)
    #expect(try PDCAProfile.named("web4-3.2.4.2", from: ".") == .web4)
    #expect { try PDCAProfile.named("sead", from: ".") } throws: {
      "\($0)" == "there is no profile 'sead'; there are seed, web4-3.2.4.2, and any YAML or JSON "
        + "file; did you mean 'seed'?"
    }
    #expect { try PDCAProfile.named("none.yaml", from: "/nowhere") } throws: {
      "\($0)" == "/nowhere/none.yaml: cannot read: No such file or directory"
    }
  }
}
