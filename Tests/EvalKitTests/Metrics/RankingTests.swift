import Testing

@testable import EvalKit

@Suite struct RankingTests {
  @Test func undefinedForUnusableInput() throws {
    #expect(Ranking(labels: [true], scores: []) == nil)
    #expect(Ranking(labels: [true], scores: [.nan]) == nil)
    let empty = try #require(Ranking(labels: [], scores: []))
    #expect(empty.rocAUC == nil)
    #expect(empty.averagePrecision == nil)
    #expect(empty.brierScore == nil)
    #expect(empty.logLoss == nil)
    let positive = try #require(Ranking(labels: [true, true], scores: [0.5, 2]))
    #expect(positive.rocAUC == nil)
    #expect(positive.averagePrecision == 1)
    #expect(positive.brierScore == nil)
    let negative = try #require(Ranking(labels: [false], scores: [0]))
    #expect(negative.averagePrecision == nil)
    #expect(negative.brierScore == 0)
  }

  @Test func countsTiesAsHalf() throws {
    // Six pairs: three in order, two tied, one out of order.
    let ranking = try #require(
      Ranking(labels: [true, true, false, false, false], scores: [3, 1, 2, 1, 1]))
    #expect(ranking.rocAUC == 4.0 / 6.0)
    #expect(ranking.averagePrecision == 0.7)
  }
}
