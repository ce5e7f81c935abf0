/// One thing that a command should not do.
///
/// A rule speaks about one command with its words resolved; quoting, variables, wrappers and
/// nesting are behind it.
public struct GuardRule: Sendable {
  /// Which rules apply.
  public enum Tier: String, Sendable, CaseIterable {
    case core
    /// Destructive operations of developer tools; only on request.
    case devops
  }

  public var id: String
  public var tier: Tier
  public var category: GuardCategory
  public var severity: GuardSeverity
  /// One sentence, for the person whose command was stopped.
  public var summary: String
  /// Commands that it must stop; tests run them.
  public var dangerous: [String]
  /// Similar commands that it must let pass.
  public var safe: [String]
  let matches: @Sendable (Invocation) -> Bool

  init(
    _ id: String, _ category: GuardCategory, _ severity: GuardSeverity, _ summary: String,
    tier: Tier = .core, dangerous: [String], safe: [String],
    when matches: @escaping @Sendable (Invocation) -> Bool
  ) {
    (self.id, self.tier, self.category, self.severity) = (id, tier, category, severity)
    (self.summary, self.dangerous, self.safe, self.matches) = (summary, dangerous, safe, matches)
  }

  /// Every rule, in the order in which they are asked.
  public static let all: [GuardRule] =
    fileDestruction + diskDevice + resourceExhaustion + remoteCode + reverseShell + privilege
    + permission + credential + exfiltration + logTampering + network + processService
    + packageBoot + account + developerTools
}
