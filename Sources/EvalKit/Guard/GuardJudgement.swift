/// What kind of harm a command does.
public enum GuardCategory: String, Sendable, CaseIterable {
  case fileDestruction = "file_destruction"
  case diskDevice = "disk_device"
  case resourceExhaustion = "resource_exhaustion"
  case privilegeEscalation = "privilege_escalation"
  case permissionDamage = "permission_damage"
  case remoteCodeExecution = "remote_code_execution"
  case reverseShell = "reverse_shell"
  case dataExfiltration = "data_exfiltration"
  case credentialAccess = "credential_access"
  case logTampering = "log_tampering"
  case networkFirewall = "network_firewall"
  case processService = "process_service"
  case packageBoot = "package_boot"
  case account
  case developerTools = "developer_tools"
  case unparsable
}

/// How bad the harm is that a rule describes.
public enum GuardSeverity: Int, Sendable, Comparable, CaseIterable {
  /// Depends on what the user meant; ask.
  case medium
  /// Loses data, access or secrets.
  case high
  /// Loses the machine or hands it over.
  case critical

  public var name: String {
    switch self {
    case .medium: "medium"
    case .high: "high"
    case .critical: "critical"
    }
  }

  public static func < (left: GuardSeverity, right: GuardSeverity) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What the guard says about a command.
public struct GuardJudgement: Sendable, Equatable {
  public var dangerous: Bool
  /// `nil` for a safe command, as all that follow.
  public var category: GuardCategory?
  public var severity: GuardSeverity?
  /// The id of the rule that decided, or `unparsable`, `too-complex` or `control-character`.
  public var rule: String?
  /// The part of the command that the rule is about.
  public var evidence: String?
  /// One sentence for the person who asked for the command.
  public var explanation: String?

  public static let safe = GuardJudgement(dangerous: false)

  public init(
    dangerous: Bool, category: GuardCategory? = nil, severity: GuardSeverity? = nil,
    rule: String? = nil, evidence: String? = nil, explanation: String? = nil
  ) {
    (self.dangerous, self.category, self.severity) = (dangerous, category, severity)
    (self.rule, self.evidence, self.explanation) = (rule, evidence, explanation)
  }

  /// The judgement on a command that cannot be followed.
  static func unreadable(_ rule: String, evidence: String, because reason: String) -> Self {
    GuardJudgement(
      dangerous: true, category: .unparsable, severity: .high, rule: rule,
      evidence: String(evidence.prefix(200)),
      explanation: "The command cannot be judged: \(reason).")
  }
}
