/// Runs canaries or smoke tests: each sample carries the checks that decide it.
public struct ProbeHarness: Harness {
  public static let kind = "probe"
  public static let summary = "Canaries and smoke tests: every sample carries its own checks."
  public static let options = [
    OptionDeclaration("tools", .text, "A JSON file of tool definitions that samples name.")
  ]

  private let checks: CheckConfiguration
  private let catalog: ToolCatalog

  public init(_ configuration: HarnessConfiguration) throws {
    checks = CheckConfiguration(configuration)
    catalog = try ToolCatalog(option: "tools", configuration)
  }

  public func validate(_ sample: Sample) throws(SampleError) {
    do {
      _ = try CheckedCanary(sample, configuration: checks)
    } catch {
      throw SampleError("\(error)", key: "checks")
    }
    _ = try tools(for: sample)
  }

  /// Only the tools that a sample lists: a probe without any is no task for tools.
  public func tools(for sample: Sample) throws(SampleError) -> [JSONValue] {
    sample.tools.isEmpty ? [] : try catalog.tools(for: sample)
  }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    var equipped = sample
    equipped.tools = try tools(for: sample)
    let canary = try CheckedCanary(equipped, configuration: checks)
    let outcome = try await canary.judge(prediction)
    return Score(passed: outcome.passed, explanation: outcome.explanation)
  }
}
