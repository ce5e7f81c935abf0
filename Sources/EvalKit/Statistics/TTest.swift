/// Student's t test of a difference of means.
///
/// Pairs are the samples that both models answered; they take out the difficulty of the sample and
/// find smaller differences than two independent groups do.
public struct TTest: Sendable, Equatable {
  /// Why there is no t: the data does not vary.
  public enum Degeneracy: Sendable, Equatable {
    /// Every pair is equal: no effect, and p is 1.
    case identicalPairs
    /// Every pair differs by the same non-zero amount: p is the limit 0 (or 1 against the
    /// alternative) of an ever smaller variance, which a few samples hardly support.
    case constantDifferences
    /// Both groups are constant. With equal means p is `nil`: there is nothing to compare with;
    /// with unequal means p is the limit, as for ``constantDifferences``.
    case constantGroups
  }

  /// The estimate: the first mean minus the second, or the mean of the pairs' differences.
  public let meanDifference: Double
  /// The standard error of ``meanDifference``; 0 exactly when the data is degenerate.
  public let standardError: Double
  /// Positive; not whole for Welch's test.
  public let degreesOfFreedom: Double
  /// `meanDifference / standardError`, or `nil` when the data is degenerate.
  public let statistic: Double?
  /// In `0...1`; `nil` only for ``Degeneracy/constantGroups`` with equal means.
  public let pValue: Double?
  /// What ``pValue`` was computed for.
  public let alternative: Alternative
  /// Why ``statistic`` is missing, or `nil` when it is not.
  public let degeneracy: Degeneracy?

  /// The paired test; `nil` unless both lists have the same length, two or more, and are finite.
  public static func paired(
    _ first: [Double], _ second: [Double], alternative: Alternative
  ) -> TTest? {
    guard first.count == second.count else { return nil }
    return paired(differences: zip(first, second).map { $0 - $1 }, alternative: alternative)
  }

  /// The paired test of differences, first minus second; `nil` below two, or if one is not finite.
  public static func paired(differences: [Double], alternative: Alternative) -> TTest? {
    let statistics = MeanStatistics(differences)
    guard let mean = statistics.mean, let error = statistics.standardError else { return nil }
    return TTest(
      meanDifference: mean, standardError: error,
      degreesOfFreedom: Double(statistics.count - 1), alternative: alternative,
      degeneracy: mean == 0 ? .identicalPairs : .constantDifferences)
  }

  /// Welch's test, which allows the groups different variances; `nil` below two values in either.
  ///
  /// Welch (1947), Biometrika 34, with the degrees of freedom of Welch and Satterthwaite. When both
  /// groups are constant those are undefined and given as 1, as scipy does.
  public static func welch(
    _ first: [Double], _ second: [Double], alternative: Alternative
  ) -> TTest? {
    welch(MeanStatistics(first), MeanStatistics(second), alternative: alternative)
  }

  /// Welch's test from the statistics of the groups.
  public static func welch(
    _ first: MeanStatistics, _ second: MeanStatistics, alternative: Alternative
  ) -> TTest? {
    guard let means = means(first, second), let variances = variances(first, second) else {
      return nil
    }
    return welch(
      meanDifference: means.0 - means.1,
      shares: (variances.0 / Double(first.count), variances.1 / Double(second.count)),
      counts: (first.count, second.count), alternative: alternative)
  }

  /// A mean as reports carry it.
  public struct Group: Sendable, Equatable {
    public let mean: Double
    /// Of the mean; not negative.
    public let standardError: Double
    /// At least 2.
    public let count: Int

    /// `nil` when the values cannot be those of a mean.
    public init?(mean: Double, standardError: Double, count: Int) {
      guard mean.isFinite, standardError.isFinite, standardError >= 0, count >= 2 else {
        return nil
      }
      (self.mean, self.standardError, self.count) = (mean, standardError, count)
    }
  }

  /// Welch's test from the mean, its standard error and the count of each group.
  public static func welch(
    _ first: Group, _ second: Group, alternative: Alternative
  ) -> TTest? {
    welch(
      meanDifference: first.mean - second.mean,
      shares: (
        first.standardError * first.standardError, second.standardError * second.standardError
      ),
      counts: (first.count, second.count), alternative: alternative)
  }

  /// `shares` are the squared standard errors of the two means.
  private static func welch(
    meanDifference: Double, shares: (Double, Double), counts: (Int, Int),
    alternative: Alternative
  ) -> TTest? {
    let total = shares.0 + shares.1
    // Shares of the total rather than squares of tiny variances, which would underflow.
    let (left, right) = (shares.0 / total, shares.1 / total)
    let freedom =
      total > 0
      ? 1 / (left * left / Double(counts.0 - 1) + right * right / Double(counts.1 - 1)) : 1
    return TTest(
      meanDifference: meanDifference, standardError: total.squareRoot(),
      degreesOfFreedom: freedom, alternative: alternative, degeneracy: .constantGroups)
  }

  /// Student's test for groups of one common variance; `nil` below two values in either.
  public static func pooled(
    _ first: [Double], _ second: [Double], alternative: Alternative
  ) -> TTest? {
    pooled(MeanStatistics(first), MeanStatistics(second), alternative: alternative)
  }

  /// Student's test from the statistics of the groups.
  public static func pooled(
    _ first: MeanStatistics, _ second: MeanStatistics, alternative: Alternative
  ) -> TTest? {
    guard let means = means(first, second), let variances = variances(first, second) else {
      return nil
    }
    let freedom = Double(first.count + second.count - 2)
    let common =
      (Double(first.count - 1) * variances.0 + Double(second.count - 1) * variances.1) / freedom
    let error = (common * (1 / Double(first.count) + 1 / Double(second.count))).squareRoot()
    return TTest(
      meanDifference: means.0 - means.1, standardError: error, degreesOfFreedom: freedom,
      alternative: alternative, degeneracy: .constantGroups)
  }

  /// The two-sided interval of the difference, whatever ``alternative`` is.
  ///
  /// - Parameter confidence: A fraction strictly between 0 and 1.
  /// - Returns: The mean difference ± t · standard error, without width when the data is degenerate;
  ///   `nil` for a confidence out of range.
  public func interval(confidence: Double) -> Interval? {
    let critical = Distribution.criticalT(
      confidence: confidence, degreesOfFreedom: degreesOfFreedom)
    guard let critical else { return nil }
    return Interval(
      center: meanDifference, margin: critical * standardError, confidence: confidence)
  }

  /// Makes the test of an estimate; `degeneracy` says what it means if the standard error is 0.
  private init?(
    meanDifference: Double, standardError: Double, degreesOfFreedom: Double,
    alternative: Alternative, degeneracy: Degeneracy
  ) {
    guard meanDifference.isFinite, standardError.isFinite else { return nil }
    self.meanDifference = meanDifference
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.alternative = alternative
    guard standardError == 0 else {
      let statistic = meanDifference / standardError
      let student = Distribution.studentT(degreesOfFreedom: degreesOfFreedom)
      guard let lower = student.cdf(statistic), let upper = student.survival(statistic) else {
        return nil
      }
      self.statistic = statistic
      self.degeneracy = nil
      pValue = alternative.pValue(lower: lower, upper: upper)
      return
    }
    statistic = nil
    self.degeneracy = degeneracy
    if meanDifference == 0 {
      pValue = degeneracy == .identicalPairs ? 1 : nil
    } else {
      pValue = alternative.pValue(
        lower: meanDifference < 0 ? 0 : 1, upper: meanDifference < 0 ? 1 : 0)
    }
  }

  private static func means(
    _ first: MeanStatistics, _ second: MeanStatistics
  ) -> (Double, Double)? {
    guard let firstMean = first.mean, let secondMean = second.mean else { return nil }
    return (firstMean, secondMean)
  }

  private static func variances(
    _ first: MeanStatistics, _ second: MeanStatistics
  ) -> (Double, Double)? {
    guard let firstVariance = first.variance, let secondVariance = second.variance else {
      return nil
    }
    return (firstVariance, secondVariance)
  }
}
