import Testing

@testable import EvalKit

/// The significance tests against the values of scipy and statsmodels, one family each.
@Suite struct SignificanceReferenceTests {
  @Test func binomialTest() throws {
    try ReferenceCheck.family("binomial_test", params: ["alternative"]) {
      reference, key, expected, check in
      let successes = try reference.input["successes"].int
      let trials = try reference.input["n"].int
      let alternative = try reference.param("alternative").alternative
      switch key {
      case "p":
        let pValue = BinomialTest.pValue(
          successes: successes, trials: trials, probability: try reference.input["p0"].double,
          alternative: alternative)
        try check.number(pValue, expected, key)
      case "exactCI95":
        let interval = BinomialTest.interval(
          successes: successes, trials: trials, alternative: alternative, confidence: 0.95)
        check.absolute = 2e-12  // the default xtol of the root search that scipy uses
        try check.interval(interval, expected, key)
      default: check.unknown(key)
      }
    }
  }

  @Test func mcNemar() throws {
    try ReferenceCheck.family("mcnemar") { reference, key, expected, check in
      let table = try reference.input["table"].array.map { try $0.ints }
      let (firstOnly, secondOnly) = (table[0][1], table[1][0])
      check.equal(firstOnly, try reference.input["b"].int, "b")
      check.equal(secondOnly, try reference.input["c"].int, "c")
      let test = try #require(McNemar(firstOnly: firstOnly, secondOnly: secondOnly))
      switch key {
      case "exact":
        let smaller = Double(min(firstOnly, secondOnly))
        try check.members(expected, key, ["statistic": smaller, "p": test.exactPValue])
      case "chi2", "chi2CC":
        let result = test.chiSquared(continuityCorrection: key == "chi2CC")
        try check.members(expected, key, ["statistic": result?.statistic, "p": result?.pValue])
      case "midP": try check.number(test.midPValue, expected, key)
      default: check.unknown(key)
      }
    }
  }

  @Test func pairedT() throws {
    try ReferenceCheck.family("paired_t", params: ["alternative"]) {
      reference, key, expected, check in
      let (first, second) = (
        try reference.input["a"].doubles, try reference.input["b"].doubles
      )
      let alternative = try reference.param("alternative").alternative
      let test = try #require(TTest.paired(first, second, alternative: alternative))
      switch key {
      case "t" where expected == .string("inf") || expected == .string("-inf"):
        // An infinite t is not reported as a number: the reason and the sign are.
        check.equal(test.statistic, nil, key)
        check.equal(test.degeneracy, .constantDifferences, "degeneracy")
        check.equal(test.meanDifference < 0, expected == .string("-inf"), "the sign of t")
      case "t": try check.number(test.statistic, expected, key)
      case "df": try check.number(test.degreesOfFreedom, expected, key)
      case "p" where expected == .string("nan"):
        // The reference leaves identical pairs undefined; here they are no effect.
        check.equal(test.degeneracy, .identicalPairs, "degeneracy")
        check.equal(test.pValue, 1, key)
      case "p": try check.number(test.pValue, expected, key)
      case "meanDifference": try check.number(test.meanDifference, expected, key)
      case "sdDifference":
        let differences = MeanStatistics(zip(first, second).map { $0 - $1 })
        try check.number(differences.standardDeviation, expected, key)
      case "stderr": try check.number(test.standardError, expected, key)
      case "ci95": try check.interval(test.interval(confidence: 0.95), expected, key)
      case "signFlipPermutationP":
        let pValue = SignFlipTest.exactPValue(
          differences: zip(first, second).map { $0 - $1 }, alternative: alternative)
        try check.number(pValue, expected, key)
      default: check.unknown(key)
      }
    }
  }

  @Test func independentTests() throws {
    try ReferenceCheck.family("independent_tests", params: ["alternative"]) {
      reference, key, expected, check in
      let (first, second) = (
        try reference.input["a"].doubles, try reference.input["b"].doubles
      )
      let alternative = try reference.param("alternative").alternative
      switch key {
      case "welch", "student":
        let test =
          key == "welch"
          ? TTest.welch(first, second, alternative: alternative)
          : TTest.pooled(first, second, alternative: alternative)
        for (member, value) in try expected.object {
          let name = "\(key).\(member)"
          switch member {
          case "t" where value == .string("inf") || value == .string("-inf"):
            check.equal(test?.statistic, nil, name)
            check.equal(test?.degeneracy, .constantGroups, "degeneracy")
            check.equal(test.map { $0.meanDifference < 0 }, value == .string("-inf"), name)
          case "t": try check.number(test?.statistic, value, name)
          case "df": try check.number(test?.degreesOfFreedom, value, name)
          case "p": try check.number(test?.pValue, value, name)
          case "meanDifference": try check.number(test?.meanDifference, value, name)
          case "ci95": try check.interval(test?.interval(confidence: 0.95), value, name)
          default: check.unknown(name)
          }
        }
      case "mannWhitney":
        let test = try #require(MannWhitney(first, second))
        try check.members(
          expected, key,
          [
            "u": test.u, "pAsymptoticCC": test.asymptoticPValue(alternative: alternative),
            "pExact": test.exactPValue(alternative: alternative),
          ])
      default: check.unknown(key)
      }
    }
  }

  @Test func wilcoxon() throws {
    let params: Set = ["alternative", "zeroMethod", "method", "continuityCorrection"]
    try ReferenceCheck.family("wilcoxon", params: params) { reference, key, expected, check in
      let correction = try reference.param("continuityCorrection").bool
      let method: Wilcoxon.Method =
        switch try reference.param("method").string {
        case "exact": .exact
        case "asymptotic": .asymptotic(continuityCorrection: correction)
        case let other: throw ReferenceMismatch(description: "no such method: \(other)")
        }
      let zeroMethod = try #require(
        Wilcoxon.ZeroMethod(rawValue: reference.param("zeroMethod").string))
      let test = Wilcoxon(
        differences: try reference.input["differences"].doubles,
        alternative: try reference.param("alternative").alternative, zeroMethod: zeroMethod,
        method: method)
      switch key {
      case "statistic": try check.number(test?.statistic, expected, key)
      case "p" where expected == .string("nan"):
        // The reference leaves identical pairs undefined; here they are no effect.
        check.equal(test?.positiveRankSum, test?.negativeRankSum, "the rank sums")
        check.equal(test?.pValue, 1, key)
      case "p": try check.number(test?.pValue, expected, key)
      case "z": try check.number(test?.z, expected, key)
      default: check.unknown(key)
      }
    }
  }

  @Test func twoProportions() throws {
    try ReferenceCheck.family("two_proportions") { reference, key, expected, check in
      let input = reference.input
      let test = try #require(
        try ProportionTest(
          successes: input["k1"].int, of: input["n1"].int, against: input["k2"].int,
          of: input["n2"].int))
      check.absolute = 1e-15  // ends and differences near 0
      switch key {
      case "difference": try check.number(test.difference, expected, key)
      case "cohenH": try check.number(test.cohenH, expected, key)
      case "fisher":
        check.absolute = 0
        for (member, value) in try expected.object {
          let pValue = test.fisherExactPValue(
            alternative: try ReferenceValue.string(member).alternative)
          try check.number(pValue, value, "fisher.\(member)")
        }
      case "zPooled":
        check.absolute = 0
        for (member, value) in try expected.object {
          let result = test.zTest(alternative: try ReferenceValue.string(member).alternative)
          try check.members(
            value, "\(key).\(member)", ["z": result?.statistic, "p": result?.pValue])
        }
      case "chi2", "chi2Yates":
        check.absolute = 0
        let result = test.chiSquared(continuityCorrection: key == "chi2Yates")
        try check.members(expected, key, ["statistic": result?.statistic, "p": result?.pValue])
      case _ where key.hasSuffix("CI95"):
        let method = ProportionTest.IntervalMethod(rawValue: String(key.dropLast(4)))
        guard let method else { return check.unknown(key) }
        try check.interval(test.interval(method, confidence: 0.95), expected, key)
      default: check.unknown(key)
      }
    }
  }

  @Test func multipleComparisons() throws {
    try ReferenceCheck.family("multiple_comparisons", params: ["method", "alpha"]) {
      reference, key, expected, check in
      let method = try #require(
        MultipleComparisons(rawValue: reference.param("method").string))
      let pValues = try reference.input["pValues"].doubles
      switch key {
      case "adjusted": try check.numbers(method.adjusted(pValues), expected, key)
      case "reject":
        let level = try reference.param("alpha").double
        let wanted = try expected.array.map { try $0.bool }
        check.equal(method.rejections(pValues, level: level), wanted, key)
      default: check.unknown(key)
      }
    }
  }
}
