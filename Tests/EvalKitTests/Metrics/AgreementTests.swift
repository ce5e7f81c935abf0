import Testing

@testable import EvalKit

@Suite struct AgreementTests {
  @Test func knownKappas() throws {
    // Cohen's: the first example of the Wikipedia article. Fleiss's: the worked example there.
    let cohen = try #require(Agreement.cohenKappa(counts: [[20, 5], [10, 15]]))
    #expect(abs(cohen - 0.4) < 1e-12)
    let fleiss = try #require(
      Agreement.fleissKappa([
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
      ]))
    #expect(abs(fleiss - 0.209_930_704_421) < 1e-9)
  }

  @Test func undefinedForUnusableInput() {
    #expect(Agreement.cohenKappa([1], [1], labels: [1, 2]) == nil)
    #expect(Agreement.cohenKappa([1, 2], [1], labels: [1, 2]) == nil)
    #expect(Agreement.cohenKappa([1, 3], [1, 2], labels: [1, 2]) == nil)
    #expect(Agreement.cohenKappa([], [], labels: [1, 2]) == nil)
    #expect(Agreement.cohenKappa(counts: [[1, 2]]) == nil)
    #expect(Agreement.observed([Int](), []) == nil)
    #expect(Agreement.observed([1], [1, 2]) == nil)
    #expect(Agreement.fleissKappa([]) == nil)
    #expect(Agreement.fleissKappa([[3, 0], [3, 0]]) == nil)
    #expect(Agreement.fleissKappa([[3, 0], [1, 1]]) == nil)
    #expect(Agreement.fleissKappa([[1, 0], [0, 1]]) == nil)
    #expect(Agreement.fleissKappa([[4, -1], [0, 3]]) == nil)
  }
}
