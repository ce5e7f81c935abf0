/// One thing that is wrong with a file, and where.
public struct Diagnostic: Error, Sendable, Equatable, CustomStringConvertible {
  public var path: String
  /// Counted from 1; 0 when it concerns the file as a whole.
  public var line: Int
  /// In characters, counted from 1.
  public var column: Int
  /// What is wrong, what is allowed, and the nearest valid choice.
  public var message: String

  public init(path: String, line: Int = 0, column: Int = 0, message: String) {
    (self.path, self.line, self.column, self.message) = (path, line, column, message)
  }

  public var description: String {
    line == 0 ? "\(path): \(message)" : "\(path):\(line):\(column): \(message)"
  }
}

/// Everything that is wrong with a suite; nothing was run.
public struct SuiteError: Error, Sendable, CustomStringConvertible {
  public var diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
