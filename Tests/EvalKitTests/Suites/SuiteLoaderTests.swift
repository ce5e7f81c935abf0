import Testing

@testable import EvalKit

@Suite struct SuiteLoaderTests {
  private func load(
    _ text: String, environment: [String: String] = [:]
  ) throws(SuiteError) -> Suite {
    try SuiteLoader(registry: .builtIn, environment: environment)
      .load(Array(text.utf8), path: "s.yaml")
  }

  @Test func readsEverything() throws {
    let suite = try load(
      """
      suite: web4
      description: Gates.
      version: 1.10
      models:
        candidate: {provider: replay, path: "${HERE}/a.jsonl"}
      generation: {temperature: 0.7, top_p: 0.9, max_tokens: 1024, seed: 7, stop: ["<|im_end|>"]}
      policy: {overall: "90%", coverage: 0.99, canaries: report}
      limits: {concurrency: 2, per_trial: 500ms, retries: 0}
      canaries: {samples: c.jsonl}
      harnesses:
        - id: labels
          kind: text
          description: Labels.
          samples: samples/labels.jsonl
          system: You are brief.
          prompt: "Label: {{input}}"
          generation: {temperature: 0}
          repetitions: 3
          weight: 2
          headline: f1
          measures:
            - classification: {labels: [toxic, safe], extract: last-word}
            - exact_match
            - {name: edit_similarity, normalize: raw}
          checks: [{type: not-contains, value: sorry}, {max: 5, type: word-count}]
          pass: {edit_similarity: ">= 50%"}
          gates:
            - ship: recall >= 98% with 95% confidence
            - quality: latency_p95 <= 2s
      smoke: {samples: smoke.jsonl, prompt: "{{input}}"}
      """, environment: ["HERE": "/data"])
    #expect(suite.name == "web4")
    #expect(suite.version == "1.10")
    #expect(suite.models["candidate"]?.options["path"] == "/data/a.jsonl")
    #expect(suite.generation.stop == ["<|im_end|>"])
    #expect(suite.policy.overall == Threshold(.atLeast, 0.9))
    #expect(suite.policy.coverage == 0.99)
    #expect(!suite.policy.requiresCanaries)
    #expect(suite.limits.perTrial == .milliseconds(500))
    #expect(suite.limits.retries == 0)
    #expect(suite.canaries?.samples == "c.jsonl")
    #expect(suite.smoke?.prompt == "{{input}}")
    let harness = try #require(suite.harnesses.first)
    #expect(harness.id == "labels")
    #expect(harness.repetitions == 3)
    #expect(harness.weight == 2)
    #expect(harness.headline == "f1")
    #expect(harness.generation.temperature == 0)
    #expect(
      harness.gates == [
        Gate(.ship, GateExpression("recall", Threshold(.atLeast, 0.98), confidence: 0.95)),
        Gate(
          .quality, GateExpression("latency_p95", Threshold(.atMost, 2000), unit: "s")),
      ])
  }

  @Test func readsJSON() throws {
    let suite = try load(
      #"{"suite": "a", "harnesses": [{"id": "b", "kind": "text", "samples": "c.jsonl"}]}"#)
    #expect(suite.harnesses.map(\.id) == ["b"])
  }

  @Test func hashesWhatDecides() throws {
    func hash(_ gate: String, _ rest: String = "") throws -> String {
      try load(
        "suite: a\n\(rest)harnesses: [{id: b, kind: text, samples: c, gates: [\(gate)]}]"
      ).gatesSHA256
    }
    let base = try hash("{ship: pass_rate >= 0.9}")
    #expect(try hash("{ship: pass_rate >= 90%}") == base)
    #expect(try hash("{ship: pass_rate >= 0.9}", "description: x\n") == base)
    #expect(try hash("{ship: pass_rate >= 0.91}") != base)
    #expect(try hash("{quality: pass_rate >= 0.9}") != base)
    #expect(try hash("{ship: pass_rate >= 0.9}", "policy: {coverage: 0.5}\n") != base)
  }

  @Test func acceptsChecksThatNeedASecondModel() throws {
    let suite = try load(
      """
      suite: a
      harnesses:
        - {id: b, kind: text, samples: c, checks: [{llm-rubric: polite}, {similar: hello}]}
      """)
    let error = #expect(throws: SuiteError.self) { try Planner(registry: .builtIn).plan(suite) }
    #expect(
      error?.description == "s.yaml: harness 'b': check 'llm-rubric' needs a judge model: add "
        + "'judge' under 'models', or --judge")
  }

  @Test func namesTheNearestFile() throws {
    let folder = try TemporaryDirectory()
    _ = try folder.write("suite: a", to: "web4/suite.yaml")
    let error = #expect(throws: SuiteError.self) {
      try SuiteLoader(registry: .builtIn).load(folder.path + "/web5")
    }
    #expect(
      error?.description
        == "\(folder.path)/web5: there is no such suite; did you mean 'web4'?")
    let empty = #expect(throws: SuiteError.self) {
      try SuiteLoader(registry: .builtIn).load(folder.path + "/web4")
    }
    #expect(
      empty?.description == "\(folder.path)/web4/suite.yaml:1:1: the suite tests nothing: add "
        + "'harnesses', 'canaries' or 'smoke'")
  }

  @Test func expandsTheEnvironmentInModelsAlone() throws {
    let text = """
      suite: a
      models: {candidate: {provider: replay, path: "${A}-${B}/${A"}}
      harnesses: [{id: b, kind: text, samples: "${A}", prompt: "${A}"}]
      """
    let suite = try load(text, environment: ["A": "${B}", "B": "2"])
    #expect(suite.models["candidate"]?.options["path"] == "${B}-2/${A")
    #expect(suite.harnesses.first?.samples == "${A}")
    let error = #expect(throws: SuiteError.self) { try load(text, environment: ["B": "2"]) }
    #expect(error?.description == "s.yaml:2:46: the environment has no variable 'A'")
  }
}
