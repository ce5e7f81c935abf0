import Testing

@testable import EvalKit

@Suite struct BLEUTests {
  @Test func countsAWordNoMoreOftenThanOneReferenceHasIt() {
    // The example of Papineni et al. (2002), section 2.1: 2/7.
    let statistics = BLEU(tokenizer: .none).statistics(
      hypothesis: "the the the the the the the",
      references: ["the cat is on the mat", "there is a cat on the mat"])
    #expect(statistics.correct == [2, 0, 0, 0])
    #expect(statistics.total == [7, 6, 5, 4])
    #expect(statistics.hypothesisLength == 7)
    #expect(statistics.referenceLength == 7)
  }

  @Test func marksDownShortTextsAgainstTheNearestReference() {
    let bleu = BLEU(tokenizer: .none)
    // Lengths 3 and 5 are equally near to 4: the shorter one counts.
    #expect(
      bleu.statistics(hypothesis: "a b c d", references: ["a b c d e", "a b c"]).referenceLength
        == 3)
    let score = bleu.sentenceScore(hypothesis: "a b c d", references: ["a b c d e"])
    #expect(abs(score.brevityPenalty - 0.778_800_783_071_404_9) < 1e-15)  // exp(-1/4)
  }

  @Test func scoresWithoutTextAreZero() {
    for tokenizer in BLEUTokenizer.allCases {
      let bleu = BLEU(tokenizer: tokenizer)
      #expect(bleu.sentenceScore(hypothesis: "", references: [""]).value == 0)
      #expect(bleu.sentenceScore(hypothesis: "a b", references: []).value == 0)
      #expect(bleu.sentenceScore(hypothesis: "", references: ["a"]).brevityPenalty == 0)
    }
    #expect(BLEU().corpusScore(of: []).value == 0)
  }

  @Test func identicalTextsScoreExactlyOneHundred() {
    let text = "find . -type f | xargs grep x"
    #expect(BLEU().sentenceScore(hypothesis: text, references: [text]).value == 100)
    #expect(BLEU(maxOrder: 1).sentenceScore(hypothesis: "x", references: ["x"]).value == 100)
  }

  @Test func ignoresWhiteSpaceAtTheEnd() {
    // "-" before a line feed would be dropped as a broken word.
    let score = BLEU().sentenceScore(hypothesis: "a b c d-\n", references: ["a b c d-"])
    #expect(score.value == 100)
  }

  @Test func tellsTokensApart() {
    let bleu = BLEU(tokenizer: .none, maxOrder: 1)
    for (first, second) in [("\0a", "a"), ("a\0", "a"), ("aaaaaaa", "aaaaaaaa"), ("é", "è")] {
      #expect(bleu.sentenceScore(hypothesis: first, references: [second]).value == 0)
      #expect(bleu.sentenceScore(hypothesis: first, references: [first]).value == 100)
    }
  }

  @Test func doesNotNormaliseUnicode() {
    let bleu = BLEU(tokenizer: .none, maxOrder: 1)
    #expect(bleu.sentenceScore(hypothesis: "e\u{301}", references: ["\u{E9}"]).value == 0)
  }

  @Test(arguments: BLEUTokenizer.allCases)
  func addsUpInPieces(tokenizer: BLEUTokenizer) {
    let items = Self.randomItems(seed: 3)
    let bleu = BLEU(tokenizer: tokenizer, maxOrder: 5)
    let whole = bleu.statistics(of: items)
    for size in [1, 7, 50] {
      var total = BLEUStatistics(maxOrder: 5)
      for start in stride(from: 0, to: items.count, by: size) {
        total += bleu.statistics(of: items[start..<min(start + size, items.count)])
      }
      #expect(total == whole)
      #expect(bleu.score(total).value.bitPattern == bleu.score(whole).value.bitPattern)
    }
    #expect(whole.correct[0] > 0)
  }

  @Test func agreesWithCountsOfStrings() {
    let bleu = BLEU(tokenizer: .none)
    for item in Self.randomItems(seed: 4) {
      let statistics = bleu.statistics(hypothesis: item.hypothesis, references: item.references)
      for order in 1...4 {
        let mine = Self.ngrams(of: item.hypothesis, order: order)
        let theirs = item.references.map { Self.ngrams(of: $0, order: order) }
        let matches = mine.reduce(0) { sum, gram in
          sum + min(gram.value, theirs.map { $0[gram.key, default: 0] }.max() ?? 0)
        }
        #expect(statistics.correct[order - 1] == matches)
        #expect(statistics.total[order - 1] == mine.values.reduce(0, +))
      }
    }
  }

  private static func ngrams(of text: String, order: Int) -> [[Substring]: Int] {
    let words = text.split(separator: " ")
    guard words.count >= order else { return [:] }
    var counts: [[Substring]: Int] = [:]
    for start in 0...(words.count - order) {
      counts[Array(words[start..<(start + order)]), default: 0] += 1
    }
    return counts
  }

  /// Items of short and long words, with none to three references.
  static func randomItems(seed: UInt64) -> [(hypothesis: String, references: [String])] {
    var generator = SeededGenerator(seed: seed)
    let words = ["a ", "b ", "cc ", "path/to/a ", "path/to/b ", "path/to/somewhere/else ", "d. "]
    return (0..<200).map { index in
      let references = (0..<(index % 4)).map { _ in generator.text(of: words, upTo: 25) }
      return (generator.text(of: words, upTo: 25), references)
    }
  }
}
