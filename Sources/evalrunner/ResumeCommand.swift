internal import EvalKit

/// `evalrunner resume`: goes on with a run that was interrupted.
enum ResumeCommand: Subcommand {
  static let syntax = CommandSyntax(
    "resume", "Go on with an interrupted run; what had finished is kept.",
    operands: "RUN", operandCount: 1...1,
    options: [
      CommandOption("concurrency", "N", "How many trials may be in flight at once."),
      CommandOption("json", nil, "Print the final report instead of the summary."),
    ],
    examples: ["resume reports/web4/latest"])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    let run = arguments.operands[0]
    let concurrency = try arguments.integer("concurrency", minimum: 1)
    return try await RunPresenter(context, asJSON: arguments.has("json")).present { session in
      try await session.resume(run, concurrency: concurrency)
    }
  }
}
