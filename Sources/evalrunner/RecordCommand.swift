internal import EvalKit

/// `evalrunner record`: writes a recording of a live model, or of a run that is there.
enum RecordCommand: Subcommand {
  static let syntax = CommandSyntax(
    "record", "Run a suite against a live model and write a recording that 'replay' reads.",
    operands: "MODEL SUITE", operandCount: 0...2,
    options: [
      CommandOption("from", "RUN", "Record the answers of this run; no model is called."),
      CommandOption("base-url", "URL", "Where the model's server listens."),
      CommandOption("output", "FILE", "The recording; otherwise SUITE/recordings/NAME.jsonl."),
      CommandOption("force", nil, "Replace a file that is there."),
      CommandOption("keep-errors", nil, "Record failures as such instead of writing nothing."),
      CommandOption("limit", "N", "Only the first N samples of each harness."),
      CommandOption("filter", "GLOB", "Only samples whose id matches."),
      CommandOption("concurrency", "N", "How many trials may be in flight at once."),
    ],
    examples: [
      "record ollama/qwen2.5-coder:7b suites/web4",
      "record --from reports/web4/latest --output suites/web4/recordings/latest.jsonl",
    ])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    if let run = arguments.value("from") { return try record(from: run, arguments) }
    guard arguments.operands.count == 2 else {
      throw UsageError("'record' needs MODEL SUITE, or --from RUN")
    }
    let (model, suite) = (arguments.operands[0], arguments.operands[1])
    let output = try free(arguments.value("output") ?? path(of: model, suite), arguments)
    let options = try options(model, arguments)
    let presenter = RunPresenter(context, asJSON: false)
    let carried = try await presenter.carryOut { session in
      try await session.run(suite, options)
    }
    _ = try ReportWriter(registry: context.registry).write(carried.directory)
    guard carried.ending != .interrupted else {
      Terminal.printError(advice(carried.directory, "interrupted"))
      return carried.interruption
    }
    let status = try write(carried.directory, to: output, arguments)
    return carried.ending == .backendLost ? .infrastructure : status
  }

  private static func record(
    from run: String, _ arguments: CommandArguments
  ) throws -> ExitStatus {
    guard arguments.operands.isEmpty else {
      throw UsageError("'--from' names a run, so neither a model nor a suite is needed")
    }
    guard let output = arguments.value("output") else {
      throw UsageError("'--from' needs '--output'")
    }
    return try write(run, to: try free(output, arguments), arguments)
  }

  private static func write(
    _ run: String, to output: String, _ arguments: CommandArguments
  ) throws -> ExitStatus {
    let keepsErrors = arguments.has("keep-errors")
    let summary = try Recorder(run, keepsErrors: keepsErrors).write(to: output)
    for example in summary.examples {
      Terminal.printError(
        "\(EvalRunner.program): no answer: \(Excerpt.plain(example, limit: 400))\n")
    }
    guard summary.answers > 0 else {
      Terminal.printError(advice(run, "no trial has an answer"))
      return .infrastructure
    }
    guard summary.isComplete || keepsErrors else {
      let lacking = summary.failures + summary.missing
      Terminal.printError(advice(run, "\(lacking) trials have no answer"))
      return .inconclusive
    }
    let failures = summary.failures > 0 ? " and \(summary.failures) failures" : ""
    Terminal.print("\(output): \(summary.answers) answers\(failures)\n")
    return .cleared
  }

  private static func advice(_ run: String, _ what: String) -> String {
    "\(EvalRunner.program): \(what), so nothing was recorded; 'resume \(run)' goes on, then "
      + "'record --from \(run)'; or record failures with --keep-errors\n"
  }

  private static func free(
    _ path: String, _ arguments: CommandArguments
  ) throws(UsageError) -> String {
    guard !Files.isDirectory(path) else { throw UsageError("\(path) is a folder") }
    guard arguments.has("force") || !Files.exists(path) else {
      throw UsageError("\(path) is there; choose another '--output', or replace it with '--force'")
    }
    return path
  }

  /// `recordings/NAME.jsonl` beside the suite's file.
  private static func path(of model: String, _ suite: String) -> String {
    let folder = Files.isDirectory(suite) ? suite : Files.directory(of: suite)
    let name = model.drop { $0 != "/" }.dropFirst().map { character in
      character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
        ? character : "-"
    }
    return "\(folder)/recordings/\(name.isEmpty ? "model" : String(name)).jsonl"
  }

  private static func options(
    _ model: String, _ arguments: CommandArguments
  ) throws -> RunSession.Options {
    var options = RunSession.Options()
    options.overrides.models["candidate"] = model
    options.overrides.baseURL = arguments.value("base-url")
    options.overrides.limit = try arguments.integer("limit", minimum: 1)
    options.overrides.filter = arguments.value("filter")
    options.concurrency = try arguments.integer("concurrency", minimum: 1)
    return options
  }
}
