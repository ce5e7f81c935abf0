/// The metrics of one harness, by name.
public struct MetricCatalog: Sendable {
  /// What reports show without being asked, in order.
  public let reported: [any Metric]
  public let headline: String
  private let measures: [Measure]

  public init(_ harness: some Harness) {
    self.init(
      measures: harness.measures, metrics: harness.metrics,
      judgesTrials: harness.judgesTrials, headline: harness.headline)
  }

  public init(
    measures: [Measure], metrics: [any Metric], judgesTrials: Bool, headline: String
  ) {
    let means = measures.compactMap { measure -> (any Metric)? in
      switch measure.scale {
      case .binary: RateMetric(of: measure)
      case .quantity: MeanMetric(of: measure)
      case .auxiliary: nil
      }
    }
    reported = (judgesTrials ? [RateMetric()] : []) + means + metrics
    self.measures =
      measures.filter { $0.scale == .quantity } + [Measure.firstToken, Measure.latency]
    self.headline = headline
  }

  /// The metric of that name: a reported one, or `MEASURE_mean`, `MEASURE_pNN` or
  /// `MEASURE_pNN_nearest` of a quantity.
  public func metric(named name: String) -> (any Metric)? {
    if let metric = reported.first(where: { $0.declaration.name == name }) { return metric }
    for measure in measures where name.hasPrefix(measure.name + "_") {
      let rest = name.dropFirst(measure.name.count + 1)
      if rest == "mean" { return MeanMetric(of: measure, name: name) }
      let isNearest = rest.hasSuffix("_nearest")
      let digits = isNearest ? rest.dropLast("_nearest".count) : rest
      guard digits.first == "p", let first = digits.dropFirst().first, first.isNumber,
        let percent = Double(digits.dropFirst().replacing("_", with: ".")),
        percent > 0, percent < 100
      else { continue }
      return PercentileMetric(percent, of: measure, nearestRank: isNearest, name: name)
    }
    return nil
  }

  /// Names for messages: what is reported, and the forms of percentiles.
  public var names: [String] {
    reported.map { $0.declaration.name }
      + measures.flatMap { ["\($0.name)_p50", "\($0.name)_p95", "\($0.name)_p95_nearest"] }
  }

  /// What is wrong with a gate's expression, or `nil`.
  public func problem(with expression: GateExpression) -> String? {
    guard let metric = metric(named: expression.metric) else { return unknown(expression.metric) }
    let declaration = metric.declaration
    if let problem = unitProblem(expression, declaration) { return problem }
    let range = Self.range(of: expression.subject, declaration.range)
    let threshold = expression.threshold
    guard threshold.isReachable(in: range) else {
      let low = Threshold.text(range.lowerBound)
      let high = range.upperBound.isFinite ? Threshold.text(range.upperBound) : "∞"
      return "'\(expression.subjectText)' lies in \(low)...\(high) and can never satisfy "
        + "'\(threshold)'" + (range == 0...1 ? SuiteDecoder.percentHint(threshold) : "")
    }
    return nil
  }

  /// What is wrong with a metric as a headline, or `nil`.
  public func problem(withHeadline name: String) -> String? {
    guard let metric = metric(named: name) else { return unknown(name) }
    guard metric.declaration.canBeHeadline else {
      return "'\(name)' cannot be a headline: \(MetricDeclaration.headlineRule)"
    }
    return nil
  }

  private func unknown(_ name: String) -> String {
    "unknown metric '\(name)'; there are \(names.joined(separator: ", "))"
      + nearest(name, in: names).suggestion
  }

  private func unitProblem(
    _ expression: GateExpression, _ declaration: MetricDeclaration
  ) -> String? {
    guard let unit = expression.unit else { return nil }
    let isTime = declaration.unit == .milliseconds && expression.subject != .change
    let isFraction = declaration.unit == .fraction || expression.subject == .change
    if unit == "%" {
      return isFraction ? nil : "'\(expression.subjectText)' is no fraction, so '%' has no meaning"
    }
    return isTime ? nil : "'\(expression.subjectText)' is no time, so '\(unit)' has no meaning"
  }

  private static func range(
    of subject: GateExpression.Subject, _ range: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    let width = range.upperBound - range.lowerBound
    return switch subject {
    case .value: range
    case .drop: -width...width
    case .change: (range.lowerBound >= 0 ? -1 : -.infinity)...Double.infinity
    }
  }
}

extension MetricDeclaration {
  static let headlineRule = "that is a fraction, or a score in points, of which more is better"

  /// Whether it can stand for its harness in the overall score.
  var canBeHeadline: Bool {
    higherIsBetter && (unit == .fraction || (unit == .points && range.isBounded))
  }

  /// A value as the share of the range that it reaches, for the overall score.
  func share(_ value: Double) -> Double {
    guard unit == .points, range.isBounded else { return value }
    return (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }
}

extension ClosedRange<Double> {
  fileprivate var isBounded: Bool {
    lowerBound.isFinite && upperBound.isFinite && lowerBound < upperBound
  }
}
