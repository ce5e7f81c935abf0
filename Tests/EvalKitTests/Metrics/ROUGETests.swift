import Testing

@testable import EvalKit

@Suite struct ROUGETests {
  @Test func withoutWords() {
    let rouge = ROUGE(useStemmer: true)
    for (hypothesis, reference) in [("", ""), ("日本", "日本"), ("a", ""), ("", "a")] {
      #expect(rouge.rougeN(1, hypothesis: hypothesis, reference: reference).fMeasure == 0)
      #expect(rouge.rougeL(hypothesis: hypothesis, reference: reference).fMeasure == 0)
      #expect(rouge.rougeLsum(hypothesis: hypothesis, reference: reference).fMeasure == 0)
    }
  }

  @Test func unitesTheSubsequencesOfAllLines() {
    // The example of Lin (2004), section 3.2: w1 w2 w3 w5 of five words are covered.
    let score = ROUGE().rougeLsum(
      hypothesis: "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", reference: "w1 w2 w3 w4 w5")
    #expect(score.recall == 0.8)
    #expect(score.precision == 0.4)
  }
}
