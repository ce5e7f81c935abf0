import Testing

@testable import EvalKit

@Suite struct RecoveredIntervalTests {
  private func estimate(_ value: Double, _ lower: Double, _ upper: Double) throws
    -> RecoveredInterval.Estimate
  {
    try #require(
      RecoveredInterval.Estimate(
        value, Interval(lower: lower, upper: upper, confidence: 0.95)))
  }

  /// Newcombe (1998), table II, example (a), method 10: 56/70 against 48/80.
  @Test func theDifferenceOfWilsonIntervalsIsNewcombes() throws {
    let wilson = ProportionInterval.wilson
    let first = try #require(wilson.interval(successes: 56, trials: 70, confidence: 0.95))
    let second = try #require(wilson.interval(successes: 48, trials: 80, confidence: 0.95))
    let found = try #require(
      RecoveredInterval.difference(
        try estimate(0.8, first.lower, first.upper),
        try estimate(0.6, second.lower, second.upper)))
    #expect(abs(found.lower - 0.0524) < 5e-5)
    #expect(abs(found.upper - 0.3339) < 5e-5)
  }

  /// The bounds found by bisection of the defining equations (scipy.optimize.brentq).
  @Test(arguments: [
    ([0.8, 0.7, 0.88], [0.9, 0.85, 0.94], 0.772592970901191, 0.9935205637211301),
    // The upper end beyond twice the value: the quadratic's leading term changes its sign.
    ([2, 1, 4], [5, 3, 12], 0.1297865436918334, 0.9523809523809544),
    ([20, 15, 30], [10, 8, 11], 1.478595692183656, 3.185729712943517),
  ])
  func theRatioSolvesItsEquation(
    first: [Double], second: [Double], lower: Double, upper: Double
  ) throws {
    let found = try #require(
      RecoveredInterval.ratio(
        try estimate(first[0], first[1], first[2]),
        try estimate(second[0], second[1], second[2])))
    #expect(abs(found.lower - lower) < 1e-9)
    #expect(abs(found.upper - upper) < 1e-9)
  }

  @Test func aCertainDenominatorOnlyScales() throws {
    let found = try #require(
      RecoveredInterval.ratio(try estimate(3, 2, 5), try estimate(2, 2, 2)))
    #expect(found.lower == 1)
    #expect(found.upper == 2.5)
  }

  @Test func aRatioToWhatMayBeZeroOrNegativeHasNoInterval() throws {
    #expect(RecoveredInterval.ratio(try estimate(1, 0, 2), try estimate(1, 0, 2)) == nil)
    #expect(RecoveredInterval.ratio(try estimate(1, -1, 2), try estimate(1, 0.5, 2)) == nil)
    #expect(RecoveredInterval.ratio(try estimate(0, 0, 2), try estimate(1, 0.5, 2)) != nil)
  }

  @Test func differentConfidencesDoNotMix() throws {
    let other = try #require(
      RecoveredInterval.Estimate(1, Interval(lower: 0, upper: 2, confidence: 0.9)))
    #expect(RecoveredInterval.difference(try estimate(1, 0, 2), other) == nil)
    #expect(RecoveredInterval.ratio(try estimate(1, 0.5, 2), other) == nil)
  }

  @Test func anIntervalThatMissesItsValueByRoundingIsWidened() throws {
    let found = try estimate(1, 1.0000000001, 2)
    #expect(found.interval.lower == 1)
    #expect(
      RecoveredInterval.Estimate(.nan, Interval(lower: 0, upper: 1, confidence: 0.9)) == nil)
  }

  /// scipy.stats.ttest_ind([1…5], [2, 4, 6, 8, 10], equal_var=False).
  @Test func welchFromMeansIsWelchFromValues() throws {
    let first = try #require(
      TTest.Group(mean: 3, standardError: 0.5.squareRoot(), count: 5))
    let second = try #require(
      TTest.Group(mean: 6, standardError: 2.0.squareRoot(), count: 5))
    let test = try #require(TTest.welch(first, second, alternative: .twoSided))
    #expect(abs((test.statistic ?? 0) + 1.8973665961010275) < 1e-12)
    #expect(abs(test.degreesOfFreedom - 5.882352941176471) < 1e-12)
    #expect(abs((test.pValue ?? 0) - 0.10753119493062728) < 1e-12)
    let interval = try #require(test.interval(confidence: 0.95))
    #expect(abs(interval.lower + 6.887741643736975) < 1e-9)
    #expect(TTest.Group(mean: 1, standardError: 1, count: 1) == nil)
    #expect(TTest.Group(mean: 1, standardError: .nan, count: 5) == nil)
  }
}
