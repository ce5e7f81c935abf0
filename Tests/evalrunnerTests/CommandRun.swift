import EvalKit

/// The real program, run as a process.
enum CommandRun {
  struct Result: Sendable {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The program that was built beside these tests.
  static var program: String {
    var folder = Files.directory(of: Files.absolute(CommandLine.arguments[0]))
    while folder != "/", !Files.exists("\(folder)/evalrunner") {
      folder = Files.directory(of: folder)
    }
    return "\(folder)/evalrunner"
  }

  /// The folder of the package.
  static var package: String {
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  }

  static func run(
    _ arguments: [String], in directory: String, environment: [String: String] = [:]
  ) async throws -> Result {
    let command = ProgramCommand(
      program, arguments,
      environment: ProgramCommand.plainEnvironment().merging(environment) { $1 },
      directory: directory)
    let result = try await ProgramRun(command, timeout: .seconds(180)).run()
    guard case .exited(let status) = result.end else {
      throw UsageError("evalrunner ended with \(result.end)")
    }
    return Result(
      status: status, output: String(decoding: result.output, as: UTF8.self),
      errors: String(decoding: result.errors, as: UTF8.self))
  }
}
