import Testing

@testable import EvalKit

@Suite struct ClusteredStandardErrorTests {
  // By hand: the mean is 2, the residuals by cluster sum to -2, -1 and 3; Σ² = 14, n = 5, G = 3.
  @Test func agreesWithAHandCalculation() throws {
    let values = [1.0, 1, 1, 2, 5]
    let clusters = ["a", "a", "b", "c", "c"]
    let plain = try #require(
      ClusteredStandardError(values: values, clusters: clusters, correction: .cr0))
    #expect(plain.mean == 2 && plain.count == 5 && plain.clusterCount == 3)
    #expect(abs(plain.standardError - 14.0.squareRoot() / 5) < 1e-15)
    let corrected = try #require(ClusteredStandardError(values: values, clusters: clusters))
    #expect(abs(corrected.standardError - (14.0 * 3 / 2).squareRoot() / 5) < 1e-15)
    let interval = try #require(corrected.tInterval(confidence: 0.95))
    // Student's t with 2 degrees of freedom has the quantile (2p − 1) / √(2p(1 − p)).
    let margin = 0.95 / (2 * 0.975 * 0.025).squareRoot() * corrected.standardError
    #expect(abs(interval.lower - (2 - margin)) < 1e-12)
    #expect(abs(interval.upper - (2 + margin)) < 1e-12)
    #expect(corrected.tInterval(confidence: 0) == nil)
  }

  @Test func oneValuePerClusterIsTheUsualStandardError() throws {
    let values = [0.3, 0.9, 0.4, 0.75, 0.1]
    let clustered = try #require(
      ClusteredStandardError(values: values, clusters: Array(values.indices)))
    let usual = try #require(MeanStatistics(values).standardError)
    #expect(abs(clustered.standardError - usual) < 1e-15)
    #expect(clustered.tInterval(confidence: 0.9) != nil)
  }

  @Test func repeatingEveryValueAddsNoCertainty() throws {
    let values = [0.0, 1, 1, 0, 1, 1, 1, 0]
    let once = try #require(ClusteredStandardError(values: values, clusters: Array(0..<8)))
    let thrice = try #require(
      ClusteredStandardError(
        values: values + values + values, clusters: (0..<24).map { $0 % 8 }))
    #expect(abs(once.standardError - thrice.standardError) < 1e-15)
    let naive = try #require(MeanStatistics(values + values + values).standardError)
    #expect(naive < 0.6 * thrice.standardError)
  }

  @Test func theOrderHasNoEffect() throws {
    var generator = SeededGenerator(seed: 8)
    let pairs = (0..<200).map { (generator.unitInterval(), $0 % 23) }
    func error(_ pairs: [(Double, Int)]) -> ClusteredStandardError? {
      ClusteredStandardError(values: pairs.map { $0.0 }, clusters: pairs.map { $0.1 })
    }
    let first = try #require(error(pairs))
    for _ in 0..<5 { #expect(error(generator.shuffled(pairs)) == first) }
  }

  @Test func oneClusterIsNotEnough() {
    #expect(ClusteredStandardError(values: [1, 2], clusters: ["a", "a"]) == nil)
    #expect(ClusteredStandardError(values: [1, 2], clusters: ["a"]) == nil)
    #expect(ClusteredStandardError(values: [1, .nan], clusters: ["a", "b"]) == nil)
    #expect(ClusteredStandardError(clusters: [MeanStatistics([1]), MeanStatistics()]) == nil)
    #expect(
      ClusteredStandardError(values: [3, 3], clusters: ["a", "b"])?.standardError == 0)
  }
}
