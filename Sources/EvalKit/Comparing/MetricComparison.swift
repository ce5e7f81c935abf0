/// The interval of a metric's difference between two runs.
///
/// Two rates: Newcombe (1998), method 10. Two means: Welch's t. Any other metric: recovered from
/// the interval of each run (``RecoveredInterval``). The runs count as independent; where both
/// answered the same samples, the truth is at least as sure as the interval says.
struct MetricComparison {
  /// Each with its interval at one and the same confidence.
  let candidate: MetricSummary
  let baseline: MetricSummary

  /// Baseline minus candidate; `nil` when a side has no interval.
  func drop(confidence: Double) -> MetricInterval? {
    if let rates {
      return MetricInterval(
        rates.interval(.newcombe, confidence: confidence), method: "newcombe")
    }
    if let test = means(.twoSided) {
      return MetricInterval(test.interval(confidence: confidence), method: "welch")
    }
    guard let (baseline, candidate) = estimates else { return nil }
    return MetricInterval(RecoveredInterval.difference(baseline, candidate), method: "mover")
  }

  /// Candidate minus baseline, relative to the baseline.
  ///
  /// `nil` when a side has no interval, can be negative, or the baseline may well be 0.
  func change(confidence: Double) -> MetricInterval? {
    guard let (baseline, candidate) = estimates,
      let ratio = RecoveredInterval.ratio(candidate, baseline)
    else { return nil }
    return MetricInterval(
      lower: ratio.lower - 1, upper: ratio.upper - 1, confidence: confidence, method: "mover")
  }

  /// The two rates as baseline against candidate, when both are counts.
  var rates: ProportionTest? {
    guard let baseline = baseline.successes, let candidate = candidate.successes else {
      return nil
    }
    return ProportionTest(
      successes: baseline, of: self.baseline.count, against: candidate, of: self.candidate.count)
  }

  /// Welch's test of the baseline against the candidate, when both are means of two or more.
  func means(_ alternative: Alternative) -> TTest? {
    guard let baseline = baseline.group, let candidate = candidate.group else { return nil }
    return TTest.welch(baseline, candidate, alternative: alternative)
  }

  private var estimates: (RecoveredInterval.Estimate, RecoveredInterval.Estimate)? {
    guard let first = baseline.estimate, let second = candidate.estimate else { return nil }
    return (first, second)
  }
}

extension MetricSummary {
  /// How many observations were counted, when the value is a rate with Wilson's interval.
  fileprivate var successes: Int? {
    guard interval?.method == "wilson" else { return nil }
    return Int((value * Double(count)).rounded())
  }

  /// The mean, when the value is one with Student's interval.
  fileprivate var group: TTest.Group? {
    guard interval?.method == "student_t", let standardError else { return nil }
    return TTest.Group(mean: value, standardError: standardError, count: count)
  }

  fileprivate var estimate: RecoveredInterval.Estimate? {
    guard let interval, interval.lower.isFinite, interval.upper.isFinite,
      interval.lower <= interval.upper
    else { return nil }
    return RecoveredInterval.Estimate(
      value,
      Interval(lower: interval.lower, upper: interval.upper, confidence: interval.confidence))
  }
}
