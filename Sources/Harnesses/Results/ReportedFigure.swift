internal import EvalKit

/// A figure that a suite wants from the results of another tool.
struct ReportedFigure: Sendable {
  /// As gates name it: `task.metric`.
  let name: String
  let task: String
  /// `nil`: the metric's part of the name is that of the file.
  let fileMetric: String?
  let unit: Unit
  let higherIsBetter: Bool

  /// What the file calls it.
  var fileName: String { fileMetric.map { "\(task).\($0)" } ?? name }

  /// Of a fraction 0 to 1; otherwise any number.
  var range: ClosedRange<Double> {
    unit == .fraction ? 0...1 : -Double.infinity...Double.infinity
  }

  static let keys = [
    OptionDeclaration("name", .text, "The figure, as TASK.METRIC.", required: true),
    OptionDeclaration("metric", .text, "What the file calls the metric, if not so."),
    OptionDeclaration(
      "unit", .choice(Unit.allCases.map(\.rawValue)), "Its unit.", default: "fraction"),
    OptionDeclaration("higher_is_better", .boolean, "Whether more is better.", default: true),
  ]

  /// Reads an entry of `metrics`: a name, or an object with the keys above.
  init(_ json: JSONValue) throws(OptionError) {
    let given: JSONObject
    switch json {
    case .string: given = JSONObject([.init(key: "name", value: json)])
    case .object(let object): given = object
    default: throw OptionError("a metric is TASK.METRIC or an object, not \(json.kindDescription)")
    }
    let options = try given.filled(by: Self.keys, of: "the metric")
    let name = options["name"]?.stringValue ?? ""
    guard let parts = ResultName.parts(of: name) else {
      throw OptionError(
        "\(Excerpt(name)) is no TASK.METRIC of letters, digits and '_', such as gsm8k.exact_match")
    }
    (self.name, task) = (name, parts.task)
    fileMetric = options["metric"]?.stringValue.map(ResultName.identifier)
    unit = options["unit"]?.stringValue.flatMap(Unit.init(rawValue:)) ?? .fraction
    higherIsBetter = options["higher_is_better"]?.boolValue ?? true
  }

  /// A figure that stands in a file.
  init(_ figure: ResultFigure) {
    (name, task, fileMetric) = (figure.name, figure.task, nil)
    unit = (0...1).contains(figure.value) ? .fraction : .points
    higherIsBetter = figure.higherIsBetter ?? true
  }

  func metrics(hasReference: Bool) -> [any Metric] {
    let own = MetricDeclaration(
      name: name, unit: unit, range: range, higherIsBetter: higherIsBetter,
      definition: "\(fileName) as the results say")
    guard hasReference else { return [ReportedMetric(own, measure: name)] }
    let loss = MetricDeclaration(
      name: "\(name).loss", unit: unit,
      range: unit == .fraction ? -1...1 : range, higherIsBetter: !higherIsBetter,
      definition: "\(fileName) of the reference minus that of the results")
    return [ReportedMetric(own, measure: name), ReportedMetric(loss, measure: name, isLoss: true)]
  }

  func measures(hasReference: Bool) -> [Measure] {
    let companions: [ReportedMetric.Companion] =
      hasReference ? ReportedMetric.Companion.allCases : [.standardError, .count]
    return ([""] + companions.map(\.rawValue)).map { suffix in
      Measure(
        name + suffix, unit: suffix == "_count" ? .count : unit, scale: .auxiliary,
        range: -Double.infinity...Double.infinity, higherIsBetter: higherIsBetter,
        summary: "\(fileName) of the results\(suffix.replacing("_", with: " "))")
    }
  }

  /// The values of those measures, without what the results do not say.
  func values(_ results: ResultSet, reference: ResultSet?) throws(ScoringError)
    -> [String: MeasureValue]
  {
    let own = try figure(in: results)
    var values: [String: MeasureValue] = [name: .value(own.value)]
    func set(_ companion: ReportedMetric.Companion, _ number: Double?) {
      values[name + companion.rawValue] =
        number.map(MeasureValue.value) ?? .missing(reason: "the results do not say")
    }
    set(.standardError, own.standardError)
    set(.count, own.count.map(Double.init))
    if let reference {
      let other = try figure(in: reference)
      set(.reference, other.value)
      set(.referenceError, other.standardError)
    }
    return values
  }

  private func figure(in results: ResultSet) throws(ScoringError) -> ResultFigure {
    guard let figure = results.figure(fileName) else {
      let names = results.names
      throw ScoringError(
        .notMeasured,
        "the results have no \(fileName); there are \(names.prefix(30).joined(separator: ", "))"
          + nearest(fileName, in: names).suggestion)
    }
    guard range.contains(figure.value) else {
      throw ScoringError(
        .notMeasured, "\(fileName) is \(figure.value), which is no fraction; give it a 'unit'")
    }
    return figure
  }
}
