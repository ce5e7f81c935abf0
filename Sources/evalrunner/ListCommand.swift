internal import EvalKit

/// `evalrunner list`: what suites may name.
enum ListCommand: Subcommand {
  static let syntax = CommandSyntax(
    "list", "Show the harness kinds, metrics, checks, providers and guard rules there are.",
    operands: "[TOPIC]", operandCount: 0...1,
    options: [CommandOption("json", nil, "Print the list as JSON.")],
    examples: ["list", "list harnesses"])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    let all = RegistryReport.topics
    if let topic = arguments.operands.first, !all.contains(topic) {
      throw UsageError(
        "unknown topic '\(topic)'; there are \(all.joined(separator: ", "))"
          + nearest(topic, in: all).suggestion)
    }
    let topics = arguments.operands.isEmpty ? all : arguments.operands
    let report = RegistryReport(context.registry)
    let text = arguments.has("json") ? report.json(topics).compact + "\n" : report.text(topics)
    Terminal.print(text)
    return .cleared
  }
}
