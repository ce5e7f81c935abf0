import Testing

@testable import EvalKit

/// Metrics over trials: values by hand, merging, and the way through the journal.
@Suite struct MetricTests {
  private static let score = Measure("score", summary: "a score")
  private static let right = Measure("right", scale: .binary, summary: "right or wrong")

  private static func trial(
    _ status: TrialStatus, _ measures: [String: MeasureValue] = [:]
  ) -> MeasuredTrial {
    MeasuredTrial(status: status, measures: measures)
  }

  private func reduced(_ metric: any Metric, _ trials: [MeasuredTrial]) -> MetricSummary? {
    var accumulator = metric.makeAccumulator()
    for trial in trials { accumulator.add(trial) }
    return accumulator.summary(confidence: 0.95)
  }

  @Test func passRateCountsWhatWasMeasured() throws {
    let trials =
      Array(repeating: Self.trial(.passed), count: 8)
      + Array(repeating: Self.trial(.failed), count: 2)
      + [Self.trial(.errored), Self.trial(.notRun)]
    let summary = try #require(reduced(RateMetric(), trials))
    #expect(summary.value == 0.8)
    #expect(summary.count == 10)
    // Wilson for 8 of 10 at 95 %: 0.4902 to 0.9433 (Newcombe 1998, by hand).
    #expect(abs((summary.interval?.lower ?? 0) - 0.490162) < 1e-6)
    #expect(abs((summary.interval?.upper ?? 0) - 0.943318) < 1e-6)
    #expect(reduced(RateMetric(), [Self.trial(.errored)]) == nil)
  }

  @Test func aMissingMeasureIsNoZero() throws {
    let trials = [
      Self.trial(.passed, ["score": .value(1)]),
      Self.trial(.passed, ["score": .missing(reason: "no target")]),
      Self.trial(.failed, ["score": .value(0.5)]), Self.trial(.errored, ["score": .value(0)]),
    ]
    let summary = try #require(reduced(MeanMetric(of: Self.score), trials))
    #expect(summary.value == 0.75)
    #expect(summary.trialCount == 2)
  }

  @Test func latencyPercentilesNameTheirDefinition() throws {
    // The five latencies of the shared notes: 299.7 by interpolation, 326.8 by nearest rank.
    let values = [122.4, 141.0, 163.2, 191.3, 326.8]
    let trials = values.map { Self.trial(.passed, ["latency": .value($0)]) }
    let catalog = MetricCatalog(
      measures: [], metrics: [], judgesTrials: true, headline: "pass_rate")
    func value(_ name: String) throws -> Double {
      let metric = try #require(catalog.metric(named: name))
      return try #require(reduced(metric, trials)).value
    }
    #expect(abs(try value("latency_p95") - 299.7) < 1e-9)
    #expect(try value("latency_p95_nearest") == 326.8)
    #expect(try value("latency_p50") == 163.2)
    let metric = try #require(catalog.metric(named: "latency_p95"))
    #expect(reduced(metric, trials)?.interval == nil)
  }

  @Test func confusionFiguresByHand() throws {
    // TP 6, FN 2, FP 1, TN 11.
    let pairs: [(Double, Double, Int)] = [(1, 1, 6), (1, 0, 2), (0, 1, 1), (0, 0, 11)]
    let trials = pairs.flatMap { expected, predicted, count in
      Array(
        repeating: Self.trial(.passed, ["e": .value(expected), "p": .value(predicted)]),
        count: count)
    }
    let expected: [ConfusionMetric.Figure: (Double, Int)] = [
      .accuracy: (17.0 / 20, 20), .precision: (6.0 / 7, 7), .recall: (6.0 / 8, 8),
      .tpr: (6.0 / 8, 8), .fpr: (1.0 / 12, 12), .specificity: (11.0 / 12, 12),
      .f1: (12.0 / 15, 9),
    ]
    for (figure, (value, count)) in expected {
      let metric = ConfusionMetric(figure, expected: "e", predicted: "p", positive: "yes")
      let summary = try #require(reduced(metric, trials))
      #expect(abs(summary.value - value) < 1e-15, "\(figure)")
      #expect(summary.count == count, "\(figure)")
      #expect(summary.trialCount == 20)
    }
    let recall = ConfusionMetric(.recall, expected: "e", predicted: "p", positive: "yes")
    let negatives = Array(
      repeating: Self.trial(.passed, ["e": .value(0), "p": .value(0)]), count: 3)
    #expect(reduced(recall, negatives) == nil)
  }

  @Test func shardsAgreeToTheLastBitAndMetricsComeBackFromTheirSpecification() throws {
    var generator = SeededGenerator(seed: 1)
    let trials = (0..<1000).map { _ in
      Self.trial(
        generator.next() % 3 == 0 ? .failed : .passed,
        [
          "score": .value(Double(generator.next() % 1000) / 997),
          "right": .value(Double(generator.next() % 2)),
          "e": .value(Double(generator.next() % 2)), "p": .value(Double(generator.next() % 2)),
        ])
    }
    let metrics: [any Metric] =
      [
        RateMetric(), RateMetric(of: Self.right), MeanMetric(of: Self.score),
        PercentileMetric(95, of: Self.score, nearestRank: false, name: "score_p95"),
      ] + ConfusionMetric.all(expected: "e", predicted: "p", positive: "yes")
    for metric in metrics {
      let again = try #require(Registry.builtIn.metric(metric.identifiedSpecification))
      #expect(again.declaration == metric.declaration)
      var whole = metric.makeAccumulator()
      var parts = [again.makeAccumulator(), again.makeAccumulator(), again.makeAccumulator()]
      for (index, trial) in trials.enumerated() {
        whole.add(trial)
        parts[index / 400].add(trial)
      }
      var merged = parts[0]
      merged.merge(parts[1])
      merged.merge(parts[2])
      #expect(merged.summary(confidence: 0.9) == whole.summary(confidence: 0.9))
    }
  }
}
