import Testing

@testable import EvalKit

@Suite struct EffectTests {
  @Test func noVariationHasNoEffectSize() {
    #expect(
      EffectSize.cohenD([1, 1], [2, 2]) == nil && EffectSize.cohenD([1, 1], [1, 1]) == nil)
    #expect(EffectSize.hedgesG([1, 1], [2, 2]) == nil)
    #expect(EffectSize.glassDelta([1, 2], control: [3, 3]) == nil)
    #expect(EffectSize.cohenDz([1, 2], [2, 3]) == nil && EffectSize.cohenDz([1], [1, 2]) == nil)
    #expect(EffectSize.cohenDav([1], [1, 2]) == nil)
    #expect(EffectSize.cohenD([1], [2]) == nil && EffectSize.cohenD([], [1, 2]) == nil)
    #expect(EffectSize.cliffsDelta([], [1]) == nil && EffectSize.commonLanguage([1], []) == nil)
    #expect(EffectSize.hedgesCorrection(degreesOfFreedom: 1) == nil)
    #expect(EffectSize.hedgesCorrection(degreesOfFreedom: 0) == nil)
  }

  @Test func noVariationHasNoCorrelation() {
    #expect(Correlation.pearson([1, 1], [1, 2]) == nil && Correlation.pearson([1], [1]) == nil)
    #expect(Correlation.spearman([1, 2], [3, 3]) == nil)
    #expect(Correlation.kendallTauB([1, 2], [3, 3]) == nil)
    #expect(Correlation.pearson([1, 2], [1, 2, 3]) == nil)
    #expect(Correlation.spearman([1, .nan, 2], [1, 2, 3]) == nil)
    #expect(Correlation.cosine([0, 0], [1, 2]) == nil && Correlation.cosine([1], [1, 2]) == nil)
    #expect(Correlation.cosine([], []) == nil)
  }

  @Test func twoValuesAlwaysAgree() throws {
    let pearson = try #require(Correlation.pearson([1, 2], [5, 3]))
    #expect(pearson.coefficient == -1 && pearson.pValue == 1)
    let spearman = try #require(Correlation.spearman([1, 2], [5, 3]))
    #expect(spearman.coefficient == -1 && spearman.pValue == nil)
    #expect(Correlation.kendallTauB([1, 2], [5, 3])?.pValue == 1)
  }

  @Test func kendallCountsEveryPair() throws {
    var generator = SeededGenerator(seed: 6)
    for count in [2, 3, 5, 16, 33, 60] {
      let first = (0..<count).map { _ in Double(generator.bounded(8)) }
      let second = (0..<count).map { _ in Double(generator.bounded(8)) }
      var (surplus, untiedFirst, untiedSecond) = (0.0, 0.0, 0.0)
      for one in 0..<count {
        for other in 0..<one {
          let left = first[one] - first[other]
          let right = second[one] - second[other]
          surplus += (left * right).signum
          untiedFirst += left == 0 ? 0 : 1
          untiedSecond += right == 0 ? 0 : 1
        }
      }
      guard untiedFirst > 0, untiedSecond > 0 else { continue }
      let tau = try #require(Correlation.kendallTauB(first, second)).coefficient
      #expect(abs(tau - surplus / (untiedFirst * untiedSecond).squareRoot()) < 1e-12)
    }
  }

  @Test func powerRefusesTheImpossible() {
    #expect(
      Power.tTestSampleCount(.paired, effectSize: 0, power: 0.8, level: 0.05, tails: .two) == nil)
    #expect(
      Power.tTestSampleCount(.paired, effectSize: 1, power: 1, level: 0.05, tails: .two) == nil)
    #expect(
      Power.tTestSampleCount(.paired, effectSize: 1, power: 0.01, level: 0.05, tails: .two) == nil)
    #expect(Power.tTest(.paired, effectSize: 1, sampleCount: 1, level: 0.05, tails: .one) == nil)
    #expect(Power.tTest(.paired, effectSize: 1, sampleCount: 9, level: 0, tails: .one) == nil)
    for formula in [Power.ProportionFormula.arcsine, .pooled, .unpooled] {
      #expect(
        Power.proportionsSampleCount(
          0.5, 0.5, power: 0.8, level: 0.05, tails: .two, formula: formula) == nil)
    }
    #expect(Power.proportions(0.5, 1.5, sampleCount: 10, level: 0.05, tails: .two) == nil)
  }

  @Test func powerWithoutAnEffectIsTheLevel() throws {
    let power = try #require(
      Power.tTest(.independentGroups, effectSize: 0, sampleCount: 12, level: 0.05, tails: .two))
    #expect(abs(power - 0.05) < 1e-12)
    // The sign of the effect only says which group is better.
    let up = Power.tTest(.paired, effectSize: 0.4, sampleCount: 20, level: 0.05, tails: .one)
    #expect(up == Power.tTest(.paired, effectSize: -0.4, sampleCount: 20, level: 0.05, tails: .one))
    // A huge effect needs the least count.
    #expect(
      Power.tTestSampleCount(
        .independentGroups, effectSize: 50, power: 0.8, level: 0.05, tails: .two) == 2)
  }
}

extension Double {
  fileprivate var signum: Double { self == 0 ? 0 : (self < 0 ? -1 : 1) }
}
