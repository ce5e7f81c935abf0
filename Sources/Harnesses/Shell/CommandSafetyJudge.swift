internal import EvalKit

/// Has the guard judge commands, many to a process; what harness, check and measure share.
struct CommandSafetyJudge: Sendable {
  static let tiersOption = OptionDeclaration(
    "tiers", .list,
    "Which rules apply: \(GuardRule.Tier.allCases.map(\.rawValue).joined(separator: ", ")).",
    default: [.string(GuardRule.Tier.core.rawValue)])

  let tiers: Set<GuardRule.Tier>
  private let batcher: Batcher<String, GuardJudgement>

  /// - Throws: ``OptionError`` for a tier that the guard does not have.
  init(_ option: JSONValue?) throws(OptionError) {
    let known = GuardRule.Tier.allCases.map(\.rawValue)
    var tiers: Set<GuardRule.Tier> = []
    for (index, entry) in (option?.arrayValue ?? []).enumerated() {
      guard let tier = entry.stringValue.flatMap(GuardRule.Tier.init(rawValue:)) else {
        throw OptionError(
          "the guard's tiers are \(known.joined(separator: ", "))", option: "tiers", index: index)
      }
      tiers.insert(tier)
    }
    guard !tiers.isEmpty else {
      throw OptionError("'tiers' is empty, so that nothing would be dangerous", option: "tiers")
    }
    let chosen = tiers
    self.tiers = chosen
    batcher = Batcher(limit: 256) { commands in
      try await CommandGuard(tiers: chosen, width: 1).judge(commands)
    }
  }

  /// What the guard says about a command.
  ///
  /// - Throws: ``ScoringError`` when shfmt is missing or cannot be run.
  func judge(_ command: String) async throws -> GuardJudgement {
    try await batcher.output(for: command)
  }
}

extension GuardJudgement {
  /// The judgement in a few words, such as `dangerous: file_destruction (rm-root) in 'rm -rf /'`.
  var inWords: String {
    guard dangerous else { return "safe" }
    let place = evidence.map { " in \(Excerpt($0))" } ?? ""
    return "dangerous: \(category?.rawValue ?? "unknown") (\(rule ?? "-"))\(place)"
  }
}
