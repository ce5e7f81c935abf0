internal import EvalKit

/// `evalrunner history`: the runs of a suite over time, and whether the latest is worse.
enum HistoryCommand: Subcommand {
  static let syntax = CommandSyntax(
    "history", "List the runs of a suite, draw its metrics over time, and look for drift.",
    operands: "SUITE", operandCount: 1...1,
    options: [
      CommandOption("last", "N", "Only the newest N runs."),
      CommandOption(
        "metric", "NAME", "A metric, HARNESS/METRIC or overall, drawn large; may be repeated.",
        repeats: true),
      CommandOption("model", "GLOB", "Only runs of models whose PROVIDER/NAME matches."),
      CommandOption(
        "drift", "P%", "Exit 1 when the latest run is worse by more than that, beyond chance."),
      CommandOption("window", "N", "How many runs before it '--drift' compares with; 5."),
      CommandOption("reports", "DIR", "Where the runs are; otherwise reports."),
      CommandOption("json", nil, "Print the history as JSON."),
    ],
    examples: ["history web4", "history suites/web4 --metric refusal/f1 --drift 10%"])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    let reports = arguments.value("reports") ?? RunDirectory.root
    let suite = try SuiteName.find(arguments.operands[0], reports: reports, context)
    let metrics = arguments.values("metric")
    let last = try arguments.integer("last", minimum: 1)
    let tolerance = try arguments.value("drift").map(tolerance)
    let window = try arguments.integer("window", minimum: 1)
    if window != nil, tolerance == nil { throw UsageError("'--window' goes with '--drift'") }
    var history = try RunHistory(
      suite: suite, reports: reports, model: arguments.value("model").map(GlobPattern.init))
    let runs = history.runs(
      last: last, registry: context.registry, timings: metrics.map(Files.name))
    let series = try HistorySeries.all(of: runs, named: metrics)
    let judged = metrics.filter { $0 != HistorySeries.overall }
    let drift = try tolerance.map {
      try Drift(
        history, .init(tolerance: $0, window: window ?? 5, metrics: judged),
        registry: context.registry)
    }
    let report = HistoryReport(
      history, runs: runs, series: series, drift: drift, plots: !metrics.isEmpty)
    if arguments.has("json") {
      Terminal.print(report.json.compact + "\n")
    } else {
      Terminal.print(report.text(context.textStyle))
    }
    return drift?.exitStatus ?? .cleared
  }

  /// `10%` or `0.1`; a bare number above 1 would be a slip.
  private static func tolerance(_ text: String) throws(UsageError) -> Double {
    let isPercent = text.hasSuffix("%")
    let number = Double(isPercent ? String(text.dropLast()) : text)
    guard let number, number >= 0, number.isFinite, isPercent || number <= 1 else {
      throw UsageError("'--drift' is a share such as 10% or 0.1, not '\(text)'")
    }
    return isPercent ? number / 100 : number
  }
}

/// Which suite an operand means.
enum SuiteName {
  /// - Throws: ``UsageError`` when it is neither the name of a suite with runs nor a suite's file.
  static func find(
    _ operand: String, reports: String, _ context: CommandContext
  ) throws -> String {
    if !operand.contains("/"), operand != ".", operand != "..",
      Files.isDirectory(Files.resolve(operand, from: reports))
    {
      return operand
    }
    let known = RunHistory.suites(in: reports)
    let list = known.isEmpty ? "there are none" : "there are \(known.joined(separator: ", "))"
    guard Files.exists(operand) else {
      throw UsageError(
        "\(operand) is neither a suite nor the name of one with runs in \(reports); \(list)"
          + nearest(operand, in: known).suggestion)
    }
    let loader = SuiteLoader(registry: context.registry, environment: context.environment)
    let name = try loader.load(operand).name
    guard Files.isDirectory(Files.resolve(name, from: reports)) else {
      throw UsageError("the suite '\(name)' has no runs in \(reports); \(list)")
    }
    return name
  }
}
