internal import EvalKit

/// `evalrunner report`: writes the reports of a run again, from its journal alone.
enum ReportCommand: Subcommand {
  static let syntax = CommandSyntax(
    "report", "Write the reports of a run again, from its journal alone.",
    operands: "RUN", operandCount: 1...1,
    options: [
      CommandOption("output", "DIR", "Where the reports go; otherwise the run's folder."),
      CommandOption("json", nil, "Print the final report instead of the summary."),
    ],
    examples: ["report reports/web4/latest"])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    let run = arguments.operands[0]
    let journal = Journal.path(of: run)
    guard Files.exists(journal) else { throw UsageError("\(run): there is no run here") }
    let directory = arguments.value("output") ?? Files.directory(of: journal)
    let evaluation = try ReportWriter(registry: context.registry).write(run, to: directory)
    if arguments.has("json") {
      let path = Files.resolve(ReportWriter.finalName, from: directory)
      Terminal.print(try Files.text(path))
    } else {
      let report = ConsoleReport(evaluation, usesColor: Terminal.usesColor(context.environment))
      Terminal.print(report.text(reports: directory))
    }
    return evaluation.decision.exitStatus
  }
}
