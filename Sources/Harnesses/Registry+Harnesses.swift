public import EvalKit

extension Registry {
  /// This registry with every harness, check and measure of this target.
  public var withHarnesses: Registry {
    var registry = self
    registry.harnesses +=
      PDCAPlugins.harnesses + [
        RefusalHarness.self, EmptyConstructorHarness.self, ToolCallsHarness.self,
      ]
    registry.checks +=
      PDCAPlugins.checks + [EmptyConstructorCheck.self, TypeScriptCheck.self, ToolCallCheck.self]
    registry.harnesses += ShellPlugins.harnesses + [ResultsHarness.self]
    registry.checks += ShellPlugins.checks
    registry.measures += ShellPlugins.measures
    return registry
  }
}
