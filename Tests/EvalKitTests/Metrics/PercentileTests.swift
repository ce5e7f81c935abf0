import Testing

@testable import EvalKit

@Suite struct PercentileTests {
  // The worked examples of the nearest-rank method in the Wikipedia article "Percentile".
  @Test(arguments: [(0.0, 15.0), (5, 15), (30, 20), (40, 20), (50, 35), (100, 50)])
  func nearestRank(percent: Double, expected: Double) {
    let values = [50.0, 15, 35, 20, 40]
    #expect(Percentile.value(percent, of: values, method: .nearestRank) == expected)
  }

  // From numpy 2.4: the two definitions that no reference case has.
  @Test(arguments: [
    (Percentile.Method.interpolatedInvertedCDF, [1, 1.64, 3, 6.6]),
    (.normalUnbiased, [1, 2.0975, 3.5, 8.4]),
  ])
  func interpolations(method: Percentile.Method, expected: [Double]) throws {
    let values = [3.0, 1, 4, 1, 5, 9, 2, 6]
    let results = try #require(Percentile.values([10, 33, 50, 90], of: values, method: method))
    #expect(zip(results, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func nearestRankIsNotMovedByRounding() {
    let values = (1...1000).map(Double.init)
    for percent in 1...999 {
      #expect(
        Percentile.value(Double(percent) / 10, of: values, method: .nearestRank) == Double(percent))
    }
  }

  @Test(arguments: Percentile.Method.allCases)
  func undefinedWithoutUsableInput(method: Percentile.Method) {
    #expect(Percentile.value(50, of: [], method: method) == nil)
    #expect(Percentile.value(50, of: [1, .nan], method: method) == nil)
    #expect(Percentile.value(-1, of: [1], method: method) == nil)
    #expect(Percentile.value(100.1, of: [1], method: method) == nil)
    #expect(Percentile.value(.nan, of: [1], method: method) == nil)
    #expect(Percentile.value(99, of: [7], method: method) == 7)
    #expect(Percentile.value(50, of: [.infinity, .infinity], method: method) == .infinity)
  }
}
