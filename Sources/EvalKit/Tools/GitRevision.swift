/// What a folder's git working tree is at.
public enum GitRevision {
  /// The commit of the working tree that holds a folder, with `+` appended when tracked files
  /// have been changed.
  ///
  /// - Returns: `nil` outside a working tree, before its first commit, when git is not installed
  ///   or refuses to read the tree.
  public static func describe(_ directory: String) async -> String? {
    guard let git = try? ExternalTool.git.locate() else { return nil }
    let command = ProgramCommand(
      git,
      [
        "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", directory, "status",
        "--porcelain=v2", "--branch", "--untracked-files=no",
      ])
    let run = ProgramRun(command, timeout: .seconds(20))
    guard let result = try? await run.run(), result.isSuccess else { return nil }
    return revision(inStatus: result.outputText)
  }

  /// Reads the output of `git status --porcelain=v2 --branch`.
  static func revision(inStatus text: String) -> String? {
    let lines = text.split(separator: "\n")
    let key = "# branch.oid "
    guard let commit = lines.first(where: { $0.hasPrefix(key) })?.dropFirst(key.count),
      !commit.isEmpty, commit.allSatisfy(\.isHexDigit)
    else { return nil }
    return commit + (lines.contains { !$0.hasPrefix("#") } ? "+" : "")
  }
}
