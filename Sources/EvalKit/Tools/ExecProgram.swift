internal import Glibc

/// A program of the user's that answers JSON lines; see docs/exec.md.
struct ExecProgram: Sendable {
  /// For messages.
  let name: String
  let command: ProgramCommand

  /// Finds the program.
  ///
  /// A first word with a slash is a path from `directory`; any other is looked up on PATH. The
  /// program starts in `directory`, with the environment of this process.
  ///
  /// - Throws: ``OptionError`` when there is no such program.
  init(
    _ words: [String], directory: String, environment: [String: String]
  ) throws(OptionError) {
    guard let first = words.first, !first.isEmpty else {
      throw OptionError("'command' is a list that begins with a program", option: "command")
    }
    let path: String
    if first.contains("/") {
      path = Files.resolve(first, from: Files.absolute(directory))
      guard Files.exists(path), !Files.isDirectory(path) else {
        throw OptionError("\(first): there is no such program", option: "command")
      }
      guard access(path, X_OK) == 0 else {
        throw OptionError(
          "\(first) cannot be executed: make it so, or give a 'command' such as "
            + "[python3, \(Files.name(of: first))]", option: "command")
      }
    } else {
      do throws(ScoringError) {
        path = try ExternalTool(first, package: first).locate(searchPath: environment["PATH"])
      } catch {
        throw OptionError("\(first) is not on PATH; a path has a slash: ./\(first)")
      }
    }
    name = Files.name(of: first)
    command = ProgramCommand(
      path, Array(words.dropFirst()), environment: environment, directory: directory)
  }

  /// The words of an option that is a list of texts.
  static func words(_ json: JSONValue?) throws(OptionError) -> [String]? {
    guard let json else { return nil }
    guard let all = json.arrayValue, !all.isEmpty else {
      throw OptionError("'command' is a list such as [python3, model.py]", option: "command")
    }
    let words = all.compactMap(\.stringValue)
    guard words.count == all.count else {
      throw OptionError("every word of 'command' is a text", option: "command")
    }
    return words
  }

  /// Processes of it, started when they are needed.
  func pool(_ count: Int, startTimeout: Duration) -> ProgramPool {
    let (name, command) = (name, command)
    return ProgramPool(
      (0..<count).map { _ in
        LineProcess(name, startTimeout: startTimeout) { () throws(ScoringError) in command }
      })
  }
}
