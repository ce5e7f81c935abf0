import Testing

@testable import EvalKit

@Suite struct SampleSizeTests {
  // z² = 3.841458820694124 at 95 %: z² t (1 − t) / (p − t)², rounded up.
  @Test(arguments: [
    (98, 100, 0.95, SampleSize.Direction.atLeast, 203), (95, 100, 0.9, .atLeast, 139),
    (93, 100, 0.95, .atLeast, 457), (1, 50, 0.05, .atMost, 203), (10, 10, 0.98, .atLeast, 189),
    (8, 10, 0.98, .atLeast, 10), (999, 1000, 0.5, .atLeast, 1000),
  ])
  func isTheSmallestTotalThatDecides(
    successes: Int, trials: Int, threshold: Double, direction: SampleSize.Direction, total: Int
  ) throws {
    let count = SampleSize.trialsToDecide(
      successes: successes, trials: trials, threshold: threshold, direction: direction,
      confidence: 0.95)
    #expect(count == total)
    let rate = Double(successes) / Double(trials)
    let wilson = try #require(
      ProportionInterval.wilson(rate: rate, trials: Double(total), confidence: 0.95))
    #expect(!wilson.contains(threshold))
    if total > trials {
      let before = ProportionInterval.wilson(
        rate: rate, trials: Double(total - 1), confidence: 0.95)
      #expect(before?.contains(threshold) == true)
    }
  }

  @Test func noNumberDecidesAtTheThreshold() {
    #expect(total(98, 100, 0.98) == nil && total(0, 5, 0) == nil && total(5, 5, 1) == nil)
  }

  @Test func aRateBelowAThresholdOfOneFailsAtOnce() {
    #expect(total(99, 100, 1) == 100)
    // A rate of 1 reaches 0.5 or more with certainty only as the trials grow.
    #expect(total(1, 1, 0.5) == 4)
  }

  @Test func isUndefinedForImpossibleArguments() {
    #expect(total(0, 0, 0.5) == nil && total(3, 2, 0.5) == nil && total(1, 2, 1.5) == nil)
    #expect(total(1, 2, .nan) == nil)
    // About 4e29 trials would be needed.
    #expect(total(1, 2, 0.5.nextUp) == nil)
    #expect(
      SampleSize.trialsToDecide(
        successes: 1, trials: 2, threshold: 0.9, direction: .atLeast, confidence: 1) == nil)
  }

  private func total(_ successes: Int, _ trials: Int, _ threshold: Double) -> Int? {
    SampleSize.trialsToDecide(
      successes: successes, trials: trials, threshold: threshold, direction: .atLeast,
      confidence: 0.95)
  }
}
