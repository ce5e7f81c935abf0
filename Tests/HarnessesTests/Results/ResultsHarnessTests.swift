import EvalKit
import Testing

@testable import Harnesses

/// Figures of other tools as metrics for gates.
@Suite struct ResultsHarnessTests {
  private static func harness(
    _ options: String, files: [String: String], model: String? = nil
  ) throws -> (ResultsHarness, TemporaryFolder) {
    let folder = try TemporaryFolder()
    for (name, text) in files { try Files.write(Array(text.utf8), to: "\(folder.path)/\(name)") }
    let given = try #require(try JSONValue(parsing: options).objectValue)
    let harness = try ResultsHarness(
      HarnessConfiguration(
        id: "r", options: try given.filled(by: ResultsHarness.options, of: "r"),
        directory: folder.path, model: model))
    return (harness, folder)
  }

  private static func summary(
    _ name: String, _ harness: ResultsHarness, _ samples: [String]
  ) async throws -> MetricSummary? {
    let metric = try #require(MetricCatalog(harness).metric(named: name))
    var accumulator = metric.makeAccumulator()
    for id in samples {
      let sample = Sample(id: id, input: .text(""))
      try harness.validate(sample)
      let score = try await harness.score(Prediction(), for: sample)
      #expect(score.passed == nil)
      accumulator.add(MeasuredTrial(status: .passed, measures: score.measures))
    }
    return accumulator.summary(confidence: 0.95)
  }

  private static let own =
    "task,metric,value,stderr,count\ngsm8k,em,0.40,0.03,100\nmmlu,acc,0.6,,\n"
  private static let base =
    "task,metric,value,stderr,count\ngsm8k,em,0.44,0.04,100\nmmlu,acc,0.5,,\n"

  @Test func figuresBecomeMetrics() async throws {
    let (harness, folder) = try Self.harness(#"{"path": "a.csv"}"#, files: ["a.csv": Self.own])
    let summary = try #require(
      try await Self.summary("gsm8k.em", harness, ["gsm8k", "mmlu"]))
    #expect((summary.value, summary.standardError, summary.count) == (0.40, 0.03, 100))
    #expect(summary.trialCount == 2)
    // 0.40 ± 1.959964 × 0.03.
    #expect(abs((summary.interval?.lower ?? 0) - 0.341201) < 1e-6)
    let mean = try #require(try await Self.summary("score", harness, ["gsm8k", "mmlu"]))
    #expect(abs(mean.value - 0.5) < 1e-12)
    let catalog = MetricCatalog(harness)
    #expect(catalog.problem(with: try GateExpression("gsm8k.em >= 0.5")) == nil)
    #expect(catalog.problem(with: try GateExpression("drop(gsm8k.em) <= 0.05")) == nil)
    #expect(!harness.needsModel)
    _ = folder
  }

  @Test func aReferenceGivesTheLoss() async throws {
    let (harness, folder) = try Self.harness(
      #"{"path": "{model}.csv", "reference": "base.csv", "metrics": ["gsm8k.em"]}"#,
      files: ["tuned.csv": Self.own, "base.csv": Self.base], model: "tuned")
    let loss = try #require(try await Self.summary("gsm8k.em.loss", harness, ["gsm8k"]))
    #expect(abs(loss.value - 0.04) < 1e-12)
    #expect(abs((loss.standardError ?? 0) - 0.05) < 1e-12)
    let metric = try #require(MetricCatalog(harness).metric(named: "gsm8k.em.loss"))
    #expect(!metric.declaration.higherIsBetter)
    let again = try #require(ReportedMetric(specification: metric.specification))
    #expect(again.specification == metric.specification)
    _ = folder
  }

  @Test(arguments: [
    (#"{"path": "none.csv", "metrics": ["gsm8k.em"]}"#, "none.csv: there is no such file"),
    (
      #"{"path": "a.csv", "metrics": ["gsm8k.acc"]}"#,
      "the results have no gsm8k.acc; there are gsm8k.em, mmlu.acc; did you mean 'gsm8k.em'?"
    ),
    (
      #"{"path": "{model}.csv", "metrics": ["gsm8k.em"]}"#,
      "the candidate has no name to put for {model}"
    ),
  ])
  func whatIsMissingIsNotMeasured(options: String, message: String) async throws {
    let (harness, folder) = try Self.harness(options, files: ["a.csv": Self.own])
    let sample = Sample(id: "gsm8k", input: .text(""))
    await #expect(throws: ScoringError(.notMeasured, message)) {
      try await harness.score(Prediction(), for: sample)
    }
    _ = folder
  }

  @Test func aFigureThatIsNoFractionNeedsAUnit() async throws {
    let files = ["a.csv": "task,metric,value\nwiki,ppl,11.5\n"]
    let (plain, folder) = try Self.harness(
      #"{"path": "a.csv", "metrics": ["wiki.ppl"]}"#, files: files)
    await #expect(throws: ScoringError.self) {
      try await plain.score(Prediction(), for: Sample(id: "wiki", input: .text("")))
    }
    let (typed, other) = try Self.harness(
      #"{"path": "a.csv", "metrics": [{"name": "wiki.ppl", "unit": "points", "higher_is_better": false}]}"#,
      files: files)
    #expect(try await Self.summary("wiki.ppl", typed, ["wiki"])?.value == 11.5)
    _ = (folder, other)
  }

  @Test(arguments: [
    #"{"path": "a.csv", "metrics": []}"#, #"{"path": "a.csv", "metrics": ["gsm8k"]}"#,
    #"{"path": "a.csv", "metrics": ["a.b", "a.b"]}"#, #"{"path": "none.csv"}"#,
    #"{"path": "{model}.csv"}"#, #"{"path": "a.csv", "metrics": ["a.b@1"]}"#,
  ])
  func uselessOptionsAreRefused(options: String) throws {
    #expect(throws: OptionError.self) {
      _ = try Self.harness(options, files: ["a.csv": Self.own])
    }
  }

  @Test func aTaskWithoutMetricIsRefused() throws {
    let (harness, folder) = try Self.harness(#"{"path": "a.csv"}"#, files: ["a.csv": Self.own])
    #expect(throws: SampleError.self) {
      try harness.validate(Sample(id: "gsm", input: .text("")))
    }
    _ = folder
  }
}
