internal import EvalKit
internal import ScriptedServer

/// `evalrunner serve-script`: a model server that plays a script of answers and faults.
enum ServeScriptCommand: Subcommand {
  static let syntax = CommandSyntax(
    "serve-script", "Serve scripted answers and faults as a model server, on loopback only.",
    operands: "FILE", operandCount: 1...1,
    options: [CommandOption("port", "N", "The port to listen on; otherwise a free one.")],
    examples: [
      "serve-script docs/examples/flaky-server.json --port 8099",
      "run suites/web4 --model openai/scripted --base-url http://127.0.0.1:8099/v1",
    ])

  static func run(
    _ arguments: CommandArguments, _ context: CommandContext
  ) async throws -> ExitStatus {
    let port = try arguments.integer("port", minimum: 1) ?? 0
    guard let port = UInt16(exactly: port) else {
      throw UsageError("'--port' is at most 65535, not \(port)")
    }
    let script: Script
    do throws(ScriptError) { script = try Script(file: arguments.operands[0]) } catch {
      throw UsageError("\(error)")
    }
    let (signals, signal) = AsyncStream.makeStream(of: Int32.self)
    SignalRelay.shared.onSignal { signal.yield($0) }
    let server = try ScriptedServer(script, port: port)
    Terminal.print("listening on \(server.url)\n")
    for await _ in signals { break }
    server.stop()
    return .cleared
  }
}
