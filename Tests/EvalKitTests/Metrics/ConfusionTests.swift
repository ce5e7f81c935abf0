import Testing

@testable import EvalKit

@Suite struct ConfusionTests {
  @Test func countsWhatIsUnlistedAsWrong() {
    var matrix = ConfusionMatrix(labels: ["yes", "no", "yes"])
    matrix.record(expected: "yes", predicted: "yes")
    matrix.record(expected: "yes", predicted: nil)
    matrix.record(expected: "no", predicted: "garbage")
    matrix.record(expected: "unknown", predicted: "yes")
    matrix.record(expected: "unknown", predicted: "garbage")
    #expect(matrix.labels == ["yes", "no"])
    #expect(matrix.counts == [[1, 0], [0, 0]])
    #expect(matrix.total == 5)
    #expect(matrix.accuracy == 0.2)
    #expect(
      matrix.oneVersusRest("yes")
        == BinaryConfusion(
          truePositives: 1, falsePositives: 1, trueNegatives: 2, falseNegatives: 1))
    #expect(matrix.recall(.macro) == 0.25)
    #expect(matrix.balancedAccuracy == 0.25)
    #expect(matrix.support(of: "no") == 1)
    #expect(matrix.support(of: "garbage") == 0)
    #expect(matrix.count(expected: "unknown", predicted: "yes") == 0)
  }

  @Test func addsUpInPieces() {
    var generator = SeededGenerator(seed: 9)
    let empty = ConfusionMatrix(labels: ["a", "b", "c"])
    var (whole, parts) = (empty, empty)
    for _ in 0..<20 {
      var part = empty
      for _ in 0..<17 {
        let expected = ["a", "b", "c"].randomElement(using: &generator) ?? "a"
        let predicted = ["a", "b", "c", "d"].randomElement(using: &generator)
        whole.record(expected: expected, predicted: predicted)
        part.record(expected: expected, predicted: predicted)
      }
      parts += part
    }
    #expect(whole == parts)
    #expect(whole.total == 340)
    #expect(whole.matthewsCorrelation.bitPattern == parts.matthewsCorrelation.bitPattern)
  }

  @Test func undefinedWithoutItems() {
    let empty = ConfusionMatrix(labels: ["a", "b"])
    #expect(empty.accuracy == nil)
    #expect(empty.balancedAccuracy == nil)
    #expect(empty.cohenKappa == nil)
    #expect(empty.oneVersusRest("a").precision == nil)
    #expect(empty.f1(.macro) == 0)
    #expect(empty.f1(.weighted, undefinedAs: 1) == 1)
    #expect(ConfusionMatrix<Int>(labels: []).f1(.macro) == nil)
  }

  @Test func binaryRates() throws {
    // The example of the Wikipedia article "Phi coefficient": 12 pictures of cats and dogs.
    var outcomes = BinaryConfusion(truePositives: 5, trueNegatives: 3, falseNegatives: 2)
    outcomes += BinaryConfusion(truePositives: 1, falsePositives: 1)
    #expect(outcomes.total == 12)
    #expect(try abs(#require(outcomes.matthewsCorrelation) - 0.478_091_443_733_757) < 1e-12)
    #expect(outcomes.truePositiveRate == 0.75)
    #expect(outcomes.falseNegativeRate == 0.25)
    #expect(outcomes.falsePositiveRate == 0.25)
    #expect(outcomes.specificity == 0.75)
    #expect(outcomes.precision == 6.0 / 7.0)
    #expect(outcomes.accuracy == 0.75)
    #expect(outcomes.balancedAccuracy == 0.75)
    #expect(try abs(#require(outcomes.f1) - 0.8) < 1e-15)
    let nothing = BinaryConfusion()
    #expect(nothing.accuracy == nil)
    #expect(nothing.recall == nil)
    #expect(nothing.f1 == nil)
    #expect(nothing.matthewsCorrelation == nil)
    #expect(nothing.balancedAccuracy == nil)
  }
}
