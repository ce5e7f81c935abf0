internal import EvalKit

/// The TypeScript compiler's own parser, in one node process that starts when first needed.
///
/// Its answers depend on the source alone, so that all harnesses and checks of a program share
/// one process. It ends with the program.
final class TypeScriptParser: Sendable {
  /// What came of a source.
  enum Result: Sendable, Equatable {
    case outline(SourceOutline)
    /// Why the parser could make nothing of it, in words; the source is at fault.
    case unparsable(String)
  }

  static let shared = TypeScriptParser()

  /// The longest source that is parsed, in bytes.
  static let sizeLimit = 1 << 20

  private let process: LineProcess
  private let timeout: Duration

  /// - Parameters:
  ///   - timeout: How long one source may take.
  ///   - searchPath: Where node is looked for; PATH when left out.
  init(timeout: Duration = .seconds(10), searchPath: String? = nil) {
    self.timeout = timeout
    process = LineProcess("node") { () throws(ScoringError) in
      var command = ProgramCommand(
        try ExternalTool.node.locate(searchPath: searchPath),
        ["--eval", TypeScriptProgram.source], directory: "/")
      command.environment["NODE_PATH"] = "/usr/share/nodejs"
      return command
    }
  }

  /// Parses one source.
  ///
  /// - Throws: ``ScoringError`` when node or its module typescript is missing or crashes,
  ///   `CancellationError`.
  func parse(_ source: String, tsx: Bool = false) async throws -> Result {
    guard source.utf8.count <= Self.sizeLimit else {
      return .unparsable("it is longer than \(Self.sizeLimit / 1024) KiB")
    }
    let request: JSONValue = ["code": .string(source), "tsx": .bool(tsx)]
    do {
      return try Self.result(from: try await process.request(request.compact, timeout: timeout))
    } catch is LineProcess.TimedOut {
      return .unparsable("it could not be parsed in \(timeout.components.seconds) s")
    }
  }

  private static func result(from line: String) throws(ScoringError) -> Result {
    guard let json = try? JSONValue(parsing: line) else {
      throw ScoringError(.toolCrashed, "node: its answer is not JSON")
    }
    if let problem = json["problem"]?.stringValue { return .unparsable(problem) }
    guard let outline = SourceOutline(json) else {
      throw ScoringError(.toolCrashed, "node: its answer describes no source")
    }
    return .outline(outline)
  }
}
