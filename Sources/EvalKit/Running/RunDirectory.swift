/// Where runs live: `reports/<suite>/<run id>/`, with `latest` pointing to the newest.
public struct RunDirectory: Sendable, Equatable {
  public static let root = "reports"
  static let latestName = "latest"

  public var path: String
  public var runID: String

  /// Creates the folder of a new run.
  ///
  /// `output` must hold no run yet; without it the folder is made under `reports/`.
  static func make(suite: String, output: String?) throws -> RunDirectory {
    let base = Timestamp.now().filter { $0 != "-" && $0 != ":" }
    if let output {
      guard !Journal.isPresent(in: output) else {
        throw UsageError("\(output) already holds a run; resume it, or choose another folder")
      }
      try Files.createDirectory(output)
      return RunDirectory(path: output, runID: base)
    }
    let parent = "\(root)/\(suite)"
    try Files.createDirectory(parent)
    var runID = base
    var number = 1
    while try !Files.createNewDirectory("\(parent)/\(runID)") {
      number += 1
      runID = "\(base)-\(number)"
    }
    return RunDirectory(path: "\(parent)/\(runID)", runID: runID)
  }

  /// Lets `latest` beside a run's folder point to it.
  static func markLatest(_ path: String) throws {
    let link = Files.resolve(latestName, from: Files.directory(of: path))
    try Files.replaceLink(link, target: Files.name(of: path))
  }
}
