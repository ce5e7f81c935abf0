import Testing

@testable import EvalKit

/// Every case and every expected key of each family of reference values.
@Suite struct ReferenceFamilyTests {
  @Test func squad() throws {
    try ReferenceCases.check("squad") { reference in
      let prediction = try reference.input["prediction"].string
      let targets = try reference.input["golds"].strings
      return [
        "normalizedPrediction": .string(SQuAD.normalize(prediction)),
        "normalizedGolds": .array(targets.map { .string(SQuAD.normalize($0)) }),
        "exactMatch": ReferenceValue(SQuAD.exactMatch(prediction, targets: targets) ? 1 : 0),
        "f1": ReferenceValue(SQuAD.f1(prediction, targets: targets)),
      ]
    }
  }

  @Test func editDistance() throws {
    try ReferenceCases.check("edit_distance") { reference in
      let first = try reference.input["a"].string
      let second = try reference.input["b"].string
      return [
        "levenshtein": ReferenceValue(EditDistance.levenshtein(first, second)),
        "normalizedSimilarity": ReferenceValue(EditDistance.similarity(first, second)),
        "indelRatio": ReferenceValue(EditDistance.indelRatio(first, second)),
        "lcsLength": ReferenceValue(EditDistance.longestCommonSubsequence(first, second)),
        "osa": ReferenceValue(EditDistance.optimalStringAlignment(first, second)),
        "damerau": ReferenceValue(EditDistance.damerauLevenshtein(first, second)),
        "jaro": ReferenceValue(EditDistance.jaro(first, second)),
        "jaroWinkler": ReferenceValue(EditDistance.jaroWinkler(first, second)),
        "tokenLevenshtein": ReferenceValue(EditDistance.levenshtein(first, second, unit: .words)),
        "lineLevenshtein": ReferenceValue(EditDistance.levenshtein(first, second, unit: .lines)),
        "utf8Levenshtein": ReferenceValue(
          EditDistance.levenshtein(first, second, unit: .utf8Bytes)),
      ]
    }
  }

  @Test func commandExactMatch() throws {
    try ReferenceCases.check("command_exact_match") { reference in
      let prediction = try reference.input["predicted"].string
      let target = try reference.input["reference"].string
      return [
        "normalizedPredicted": .string(ExactMatch.command.normalize(prediction)),
        "normalizedReference": .string(ExactMatch.command.normalize(target)),
        "exactMatch": .bool(ExactMatch.command.matches(prediction, target)),
      ]
    }
  }

  @Test func wordErrorRate() throws {
    try ReferenceCases.check("wer") { reference in
      let hypothesis = try reference.input["hypothesis"].string
      let target = try reference.input["reference"].string
      let words = WordErrorRate(hypothesis: hypothesis, reference: target)
      return [
        "wer": ReferenceValue(words.rate), "mer": ReferenceValue(words.matchErrorRate),
        "wil": ReferenceValue(words.informationLost), "hits": ReferenceValue(words.hits),
        "substitutions": ReferenceValue(words.substitutions),
        "deletions": ReferenceValue(words.deletions),
        "insertions": ReferenceValue(words.insertions),
        "cer": ReferenceValue(
          WordErrorRate.characterErrorRate(hypothesis: hypothesis, reference: target)),
      ]
    }
  }

  @Test func percentiles() throws {
    try ReferenceCases.check("percentiles", params: ["method"]) { reference in
      let name = try reference.params["method", default: .null].string
      let method = try #require(Percentile.Method(rawValue: name), "unknown method \(name)")
      let values = try reference.input["values"].doubles
      let percents = try reference.expected.keys.map { try #require(Double($0)) }
      let results = try #require(Percentile.values(percents, of: values, method: method))
      return Dictionary(
        uniqueKeysWithValues: zip(reference.expected.keys, results.map { .number($0) }))
    }
  }

  @Test func passAtK() throws {
    try ReferenceCases.check("pass_at_k", params: ["k"]) { reference in
      let k = try reference.params["k", default: .null].int
      let input = try reference.input.object
      if let tasks = input["perTask"] {
        let pairs = try tasks.array.map { pair in
          (attempts: try pair.ints[0], successes: try pair.ints[1])
        }
        return ["meanPassAtK": ReferenceValue(PassAtK.mean(of: pairs, k: k))]
      }
      let attempts = try reference.input["n"].int
      let successes = try reference.input["c"].int
      return [
        "passAtK": ReferenceValue(PassAtK.estimate(attempts: attempts, successes: successes, k: k))
      ]
    }
  }

  @Test func classification() throws {
    try ReferenceCases.check("classification", params: ["labels", "zeroDivision"]) { reference in
      let substitute = try reference.params["zeroDivision", default: .null].double
      let labels = try reference.params["labels", default: .null].strings
      var matrix = ConfusionMatrix(labels: labels)
      let pairs = try zip(
        reference.input["yTrue"].strings, reference.input["yPred"].strings)
      for (expected, predicted) in pairs {
        matrix.record(expected: expected, predicted: predicted)
      }
      func averages(_ average: ConfusionMatrix<String>.Average) -> ReferenceValue {
        .object([
          "precision": ReferenceValue(matrix.precision(average, undefinedAs: substitute)),
          "recall": ReferenceValue(matrix.recall(average, undefinedAs: substitute)),
          "f1": ReferenceValue(matrix.f1(average, undefinedAs: substitute)),
        ])
      }
      let perClass = labels.map { label -> ReferenceValue in
        let outcomes = matrix.oneVersusRest(label)
        return .object([
          "label": .string(label), "support": ReferenceValue(matrix.support(of: label)),
          "precision": .number(outcomes.precision ?? substitute),
          "recall": .number(outcomes.recall ?? substitute),
          "f1": .number(outcomes.f1 ?? substitute),
        ])
      }
      return [
        "labels": .array(matrix.labels.map { .string($0) }),
        "confusion": .array(matrix.counts.map { .array($0.map { ReferenceValue($0) }) }),
        "perClass": .array(perClass), "accuracy": ReferenceValue(matrix.accuracy),
        "mcc": .number(matrix.matthewsCorrelation), "cohenKappa": ReferenceValue(matrix.cohenKappa),
        "macro": averages(.macro), "micro": averages(.micro), "weighted": averages(.weighted),
        "balancedAccuracy": ReferenceValue(matrix.balancedAccuracy),
        "fbeta_macro_0.5": ReferenceValue(matrix.fBeta(0.5, .macro, undefinedAs: substitute)),
        "fbeta_macro_2": ReferenceValue(matrix.fBeta(2, .macro, undefinedAs: substitute)),
      ]
    }
  }

  @Test func kappa() throws {
    try ReferenceCases.check("kappa") { reference in
      let first = try reference.input["rater1"].ints
      let second = try reference.input["rater2"].ints
      let labels = try reference.input["labels"].ints
      func kappa(_ weighting: Agreement.Weighting) -> ReferenceValue {
        ReferenceValue(Agreement.cohenKappa(first, second, labels: labels, weighting: weighting))
      }
      return [
        "kappa": kappa(.none), "linear": kappa(.linear), "quadratic": kappa(.quadratic),
        "agreement": ReferenceValue(Agreement.observed(first, second)),
      ]
    }
  }

  @Test func fleissKappa() throws {
    try ReferenceCases.check("fleiss_kappa") { reference in
      let table = try reference.input["table"].array.map { try $0.ints }
      let raters = try reference.input["raters"].int
      try #require(table.allSatisfy { $0.reduce(0, +) == raters })
      return ["fleissKappa": ReferenceValue(Agreement.fleissKappa(table))]
    }
  }

  @Test func ranking() throws {
    try ReferenceCases.check("ranking", params: ["threshold", "rule"]) { reference in
      try #require(reference.params["rule"] == .string("score >= threshold"))
      let threshold = try reference.params["threshold", default: .null].double
      let labels = try reference.input["yTrue"].ints.map { $0 == 1 }
      let ranking = try #require(
        Ranking(labels: labels, scores: try reference.input["scores"].doubles))
      let outcomes = ranking.confusion(threshold: threshold)
      return [
        "rocAuc": ReferenceValue(ranking.rocAUC), "brier": ReferenceValue(ranking.brierScore),
        "averagePrecision": ReferenceValue(ranking.averagePrecision),
        "logLoss": ReferenceValue(ranking.logLoss),
        "tpr": ReferenceValue(outcomes.truePositiveRate),
        "fpr": ReferenceValue(outcomes.falsePositiveRate),
        "tp": ReferenceValue(outcomes.truePositives),
        "fp": ReferenceValue(outcomes.falsePositives), "tn": ReferenceValue(outcomes.trueNegatives),
        "fn": ReferenceValue(outcomes.falseNegatives),
      ]
    }
  }

  @Test func bleuTokenizers() throws {
    try ReferenceCases.check("bleu_tokenizers", params: ["tokenize"]) { reference in
      let tokenizer = try Self.tokenizer(reference)
      return ["tokenized": .string(tokenizer.tokenized(try reference.input["text"].string))]
    }
  }

  @Test func bleuOfCorpora() throws {
    try ReferenceCases.check("bleu_corpus", params: Self.bleuParams) { reference in
      let hypotheses = try reference.input["hypotheses"].strings
      // One stream per reference number, each with an entry per hypothesis.
      let streams = try reference.input["references"].array.map { try $0.strings }
      try #require(streams.allSatisfy { $0.count == hypotheses.count })
      let items = hypotheses.indices.map { index in
        (hypothesis: hypotheses[index], references: streams.map { $0[index] })
      }
      return Self.figures(try Self.bleu(reference).corpusScore(of: items))
    }
  }

  @Test func bleuOfSentences() throws {
    try ReferenceCases.check("bleu_sentence", params: Self.bleuParams) { reference in
      let score = try Self.bleu(reference).sentenceScore(
        hypothesis: try reference.input["hypothesis"].string,
        references: try reference.input["references"].strings)
      return Self.figures(score)
    }
  }

  private static let bleuParams: Set<String> = [
    "tokenize", "smoothMethod", "smoothValue", "effectiveOrder", "lowercase",
  ]

  private static func tokenizer(_ reference: ReferenceCase) throws -> BLEUTokenizer {
    let name = try reference.params["tokenize", default: .null].string
    return try #require(BLEUTokenizer(rawValue: name), "unknown tokenizer \(name)")
  }

  private static func bleu(_ reference: ReferenceCase) throws -> BLEU {
    let value = reference.params["smoothValue", default: .null]
    let smoothing: BLEU.Smoothing =
      switch (try reference.params["smoothMethod", default: .null].string, value) {
      case ("none", .null): .none
      case ("exp", .null): .exp
      case ("floor", .null): .floor()
      case ("floor", .number(let floor)): .floor(floor)
      case ("add-k", .null): .addK()
      case ("add-k", .number(let k)): .addK(k)
      case (let method, _):
        throw ReferenceMismatch(description: "smoothing \(method) with \(value)")
      }
    return BLEU(
      tokenizer: try tokenizer(reference), smoothing: smoothing,
      effectiveOrder: try reference.params["effectiveOrder", default: .null].bool,
      lowercase: try reference.params["lowercase", default: .null].bool)
  }

  private static func figures(_ score: BLEUScore) -> [String: ReferenceValue] {
    [
      "score": .number(score.value), "precisions": .array(score.precisions.map { .number($0) }),
      "bp": .number(score.brevityPenalty), "sysLen": ReferenceValue(score.hypothesisLength),
      "refLen": ReferenceValue(score.referenceLength),
      "counts": .array(score.correct.map { .number($0) }),
      "totals": .array(score.total.map { .number($0) }),
    ]
  }

  @Test func chrF() throws {
    let names: Set = [
      "charOrder", "wordOrder", "beta", "whitespace", "lowercase", "epsSmoothing", "level",
    ]
    try ReferenceCases.check("chrf", params: names) { reference in
      func param(_ name: String) -> ReferenceValue { reference.params[name, default: .null] }
      let chrF = ChrF(
        charOrder: try param("charOrder").int, wordOrder: try param("wordOrder").int,
        beta: try param("beta").double, lowercase: try param("lowercase").bool,
        whitespace: try param("whitespace").bool,
        epsilonSmoothing: try param("epsSmoothing").bool)
      switch try param("level").string {
      case "sentence":
        let score = chrF.sentenceScore(
          hypothesis: try reference.input["hypothesis"].string,
          references: try reference.input["references"].strings)
        return ["score": .number(score)]
      case "corpus":
        let hypotheses = try reference.input["hypotheses"].strings
        let streams = try reference.input["references"].array.map { try $0.strings }
        try #require(streams.allSatisfy { $0.count == hypotheses.count })
        let items = hypotheses.indices.map { index in
          (hypothesis: hypotheses[index], references: streams.map { $0[index] })
        }
        return ["score": .number(chrF.corpusScore(of: items))]
      case let level: throw ReferenceMismatch(description: "unknown level \(level)")
      }
    }
  }

  @Test func rouge() throws {
    try ReferenceCases.check("rouge", params: ["useStemmer"]) { reference in
      let rouge = ROUGE(useStemmer: try reference.params["useStemmer", default: .null].bool)
      let hypothesis = try reference.input["hypothesis"].string
      let target = try reference.input["reference"].string
      func figures(_ score: ROUGE.Score) -> ReferenceValue {
        .object([
          "precision": .number(score.precision), "recall": .number(score.recall),
          "fmeasure": .number(score.fMeasure),
        ])
      }
      return [
        "rouge1": figures(rouge.rougeN(1, hypothesis: hypothesis, reference: target)),
        "rouge2": figures(rouge.rougeN(2, hypothesis: hypothesis, reference: target)),
        "rougeL": figures(rouge.rougeL(hypothesis: hypothesis, reference: target)),
        "rougeLsum": figures(rouge.rougeLsum(hypothesis: hypothesis, reference: target)),
      ]
    }
  }
}
