import Testing

@testable import EvalKit

/// How far the sample counts of the reference are from solving their own equation.
///
/// statsmodels stops its root search at an `xtol` of 1e-5 samples, so up to that much is its error:
/// with one tail, where `2·((z_α + z_β) / h)²` is exact, it is off by 2e-6. The tests therefore also
/// demand that the power at our count is the target to 1e-12.
private let solverTolerance = 1e-5

/// Effect sizes, correlations and power against the values of scipy and statsmodels.
@Suite struct EffectReferenceTests {
  @Test func effectSizes() throws {
    try ReferenceCheck.family("effect_sizes") { reference, key, expected, check in
      let (first, second) = (
        try reference.input["a"].doubles, try reference.input["b"].doubles
      )
      check.absolute = 1e-14  // effects of means that are equal but for rounding
      let value: Double?
      switch key {
      case "cohenD": value = EffectSize.cohenD(first, second)
      case "hedgesGExact": value = EffectSize.hedgesG(first, second)
      case "hedgesGApprox": value = EffectSize.hedgesGApproximation(first, second)
      case "hedgesJExact":
        let freedom = Double(first.count + second.count - 2)
        value = EffectSize.hedgesCorrection(degreesOfFreedom: freedom)
      case "pooledSD": value = EffectSize.pooledStandardDeviation(first, second)
      case "glassDeltaB": value = EffectSize.glassDelta(first, control: second)
      case "cliffsDelta": value = EffectSize.cliffsDelta(first, second)
      case "commonLanguage": value = EffectSize.commonLanguage(first, second)
      case "cohenDz": value = EffectSize.cohenDz(first, second)
      case "cohenDav": value = EffectSize.cohenDav(first, second)
      default: return check.unknown(key)
      }
      try check.number(value, expected, key)
    }
  }

  @Test func correlation() throws {
    try ReferenceCheck.family("correlation") { reference, key, expected, check in
      let (first, second) = (
        try reference.input["a"].doubles, try reference.input["b"].doubles
      )
      func compare(_ result: Correlation?, coefficient name: String) throws {
        let wanted = try expected.object
        check.equal(Set(wanted.keys), [name, "p"], "the keys of \(key)")
        // Where the reference rounds ±1 to a neighbour, its p is small instead of 0.
        if let coefficient = result?.coefficient, 1 - abs(coefficient) < 1e-12 {
          check.absolute = 1e-7
        }
        try check.number(result?.pValue, expected["p"], "\(key).p")
        check.absolute = 1e-15
        try check.number(result?.coefficient, expected[name], "\(key).\(name)")
      }
      switch key {
      case "pearson": try compare(Correlation.pearson(first, second), coefficient: "r")
      case "spearman": try compare(Correlation.spearman(first, second), coefficient: "rho")
      case "kendallTauB":
        try compare(Correlation.kendallTauB(first, second), coefficient: "tau")
      case "cosine": try check.number(Correlation.cosine(first, second), expected, key)
      case "rankAverageA":
        try check.equal(Descriptive.averageRanks(first), expected.doubles, key)
      default: check.unknown(key)
      }
    }
  }

  @Test func powerOfTTests() throws {
    try ReferenceCheck.family("power_t") { reference, key, expected, check in
      let input = reference.input
      let (effect, level) = (try input["d"].double, try input["alpha"].double)
      let (power, count) = (try input["power"].double, try input["n"].double)
      let tails: Power.Tails = try input["alternative"].alternative == .twoSided ? .two : .one
      let value: Double?
      switch key {
      case "nIndependentPerGroup", "nPaired":
        let design: Power.Design = key == "nPaired" ? .paired : .independentGroups
        value = Power.tTestSampleCount(
          design, effectSize: effect, power: power, level: level, tails: tails)
        let reached = Power.tTest(
          design, effectSize: effect, sampleCount: value ?? 0, level: level, tails: tails)
        check.relative = 1e-12
        try check.number(reached, .number(power), "the power at \(key)")
        check.absolute = solverTolerance
      case "powerIndependentAtN", "powerPairedAtN":
        value = Power.tTest(
          key == "powerPairedAtN" ? .paired : .independentGroups, effectSize: effect,
          sampleCount: count, level: level, tails: tails)
      default: return check.unknown(key)
      }
      try check.number(value, expected, key)
    }
  }

  @Test func powerOfTwoProportions() throws {
    try ReferenceCheck.family("power_two_proportions") { reference, key, expected, check in
      let input = reference.input
      let (first, second) = (try input["p1"].double, try input["p2"].double)
      let (level, power) = (try input["alpha"].double, try input["power"].double)
      let tails: Power.Tails = try input["alternative"].alternative == .twoSided ? .two : .one
      func count(_ formula: Power.ProportionFormula) -> Double? {
        Power.proportionsSampleCount(
          first, second, power: power, level: level, tails: tails, formula: formula)
      }
      let value: Double?
      switch key {
      case "cohenH": value = abs(EffectSize.cohenH(first, second))
      case "nPerGroupArcsine":
        value = count(.arcsine)
        let reached = Power.proportions(
          first, second, sampleCount: value ?? 0, level: level, tails: tails)
        check.relative = 1e-12
        try check.number(reached, .number(power), "the power at \(key)")
        check.absolute = solverTolerance
      case "nPerGroupPooledZ": value = count(.pooled)
      case "nPerGroupUnpooledZ": value = count(.unpooled)
      case "powerArcsineAtN":
        value = Power.proportions(
          first, second, sampleCount: try input["n"].double, level: level, tails: tails)
      default: return check.unknown(key)
      }
      try check.number(value, expected, key)
    }
  }
}
