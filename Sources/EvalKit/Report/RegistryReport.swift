/// The plug-ins of a program with their own one-line descriptions.
public struct RegistryReport: Sendable {
  public static let topics = ["harnesses", "metrics", "measures", "checks", "providers", "rules"]

  private let registry: Registry

  public init(_ registry: Registry) { self.registry = registry }

  /// The entries of a topic, sorted by name.
  public func entries(_ topic: String) -> [(name: String, summary: String)] {
    let all: [(name: String, summary: String)] =
      switch topic {
      case "harnesses": registry.harnesses.map { ($0.kind, $0.summary) }
      case "metrics": registry.metrics.map { ($0.kind, $0.summary) }
      case "measures": registry.measures.map { ($0.name, $0.summary) }
      case "checks": registry.checks.map { ($0.name, $0.summary) }
      case "providers": registry.providers.map { ($0.name, $0.summary) }
      case "rules": GuardRule.all.map { ($0.id, $0.line) }
      default: []
      }
    return all.sorted { $0.name < $1.name }
  }

  public func text(_ topics: [String]) -> String {
    topics.map { topic in
      let rows = entries(topic)
      let width = rows.map(\.name.count).max() ?? 0
      let lines = rows.map { name, summary in
        "  " + name + String(repeating: " ", count: width - name.count + 2) + summary
      }
      return ([topic] + lines).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  public func json(_ topics: [String]) -> JSONValue {
    .object(
      JSONObject(
        topics.map { topic in
          .init(
            key: topic,
            value: .array(
              entries(topic).map { ["name": .string($0.name), "summary": .string($0.summary)] }))
        }))
  }
}

extension GuardRule {
  /// Category, severity, tier and meaning in one line.
  fileprivate var line: String {
    let tierText = tier == .core ? "" : ", \(tier.rawValue)"
    return "\(summary) [\(category.rawValue), \(severity.name)\(tierText)]"
  }
}
