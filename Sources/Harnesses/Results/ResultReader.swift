internal import EvalKit

/// Reads result files of other tools.
enum ResultReader {
  enum Format: String, CaseIterable {
    case auto
    case lmEval = "lm-eval"
    case inspect, promptfoo, csv, jsonl
  }

  /// The most bytes of a result file.
  private static let sizeLimit = 512 << 20

  /// Reads a file, or every result file of a folder in the order of their names.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - format: `auto` finds it from the content.
  ///   - task: The task of rows that name none.
  /// - Throws: ``ResultError`` in words.
  static func read(_ path: String, _ format: Format, task: String) throws -> ResultSet {
    guard Files.exists(path) else { throw ResultError(description: "there is no such file") }
    guard Files.isDirectory(path) else { return try readFile(path, format, task: task) }
    let endings = [".json", ".eval", ".csv", ".jsonl"]
    var all = ResultSet()
    for name in try Files.list(path) where endings.contains(where: { name.hasSuffix($0) }) {
      let set = try readFile("\(path)/\(name)", format, task: task)
      all.figures += set.figures
      all.origin = set.origin
    }
    guard !all.figures.isEmpty else {
      throw ResultError(description: "the folder has no result file")
    }
    return all
  }

  private static func readFile(
    _ path: String, _ format: Format, task: String
  ) throws -> ResultSet {
    if try ZipArchive.isArchive(path) {
      guard let header = try ZipArchive(path).read("header.json") else {
        throw ResultError(description: "the archive has no header.json, so it is no Inspect log")
      }
      return try InspectResults.read(try JSONParser().parse(header))
    }
    guard try RandomAccessFile(path).size() <= sizeLimit else {
      throw ResultError(description: "it has more than \(sizeLimit) bytes")
    }
    let isTable = path.hasSuffix(".csv") || path.hasSuffix(".jsonl")
    if format == .csv || (format == .auto && path.hasSuffix(".csv")) {
      return try TableResults.read(csv: path, task: task)
    }
    if format == .jsonl || (format == .auto && isTable) {
      return try TableResults.read(jsonl: path, task: task)
    }
    return try readJSON(try JSONParser().parse(try Files.read(path)), format)
  }

  private static func readJSON(_ json: JSONValue, _ format: Format) throws -> ResultSet {
    switch format {
    case .lmEval: return try LMEvalResults.read(json)
    case .inspect: return try InspectResults.read(json)
    case .promptfoo: return try PromptfooResults.read(json)
    case .auto, .csv, .jsonl: break
    }
    if InspectResults.recognises(json) { return try InspectResults.read(json) }
    if PromptfooResults.recognises(json) { return try PromptfooResults.read(json) }
    if LMEvalResults.recognises(json) { return try LMEvalResults.read(json) }
    throw ResultError(
      description: "this is no result file of lm-evaluation-harness, Inspect AI or promptfoo")
  }
}
