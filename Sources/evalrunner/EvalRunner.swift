internal import EvalKit
internal import Harnesses

/// The command `evalrunner`: finds the subcommand, runs it, and exits with its status.
@main struct EvalRunner {
  static let program = "evalrunner"
  static var subcommands: [any Subcommand.Type] {
    [
      RunCommand.self, ResumeCommand.self, ScoreCommand.self, ReportCommand.self,
      HistoryCommand.self, BaselineCommand.self, RecordCommand.self, PlanCommand.self,
      ListCommand.self, GuardCommand.self, ServeScriptCommand.self,
    ]
  }

  static func main() async {
    SignalRelay.shared.start()
    let status = await status(of: Array(CommandLine.arguments.dropFirst()))
    exitProcess(status.rawValue)
  }

  private static func status(of words: [String]) async -> ExitStatus {
    guard let name = words.first else {
      Terminal.printError(overview)
      return .usage
    }
    switch name {
    case "--version", "version":
      Terminal.print("\(program) \(RunSession.toolVersion)\n")
      return .cleared
    case "--help", "-h", "help":
      Terminal.print(overview)
      return .cleared
    default: break
    }
    guard let command = subcommands.first(where: { $0.syntax.name == name }) else {
      let names = subcommands.map { $0.syntax.name }
      Terminal.printError(
        "\(program): unknown command '\(name)'\(nearest(name, in: names).suggestion)\n"
          + "commands are \(names.joined(separator: ", ")); see '\(program) --help'\n")
      return .usage
    }
    return await run(command, Array(words.dropFirst()))
  }

  private static func run(_ command: any Subcommand.Type, _ words: [String]) async -> ExitStatus {
    do {
      let arguments = try CommandArguments(words, syntax: command.syntax)
      if arguments.wantsHelp {
        Terminal.print(command.syntax.help(program: program))
        return .cleared
      }
      return try await command.run(arguments, CommandContext())
    } catch {
      Terminal.printError(message(error))
      return status(of: error)
    }
  }

  private static func message(_ error: any Error) -> String {
    switch error {
    case is SuiteError: "\(error)\n"
    default: "\(program): \(error)\n"
    }
  }

  /// What the caller or a file got wrong is usage; what the machine refused is infrastructure.
  private static func status(of error: any Error) -> ExitStatus {
    switch error {
    case is SuiteError, is UsageError, is OptionError, is Diagnostic: .usage
    default: .infrastructure
    }
  }

  private static var overview: String {
    let rows = subcommands.map { ($0.syntax.name, $0.syntax.summary) }
    let width = rows.map(\.0.count).max() ?? 0
    let list = rows.map { name, summary in
      "  " + name + String(repeating: " ", count: width - name.count + 2) + summary
    }
    return """
      Decides whether a language model may ship.

      usage: \(program) COMMAND …

      \(list.joined(separator: "\n"))

      Status: 0 CLEARED, 1 BLOCKED, 2 usage or suite error, 3 INCONCLUSIVE, 4 infrastructure
      failed (the run can be resumed), 130 interrupted.
      '\(program) COMMAND --help' shows the options of a command with an example.

      """
  }
}

/// One subcommand: its syntax, and what it does.
protocol Subcommand {
  static var syntax: CommandSyntax { get }
  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus
}

/// What subcommands share.
struct CommandContext {
  let registry = Registry.builtIn.withHarnesses
  let environment = Host.environment

  /// What standard output can show.
  var textStyle: TextStyle {
    guard let width = Terminal.width(environment) else { return .plain }
    return TextStyle(width: width, usesUnicode: Terminal.usesUnicode(environment))
  }

  /// A session with an HTTP engine of its own.
  func session() -> RunSession {
    RunSession(registry: registry, environment: environment, http: HTTPEngine())
  }
}
