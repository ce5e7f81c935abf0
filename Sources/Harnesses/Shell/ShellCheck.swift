internal import EvalKit

/// Has shellcheck read scripts, many to a process.
///
/// What it finds depends on the script alone, so that all harnesses and checks of a program share
/// one. Directives inside a script are not obeyed: an answer must not excuse itself.
final class ShellCheck: Sendable {
  static let shared = ShellCheck()

  /// The longest script that is read, in bytes.
  static let sizeLimit = 32 << 10
  /// How deep `((` may be nested: what shellcheck takes doubles with each level.
  private static let nestingLimit = 10

  private let tool: ExternalTool
  private let searchPath: String?
  private let timeout: Duration
  private let batcher: Batcher<String, Result>

  /// What came of a script.
  enum Result: Sendable, Equatable {
    case read([ShellCheckComment])
    /// Why shellcheck could not read it; the script is at fault.
    case unreadable(String)
  }

  /// - Parameters:
  ///   - timeout: How long one script may take.
  ///   - searchPath: Where shellcheck is looked for; PATH when left out.
  init(timeout: Duration = .seconds(10), searchPath: String? = nil) {
    let tool = ExternalTool.shellcheck
    (self.tool, self.searchPath, self.timeout) = (tool, searchPath, timeout)
    batcher = Batcher { scripts in
      try await ShellCheckBatch(
        program: try tool.locate(searchPath: searchPath), timeout: timeout
      ).read(scripts)
    }
  }

  /// Reads one script as bash.
  ///
  /// - Throws: ``ScoringError`` when shellcheck is missing or crashes, `CancellationError`.
  func read(_ script: String) async throws -> Result {
    if let reason = Self.refusal(of: script) { return .unreadable(reason) }
    return try await batcher.output(for: Self.withoutDirectives(script))
  }

  private static func refusal(of script: String) -> String? {
    let size = script.utf8.count
    if size > sizeLimit { return "it has \(size) bytes; at most \(sizeLimit) are read" }
    if script.utf8.contains(0) { return "it has a NUL byte" }
    if nesting(of: script) > nestingLimit { return "its parentheses are nested too deeply" }
    return nil
  }

  /// How many `((` are open at once at most, whatever is quoted.
  private static func nesting(of script: String) -> Int {
    var (open, deepest) = (0, 0)
    var previous: UInt8 = 0
    for byte in script.utf8 {
      if byte == previous, byte == UInt8(ascii: "(") { open += 1 }
      if byte == previous, byte == UInt8(ascii: ")") { open = max(0, open - 1) }
      deepest = max(deepest, open)
      previous = byte
    }
    return deepest
  }

  /// The script with every `# shellcheck …` turned into a plain comment.
  private static func withoutDirectives(_ script: String) -> String {
    guard script.contains("shellcheck") else { return script }
    return script.replacing(#/#(\s*)shellcheck/#) { "#\($0.1)shell-check" }
  }
}

/// One finding of shellcheck.
struct ShellCheckComment: Sendable, Equatable {
  enum Severity: String, Sendable, CaseIterable, Comparable {
    case error, warning, info, style

    /// The graver one comes first.
    static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .info: 2
      case .style: 3
      }
    }
  }

  var severity: Severity
  /// Such as 1073 of SC1073.
  var code: Int
  /// Both counted from 1.
  var line: Int
  var column: Int
  var message: String
}

/// One call of shellcheck for several scripts, or several when one of them is a trap.
private struct ShellCheckBatch {
  let program: String
  let timeout: Duration

  private static let outputLimit = 32 << 20

  func read(_ scripts: [String]) async throws -> [ShellCheck.Result] {
    if let results = try await run(scripts) { return results }
    guard scripts.count > 1 else {
      return [.unreadable("shellcheck cannot read it within \(timeout.seconds) s")]
    }
    var results: [ShellCheck.Result] = []
    for script in scripts { results += try await read([script]) }
    return results
  }

  /// `nil` when shellcheck took too long, or gave up.
  private func run(_ scripts: [String]) async throws -> [ShellCheck.Result]? {
    let folder = try TemporaryFolder()
    let names = scripts.indices.map { "\($0).sh" }
    for (name, script) in zip(names, scripts) {
      try Files.write(Array(script.utf8), to: "\(folder.path)/\(name)")
    }
    let command = ProgramCommand(
      program, ["--norc", "--shell=bash", "--severity=style", "--format=json1"] + names,
      directory: folder.path)
    let result = try await ProgramRun(
      command, timeout: timeout, outputLimit: Self.outputLimit
    ).run()
    switch result.end {
    case .exited(0), .exited(1): return try comments(result.output, names)
    case .timedOut, .outputLimit, .signalled: return nil
    case .exited:
      throw ScoringError(
        .toolCrashed, "shellcheck: \(result.end): \(Excerpt(result.errorText))")
    }
  }

  private func comments(
    _ output: [UInt8], _ names: [String]
  ) throws -> [ShellCheck.Result] {
    guard let json = try? JSONParser().parse(output), let all = json["comments"]?.arrayValue else {
      throw ScoringError(.toolCrashed, "shellcheck wrote no JSON")
    }
    var found: [String: [ShellCheckComment]] = [:]
    for entry in all {
      guard let name = entry["file"]?.stringValue, let comment = ShellCheckComment(entry) else {
        throw ScoringError(.toolCrashed, "shellcheck wrote a comment of an unknown form")
      }
      found[name, default: []].append(comment)
    }
    return names.map { .read(found[$0] ?? []) }
  }
}

extension ShellCheckComment {
  fileprivate init?(_ json: JSONValue) {
    guard let severity = json["level"]?.stringValue.flatMap(Severity.init(rawValue:)),
      let code = json["code"]?.intValue, let line = json["line"]?.intValue,
      let column = json["column"]?.intValue, let message = json["message"]?.stringValue
    else { return nil }
    self.init(severity: severity, code: code, line: line, column: column, message: message)
  }
}

extension Duration {
  fileprivate var seconds: Int64 { components.seconds }
}
