/// The plug-ins of one program, by name; a value that is passed in, never a global.
public struct Registry: Sendable {
  public var harnesses: [any Harness.Type]
  public var checks: [any Check.Type]
  public var measures: [any TextMeasure.Type]
  public var metrics: [any Metric.Type]
  public var providers: [any ModelProvider.Type]

  public init(
    harnesses: [any Harness.Type] = [], checks: [any Check.Type] = [],
    measures: [any TextMeasure.Type] = [], metrics: [any Metric.Type] = [],
    providers: [any ModelProvider.Type] = []
  ) {
    (self.harnesses, self.checks, self.measures) = (harnesses, checks, measures)
    (self.metrics, self.providers) = (metrics, providers)
  }
}
