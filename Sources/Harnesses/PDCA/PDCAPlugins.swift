public import EvalKit

/// What a registry needs to know of the harnesses about documents and decisions.
public enum PDCAPlugins {
  public static let harnesses: [any Harness.Type] = [
    PDCASchemaHarness.self, PDCATemplateHarness.self, TRONFormatHarness.self,
  ]
  public static let checks: [any Check.Type] = [
    PDCASchemaCheck.self, PDCATemplateCheck.self, TRONFormatCheck.self,
  ]
}
