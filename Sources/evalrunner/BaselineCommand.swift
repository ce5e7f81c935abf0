internal import EvalKit

/// `evalrunner baseline`: names for runs that later runs are compared with.
enum BaselineCommand: Subcommand {
  static let syntax = CommandSyntax(
    "baseline", "Name a run as a baseline, list the names, or remove one.",
    operands: "set RUN NAME | list | remove NAME", operandCount: 1...3,
    options: [
      CommandOption("suite", "NAME", "The suite of the baseline, for list and remove."),
      CommandOption("reports", "DIR", "Where the runs are; otherwise reports."),
      CommandOption("json", nil, "Print the list as JSON."),
    ],
    examples: [
      "baseline set reports/web4/latest full-precision", "baseline list",
      "run suites/web4 --baseline full-precision",
    ])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    let words = arguments.operands
    let reports = arguments.value("reports") ?? RunDirectory.root
    let suite = arguments.value("suite")
    switch (words[0], words.count) {
    case ("set", 3): try set(run: words[1], name: words[2], reports, suite: suite)
    case ("list", 1): return try list(reports, suite: suite, asJSON: arguments.has("json"))
    case ("remove", 2): try remove(words[1], reports, suite: suite)
    case ("set", _): throw UsageError("'baseline set' needs RUN NAME")
    case ("list", _): throw UsageError("'baseline list' takes no '\(words[1])'")
    case ("remove", _): throw UsageError("'baseline remove' needs one NAME")
    default:
      let actions = ["set", "list", "remove"]
      throw UsageError(
        "unknown action '\(words[0])'; there are \(actions.joined(separator: ", "))"
          + nearest(words[0], in: actions).suggestion)
    }
    return .cleared
  }

  private static func set(
    run: String, name: String, _ reports: String, suite: String?
  ) throws {
    guard Files.exists(Journal.path(of: run)) else {
      throw UsageError("\(run): there is no run here")
    }
    let manifest = try JournalReader(run).manifest()
    var store = try BaselineStore(suite: suite ?? manifest.suite, reports: reports)
    let old = try store.set(name, run: run)
    guard let entry = store[name] else { return }
    Terminal.print("\(name): \(entry.runID) (\(entry.model)) in \(store.path(of: entry))\n")
    if let old, old.runID != entry.runID { Terminal.print("it was \(old.runID)\n") }
  }

  private static func stores(_ reports: String, suite: String?) throws -> [BaselineStore] {
    try (suite.map { [$0] } ?? RunHistory.suites(in: reports))
      .map { try BaselineStore(suite: $0, reports: reports) }
  }

  private static func remove(_ name: String, _ reports: String, suite: String?) throws {
    let stores = try stores(reports, suite: suite)
    let found = stores.filter { $0[name] != nil }
    guard found.count < 2 else {
      let names = found.map(\.suite).joined(separator: ", ")
      throw UsageError("'\(name)' is a baseline of \(names); say which with '--suite'")
    }
    guard var store = found.first else {
      if stores.count == 1, let only = stores.first { throw only.unknown(name) }
      let names = stores.flatMap { $0.entries.map(\.name) }
      throw UsageError("no suite has a baseline '\(name)'\(nearest(name, in: names).suggestion)")
    }
    try store.remove(name)
    Terminal.print("\(name) of \(store.suite) is removed; its run stays\n")
  }

  private static func list(
    _ reports: String, suite: String?, asJSON: Bool
  ) throws -> ExitStatus {
    let stores = try stores(reports, suite: suite).filter { !$0.entries.isEmpty }
    let report = BaselineReport(stores)
    Terminal.print(asJSON ? report.json.compact + "\n" : report.text)
    return .cleared
  }
}
