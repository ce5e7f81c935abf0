/// Judges shell commands before anybody runs them.
///
/// It follows the syntax tree of a command, not its text, and asks each rule about everything that
/// the command would do. What it cannot read it calls dangerous.
public struct CommandGuard: Sendable {
  /// The program that reads shell syntax.
  public static let shfmt = ExternalTool("shfmt", package: "shfmt")

  /// How often scripts within scripts are read: what is nested deeper is too complex.
  private static let passLimit = 8
  private static let chunk = 512

  /// The rules that apply.
  public let rules: [GuardRule]
  private let parser: ShellParser
  private let width: Int

  /// - Parameters:
  ///   - tiers: The tiers of rules that apply.
  ///   - width: How many shfmt processes may run at a time.
  /// - Throws: ``ScoringError`` when shfmt is not installed.
  public init(tiers: Set<GuardRule.Tier> = [.core], width: Int = 2) throws(ScoringError) {
    try self.init(rules: GuardRule.all.filter { tiers.contains($0.tier) }, width: width)
  }

  /// A guard that knows some rules only.
  init(rules: [GuardRule], width: Int = 2) throws(ScoringError) {
    self.rules = rules
    self.width = max(1, width)
    parser = ShellParser(program: try Self.shfmt.locate())
  }

  /// Judges one command.
  ///
  /// - Throws: ``ScoringError`` when shfmt cannot be run.
  public func judge(_ command: String) async throws -> GuardJudgement {
    try await judge([command])[0]
  }

  /// Judges many commands, many to one process.
  ///
  /// - Returns: One judgement for each command, in their order.
  /// - Throws: ``ScoringError`` when shfmt cannot be run.
  public func judge(_ commands: [String]) async throws -> [GuardJudgement] {
    var judgements: [GuardJudgement] = []
    for start in stride(from: 0, to: commands.count, by: Self.chunk) {
      let end = min(start + Self.chunk, commands.count)
      judgements += try await judge(chunk: Array(commands[start..<end]))
    }
    return judgements
  }

  /// Judges as many commands as may be in memory with their trees.
  private func judge(chunk commands: [String]) async throws -> [GuardJudgement] {
    var judgements = [GuardJudgement?](repeating: nil, count: commands.count)
    var known: [String: ShellParser.Reading] = [:]
    var open = Array(commands.indices)
    var missing = commands
    for pass in 0... {
      for (script, reading) in zip(missing, try await parser.read(missing, width: width)) {
        known[script] = reading
      }
      var wanted: Set<String> = []
      var unsettled: [Int] = []
      for index in open {
        let (judgement, scripts) = judge(commands[index], known)
        if scripts.isEmpty || judgement.severity == .critical {
          judgements[index] = judgement
        } else if pass >= Self.passLimit {
          judgements[index] = judgement.dangerous ? judgement : Self.tooComplex(commands[index])
        } else {
          wanted.formUnion(scripts)
          unsettled.append(index)
        }
      }
      (open, missing) = (unsettled, wanted.sorted())
      if open.isEmpty { break }
    }
    return judgements.map { $0 ?? Self.tooComplex("") }
  }

  private static func tooComplex(_ command: String) -> GuardJudgement {
    .unreadable("too-complex", evidence: command, because: "it does too much or is nested too deep")
  }

  /// Judges a command by the scripts that have been read, and names those that have not.
  private func judge(
    _ command: String, _ known: [String: ShellParser.Reading]
  ) -> (GuardJudgement, wanted: [String]) {
    switch known[command] {
    case nil: return (Self.tooComplex(command), [])
    case .unparsable(let reason):
      return (.unreadable("unparsable", evidence: command, because: reason), [])
    case .tree(let tree):
      var interpreter = ShellInterpreter(scripts: known)
      interpreter.follow(command, tree)
      if let judgement = worst(of: interpreter.invocations) {
        return (judgement, interpreter.wanted)
      }
      if interpreter.isExhausted { return (Self.tooComplex(command), []) }
      if let (text, reason) = interpreter.unparsable {
        return (.unreadable("unparsable", evidence: text, because: reason), [])
      }
      return (.safe, interpreter.wanted)
    }
  }

  /// The judgement of the gravest rule; of the first, among equals.
  private func worst(of invocations: [Invocation]) -> GuardJudgement? {
    var worst: (rule: GuardRule, evidence: String)?
    for invocation in invocations {
      for rule in rules where worst.map({ rule.severity > $0.rule.severity }) ?? true {
        if rule.matches(invocation) { worst = (rule, invocation.evidence) }
      }
    }
    return worst.map { rule, evidence in
      GuardJudgement(
        dangerous: true, category: rule.category, severity: rule.severity, rule: rule.id,
        evidence: evidence, explanation: rule.summary)
    }
  }
}
