import Testing

@testable import EvalKit

@Suite struct PassAtKTests {
  @Test func countsSubsetsWithoutASuccess() {
    // 5 attempts, 2 right: of the 10 pairs, 3 hold no success.
    #expect(abs((PassAtK.estimate(attempts: 5, successes: 2, k: 2) ?? 0) - 0.7) < 1e-15)
    #expect(PassAtK.estimate(attempts: 5, successes: 0, k: 5) == 0)
    #expect(PassAtK.estimate(attempts: 5, successes: 1, k: 5) == 1)
  }

  @Test func undefinedForImpossibleCounts() {
    #expect(PassAtK.estimate(attempts: 5, successes: 6, k: 1) == nil)
    #expect(PassAtK.estimate(attempts: 5, successes: -1, k: 1) == nil)
    #expect(PassAtK.estimate(attempts: 5, successes: 1, k: 0) == nil)
    #expect(PassAtK.mean(of: [], k: 1) == nil)
    #expect(PassAtK.mean(of: [(1, 1), (1, 2)], k: 1) == nil)
    #expect(!PassAtK.isEstimable(attempts: 4, k: 5))
    #expect(PassAtK.isEstimable(attempts: 5, k: 5))
  }
}
