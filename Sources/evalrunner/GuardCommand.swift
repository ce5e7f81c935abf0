internal import EvalKit

/// `evalrunner guard`: says whether shell commands are dangerous.
enum GuardCommand: Subcommand {
  static let syntax = CommandSyntax(
    "guard", "Say whether a shell command is dangerous; status 0 safe, 1 dangerous.",
    operands: "[-- COMMAND]", operandCount: 0...1,
    options: [
      CommandOption("tier", "TIER", "A further tier of rules, such as devops.", repeats: true),
      CommandOption("request", "TEXT", "Check what the user asked for, before the command."),
      CommandOption("jsonl", nil, "Judge lines {\"id\", \"command\"} of standard input."),
      CommandOption("json", nil, "Print the judgement as JSON."),
    ],
    examples: ["guard -- 'rm -rf /'", "guard --tier devops --jsonl < commands.jsonl"])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    let tiers = try tiers(arguments.values("tier"))
    if let request = arguments.value("request"),
      let refusal = GuardInputChecks().refusal(of: request)
    {
      Terminal.print("refused: \(refusal)\n")
      return .blocked
    }
    if arguments.has("jsonl") {
      guard arguments.operands.isEmpty else {
        throw UsageError("'--jsonl' reads commands from standard input, not from the command line")
      }
      return try await GuardStream(try CommandGuard(tiers: tiers)).run()
    }
    guard let command = arguments.operands.first else {
      if arguments.has("request") {
        Terminal.print("accepted\n")
        return .cleared
      }
      throw UsageError("'guard' needs a command, such as: guard -- 'rm -rf /'")
    }
    let judgement = try await CommandGuard(tiers: tiers).judge(command)
    let text = arguments.has("json") ? judgement.json().compact + "\n" : judgement.text
    Terminal.print(text)
    return judgement.dangerous ? .blocked : .cleared
  }

  private static func tiers(_ names: [String]) throws -> Set<GuardRule.Tier> {
    var tiers: Set<GuardRule.Tier> = [.core]
    for name in names {
      guard let tier = GuardRule.Tier(rawValue: name) else {
        let known = GuardRule.Tier.allCases.map(\.rawValue)
        throw UsageError(
          "unknown tier '\(name)'; there are \(known.joined(separator: ", "))"
            + nearest(name, in: known).suggestion)
      }
      tiers.insert(tier)
    }
    return tiers
  }
}
