import EvalKit

/// Files that are not part of the package.
enum SharedData {
  /// The path of a file below the folder that EVALKIT_SHARED names, by default `../shared`.
  ///
  /// - Returns: `nil`, after printing a line, when the file is missing.
  static func path(_ name: String) -> String? {
    let package = Files.resolve("../../../..", from: #filePath)
    let folder = Host.environment["EVALKIT_SHARED"] ?? Files.resolve("../shared", from: package)
    let path = folder + "/" + name
    if Files.exists(path) { return path }
    print("skipped: there is no \(path)")
    return nil
  }

  /// The documents of a JSON Lines file, or `nil` when it is missing.
  static func lines(_ name: String) throws -> [JSONValue]? {
    guard let path = path(name) else { return nil }
    let parser = JSONParser()
    let reader = try LineReader(path)
    var result: [JSONValue] = []
    while let json = try reader.withNextLine({ try parser.parse($0) }) { result.append(json) }
    return result
  }
}
