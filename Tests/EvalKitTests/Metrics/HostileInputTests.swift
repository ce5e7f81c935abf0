import Testing

@testable import EvalKit

/// A model's text may be long, empty or no text at all.
///
/// What is quadratic takes hours on these texts; the linear metrics take seconds in a debug build.
@Suite(.timeLimit(.minutes(10))) struct HostileInputTests {
  private static func megabyte(of piece: String) -> String {
    String(repeating: piece, count: (1 << 20) / piece.utf8.count)
  }

  @Test(arguments: [
    (BLEUTokenizer.none, "a "), (.thirteenA, "."), (.thirteenA, "-\n"), (.thirteenA, "&lt"),
    (.intl, "<<"), (.char, "a"), (.command, "'\""), (.command, "2>"), (.command, "--a="),
  ])
  func tokenizersTakeAMegabyte(tokenizer: BLEUTokenizer, piece: String) {
    let bleu = BLEU(tokenizer: tokenizer, maxOrder: 2)
    let statistics = bleu.statistics(
      hypothesis: Self.megabyte(of: piece), references: ["a \(piece) b"])
    #expect(statistics.hypothesisLength > 0)
  }

  @Test func distinctWordsOfAMegabyte() {
    let text = (0..<150_000).map { "\($0)" }.joined(separator: " ")
    let statistics = BLEU(tokenizer: .none, maxOrder: 2).statistics(
      hypothesis: text, references: [text])
    #expect(statistics.correct == [150_000, 149_999])
  }

  @Test(arguments: ["Σ\u{AD}", "\u{301}", "the "])
  func textRulesTakeAMegabyte(piece: String) {
    let text = Self.megabyte(of: piece)
    #expect(ExactMatch.command.matches(text, text + "\n"))
    #expect(ExactMatch.trimmed.matches(text, text + "\n "))
    #expect(SQuAD.f1(text, target: text) == 1)
  }

  @Test func distancesTakeAMegabyte() {
    let text = Self.megabyte(of: "ab")
    #expect(EditDistance.jaro(text, text) == 1)
    #expect(EditDistance.levenshtein(text, text + "x") == 1)
    #expect(EditDistance.levenshtein(text, "ba") == (1 << 20) - 2)
  }

  @Test func charactersOfAMegabyte() {
    let text = Self.megabyte(of: "ab ")
    let statistics = ChrF(charOrder: 2, wordOrder: 1).statistics(
      hypothesis: text, references: ["ab ab"])
    #expect(statistics.matches == [4, 3, 2])
  }

  @Test func invalidUnicodeIsReplacedAndCounted() {
    let broken = String(decoding: [0x61, 0xFF, 0xC3, 0x20, 0xED, 0xA0, 0x80], as: UTF8.self)
    let same = "a\u{FFFD}\u{FFFD} \u{FFFD}\u{FFFD}\u{FFFD}"
    #expect(ExactMatch.raw.matches(broken, same))
    #expect(EditDistance.levenshtein(broken, same) == 0)
    for tokenizer in BLEUTokenizer.allCases {
      let bleu = BLEU(tokenizer: tokenizer, effectiveOrder: true)
      #expect(bleu.sentenceScore(hypothesis: broken, references: [same]).value == 100)
    }
    #expect(ChrF.plusPlus.sentenceScore(hypothesis: broken, references: [same]) == 100)
    #expect(SQuAD.normalize("\0the\0") == "\0 \0")
    #expect(ROUGE().rougeL(hypothesis: broken, reference: same).fMeasure == 1)
    #expect(WordErrorRate(hypothesis: broken, reference: same).rate == 0)
  }
}
