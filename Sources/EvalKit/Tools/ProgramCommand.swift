/// A program with everything it is started with; no shell ever reads it.
public struct ProgramCommand: Sendable, Equatable {
  /// Where the program is; not looked up on PATH, see ``ExternalTool``.
  public var path: String
  /// Without the program's name.
  public var arguments: [String]
  /// All of its environment: nothing is inherited.
  public var environment: [String: String]
  /// The folder it starts in; `nil` for that of this process.
  public var directory: String?

  public init(
    _ path: String, _ arguments: [String] = [],
    environment: [String: String] = ProgramCommand.plainEnvironment(), directory: String? = nil
  ) {
    (self.path, self.arguments) = (path, arguments)
    (self.environment, self.directory) = (environment, directory)
  }

  /// `PATH`, `HOME` and `TMPDIR` of this process, where set, with English messages in UTF-8.
  public static func plainEnvironment() -> [String: String] {
    var result = Host.environment.filter { ["PATH", "HOME", "TMPDIR"].contains($0.key) }
    result["LC_ALL"] = "C.UTF-8"
    return result
  }

  /// The program's name, for messages.
  public var name: String { Files.name(of: path) }
}
