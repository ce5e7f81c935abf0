internal import EvalKit

/// What this folder offers to suites.
enum ShellPlugins {
  static let harnesses: [any Harness.Type] = [
    ShellSyntaxHarness.self, CommandOnlyHarness.self, CommandSafetyHarness.self,
  ]
  static let checks: [any Check.Type] = [
    ShellSyntaxCheck.self, CommandOnlyCheck.self, CommandSafetyCheck.self,
  ]
  static let measures: [any TextMeasure.Type] = [ShellSyntaxMeasure.self, CommandOnlyMeasure.self]
}
