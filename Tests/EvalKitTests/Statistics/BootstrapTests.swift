import Testing

@testable import EvalKit

@Suite struct BootstrapTests {
  /// As the notes of the family ask: the error within 2 %, the bounds within one step of the
  /// discrete distribution; here of its quantiles within 4 standard deviations of 20,000 draws.
  @Test func agreesWithTheEnumerationOfAllResamples() throws {
    let resamples = 20_000
    var cache: [String: (bootstrap: Bootstrap, means: [Double])] = [:]
    try ReferenceCheck.family("bootstrap_exact", params: ["statistic", "method"]) {
      reference, key, expected, check in
      check.equal(try reference.param("statistic").string, "mean", "statistic")
      let values = try reference.input["values"].doubles
      if cache[reference.id] == nil {
        var generator = SeededGenerator(seed: 1, stream: reference.id)
        let drawn = Bootstrap(meanOf: values, resamples: resamples, using: &generator)
        cache[reference.id] = (try #require(drawn), Self.allMeans(values))
      }
      let (bootstrap, means) = try #require(cache[reference.id])
      let slack = 1e-12 * (values.map { abs($0) }.max() ?? 0)
      check.absolute = slack
      switch key {
      case "resamples": try check.equal(means.count, expected.int, key)
      case "bootstrapMean":
        try check.number(MeanStatistics(means).mean, expected, key)
        check.absolute = slack + 4 * bootstrap.standardError / Double(resamples).squareRoot()
        try check.number(MeanStatistics(bootstrap.replicates).mean, expected, key)
      case "bootstrapStdPopulation":
        check.relative = 0.02
        try check.number(bootstrap.standardError, expected, key)
      case "percentile95", "percentile90":
        let confidence = key == "percentile95" ? 0.95 : 0.9
        let tails = [(1 - confidence) / 2, (1 + confidence) / 2]
        try check.numbers(
          tails.map { Descriptive.quantile(sorted: means, at: $0) }, expected, key)
        let interval = try #require(bootstrap.interval(.percentile, confidence: confidence))
        for (actual, tail) in zip([interval.lower, interval.upper], tails) {
          let noise = 4 * (tail * (1 - tail) / Double(resamples)).squareRoot()
          let low = Descriptive.quantile(sorted: means, at: max(0, tail - noise))
          let high = Descriptive.quantile(sorted: means, at: min(1, tail + noise))
          let below = means.last { $0 < low - slack } ?? low
          let above = means.first { $0 > high + slack } ?? high
          #expect(
            below - slack <= actual && actual <= above + slack,
            "\(check.id): \(key) is \(actual), expected \(low)...\(high) or a neighbour")
        }
      case "min":
        try check.number(means.first, expected, key)
        #expect(try bootstrap.replicates[0] >= expected.double - slack)
      case "max":
        try check.number(means.last, expected, key)
        #expect(try bootstrap.replicates[resamples - 1] <= expected.double + slack)
      default: check.unknown(key)
      }
    }
  }

  /// As the notes of the family ask: within 3 times the spread of seeds and 2 % of the width.
  ///
  /// Means of whole numbers lie on a lattice, where a bound may fall on either side of a step: in
  /// case 8201476c63 the exact BCa bound is 13/30, which scipy 1.17.1 finds for 5 of the seeds
  /// 0 to 7 and misses by one step for 3; the reference's five seeds happen to be of the latter.
  @Test func agreesWithRandomResamples() throws {
    let params: Set = ["confidence", "resamples", "statistic"]
    var cache: [String: Bootstrap] = [:]
    try ReferenceCheck.family("bootstrap_random", params: params) {
      reference, key, expected, check in
      check.equal(try reference.param("statistic").string, "mean", "statistic")
      if cache[reference.id] == nil {
        var generator = SeededGenerator(seed: 1, stream: reference.id)
        cache[reference.id] = Bootstrap(
          meanOf: try reference.input["values"].doubles,
          resamples: try reference.param("resamples").int, using: &generator)
      }
      let bootstrap = try #require(cache[reference.id])
      let method = Bootstrap.IntervalMethod(rawValue: key == "BCa" ? "bca" : key)
      guard let method else { return check.unknown(key) }
      let interval = bootstrap.interval(
        method, confidence: try reference.param("confidence").double)
      let values = try reference.input["values"].doubles
      let step = values.allSatisfy { $0 == $0.rounded() } ? 1.0001 / Double(values.count) : 0
      let width = try expected["high"].double - expected["low"].double
      for (member, value) in try expected.object {
        switch member {
        case "low":
          check.absolute = try max(step, 3 * expected["seedSpreadLow"].double + 0.02 * width)
          try check.number(interval?.lower, value, "\(key).\(member)")
        case "high":
          check.absolute = try max(step, 3 * expected["seedSpreadHigh"].double + 0.02 * width)
          try check.number(interval?.upper, value, "\(key).\(member)")
        case "standardError":
          check.absolute = try 0.02 * value.double
          try check.number(bootstrap.standardError, value, "\(key).\(member)")
        case "seedSpreadLow", "seedSpreadHigh": break  // the tolerances of the ends
        default: check.unknown("\(key).\(member)")
        }
      }
    }
  }

  @Test func theSameSeedGivesTheSameBits() throws {
    let values = (0..<30).map { Double($0 * $0 % 17) / 7 }
    var (first, second) = (SeededGenerator(seed: 9), SeededGenerator(seed: 9))
    let one = Bootstrap(meanOf: values, resamples: 500, using: &first)
    #expect(one == Bootstrap(meanOf: values, resamples: 500, using: &second))
    #expect(first == second)
    let other = Bootstrap(meanOf: values, resamples: 500, using: &first)
    #expect(one != other)
  }

  @Test func anyStatisticAgreesWithTheMean() throws {
    let values = [0.5, 1.25, 3, 4.5, 0.75, 2, 2.5, 8]
    var (first, second) = (SeededGenerator(seed: 2), SeededGenerator(seed: 2))
    let direct = try #require(Bootstrap(meanOf: values, resamples: 2000, using: &first))
    let general = try #require(
      Bootstrap(values, resamples: 2000, using: &second) { MeanStatistics($0).mean })
    #expect(abs(direct.standardError - general.standardError) < 1e-12)
    for method in Bootstrap.IntervalMethod.allCases {
      let one = try #require(direct.interval(method, confidence: 0.9))
      let other = try #require(general.interval(method, confidence: 0.9))
      #expect(abs(one.lower - other.lower) < 1e-9 && abs(one.upper - other.upper) < 1e-9)
    }
    let plain = try #require(
      Bootstrap(values, resamples: 50, includesAcceleration: false, using: &second) { $0.max() })
    #expect(plain.estimate == 8 && plain.interval(.bca, confidence: 0.9) == nil)
    #expect(plain.interval(.percentile, confidence: 0.9)?.upper == 8)
  }

  @Test func tooFewOrUndefinedValuesGiveNothing() {
    var generator = SeededGenerator(seed: 1)
    #expect(Bootstrap(meanOf: [1], using: &generator) == nil)
    #expect(Bootstrap(meanOf: [], using: &generator) == nil)
    #expect(Bootstrap(meanOf: [1, .nan], using: &generator) == nil)
    #expect(Bootstrap(meanOf: [1, 2], resamples: 1, using: &generator) == nil)
    #expect(Bootstrap([1, 2], resamples: 10, using: &generator) { _ in nil } == nil)
    // Undefined for some resamples only.
    let sometimes = Bootstrap([1, 2, 3], resamples: 200, using: &generator) {
      $0.contains(1) ? 1 : nil
    }
    #expect(sometimes == nil)
  }

  @Test func equalValuesGiveAPoint() throws {
    var generator = SeededGenerator(seed: 1)
    let bootstrap = try #require(
      Bootstrap(meanOf: [0.1, 0.1, 0.1], resamples: 100, using: &generator))
    #expect(bootstrap.estimate == 0.1 && bootstrap.standardError == 0)
    let point = Interval(lower: 0.1, upper: 0.1, confidence: 0.95)
    #expect(bootstrap.interval(.percentile, confidence: 0.95) == point)
    #expect(bootstrap.interval(.basic, confidence: 0.95) == point)
    #expect(bootstrap.interval(.bca, confidence: 0.95) == nil)
    #expect(bootstrap.interval(.percentile, confidence: 1) == nil)
  }

  /// The mean of every one of the n^n resamples, in increasing order.
  private static func allMeans(_ values: [Double]) -> [Double] {
    var sums = [0.0]
    for _ in values { sums = sums.flatMap { sum in values.map { sum + $0 } } }
    return sums.map { $0 / Double(values.count) }.sorted()
  }
}
