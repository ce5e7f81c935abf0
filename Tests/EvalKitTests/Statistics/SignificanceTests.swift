import Testing

@testable import EvalKit

/// What the tests answer when there is nothing, or nothing that varies, to test.
@Suite struct SignificanceTests {
  @Test(arguments: Alternative.allCases)
  func identicalPairsShowNoEffect(alternative: Alternative) throws {
    let values = [0.1, 0.7, 0.3]
    let test = try #require(TTest.paired(values, values, alternative: alternative))
    #expect(test.pValue == 1 && test.statistic == nil && test.meanDifference == 0)
    #expect(test.degeneracy == .identicalPairs)
    #expect(
      test.interval(confidence: 0.95) == Interval(lower: 0, upper: 0, confidence: 0.95))
    #expect(SignFlipTest.exactPValue(differences: [0, 0, 0], alternative: alternative) == 1)
    var generator = SeededGenerator(seed: 1)
    let random = SignFlipTest.pValue(
      differences: [0, 0], alternative: alternative, resamples: 10, using: &generator)
    #expect(random == 1)
    for zeroMethod in Wilcoxon.ZeroMethod.allCases {
      for method in [Wilcoxon.Method.exact, .asymptotic(continuityCorrection: true)] {
        let test = try #require(
          Wilcoxon(
            differences: [0, 0, 0], alternative: alternative, zeroMethod: zeroMethod,
            method: method))
        // A continuity correction against the alternative may leave less than 1, never little.
        #expect(test.pValue >= 0.5 && test.positiveRankSum == test.negativeRankSum)
      }
    }
  }

  @Test func constantDifferencesAreNamed() throws {
    let test = try #require(TTest.paired([2, 3, 4], [1, 2, 3], alternative: .less))
    #expect(test.degeneracy == .constantDifferences && test.statistic == nil)
    #expect(test.pValue == 1 && test.standardError == 0)
    #expect(TTest.paired(differences: [1, 1], alternative: .greater)?.pValue == 0)
    #expect(TTest.paired(differences: [1, 1], alternative: .twoSided)?.pValue == 0)
  }

  @Test func constantGroups() throws {
    for make in [TTest.welch, TTest.pooled] as [([Double], [Double], Alternative) -> TTest?] {
      let equal = try #require(make([1, 1], [1, 1, 1], .twoSided))
      #expect(equal.degeneracy == .constantGroups && equal.pValue == nil)
      let apart = try #require(make([1, 1], [2, 2, 2], .twoSided))
      #expect(apart.degeneracy == .constantGroups && apart.pValue == 0)
      #expect(apart.statistic == nil && apart.meanDifference == -1)
      let varied = try #require(make([1, 2], [1, 2], .twoSided))
      #expect(varied.degeneracy == nil && varied.pValue == 1 && varied.statistic == 0)
    }
    #expect(MannWhitney([1, 1], [1])?.asymptoticPValue(alternative: .twoSided) == 1)
    #expect(MannWhitney([1, 1], [1])?.exactPValue(alternative: .twoSided) == nil)
  }

  @Test func oneValueIsNotEnough() {
    #expect(TTest.paired([1], [2], alternative: .twoSided) == nil)
    #expect(TTest.paired([1, 2], [1], alternative: .twoSided) == nil)
    #expect(TTest.welch([1], [1, 2, 3], alternative: .twoSided) == nil)
    #expect(TTest.pooled([1, 2, 3], [1], alternative: .twoSided) == nil)
    #expect(TTest.paired([1, .nan], [1, 2], alternative: .twoSided) == nil)
    #expect(MannWhitney([], [1]) == nil && MannWhitney([.nan], [1]) == nil)
    #expect(
      Wilcoxon(differences: [], alternative: .less, method: .exact) == nil
        && Wilcoxon(differences: [.infinity], alternative: .less, method: .exact) == nil)
    #expect(SignFlipTest.exactPValue(differences: [], alternative: .less) == nil)
  }

  @Test func welchSurvivesTinyVariances() throws {
    let scale = 1e-120
    let (first, second) = ([1.0, 2, 4].map { $0 * scale }, [3.0, 5, 9].map { $0 * scale })
    let tiny = try #require(TTest.welch(first, second, alternative: .less))
    let plain = try #require(TTest.welch([1, 2, 4], [3, 5, 9], alternative: .less))
    let (tinyP, plainP) = (try #require(tiny.pValue), try #require(plain.pValue))
    #expect(abs(tinyP - plainP) < 1e-12)
    #expect(abs(tiny.degreesOfFreedom - plain.degreesOfFreedom) < 1e-12)
  }

  @Test func randomSignsAgreeWithAllSigns() throws {
    let differences = [0.3, -0.1, 0.4, 0.2, 0.5, -0.2, 0.1, 0.6, 0, 0.7]
    let exact = try #require(
      SignFlipTest.exactPValue(differences: differences, alternative: .twoSided))
    var generator = SeededGenerator(seed: 4)
    let random = try #require(
      SignFlipTest.pValue(
        differences: differences, alternative: .twoSided, resamples: 20_000, using: &generator))
    // Five standard deviations.
    #expect(abs(exact - random) < 5 * (exact * (1 - exact) / 20_000).squareRoot())
    let many = [Double](repeating: 1, count: 21)
    #expect(SignFlipTest.exactPValue(differences: many, alternative: .less) == nil)
    let manyZeros = [Double](repeating: 0, count: 30) + [1, 1]
    #expect(SignFlipTest.exactPValue(differences: manyZeros, alternative: .greater) == 0.25)
    // With 100 differences two words of signs are needed; all positive is 2^-100 likely.
    let long = [Double](repeating: 1, count: 100)
    let least = SignFlipTest.pValue(
      differences: long, alternative: .greater, resamples: 99, using: &generator)
    #expect(least == 0.01)
  }

  @Test func exactWilcoxonAllowsTies() throws {
    // |d| = 1, 1, 2 with ranks 1.5, 1.5, 3: W⁺ = 6 is one of 8 assignments.
    let test = try #require(
      Wilcoxon(differences: [1, 1, 2], alternative: .greater, method: .exact))
    #expect(test.pValue == 0.125 && test.z == nil)
    // W⁺ = 4.5: 4.5 twice and 6 once are as high.
    let mixed = try #require(
      Wilcoxon(differences: [1, -1, 2], alternative: .greater, method: .exact))
    #expect(mixed.positiveRankSum == 4.5 && mixed.pValue == 0.375)
    // Pratt's ranks start behind the zeros: 2 and 3.
    let pratt = try #require(
      Wilcoxon(differences: [0, 1, 2], alternative: .greater, zeroMethod: .pratt, method: .exact))
    #expect(pratt.positiveRankSum == 5 && pratt.pValue == 0.25)
    let many = (1...301).map { Double($0) }
    #expect(Wilcoxon(differences: many, alternative: .less, method: .exact) == nil)
  }

  @Test func mannWhitneyHasALimit() {
    let first = (0..<101).map { Double(2 * $0) }
    let second = (0..<100).map { Double(2 * $0 + 1) }
    let test = MannWhitney(first, second)
    #expect(test != nil && test?.exactPValue(alternative: .less) == nil)
    // 1 of the C(5, 2) = 10 choices is as extreme.
    #expect(MannWhitney([1, 2], [3, 4, 5])?.exactPValue(alternative: .less) == 0.1)
  }

  @Test func mcNemarCountsDiscordantPairs() throws {
    let test = try #require(
      McNemar(first: [true, true, false, true], second: [true, false, true, false]))
    #expect(test.firstOnly == 2 && test.secondOnly == 1 && test.exactPValue == 1)
    #expect(McNemar(first: [true], second: []) == nil)
    #expect(McNemar(firstOnly: -1, secondOnly: 0) == nil)
    let none = try #require(McNemar(firstOnly: 0, secondOnly: 0))
    #expect(none.exactPValue == 1 && none.midPValue == 1)
    #expect(none.chiSquared(continuityCorrection: false) == nil)
  }

  @Test func binomialTestRefusesTheImpossible() {
    func pValue(_ successes: Int, _ trials: Int, _ probability: Double) -> Double? {
      BinomialTest.pValue(
        successes: successes, trials: trials, probability: probability, alternative: .twoSided)
    }
    #expect(pValue(3, 2, 0.5) == nil && pValue(1, 2, 1.5) == nil && pValue(-1, 2, 0.5) == nil)
    #expect(pValue(0, 0, 0.5) == 1)
    #expect(pValue(0, 5, 0) == 1 && pValue(1, 5, 0) == 0)
    #expect(pValue(5, 5, 1) == 1 && pValue(4, 5, 1) == 0)
    // 2^-999999 is no double.
    #expect(pValue(0, 1_000_000, 0.5) == 0)
    #expect(
      BinomialTest.interval(successes: 1, trials: 0, alternative: .less, confidence: 0.9) == nil)
  }

  @Test func multipleComparisonsRefuseTheImpossible() {
    for method in MultipleComparisons.allCases {
      #expect(method.adjusted([]) == [] && method.rejections([], level: 0.05) == [])
      #expect(method.adjusted([0.1, 1.1]) == nil && method.adjusted([.nan]) == nil)
      #expect(method.rejections([0.1], level: 2) == nil)
      #expect(method.adjusted([0, 1]) == [0, 1])
    }
  }

  @Test func proportionTestRefusesTheImpossible() {
    #expect(ProportionTest(successes: 1, of: 0, against: 0, of: 1) == nil)
    #expect(ProportionTest(successes: 2, of: 1, against: 0, of: 1) == nil)
    let all = ProportionTest(successes: 3, of: 3, against: 5, of: 5)
    #expect(all?.zTest(alternative: .twoSided) == nil && all?.difference == 0)
    #expect(all?.chiSquared(continuityCorrection: true) == nil)
    #expect(all?.fisherExactPValue(alternative: .twoSided) == 1)
    #expect(all?.interval(.wald, confidence: 1) == nil)
  }
}
