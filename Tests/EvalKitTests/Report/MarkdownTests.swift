import Testing

@testable import EvalKit

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("plain", "```text\nplain\n```"), ("", "```text\n\n```"),
    ("```\n# Out\n```", "````text\n```\n# Out\n```\n````"),
    ("a\u{202E}b\u{0}", "```text\na\\u{202E}b\\u{0}\n```"), ("a\r\nb", "```text\na\nb\n```"),
    ("a\u{2028}b", "```text\na\nb\n```"),
  ])
  func aBlockCannotBeLeft(text: String, block: String) {
    #expect(Markdown.block(text).joined(separator: "\n") == block)
  }

  @Test func longAnswersAreCut() {
    let lines = Markdown.block(String(repeating: "line\n", count: 1000))
    #expect(lines.count == 15)
    #expect(lines.suffix(2) == ["…", "```"])
    let wide = Markdown.block(String(repeating: "x", count: 1_000_000))
    #expect(wide.joined().count < 1000)
    let stacked = Markdown.block("e" + String(repeating: "\u{301}", count: 1_000_000))
    #expect(stacked.joined().unicodeScalars.count < 1000)
  }

  @Test func aQuotationIsOneLineWithoutMarkup() {
    #expect(
      Markdown.quoted("<b>|a|</b>\n[x](y) `c`") == "\\<b\\>\\|a\\|\\</b\\> \\[x\\](y) \\`c\\`")
    #expect(Markdown.quoted("abcdef", limit: 3) == "abc…")
    #expect(Markdown.quoted("a\u{1B}[31m") == "a\\\\u{1B}\\[31m")
  }
}
