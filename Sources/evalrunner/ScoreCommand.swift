internal import EvalKit

/// `evalrunner score`: scores stored predictions again, without the model.
enum ScoreCommand: Subcommand {
  static let syntax = CommandSyntax(
    "score", "Score the predictions of a run again, without the model, as a new run.",
    operands: "RUN", operandCount: 1...1,
    options: [
      CommandOption("suite", "SUITE", "The suite to score by, instead of the run's own."),
      CommandOption("output", "DIR", "The new run's folder; otherwise reports/SUITE/TIME."),
      CommandOption("json", nil, "Print the final report instead of the summary."),
    ],
    examples: ["score reports/web4/latest --suite suites/web4"])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    let run = arguments.operands[0]
    let (suite, output) = (arguments.value("suite"), arguments.value("output"))
    return try await RunPresenter(context, asJSON: arguments.has("json")).present { session in
      try await session.score(run, suite: suite, output: output)
    }
  }
}
