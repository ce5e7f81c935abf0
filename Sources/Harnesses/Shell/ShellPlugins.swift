internal import EvalKit

/// What this folder offers to suites.
enum ShellPlugins {
  static let harnesses: [any Harness.Type] = [ShellSyntaxHarness.self]
  static let checks: [any Check.Type] = [ShellSyntaxCheck.self]
  static let measures: [any TextMeasure.Type] = [ShellSyntaxMeasure.self]
}
