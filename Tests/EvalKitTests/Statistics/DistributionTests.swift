import Testing

@testable import EvalKit

@Suite struct DistributionTests {
  @Test func agreesWithTheReference() throws {
    try ReferenceCheck.family("distributions") { reference, key, expected, check in
      let input = reference.input
      let name = try input["dist"].string
      // A binomial case has its probability where the others have the argument of the quantile.
      let argument = name == "binomial" ? "k" : "x"
      guard name != "lgamma" else {
        check.equal(key, "lgamma", "the only key")
        return try check.number(Distribution.logGamma(input["x"].double), expected, key)
      }
      let distribution = try Self.distribution(name, input)
      switch key {
      case "cdf": try check.number(distribution.cdf(input[argument].double), expected, key)
      case "sf": try check.number(distribution.survival(input[argument].double), expected, key)
      case "pdf", "pmf":
        try check.number(distribution.density(input[argument].double), expected, key)
      case "ppf": try check.number(distribution.quantile(input["p"].double), expected, key)
      default: check.unknown(key)
      }
    }
  }

  private static func distribution(_ name: String, _ input: ReferenceValue) throws -> Distribution {
    switch name {
    case "normal": .standardNormal
    case "t": .studentT(degreesOfFreedom: try input["df"].double)
    case "chi2": .chiSquared(degreesOfFreedom: try input["df"].double)
    case "beta": .beta(alpha: try input["a"].double, beta: try input["b"].double)
    case "binomial":
      .binomial(trials: try input["n"].int, probability: try input["p"].double)
    default: throw ReferenceMismatch(description: "no such distribution: \(name)")
    }
  }

  @Test func knowsTheDistributionsTheReferenceLacks() throws {
    let fisher = Distribution.fisherF(numerator: 2, denominator: 9)
    // With 2 degrees of freedom in the numerator the tail is (1 + 2x/d)^(-d/2).
    let tail = try #require(fisher.survival(4.5))
    #expect(abs(tail - 1 / (2.0 * 2 * 2 * 2 * 2.0.squareRoot())) < 1e-14)
    let drawn = Distribution.hypergeometric(marked: 4, draws: 5, total: 10)
    // C(4,0)C(6,5) + C(4,1)C(6,4) = 66 of C(10,5) = 252 draws.
    let atMostOne = try #require(drawn.cdf(1))
    #expect(abs(atMostOne - 66.0 / 252) < 1e-15)
    #expect(drawn.cdf(4) == 1 && drawn.survival(-1) == 1 && drawn.density(5) == 0)
    // Without noncentrality it is Student's t.
    let central = try #require(
      Distribution.noncentralT(degreesOfFreedom: 7, noncentrality: 0).cdf(1.3))
    let student = try #require(Distribution.studentT(degreesOfFreedom: 7).cdf(1.3))
    #expect(abs(central - student) < 1e-14)
  }

  @Test(arguments: [
    Distribution.normal(mean: 0, standardDeviation: 0), .normal(mean: .nan, standardDeviation: 1),
    .studentT(degreesOfFreedom: 0), .studentT(degreesOfFreedom: .infinity),
    .chiSquared(degreesOfFreedom: -1), .fisherF(numerator: 1, denominator: 0),
    .beta(alpha: 0, beta: 1), .binomial(trials: -1, probability: 0.5),
    .binomial(trials: 3, probability: 1.5), .hypergeometric(marked: 5, draws: 1, total: 4),
    .hypergeometric(marked: 1, draws: 1, total: 1 << 32),
    .noncentralT(degreesOfFreedom: 3, noncentrality: .infinity),
  ])
  func isUndefinedForImpossibleParameters(distribution: Distribution) {
    #expect(distribution.cdf(1) == nil && distribution.survival(1) == nil)
    #expect(distribution.density(1) == nil && distribution.quantile(0.5) == nil)
    #expect(distribution.upperQuantile(0.5) == nil)
  }

  @Test(arguments: [
    Distribution.standardNormal, .studentT(degreesOfFreedom: 3), .chiSquared(degreesOfFreedom: 2),
    .fisherF(numerator: 3, denominator: 4), .beta(alpha: 2, beta: 3),
    .binomial(trials: 4, probability: 0.3), .hypergeometric(marked: 2, draws: 2, total: 5),
    .noncentralT(degreesOfFreedom: 3, noncentrality: 1),
  ])
  func coversTheWholeLine(distribution: Distribution) {
    #expect(distribution.cdf(-.infinity) == 0 && distribution.cdf(.infinity) == 1)
    #expect(distribution.survival(-.infinity) == 1 && distribution.survival(.infinity) == 0)
    #expect(distribution.density(.infinity) == 0)
    #expect(distribution.cdf(.nan) == nil && distribution.density(.nan) == nil)
    #expect(distribution.quantile(1.5) == nil && distribution.upperQuantile(-0.1) == nil)
    #expect(distribution.quantile(.nan) == nil)
  }

  @Test func countsAreWhole() throws {
    let coin = Distribution.binomial(trials: 2, probability: 0.5)
    #expect(coin.density(1.5) == 0 && coin.density(3) == 0 && coin.density(-1) == 0)
    #expect(coin.cdf(1.9) == coin.cdf(1) && coin.cdf(2.5) == 1)
    #expect(try abs(#require(coin.cdf(1)) - 0.75) < 1e-15)
    #expect(coin.quantile(0.5) == 1 && coin.quantile(0.8) == 2)
  }

  @Test func infiniteQuantilesAreUndefined() {
    #expect(Distribution.standardNormal.quantile(0) == nil)
    #expect(Distribution.standardNormal.quantile(1) == nil)
    #expect(Distribution.logGamma(0) == nil && Distribution.logGamma(-2) == nil)
    #expect(Distribution.logGamma(.nan) == nil && Distribution.logGamma(.infinity) == nil)
  }
}
