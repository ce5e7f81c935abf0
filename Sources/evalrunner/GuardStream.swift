internal import EvalKit

/// Judges a stream of `{"id", "command"}` on standard input, line by line, in batches.
struct GuardStream {
  private static let batchSize = 256

  private let commandGuard: CommandGuard

  init(_ commandGuard: CommandGuard) { self.commandGuard = commandGuard }

  /// Answers every line in order; one that cannot be read is reported and the rest goes on.
  func run() async throws -> ExitStatus {
    let reader = try LineReader("/dev/stdin")
    let parser = JSONParser()
    var batch: [(id: JSONValue, command: String)] = []
    var isClean = true
    while let line = try reader.withNextLine({ Array($0) }) {
      guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      if let entry = Self.entry(line, parser) {
        batch.append(entry)
      } else {
        isClean = false
        Terminal.printError(
          "stdin:\(reader.lineNumber):1: a line is {\"id\": …, \"command\": text}\n")
      }
      if batch.count == Self.batchSize { try await answer(&batch) }
    }
    try await answer(&batch)
    return isClean ? .cleared : .usage
  }

  private static func entry(
    _ line: [UInt8], _ parser: JSONParser
  ) -> (id: JSONValue, command: String)? {
    guard let json = try? parser.parse(line), let command = json["command"]?.stringValue else {
      return nil
    }
    return (json["id"] ?? .null, command)
  }

  private func answer(_ batch: inout [(id: JSONValue, command: String)]) async throws {
    guard !batch.isEmpty else { return }
    let judgements = try await commandGuard.judge(batch.map(\.command))
    for (entry, judgement) in zip(batch, judgements) {
      Terminal.print(judgement.json(id: entry.id).compact + "\n")
    }
    batch = []
  }
}
