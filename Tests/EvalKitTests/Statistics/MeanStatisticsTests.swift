import Testing

@testable import EvalKit

@Suite struct MeanStatisticsTests {
  @Test func agreesWithTheReference() throws {
    try ReferenceCheck.family("mean_stderr") { reference, key, expected, check in
      let values = try reference.input["values"].doubles
      // Sums, means and ends near 0, where the reference's own rounding shows.
      check.absolute = 1e-14 * (values.map { abs($0) }.max() ?? 0)
      let statistics = MeanStatistics(values)
      switch key {
      case "n": try check.equal(statistics.count, expected.int, key)
      case "fsum": try check.equal(statistics.sum, expected.double, key)
      case "sum": try check.number(statistics.sum, expected, key)
      case "mean": try check.number(statistics.mean, expected, key)
      case "median": try check.number(Descriptive.median(values), expected, key)
      case "min": try check.equal(statistics.minimum, expected.double, key)
      case "max": try check.equal(statistics.maximum, expected.double, key)
      case "varPopulation": try check.number(statistics.populationVariance, expected, key)
      case "stdPopulation":
        try check.number(statistics.populationStandardDeviation, expected, key)
      case "varSample": try check.number(statistics.variance, expected, key)
      case "stdSample": try check.number(statistics.standardDeviation, expected, key)
      case "stderr": try check.number(statistics.standardError, expected, key)
      case "skewness": try check.number(Descriptive.skewness(values), expected, key)
      case "geometricMean": try check.number(Descriptive.geometricMean(values), expected, key)
      case "harmonicMean": try check.number(Descriptive.harmonicMean(values), expected, key)
      case _ where key.hasPrefix("tCI"):
        let confidence = try #require(Double(key.dropFirst(3)))
        try check.interval(statistics.tInterval(confidence: confidence), expected, key)
      case _ where key.hasPrefix("zCI"):
        let confidence = try #require(Double(key.dropFirst(3)))
        try check.interval(statistics.zInterval(confidence: confidence), expected, key)
      default: check.unknown(key)
      }
    }
  }

  @Test func anyOrderAndAnySplitGiveTheSameBits() throws {
    var generator = SeededGenerator(seed: 1)
    // Magnitudes from 1e-15 to 1e15 and both signs: a plain sum depends on the order.
    var power = 1e-15
    let values: [Double] = (0..<3000).map { index in
      power = index.isMultiple(of: 100) ? power * 10 : power
      return (generator.unitInterval() - 0.5) * power
    }
    let whole = MeanStatistics(values)
    #expect(values.reduce(0, +) != values.reversed().reduce(0, +), "the data is too easy")
    for pieceCount in [2, 7, 100] {
      let mixed = generator.shuffled(values)
      var pieces = [MeanStatistics](repeating: MeanStatistics(), count: pieceCount)
      for (index, value) in mixed.enumerated() { pieces[index % pieceCount].add(value) }
      var merged = MeanStatistics()
      for piece in generator.shuffled(pieces) { merged.merge(piece) }
      #expect(merged == whole)
      #expect(merged.sum == whole.sum && merged.variance == whole.variance)
      #expect(merged.tInterval(confidence: 0.9) == whole.tInterval(confidence: 0.9))
      merged.add(1e-30)
      #expect(merged != whole, "equality must see even a value that leaves the sum unchanged")
    }
  }

  @Test func cancellationLosesNothing() {
    #expect(MeanStatistics([1e16, 1, -1e16]).sum == 1)
    #expect(MeanStatistics([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]).sum == 1)
    // The textbook formula in doubles gives 0 or worse here; the true variance is 1.
    #expect(MeanStatistics([1e9 + 1, 1e9 + 2, 1e9 + 3]).variance == 1)
    // Half-way between two doubles, decided by the last term (CPython's math.fsum tests).
    #expect(MeanStatistics([1e16, 1, 1e-16]).sum == 10_000_000_000_000_002)
    #expect(MeanStatistics([1e16, 1, -1e-16]).sum == 1e16)
  }

  @Test func noValuesAndOneValue() {
    let none = MeanStatistics()
    #expect(none.count == 0 && none.sum == 0 && none.mean == nil && none.minimum == nil)
    #expect(none.populationVariance == nil && none.variance == nil)
    let one = MeanStatistics([0.3])
    #expect(one.mean == 0.3 && one.populationVariance == 0)
    #expect(one.variance == nil && one.standardError == nil)
    #expect(one.tInterval(confidence: 0.95) == nil && one.zInterval(confidence: 0.95) == nil)
  }

  @Test func equalValuesHaveExactlyNoVariance() {
    for value in [0.1, 1e-300, -7.3, 1e140] {
      let statistics = MeanStatistics(repeatElement(value, count: 10))
      #expect(statistics.variance == 0 && statistics.standardError == 0)
      #expect(statistics.mean.map { abs($0 - value) <= value.ulp } == true)
    }
    #expect(MeanStatistics([-0.0]) == MeanStatistics([0.0]))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func aValueThatIsNotFiniteMakesEverythingUndefined(value: Double) {
    var statistics = MeanStatistics([1, value, 2])
    statistics.merge(MeanStatistics([3]))
    #expect(statistics.count == 3 && statistics.nonFiniteCount == 1)
    #expect(statistics.sum == nil && statistics.mean == nil && statistics.variance == nil)
    #expect(statistics.minimum == nil && statistics.maximum == nil)
    #expect(statistics.tInterval(confidence: 0.95) == nil)
  }

  @Test func overflowIsUndefinedNotInfinite() {
    let statistics = MeanStatistics([.greatestFiniteMagnitude, .greatestFiniteMagnitude])
    #expect(statistics.sum == nil && statistics.mean == nil && statistics.variance == nil)
    #expect(statistics == statistics)
    let wide = MeanStatistics([1e200, -1e200])
    #expect(wide.mean == 0 && wide.variance == nil && wide.tInterval(confidence: 0.9) == nil)
  }

  @Test func describesLists() {
    #expect(Descriptive.median([3, 1, 2]) == 2 && Descriptive.median([4, 1, 3, 2]) == 2.5)
    #expect(Descriptive.median([]) == nil && Descriptive.median([1, .nan]) == nil)
    #expect(Descriptive.quantile([1, 2, 3, 4], at: 0.5) == 2.5)
    #expect(Descriptive.quantile([1, 2, 3, 4], at: 1) == 4)
    #expect(Descriptive.quantile([1, 2], at: 1.1) == nil)
    #expect(Descriptive.geometricMean([1, 0]) == nil && Descriptive.harmonicMean([-1]) == nil)
    #expect(Descriptive.geometricMean([]) == nil && Descriptive.harmonicMean([]) == nil)
    #expect(Descriptive.averageRanks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
    #expect(Descriptive.tieSizes([3, 1, 3, 2]) == [1, 1, 2])
  }
}
