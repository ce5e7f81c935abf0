import Testing

@testable import EvalKit

@Suite struct WordErrorRateTests {
  @Test func addsUpInPieces() {
    var total = WordErrorRate()
    total += WordErrorRate(hypothesis: "a b x", reference: "a b c d")
    total += WordErrorRate(hypothesis: "y z", reference: "z")
    #expect(total.hits == 3)
    #expect(total.substitutions == 1)
    #expect(total.deletions == 1)
    #expect(total.insertions == 1)
    #expect(total.rate == 0.6)
    #expect(total.matchErrorRate == 0.5)
    #expect(abs(total.informationPreserved - 0.36) < 1e-15)
  }

  @Test func withoutWords() {
    let nothing = WordErrorRate(hypothesis: " ", reference: "")
    #expect(nothing == WordErrorRate())
    #expect(nothing.rate == 0)
    #expect(nothing.matchErrorRate == 0)
    #expect(nothing.informationLost == 0)
    let inserted = WordErrorRate(hypothesis: "a b", reference: "")
    #expect(inserted.rate == 2)
    #expect(inserted.informationLost == 1)
    #expect(WordErrorRate.characterErrorRate(hypothesis: "ab", reference: " ") == 2)
  }
}
