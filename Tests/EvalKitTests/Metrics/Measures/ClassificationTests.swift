import Testing

@testable import EvalKit

@Suite struct ClassificationTests {
  private static let answers:
    [(labels: [String], place: LabelExtractor.Place, answer: String, found: [String])] = [
      (["yes", "no"], .whole, " YES\n", ["yes"]), (["yes", "no"], .whole, "yes.", []),
      (["yes", "no"], .whole, "", []), (["not sure", "no"], .whole, "Not sure", ["not sure"]),
      (["é"], .whole, "É", ["é"]),
      (["yes", "no"], .firstWord, "Yes, because no.", ["yes"]),
      (["yes", "no"], .firstWord, "**No**: it is", ["no"]),
      (["yes", "no"], .firstWord, "— “no” —", ["no"]),
      (["yes", "no"], .firstWord, "Maybe yes", []), (["n/a", "ok"], .firstWord, "(N/A).", ["n/a"]),
      (["+", "-"], .firstWord, "- wrong", ["-"]), (["+", "-"], .lastWord, "it is +", ["+"]),
      (["+", "-"], .firstWord, "* none", []),
      (["yes", "no"], .lastWord, "It depends, so: no!", ["no"]),
      (["yes", "no"], .lastWord, "no way", []), (["yes", "no"], .lastWord, " \n ", []),
      (["toxic", "safe"], .contains, "This is Toxic.", ["toxic"]),
      (["toxic", "safe"], .contains, "This is intoxicating.", []),
      (["toxic", "safe"], .contains, "a non-toxic thing", []),
      (["toxic", "non-toxic"], .contains, "a non-toxic thing", ["non-toxic"]),
      (["toxic", "not toxic"], .contains, "It is not toxic", ["not toxic"]),
      (["toxic", "not toxic"], .contains, "toxic? No, not toxic", ["toxic", "not toxic"]),
      (["a", "b"], .contains, "a or b", ["a", "b"]), (["a", "b"], .contains, "a a a", ["a"]),
      (["toxic"], .contains, "“toxic”—yes", ["toxic"]), (["é"], .contains, "été é", ["é"]),
      (["e"], .contains, "e\u{301}", []), (["C", "C++"], .contains, "use C++!", ["C++"]),
      (["no"], .contains, "no_way", []), (["日本"], .contains, "日本語", []),
      (["label 1", "label 10"], .contains, "label 10", ["label 10"]),
    ]

  @Test(arguments: answers)
  func finds(
    labels: [String], place: LabelExtractor.Place, answer: String, expected: [String]
  ) throws {
    let extractor = try LabelExtractor(labels, place)
    #expect(extractor.labels(in: answer).map { labels[$0] } == expected)
  }

  private let options = #"{"labels":["toxic","safe","unsure"],"extract":"contains"}"#

  private static let trials: [(String, String, [Double], String?)] = [
    ("toxic", "toxic", [1.0, 1, 1, 1], nil),
    ("safe", "it is SAFE", [1, 1, 0, 0], nil),
    ("toxic", "safe", [0, 1, 1, 0], "the answer gives 'safe', 'toxic' is right"),
    ("safe", "toxic", [0, 1, 0, 1], "the answer gives 'toxic', 'safe' is right"),
    ("safe", "unsure", [0, 1, 0, 0], "the answer gives 'unsure', 'safe' is right"),
    ("toxic", "hm\n", [0, 0, 1, 0], #"the answer 'hm\n' gives no label, 'toxic' is right"#),
    (
      "toxic", "toxic or safe", [0, 0, 1, 0],
      "the answer gives 'toxic' and 'safe', only 'toxic' is right"
    ),
  ]

  @Test(arguments: trials)
  func measures(
    target: String, answer: String, expected: [Double], explanation: String?
  ) async throws {
    let measure = try makeMeasure("classification", options)
    let sample = Sample(id: "s", input: .text("q"), target: .string(target))
    try measure.validate(sample)
    let values = try await measure.measure(Prediction(text: answer), for: sample)
    let names = ["label_correct", "label_found", "expected_positive", "predicted_positive"]
    #expect(names.map { values[$0] } == expected.map { .value($0) })
    if let explanation {
      #expect(try await measure.explain(Prediction(text: answer), for: sample) == explanation)
    }
  }

  /// Two of three toxic answers found, one of two safe ones taken for toxic: precision 2/3, recall
  /// 2/3, F1 2/3, false positive rate 1/2, accuracy 3/5.
  @Test func givesTheFiguresOfTheConfusion() async throws {
    let measure = try makeMeasure("classification", options)
    let trials = [
      ("toxic", "toxic"), ("toxic", "toxic"), ("toxic", "none"), ("safe", "toxic"),
      ("safe", "safe"),
    ]
    var found: [String: Double] = [:]
    for metric in measure.metrics {
      var accumulator = metric.makeAccumulator()
      for (target, answer) in trials {
        let sample = Sample(id: "s", input: .text("q"), target: .string(target))
        let values = try await measure.measure(Prediction(text: answer), for: sample)
        accumulator.add(MeasuredTrial(status: .failed, measures: values))
      }
      found[metric.declaration.name] = accumulator.summary(confidence: 0.95)?.value
    }
    let twoThirds = 2.0 / 3
    let expected: [String: Double] = [
      "precision": twoThirds, "recall": twoThirds, "tpr": twoThirds, "f1": twoThirds, "fpr": 0.5,
      "specificity": 0.5, "accuracy": 0.6,
    ]
    #expect(found == expected)
  }

  private static let badTargets: [(JSONValue, String)] = [
    (["toxic", "safe"] as JSONValue, "'classification' needs one 'target', not 2"),
    ("toxc", "the target 'toxc' is none of the labels toxic, safe, unsure; did you mean 'toxic'?"),
    (3, "'classification' needs one 'target', not 0"),
  ]

  @Test(arguments: badTargets)
  func refusesATarget(target: JSONValue, message: String) throws {
    let measure = try makeMeasure("classification", options)
    let error = #expect(throws: SampleError.self) {
      try measure.validate(Sample(id: "s", input: .text("q"), target: target))
    }
    #expect(error?.description == message)
    #expect(error?.key == "target")
  }
}
