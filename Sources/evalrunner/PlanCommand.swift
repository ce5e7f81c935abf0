internal import EvalKit

/// `evalrunner plan`: checks a suite and says what a run would do.
enum PlanCommand: Subcommand {
  static let syntax = CommandSyntax(
    "plan", "Check a suite, render its prompts and count its trials; calls no model.",
    operands: "SUITE…", operandCount: 1...100,
    options: [
      CommandOption("limit", "N", "As for 'run'."),
      CommandOption("filter", "GLOB", "As for 'run'."),
      CommandOption("json", nil, "Print the plan as JSON."),
    ],
    examples: ["plan suites/web4"])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    var overrides = RunManifest.Overrides()
    overrides.limit = try arguments.integer("limit", minimum: 1)
    overrides.filter = arguments.value("filter")
    for suite in arguments.operands {
      let report = PlanReport(try context.session().plan(suite, overrides))
      if arguments.has("json") {
        Terminal.print(report.json().compact + "\n")
      } else {
        Terminal.print(try report.text())
      }
    }
    return .cleared
  }
}
