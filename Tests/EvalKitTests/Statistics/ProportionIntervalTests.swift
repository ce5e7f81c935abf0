import Testing

@testable import EvalKit

@Suite struct ProportionIntervalTests {
  @Test func agreesWithTheReference() throws {
    try ReferenceCheck.family("proportion_ci", params: ["confidence"]) {
      reference, key, expected, check in
      check.absolute = 1e-15  // 0 and 1, which the reference misses by rounding
      let successes = try reference.input["successes"].int
      let trials = try reference.input["n"].int
      let confidence = try reference.param("confidence").double
      switch key {
      case "p": try check.number(Double(successes) / Double(trials), expected, key)
      case "waldStderr":
        let error = ProportionInterval.standardError(successes: successes, trials: trials)
        try check.number(error, expected, key)
      default:
        guard let method = ProportionInterval(rawValue: key) else { return check.unknown(key) }
        let interval = method.interval(
          successes: successes, trials: trials, confidence: confidence)
        try check.interval(interval, expected, key)
      }
    }
  }

  @Test(arguments: ProportionInterval.allCases)
  func isUndefinedForImpossibleCounts(method: ProportionInterval) {
    #expect(method.interval(successes: 0, trials: 0, confidence: 0.95) == nil)
    #expect(method.interval(successes: -1, trials: 5, confidence: 0.95) == nil)
    #expect(method.interval(successes: 6, trials: 5, confidence: 0.95) == nil)
    for confidence in [0, 1, -0.5, 95, Double.nan] {
      #expect(method.interval(successes: 3, trials: 5, confidence: confidence) == nil)
    }
    #expect(ProportionInterval.standardError(successes: 1, trials: 0) == nil)
  }

  @Test(arguments: ProportionInterval.allCases)
  func staysInsideZeroToOneAndIsSymmetric(method: ProportionInterval) throws {
    for trials in [1, 2, 7, 50, 1_000_000] {
      for successes in Set([0, 1, trials / 3, trials / 2, trials - 1, trials]) {
        let interval = try #require(
          method.interval(successes: successes, trials: trials, confidence: 0.99))
        #expect(interval.lower >= 0 && interval.upper <= 1 && interval.confidence == 0.99)
        let mirrored = try #require(
          method.interval(successes: trials - successes, trials: trials, confidence: 0.99))
        #expect(abs(interval.lower - (1 - mirrored.upper)) < 1e-14)
      }
    }
  }

  @Test func aPerfectScoreIsNotCertain() throws {
    let interval = try #require(
      ProportionInterval.wilson.interval(successes: 10, trials: 10, confidence: 0.95))
    // z² = 3.841458820694124; the lower end is 10 / (10 + z²).
    #expect(abs(interval.lower - 10 / 13.841458820694124) < 1e-15)
    #expect(interval.upper == 1)
  }

  @Test func intervalKnowsItsValues() {
    let interval = Interval(lower: 0.25, upper: 0.75, confidence: 0.9)
    #expect(interval.width == 0.5)
    #expect(interval.contains(0.25) && interval.contains(0.75) && !interval.contains(0.76))
    #expect(!interval.contains(.nan))
  }
}
