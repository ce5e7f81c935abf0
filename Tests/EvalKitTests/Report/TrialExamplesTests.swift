import Testing

@testable import EvalKit

@Suite struct TrialExamplesTests {
  private func part(judges: Bool = true, gates: [String] = []) throws -> RunManifest.Part {
    let words = Measure("words", unit: .count, range: 0...10, higherIsBetter: false, summary: "n")
    let metrics: [any Metric] = [
      RateMetric(), MeanMetric(of: JournalFixture.quality), MeanMetric(of: words),
      MeanMetric(of: .latency),
    ]
    return RunManifest.Part(
      id: "h", kind: "text", role: .harness, judgesTrials: judges,
      gates: try gates.map { Gate(.ship, try GateExpression($0)) },
      metrics: metrics.map(\.identifiedSpecification), sampleCount: 9, plannedTrials: 9)
  }

  private func examples(
    _ part: RunManifest.Part, _ trials: [(TrialStatus, [String: Double], String)]
  ) -> [String] {
    var examples = TrialExamples(part)
    for (index, trial) in trials.enumerated() {
      examples.add(
        TrialRecord(
          id: TrialID(harness: "h", sample: "s\(index)"), harnessIndex: 0, ordinal: index,
          status: trial.0, prediction: trial.0.isMeasured ? Prediction(text: "t") : nil,
          measures: trial.1.mapValues(MeasureValue.value), explanation: trial.2))
    }
    return examples.all.map { "\($0.title) \($0.trial.id.sample)" }
  }

  @Test func choosesByTheMeasures() throws {
    let found = examples(
      try part(),
      [
        (.passed, ["quality": 0.9, "words": 0], ""), (.passed, ["quality": 1, "words": 0], ""),
        (.failed, ["quality": 0.4, "words": 5], "x"), (.failed, ["quality": 0.4, "words": 9], "x"),
        (.failed, ["quality": 0.6, "words": 5], "x"), (.errored, [:], ""),
      ])
    #expect(found == ["Best s1", "Worst s3", "Borderline s4"])
  }

  @Test func choosesByTheNumberOfFindingsWithoutMeasures() throws {
    let found = examples(
      try part(),
      [
        (.passed, [:], ""), (.failed, [:], "a; b"), (.failed, [:], "a; b; c"), (.failed, [:], "a"),
      ])
    #expect(found == ["Best s0", "Worst s2", "Borderline s3"])
  }

  @Test func whenAllPassTheWeakestIsOnTheBorder() throws {
    let found = examples(
      try part(), [(.passed, ["quality": 1], ""), (.passed, ["quality": 0.8], "")])
    #expect(found == ["Best s0", "Borderline s1"])
  }

  @Test func noTrialIsShownTwice() throws {
    #expect(examples(try part(), [(.failed, [:], "x")]) == ["Worst s0"])
    #expect(examples(try part(), [(.errored, [:], "")]).isEmpty)
  }

  @Test func aHarnessThatOnlyMeasuresShowsTheBorderOfItsGate() throws {
    let trials: [(TrialStatus, [String: Double], String)] = [
      (.passed, ["quality": 0.2], ""), (.passed, ["quality": 0.9], ""),
      (.passed, ["quality": 0.55], ""), (.passed, ["quality": 0.7], ""),
    ]
    #expect(
      examples(try part(judges: false, gates: ["quality >= 0.6"]), trials)
        == ["Best s1", "Worst s0", "Borderline s2"])
    #expect(examples(try part(judges: false), trials) == ["Best s1", "Worst s0"])
  }
}
