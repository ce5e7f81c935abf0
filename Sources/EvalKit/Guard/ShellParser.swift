/// Turns scripts into syntax trees, many to one shfmt process.
struct ShellParser: Sendable {
  /// What a script is: a tree, or why it is none.
  enum Reading: Sendable, Equatable {
    case tree(ShellSyntax)
    case unparsable(reason: String)
  }

  /// The most bytes of one script: shfmt needs seconds for a longer one.
  static let scriptLimit = 32 << 10
  /// The most bytes of a tree, which shfmt writes at some 1,000 bytes a word.
  private static let treeLimit = 24 << 20
  private static let batchCount = 64
  private static let batchBytes = 32 << 10

  let program: String

  /// Reads every script.
  ///
  /// - Parameters:
  ///   - scripts: The texts.
  ///   - width: How many processes run at a time.
  /// - Returns: One reading for each script, in their order.
  /// - Throws: ``ScoringError`` when shfmt cannot be run.
  func read(_ scripts: [String], width: Int) async throws -> [Reading] {
    let batches = Self.batches(of: scripts)
    var results: [[Reading]] = Array(repeating: [], count: batches.count)
    try await withThrowingTaskGroup(of: (Int, [Reading]).self) { group in
      for (index, batch) in batches.enumerated() {
        if index >= width, let (done, readings) = try await group.next() {
          results[done] = readings
        }
        group.addTask { (index, try await self.read(Array(batch))) }
      }
      for try await (done, readings) in group { results[done] = readings }
    }
    return results.flatMap { $0 }
  }

  /// Cuts at a number of scripts or bytes, whichever comes first.
  private static func batches(of scripts: [String]) -> [ArraySlice<String>] {
    var result: [ArraySlice<String>] = []
    var (start, bytes) = (0, 0)
    for (index, script) in scripts.enumerated() {
      let size = script.utf8.count
      if index > start, index - start >= batchCount || bytes + size > batchBytes {
        result.append(scripts[start..<index])
        (start, bytes) = (index, 0)
      }
      bytes += size
    }
    if start < scripts.count { result.append(scripts[start...]) }
    return result
  }

  /// Reads scripts with one process if all of them are sound.
  ///
  /// A script that is not, or that would swallow its neighbour, is read alone, and the scripts
  /// on either side of it in batches of their own.
  private func read(_ scripts: [String]) async throws -> [Reading] {
    guard !scripts.isEmpty else { return [] }
    if scripts.count == 1 { return [try await read(scripts[0])] }
    if let index = scripts.firstIndex(where: { Self.refusal(of: $0) != nil }) {
      return try await read(scripts, around: index)
    }
    let batch = ShellBatch(scripts)
    switch try await run(batch.input) {
    case .success(let tree):
      switch batch.split(tree) {
      case .trees(let trees): return trees
      case .merged(let index): return try await read(scripts, around: index)
      }
    case .failure(let failure):
      return try await read(scripts, around: batch.index(ofLine: failure.line ?? 1))
    }
  }

  private func read(_ scripts: [String], around index: Int) async throws -> [Reading] {
    let before = try await read(Array(scripts[..<index]))
    let one = try await read(scripts[index])
    let after = try await read(Array(scripts[(index + 1)...]))
    return before + [one] + after
  }

  private func read(_ script: String) async throws -> Reading {
    if let reason = Self.refusal(of: script) { return .unparsable(reason: reason) }
    switch try await run(Array(script.utf8)) {
    case .failure(let failure): return .unparsable(reason: failure.reason)
    case .success(let tree):
      do {
        return .tree(ShellSyntax(statements: try ShellTreeReader().statements(tree["Stmts"])))
      } catch {
        return .unparsable(reason: error.reason)
      }
    }
  }

  /// Why a script is not even given to shfmt; `nil` for nearly all.
  private static func refusal(of script: String) -> String? {
    if script.utf8.count > scriptLimit { return "it is longer than \(scriptLimit) bytes" }
    if script.utf8.contains(0) { return "it has a NUL byte" }
    return nil
  }

  private struct Failure: Error {
    var reason: String
    /// Counted from 1.
    var line: Int?
  }

  private func run(_ input: [UInt8]) async throws -> Result<JSONValue, Failure> {
    let command = ProgramCommand(program, ["-ln", "bash", "--to-json"])
    let result = try await ProgramRun(
      command, input: input, timeout: .seconds(5), outputLimit: Self.treeLimit
    ).run()
    switch result.end {
    case .exited(0): break
    case .outputLimit, .timedOut: return .failure(Failure(reason: "its tree is too large"))
    case .signalled: return .failure(Failure(reason: "shfmt gave up on it"))
    case .exited: return .failure(Self.failure(result.errorText))
    }
    do {
      return .success(try JSONParser().parse(result.output))
    } catch {
      return .failure(Failure(reason: "it is nested too deeply"))
    }
  }

  /// Reads `3:5: reached EOF without closing quote "`, with or without a file name before it.
  private static func failure(_ message: String) -> Failure {
    let line = message.prefix { $0 != "\n" }
    let trimmed =
      line.hasPrefix("<standard input>:")
      ? line.dropFirst("<standard input>:".count) : line[...]
    let fields = trimmed.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard fields.count == 3, let number = Int(fields[0]) else {
      return Failure(reason: "shfmt could not read it")
    }
    return Failure(reason: String(fields[2].drop { $0 == " " }), line: number)
  }
}

/// Several scripts in one input, parted by a command that does nothing.
///
/// A parting command that is found at the top level, at its own byte, proves that the script
/// before it was complete: nothing that is open there could have let it stand as a statement.
private struct ShellBatch {
  private let scripts: [String]
  /// The byte at which each script begins.
  private var starts: [Int] = []
  private(set) var input: [UInt8] = []

  enum Split {
    case trees([ShellParser.Reading])
    /// The first script that ran into the next.
    case merged(Int)
  }

  private static let parting: [UInt8] = Array("\n:\n".utf8)

  init(_ scripts: [String]) {
    self.scripts = scripts
    for script in scripts {
      starts.append(input.count)
      input += script.utf8
      input += Self.parting
    }
  }

  /// The script that has a line of the input, counted from 1.
  func index(ofLine line: Int) -> Int {
    var lines = 1
    for (index, script) in scripts.enumerated() {
      lines += script.utf8.count { $0 == UInt8(ascii: "\n") } + 2
      if line < lines { return index }
    }
    return scripts.count - 1
  }

  func split(_ tree: JSONValue) -> Split {
    var readings: [ShellParser.Reading] = []
    var remaining = (tree["Stmts"]?.arrayValue ?? [])[...]
    for (index, script) in scripts.enumerated() {
      let end = starts[index] + script.utf8.count + 1
      let own = remaining.prefix { ($0["Pos"]?["Offset"]?.intValue ?? 0) < end }
      remaining = remaining.dropFirst(own.count)
      guard let parting = remaining.first, Self.isParting(parting, at: end) else {
        return .merged(index)
      }
      remaining = remaining.dropFirst()
      do {
        let statements = try ShellTreeReader(base: starts[index]).statements(.array(Array(own)))
        readings.append(.tree(ShellSyntax(statements: statements)))
      } catch {
        readings.append(.unparsable(reason: error.reason))
      }
    }
    return .trees(readings)
  }

  private static func isParting(_ statement: JSONValue, at byte: Int) -> Bool {
    guard statement["Pos"]?["Offset"]?.intValue == byte, statement["Redirs"] == nil,
      statement["End"]?["Offset"]?.intValue == byte + 1,
      let words = statement["Cmd"]?["Args"]?.arrayValue, words.count == 1
    else { return false }
    return words[0]["Parts"]?.arrayValue?.first?["Value"]?.stringValue == ":"
  }
}
