import Testing

@testable import EvalKit

@Suite struct ExcerptTests {
  @Test(arguments: [
    ("", "''"), ("abc", "'abc'"), ("it's", "'it's'"), ("a\nb\r\n\tc", #"'a\nb\r\n\tc'"#),
    ("\u{0}\u{1B}[31m\u{7F}\u{9B}", #"'\u{0}\u{1B}[31m\u{7F}\u{9B}'"#),
    ("\u{202E}evil\u{2069}", #"'\u{202E}evil\u{2069}'"#),
    ("\u{FEFF}a\u{200B}b\u{2028}", #"'\u{FEFF}a\u{200B}b\u{2028}'"#),
    ("\u{301}e\u{301}", "'\\u{301}e\u{301}'"), ("日本語 é ñ", "'日本語 é ñ'"),
    (String(repeating: "x", count: 80), "'\(String(repeating: "x", count: 80))'"),
    (String(repeating: "x", count: 81), "'\(String(repeating: "x", count: 80))…'"),
    ("\u{E000}", #"'\u{E000}'"#),
  ])
  func quotes(text: String, expected: String) {
    #expect(Excerpt(text).description.utf8.elementsEqual(expected.utf8))
  }

  @Test func showsPlainTextLonger() {
    let text = String(repeating: "y", count: 300)
    #expect(Excerpt.plain(text) == String(repeating: "y", count: 200) + "…")
    #expect(Excerpt.plain("a\nb", limit: 2) == "a\\n…")
  }

  @Test func cutsAPileOfMarks() {
    let pile = "a" + String(repeating: "\u{301}", count: 1_000_000)
    #expect(Excerpt(pile).description.unicodeScalars.count == 83)
  }
}
