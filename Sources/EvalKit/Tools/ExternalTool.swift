internal import Glibc

/// A program that a harness needs and that a Debian package brings.
public struct ExternalTool: Sendable, Hashable {
  /// What it is called on PATH.
  public var name: String
  public var package: String

  public init(_ name: String, package: String) {
    (self.name, self.package) = (name, package)
  }

  public static let node = ExternalTool("node", package: "nodejs")
  public static let shellcheck = ExternalTool("shellcheck", package: "shellcheck")
  public static let git = ExternalTool("git", package: "git")

  /// The path of the first program of that name on PATH.
  ///
  /// - Parameter searchPath: The value of PATH; that of this process when left out.
  /// - Returns: The path, absolute when the folder on PATH is.
  /// - Throws: ``ScoringError`` that names the package.
  public func locate(searchPath: String? = nil) throws(ScoringError) -> String {
    let folders = (searchPath ?? Host.environment["PATH"] ?? "").split(separator: ":")
    for folder in folders {
      let path = "\(folder)/\(name)"
      if access(path, X_OK) == 0, !Files.isDirectory(path) { return path }
    }
    throw missing
  }

  /// The error of a machine without it.
  public var missing: ScoringError {
    ScoringError(
      .toolMissing,
      "\(name) is not installed; install the package \(package) (scripts/bootstrap does)")
  }
}
