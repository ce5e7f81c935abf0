import Testing

@testable import EvalKit

@Suite struct GateJudgementTests {
  private func judge(
    _ text: String, value: Double?, count: Int = 100, trials: Int? = nil, planned: Int = 100,
    unit: Unit = .fraction, baseline: Double? = nil
  ) throws -> GateResult {
    let gate = Gate(.ship, try GateExpression(text))
    func summary(_ confidence: Double?) -> MetricSummary? {
      value.map { value in
        MetricSummary(
          value: value, count: count, trialCount: trials ?? count,
          interval: confidence.flatMap { confidence in
            MetricInterval(
              ProportionInterval.wilson.interval(
                successes: Int((value * Double(count)).rounded()), trials: count,
                confidence: confidence), method: "wilson")
          })
      }
    }
    return gate.judged(
      by: GateEvidence(
        summary: summary(nil), confidentSummary: summary(gate.expression.confidence), unit: unit,
        baseline: baseline, plannedTrials: planned))
  }

  @Test(arguments: [
    ("pass_rate >= 0.95", 0.95, GateOutcome.passed), ("pass_rate > 0.95", 0.95, .failed),
    ("pass_rate >= 95%", 0.94, .failed), ("fpr <= 0", 0, .passed), ("fpr < 0.05", 0.05, .failed),
    ("tpr == 100%", 1, .passed), ("tpr == 100%", 0.99, .failed),
    // 0.1 + 0.2 is not 0.3 in binary; rounding must not decide.
    ("accuracy <= 0.3", 0.1 + 0.2, .passed), ("accuracy > 0.3", 0.1 + 0.2, .failed),
  ])
  func decidesByThePointEstimate(text: String, value: Double, outcome: GateOutcome) throws {
    #expect(try judge(text, value: value).outcome == outcome)
  }

  @Test(arguments: [nil, Double.nan])
  func whatWasNeverMeasuredIsUndecided(value: Double?) throws {
    let result = try judge("pass_rate >= 0", value: value)
    #expect(result.outcome == .inconclusive)
    #expect(result.value == nil)
    #expect(result.reason == "pass_rate could not be measured")
  }

  @Test func failsOnWhatWasMeasuredButPassesOnlyOnEnough() throws {
    #expect(try judge("pass_rate >= 0.9", value: 0.5, count: 10, planned: 100).outcome == .failed)
    let result = try judge("pass_rate >= 0.9", value: 1, count: 99, planned: 100)
    #expect(result.outcome == .inconclusive)
    #expect(result.reason == "pass_rate is 100%, but only 99 of 100 trials were measured")
  }

  // Wilson bounds by hand (z = 1.959964): 95/100 → 0.8882…0.9785; 985/1000 → 0.9754…0.9909.
  @Test(arguments: [
    ("pass_rate >= 0.88 with 95% confidence", 0.95, 100, GateOutcome.passed),
    ("pass_rate >= 0.98 with 95% confidence", 0.95, 100, .failed),
    ("pass_rate >= 0.95 with 95% confidence", 0.95, 100, .inconclusive),
    ("pass_rate >= 0.97 with 95% confidence", 0.985, 1000, .passed),
    ("fpr <= 0.01 with 95% confidence", 0, 100, .inconclusive),
    ("fpr <= 0.04 with 95% confidence", 0, 100, .passed),
  ])
  func decidesByTheBoundOnTheSafeSide(
    text: String, value: Double, count: Int, outcome: GateOutcome
  ) throws {
    #expect(try judge(text, value: value, count: count, planned: count).outcome == outcome)
  }

  @Test func saysHowManyMoreSamplesWouldDecide() throws {
    // n > z² t (1 − t) / (p − t)² = 3.8415 × 0.95 × 0.05 / 0.02² = 456.2, so 457 in all.
    let reason = try judge("pass_rate >= 0.95 with 95% confidence", value: 0.97, count: 100).reason
    #expect(
      reason == "pass_rate is 97% against >= 95% (95% interval 91.55% to 98.97%); "
        + "about 357 more samples would decide if the rate stays")
  }

  @Test func withoutAnIntervalConfidenceIsUndecided() throws {
    let gate = Gate(.ship, try GateExpression("ttft_p95 < 300ms with 95% confidence"))
    let summary = MetricSummary(value: 20, count: 5, trialCount: 5)
    let result = gate.judged(
      by: GateEvidence(
        summary: summary, confidentSummary: summary, unit: .milliseconds, plannedTrials: 5))
    #expect(result.outcome == .inconclusive)
    #expect(result.reason == "ttft_p95 is 20 ms against < 300 ms: too few trials for an interval")
  }

  @Test(arguments: [
    ("drop(exact_match) <= 0.05", 0.80, 0.84, GateOutcome.passed),
    ("drop(exact_match) <= 0.05", 0.80, 0.86, .failed),
    ("change(exact_match) >= 10%", 0.88, 0.80, .passed),
    ("change(exact_match) >= 10%", 0.87, 0.80, .failed),
  ])
  func comparesWithTheBaseline(
    text: String, value: Double, baseline: Double, outcome: GateOutcome
  ) throws {
    #expect(try judge(text, value: value, baseline: baseline).outcome == outcome)
  }

  @Test func withoutABaselineAComparisonIsUndecided() throws {
    let result = try judge("drop(pass_rate) <= 0.05", value: 0.9)
    #expect(result.outcome == .inconclusive)
    #expect(result.reason.contains("no baseline"))
    #expect(try judge("change(pass_rate) >= 0", value: 0.9, baseline: 0).outcome == .inconclusive)
  }

  @Test(arguments: [
    (0.945, Unit.fraction, "94.5%"), (1, .fraction, "100%"), (0.12345, .fraction, "12.34%"),
    (299.66, .milliseconds, "299.7 ms"), (-0.05, .fraction, "-5%"), (17, .count, "17"),
    (0.0001, .fraction, "0.01%"),
  ])
  func figuresAreShortAndCarryTheirUnit(value: Double, unit: Unit, text: String) {
    #expect(Figure(value, unit: unit).description == text)
  }
}
