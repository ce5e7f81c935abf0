import Testing

@testable import Harnesses

@Suite struct MarkdownDocumentTests {
  /// The outline as `level title @line`.
  private func outline(_ text: String) -> [String] {
    MarkdownDocument(text).sections.map { "\($0.level) \($0.title) @\($0.line)" }
  }

  @Test(arguments: [
    ("## Plan", ["2 Plan @1"]), ("## Plan ##  ", ["2 Plan @1"]), ("Plan\n----", ["2 Plan @1"]),
    ("   ## Plan", ["2 Plan @1"]), ("    ## Plan", []), ("##Plan", []), ("\\## Plan", []),
    ("## **Plan**", ["2 **Plan** @1"]), ("## __Plan__", ["2 **Plan** @1"]),
    ("## `Plan`", ["2 `Plan` @1"]), ("## [Plan](x.md)", ["2 [Plan](x.md) @1"]),
    ("```\n## Plan\n```", []), ("~~~\n## Plan", []), ("<!--\n## Plan\n-->", []),
    ("> ## Plan", []), ("- ## Plan", []), ("a\r\n\r\n## Plan\r## Do", ["2 Plan @3", "2 Do @4"]),
    ("####### Plan", []), ("text\n## Plan", ["2 Plan @2"]), ("\u{FEFF}## Plan", ["2 Plan @1"]),
  ])
  func headingsAreWhatCommonMarkSays(text: String, expected: [String]) {
    #expect(outline(text) == expected)
  }

  @Test func aSectionEndsAtTheNextHeadingOfItsLevelOrAbove() {
    let document = MarkdownDocument("## A\na\n### B\nb\n## C\nc\n# D\nd")
    let texts = document.sections.map { section in
      document.blocks[section.content].map(\.text).joined(separator: "|")
    }
    #expect(texts == ["a|B|b", "b", "c", "d"])
  }

  @Test func linesKeepTheirNumbersAndStyles() {
    let document = MarkdownDocument("# T\n\n**a** b\n- c `d`\n  e\n")
    let lines = document.blocks.flatMap(\.lines)
    #expect(lines.map(\.number) == [1, 3, 4, 5])
    #expect(lines.map(\.text) == ["T", "a b", "c d", "e"])
    #expect(lines[1].spans.map(\.isStrong) == [true, false])
    #expect(lines[2].spans.map(\.isCode) == [false, true])
  }

  @Test func linksKeepTextAndTarget() {
    let document = MarkdownDocument("[a *b*](c.md) <https://x.example> ![i](p.png)\n[e]()\n")
    #expect(document.links.map(\.text) == ["a b", "https://x.example", "i", "e"])
    #expect(document.links.map(\.target) == ["c.md", "https://x.example", "p.png", ""])
    #expect(document.links.map(\.isImage) == [false, false, true, false])
    #expect(document.links.map(\.line) == [1, 1, 1, 2])
  }

  @Test func containersKnowTheirContent() {
    let document = MarkdownDocument("- a\n  - b\n\n    c\n- d\n\n> e")
    let kinds = document.blocks.map(\.kind)
    #expect(
      kinds == [
        .list, .listItem, .paragraph, .list, .listItem, .paragraph, .paragraph, .listItem,
        .paragraph, .blockQuote, .paragraph,
      ])
    #expect(document.blocks[1].end == 7)
    #expect(document.listItem(around: 6) == 4)
    #expect(document.listItem(around: 10) == nil)
  }

  @Test func codeTellsItsKindInfoAndEnd() {
    let document = MarkdownDocument("```ts\na\n```\n\n    b\n\n~~~\nc")
    #expect(
      document.blocks.map(\.kind) == [
        .code(isFenced: true), .code(isFenced: false), .code(isFenced: true),
      ])
    #expect(document.blocks.map(\.literal) == ["a\n", "b\n", "c\n"])
    #expect(document.blocks.map(\.info) == ["ts", "", ""])
    #expect(document.blocks.map(document.isUnclosed) == [false, false, true])
  }

  @Test func nestingBeyondTheLimitIsText() {
    let deep = MarkdownDocument(String(repeating: "> ", count: 5000) + "a")
    #expect(deep.blocks.count == 101)
    #expect(deep.blocks.last?.text.hasPrefix("> > ") == true)
  }
}

@Suite struct MarkdownTableTests {
  private func firstTable(_ text: String) -> MarkdownTable? {
    let document = MarkdownDocument(text)
    return document.blocks.lazy.compactMap { MarkdownTable(in: $0, of: document) }.first
  }

  @Test(arguments: [
    ("| a | b |\n|---|---|\n| c | d |", [["a", "b"], ["c", "d"]]),
    ("a | b\n--- | :-:\nc \\| d | e", [["a", "b"], ["c | d", "e"]]),
    ("text\n| a |\n|---|\n| b | c |\nnone", [["a"], ["b"]]),
    ("| a | b |\n|---|---|\n| c |", [["a", "b"], ["c", ""]]),
    ("| | b |\n|--|--|\n| `x` | |", [["", "b"], ["`x`", ""]]),
    ("- | a | b |\n  |---|---|\n  | c | d |", [["a", "b"], ["c", "d"]]),
    ("> | a | b |\n> |---|---|\n> | c | d |", [["a", "b"], ["c", "d"]]),
  ])
  func findsHeaderAndRows(text: String, expected: [[String]]) throws {
    let table = try #require(firstTable(text))
    #expect([table.header.cells] + table.rows.map(\.cells) == expected)
  }

  @Test(arguments: [
    "| a | b |\n| c | d |", "| a | b |\n|---|\n", "a\n---\nb", "|---|\n", "|\n|-\n|",
  ])
  func otherTextIsNoTable(text: String) {
    #expect(firstTable(text) == nil)
  }
}
