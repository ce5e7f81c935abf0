import Testing

@testable import EvalKit

@Suite struct BLEUTokenizerTests {
  // Expected values are those of sacreBLEU 2.6.0.
  @Test(arguments: [
    ("x.", "x ."), ("1.5,a", "1.5 , a"), ("..a", ". . a"), ("1-2-3-", "1 - 2 - 3 -"),
    ("a-b 10-b", "a-b 10 - b"), ("&amp;lt; &amp;amp;", "< & amp ;"), ("x-\ny", "xy"),
    ("x-<skipped>\ny", "xy"), ("<s>", "< s >"), ("don't", "don't"), ("é.é", "é . é"),
    ("a\u{A0}.\u{2003},b", "a . , b"), ("1.é", "1 . é"), ("", ""), (".", "."), ("1.", "1 ."),
  ])
  func version13a(text: String, tokens: String) {
    #expect(BLEUTokenizer.thirteenA.tokenized(text) == tokens)
  }

  @Test(arguments: [
    ("1,000.50.", "1,000.50."), ("a.b", "a . b"), ("$5€", "$ 5 €"), ("“x”", "“ x ”"),
    ("½.½", "½.½"), ("一、二", "一 、 二"), ("&amp;", "& amp ;"),
  ])
  func version14(text: String, tokens: String) {
    #expect(BLEUTokenizer.intl.tokenized(text) == tokens)
  }

  @Test func splitsCodePoints() {
    #expect(BLEUTokenizer.char.tokens(in: "a e\u{301}\n🇩🇪") == ["a", "e", "\u{301}", "🇩", "🇪"])
    #expect(BLEUTokenizer.char.tokenized("a b") == "a   b")
  }
}
