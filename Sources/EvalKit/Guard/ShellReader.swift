/// Reads shell scripts into syntax trees; callers at about the same time share a process.
public final class ShellReader: Sendable {
  /// What a script is: a tree, or why it is none.
  public enum Reading: Sendable, Equatable {
    case tree(ShellSyntax)
    case unparsable(reason: String)
  }

  /// One for a whole program: a tree depends on the script alone.
  public static let shared: ShellReader = ShellReader()

  private let batcher: Batcher<String, Reading>

  /// - Parameter searchPath: Where shfmt is looked for; PATH when left out.
  public init(searchPath: String? = nil) {
    batcher = Batcher { scripts in
      let parser = ShellParser(program: try CommandGuard.shfmt.locate(searchPath: searchPath))
      return try await parser.read(scripts, width: 1).map { reading in
        switch reading {
        case .tree(let tree): .tree(tree)
        case .unparsable(let reason): .unparsable(reason: reason)
        }
      }
    }
  }

  /// Reads one script as bash.
  ///
  /// - Throws: ``ScoringError`` when shfmt is missing or cannot be run.
  public func read(_ script: String) async throws -> Reading {
    try await batcher.output(for: script)
  }
}
