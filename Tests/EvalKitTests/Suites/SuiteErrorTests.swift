import Testing

@testable import EvalKit

/// The exact text of what is said about suites that cannot be run.
@Suite struct SuiteErrorTests {
  private func errors(_ text: String) -> [String] {
    do {
      _ = try SuiteLoader(registry: .builtIn).load(Array(text.utf8), path: "s.yaml")
      return []
    } catch { return error.diagnostics.map(\.description) }
  }

  private static let suiteKeys =
    "suite, description, version, models, generation, policy, limits, canaries, harnesses, smoke"
  private static let harnessKeys =
    "id, kind, description, samples, system, prompt, generation, repetitions, weight, headline, "
    + "group, gates"
  private static let harness = "harnesses: [{id: b, kind: text, samples: c}]\n"

  private static let suites: [(text: String, errors: [String])] = [
    (harness, ["1:1: the suite needs 'suite'"]),
    (
      "suite: a b\n" + harness,
      [
        "1:8: the suite's name is made of letters, digits, '-', '_' and '.', not 'a b'"
      ]
    ),
    ("- a", ["1:1: the suite is a mapping, not a list", "1:1: the suite needs 'suite'"]),
    (
      "suite: a\nharneses: []\n",
      [
        "2:1: unknown key 'harneses' in the suite; allowed are \(suiteKeys); did you mean "
          + "'harnesses'?"
      ]
    ),
    ("suite: a\n\(harness)suite: b\n", ["3:1: key 'suite' occurs twice in the suite"]),
    ("suite: a\nharnesses: {}\n", ["2:12: 'harnesses' is a list, not an object"]),
    ("suite: [a]\n" + harness, ["1:8: 'suite' is a text, not a list"]),
    ("suite: a\ndescription: 3\n" + harness, ["2:14: 'description' is a text, not 3"]),
    (
      "suite: a\ngeneration: {temperature: hot, top_p: 2, seed: -1, max_tokens: 1.5}\n" + harness,
      [
        "2:27: 'temperature' is a number from 0 to 2, not 'hot'",
        "2:39: 'top_p' is a number from 0 to 1, not 2",
        "2:64: 'max_tokens' is a whole number from 1 to 10000000, not 1.5",
        "2:48: 'seed' is a whole number of at least 0, not -1",
      ]
    ),
    (
      "suite: a\ngeneration: {temprature: 1, stop: 3}\n" + harness,
      [
        "2:14: unknown key 'temprature' in 'generation'; allowed are temperature, top_p, "
          + "max_tokens, seed, stop; did you mean 'temperature'?",
        "2:35: 'stop' is a text or a list of texts, not 3",
      ]
    ),
    (
      "suite: a\nlimits: {concurrency: 0, per_trial: 120, retries: lots}\n" + harness,
      [
        "2:23: 'concurrency' is a whole number from 1 to 4096, not 0",
        "2:37: 'per_trial' is a duration such as 500ms, 120s, 2m or 1h, not 120",
        "2:51: 'retries' is a whole number from 0 to 100, not 'lots'",
      ]
    ),
    (
      "suite: a\npolicy: {overall: \">= 95\", canaries: al}\n" + harness,
      [
        "2:19: 'overall' lies in 0...1 and can never satisfy '>= 95'; did you mean 0.95 or 95%?",
        "2:38: 'canaries' is 'all' or 'report', not 'al'; did you mean 'all'?",
      ]
    ),
    (
      "suite: a\npolicy: {overall: high, coverage: 99}\n" + harness,
      [
        "2:19: 'overall' reads like '>= 0.90': a comparison is missing; allowed are >=, >, <=, <, ==",
        "2:35: 'coverage' is a number from 0 to 1, not 99",
      ]
    ),
    (
      "suite: a\nmodels: {candidat: {provider: replay}}\n" + harness,
      [
        "2:10: unknown key 'candidat' in 'models'; allowed are candidate, baseline, judge, embedder"
          + "; did you mean 'candidate'?"
      ]
    ),
    (
      "suite: a\nmodels: {candidate: gpt}\n" + harness,
      [
        "2:21: a model is a mapping with 'provider', such as {provider: replay}"
      ]
    ),
    (
      "suite: a\nmodels: {candidate: {path: x}}\n" + harness,
      [
        "2:21: the model 'candidate' needs 'provider'"
      ]
    ),
    (
      "suite: a\nmodels: {candidate: {provider: replay, pth: x}}\n" + harness,
      [
        "2:40: unknown key 'pth' in a model of 'replay'; allowed are provider, prices, path; "
          + "did you mean 'path'?"
      ]
    ),
    (
      "suite: a\ncanaries: c.jsonl\nsmoke: {}\n",
      [
        "2:11: 'canaries' is a mapping with 'samples'", "3:8: 'smoke' needs 'samples'",
      ]
    ),
    (
      "suite: a\ncanaries: {samples: c, promt: x}\n",
      [
        "2:24: unknown key 'promt' in 'canaries'; allowed are samples, system, prompt, generation, "
          + "tools; did you mean 'prompt'?"
      ]
    ),
    (
      "suite: a\nsmoke: {samples: c, prompt: \"{{inptu}}\"}\n",
      [
        "2:29: 'prompt': unknown gap '{{inptu}}'; a prompt may use id, input, category, prefix, "
          + "suffix, target and metadata.NAME; did you mean 'input'?"
      ]
    ),
  ]

  @Test(arguments: suites)
  func reportsMistakesInTheSuite(text: String, expected: [String]) {
    #expect(errors(text) == expected.map { "s.yaml:\($0)" })
  }

  /// One harness of kind `text` in flow style; its entry starts at column 5 of line 3.
  private func harnessErrors(_ entry: String) -> [String] {
    errors("suite: a\nharnesses:\n  - {\(entry)}\n")
  }

  private static let harnesses: [(entry: String, errors: [String])] = [
    ("id: b, samples: c", ["3:5: the harness needs 'kind'"]),
    ("kind: text, samples: c", ["3:5: the harness needs 'id'"]),
    ("id: b, kind: text", ["3:5: the harness needs 'samples'"]),
    (
      "id: b, kind: txet, samples: c",
      [
        "3:19: unknown harness kind 'txet'; there are text; did you mean 'text'?"
      ]
    ),
    (
      "id: a/b, kind: text, samples: c",
      [
        "3:10: an id is made of letters, digits, '-', '_' and '.', not 'a/b'"
      ]
    ),
    ("id: smoke, kind: text, samples: c", ["3:10: the id 'smoke' is reserved"]),
    (
      "id: b, kind: text, samples: c, meassures: []",
      [
        "3:37: unknown key 'meassures' in a harness of 'text'; allowed are \(harnessKeys), "
          + "measures, checks, pass; did you mean 'measures'?"
      ]
    ),
    (
      "id: b, kind: text, samples: c, measures: token_f1",
      [
        "3:47: a harness of 'text': 'measures' is a list, not a string"
      ]
    ),
    (
      "id: b, kind: text, samples: [c], repetitions: 0, weight: -1",
      [
        "3:34: 'samples' is a text, not a list",
        "3:52: 'repetitions' is a whole number from 1 to 1000, not 0",
        "3:63: 'weight' is a number from 0 to 1000000, not -1",
      ]
    ),
    (
      "id: b, kind: text, samples: c, measures: [token_f1, exact_mach]",
      [
        "3:58: unknown measure 'exact_mach'; there are bleu, chrf, chrf++, classification, edit_similarity, "
          + "exact_match, exec, json_schema, rouge, token_f1, wer; did you mean 'exact_match'?"
      ]
    ),
    (
      "id: b, kind: text, samples: c, measures: [{exact_match: {normalise: raw}}]",
      [
        "3:48: measure 'exact_match': unknown option 'normalise'; it has normalize; did you mean "
          + "'normalize'?"
      ]
    ),
    (
      "id: b, kind: text, samples: c, checks: [is-json, {type: contian, value: x}]",
      [
        "3:55: unknown check 'contian'; did you mean 'contains'?; known are contains, contains-all, "
          + "contains-any, contains-json, ends-with, equals, icontains, icontains-all, "
          + "icontains-any, is-json, json-schema, latency, length, llm-rubric, regex, similar, "
          + "starts-with, word-count, each also with 'not-'"
      ]
    ),
    (
      "id: b, kind: text, samples: c, checks: [{regex: 'a('}]",
      [
        "3:46: check 'regex': not a regular expression: missing closing parenthesis (character 3 "
          + "of 'a(')"
      ]
    ),
    (
      "id: b, kind: text, samples: c, measures: [token_f1], pass: {token_f1: '>= 80'}",
      [
        "3:65: 'token_f1' can never satisfy '>= 80'; did you mean 0.8 or 80%?"
      ]
    ),
    (
      "id: b, kind: text, samples: c, gates: {ship: pass_rate >= 0.9}",
      [
        "3:44: 'gates' is a list such as [ship: pass_rate >= 0.95]"
      ]
    ),
    (
      "id: b, kind: text, samples: c, gates: [pass_rate >= 0.9]",
      [
        "3:45: a gate is one 'ship: …' or 'quality: …'"
      ]
    ),
    (
      "id: b, kind: text, samples: c, gates: [shp: pass_rate >= 0.9]",
      [
        "3:45: unknown gate type 'shp'; there are ship and quality; did you mean 'ship'?"
      ]
    ),
    (
      "id: b, kind: text, samples: c, gates: [ship: pass_rate => 0.9]",
      [
        "3:61: a comparison is missing; allowed are >=, >, <=, <, ==; did you mean '>='?"
      ]
    ),
    (
      "id: b, kind: text, samples: c, gates: [ship: pass_rate >= 95]",
      [
        "3:51: 'pass_rate' lies in 0...1 and can never satisfy '>= 95'; did you mean 0.95 or 95%?"
      ]
    ),
    (
      "id: b, kind: text, samples: c, gates: [ship: pass_rate > 1]",
      [
        "3:51: 'pass_rate' lies in 0...1 and can never satisfy '> 1'"
      ]
    ),
    (
      "id: b, kind: text, samples: c, gates: [ship: pass_rate <= 90ms]",
      [
        "3:51: 'pass_rate' is no time, so 'ms' has no meaning"
      ]
    ),
    (
      "id: b, kind: text, samples: c, gates: [ship: latency <= 90%]",
      [
        "3:51: unknown metric 'latency'; there are pass_rate, ttft_p50, ttft_p95, ttft_p95_nearest, "
          + "latency_p50, latency_p95, latency_p95_nearest"
      ]
    ),
    (
      "id: b, kind: text, samples: c, gates: [ship: latency_p95 <= 90%]",
      [
        "3:51: 'latency_p95' is no fraction, so '%' has no meaning"
      ]
    ),
    (
      "id: b, kind: text, samples: c, measures: [token_f1], gates: [ship: pass_rate >= 0.9]",
      [
        "3:73: unknown metric 'pass_rate'; there are token_f1, token_f1_p50, token_f1_p95, "
          + "token_f1_p95_nearest, ttft_p50, ttft_p95, ttft_p95_nearest, latency_p50, latency_p95, "
          + "latency_p95_nearest"
      ]
    ),
    (
      "id: b, kind: text, samples: c, measures: [token_f1], headline: token_f2",
      [
        "3:69: unknown metric 'token_f2'; there are token_f1, token_f1_p50, token_f1_p95, "
          + "token_f1_p95_nearest, ttft_p50, ttft_p95, ttft_p95_nearest, latency_p50, latency_p95, "
          + "latency_p95_nearest; did you mean 'token_f1'?"
      ]
    ),
    (
      "id: b, kind: text, samples: c, headline: latency_p95",
      [
        "3:47: 'latency_p95' cannot be a headline: that is a fraction, or a score in points, of which more is better"
      ]
    ),
  ]

  @Test(arguments: harnesses)
  func reportsMistakesInAHarness(entry: String, expected: [String]) {
    #expect(harnessErrors(entry) == expected.map { "s.yaml:\($0)" })
  }

  @Test func reportsEverythingAtOnce() {
    let text = """
      suite: a
      limits: {concurrency: many}
      harnesses:
        - id: one
          kind: text
          samples: a.jsonl
          gates:
            - ship: pass_rat >= 0.95
            - shp: pass_rate >= 0.95
        - id: one
          kind: tests
          samples: b.jsonl
        - id: two
          kind: text
          sample: b.jsonl
      """
    #expect(
      errors(text) == [
        "s.yaml:2:23: 'concurrency' is a whole number from 1 to 4096, not 'many'",
        "s.yaml:9:9: unknown gate type 'shp'; there are ship and quality; did you mean 'ship'?",
        "s.yaml:11:11: unknown harness kind 'tests'; there are text",
        "s.yaml:15:5: unknown key 'sample' in a harness of 'text'; allowed are "
          + "\(Self.harnessKeys), measures, checks, pass; did you mean 'samples'?",
        "s.yaml:13:5: the harness needs 'samples'",
      ])
  }

  @Test func reportsTwoHarnessesOfOneName() {
    let text = """
      suite: a
      harnesses:
        - {id: one, kind: text, samples: a.jsonl}
        - {id: one, kind: text, samples: b.jsonl}
      """
    #expect(errors(text) == ["s.yaml:4:10: the harness id 'one' occurs twice"])
  }

  @Test func reportsWhatIsNoYAML() {
    #expect(
      errors("suite: [a\n") == [
        "s.yaml:2:1: not YAML: did not find expected ',' or ']' while parsing a flow sequence"
      ])
    #expect(errors("") == ["s.yaml:1:1: the file is empty"])
  }
}
