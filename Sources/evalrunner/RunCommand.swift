internal import EvalKit

/// `evalrunner run`: runs suites and exits with the verdict.
enum RunCommand: Subcommand {
  static let syntax = CommandSyntax(
    "run", "Run suites against a model and decide: CLEARED, BLOCKED or INCONCLUSIVE.",
    operands: "SUITE…", operandCount: 1...100,
    options: [
      CommandOption("model", "PROVIDER/NAME", "The candidate, instead of the suite's own."),
      CommandOption("base-url", "URL", "Where the candidate's server listens."),
      CommandOption("judge", "PROVIDER/NAME", "The model that judges where checks need one."),
      CommandOption("embedder", "PROVIDER/NAME", "The model behind checks by meaning."),
      CommandOption(
        "baseline", "NAME|RUN", "An earlier run, for drop(…), change(…) and regressions."),
      CommandOption("output", "DIR", "The run's folder; otherwise reports/SUITE/TIME."),
      CommandOption("concurrency", "N", "How many trials may be in flight at once."),
      CommandOption("limit", "N", "Only the first N samples of each harness; cannot clear."),
      CommandOption("filter", "GLOB", "Only samples whose id matches; cannot clear."),
      CommandOption("seed", "N", "The seed of sampling, instead of the suite's own."),
      CommandOption("fail-fast", nil, "Stop at the first trial that does not pass."),
      CommandOption("json", nil, "Print the final report instead of the summary."),
    ],
    examples: [
      "run suites/web4",
      "run suites/web4 --model openai/web4-agent --base-url http://127.0.0.1:8080/v1 --limit 5",
    ])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    let options = try options(arguments)
    if options.output != nil, arguments.operands.count > 1 {
      throw UsageError("'--output' names one folder, so it goes with one suite")
    }
    // Every suite is checked before the first one runs: nothing is run on a suite error.
    for suite in arguments.operands where arguments.operands.count > 1 {
      let session = context.session()
      try session.checkBaseline(
        options.baseline, for: try session.plan(suite, options.overrides))
    }
    var statuses: [ExitStatus] = []
    for suite in arguments.operands {
      statuses.append(
        try await RunPresenter(context, asJSON: arguments.has("json")).present { session in
          try await session.run(suite, options)
        })
    }
    return ExitStatus.worst(statuses)
  }

  private static func options(_ arguments: CommandArguments) throws -> RunSession.Options {
    var options = RunSession.Options()
    options.overrides.models["candidate"] = arguments.value("model")
    options.overrides.models["judge"] = arguments.value("judge")
    options.overrides.models["embedder"] = arguments.value("embedder")
    options.overrides.baseURL = arguments.value("base-url")
    options.overrides.limit = try arguments.integer("limit", minimum: 1)
    options.overrides.filter = arguments.value("filter")
    options.overrides.seed = try arguments.integer("seed", minimum: 0)
    options.concurrency = try arguments.integer("concurrency", minimum: 1)
    options.output = arguments.value("output")
    options.baseline = arguments.value("baseline")
    options.failFast = arguments.has("fail-fast")
    return options
  }
}
