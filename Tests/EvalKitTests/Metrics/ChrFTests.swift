import Testing

@testable import EvalKit

@Suite struct ChrFTests {
  @Test func addsUpInPieces() {
    let items = BLEUTests.randomItems(seed: 5)
    for chrF in [ChrF(), .plusPlus, ChrF(charOrder: 0, wordOrder: 3, lowercase: true)] {
      var total = ChrFStatistics(orderCount: chrF.charOrder + chrF.wordOrder)
      for item in items {
        total += chrF.statistics(hypothesis: item.hypothesis, references: item.references)
      }
      #expect(chrF.score(total).bitPattern == chrF.corpusScore(of: items).bitPattern)
      #expect(total.matches[0] > 0)
    }
  }

  @Test func keepsTheBestReference() {
    let chrF = ChrF()
    let best = chrF.sentenceScore(hypothesis: "abcdef", references: ["xyz", "abcdef", "abc"])
    #expect(best == 100)
  }

  @Test func ordersBeyondTheReferenceAreNotHeldAgainstACorpus() {
    // From sacreBLEU 2.6.0.
    let items = [
      (hypothesis: "abcdefgh", references: ["abx"]), (hypothesis: "ab cd", references: ["ab cdef"]),
    ]
    let score = ChrF().corpusScore(of: items)
    #expect(abs(score - 50.118_243_243_243_24) < 1e-9)
  }

  @Test func scoresWithoutTextAreZero() {
    #expect(ChrF().sentenceScore(hypothesis: "", references: [""]) == 0)
    #expect(ChrF().sentenceScore(hypothesis: "a", references: []) == 0)
    #expect(ChrF().sentenceScore(hypothesis: " \n", references: ["a"]) == 0)
    #expect(ChrF().corpusScore(of: []) == 0)
  }
}
