/// The decision about a release.
public enum Verdict: String, Sendable, CaseIterable {
  case cleared = "CLEARED"
  case blocked = "BLOCKED"
  case inconclusive = "INCONCLUSIVE"
}

/// What the process tells its caller.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  case cleared = 0
  case blocked = 1
  /// Usage or suite error; nothing was run.
  case usage = 2
  case inconclusive = 3
  /// The backend, a tool or the journal failed; the run can be resumed.
  case infrastructure = 4
  case interrupted = 130
  case terminated = 143

  /// The worst of several, in the order 1, 4, 3, 0; an interruption or misuse above all.
  public static func worst(_ all: [ExitStatus]) -> ExitStatus {
    let order: [ExitStatus] = [
      .interrupted, .terminated, .usage, .blocked, .infrastructure, .inconclusive, .cleared,
    ]
    return order.first(where: all.contains) ?? .inconclusive
  }
}

/// How many trials came to what.
public struct TrialCounts: Sendable, Equatable {
  public var planned: Int
  public var passed: Int
  public var failed: Int
  public var errored: Int

  public init(planned: Int = 0, passed: Int = 0, failed: Int = 0, errored: Int = 0) {
    (self.planned, self.passed, self.failed, self.errored) = (planned, passed, failed, errored)
  }

  public var notRun: Int { max(0, planned - measured - errored) }
  public var measured: Int { passed + failed }

  public static func + (left: TrialCounts, right: TrialCounts) -> TrialCounts {
    TrialCounts(
      planned: left.planned + right.planned, passed: left.passed + right.passed,
      failed: left.failed + right.failed, errored: left.errored + right.errored)
  }
}

/// Everything that the decision rests on, as plain values.
public struct VerdictEvidence: Sendable, Equatable {
  public struct Harness: Sendable, Equatable {
    public var id: String
    public var weight: Double
    /// The value of its headline metric, `nil` when it could not be measured.
    public var headline: Double?
    public var gates: [GateResult]
    public var counts: TrialCounts

    public init(
      id: String, weight: Double = 1, headline: Double?, gates: [GateResult] = [],
      counts: TrialCounts
    ) {
      (self.id, self.weight, self.headline) = (id, weight, headline)
      (self.gates, self.counts) = (gates, counts)
    }
  }

  /// Canaries or smoke tests.
  public struct Probes: Sendable, Equatable {
    public var counts: TrialCounts
    public var failed: [String]
    /// Those that the baseline passed and this run fails.
    public var regressions: [String]

    public init(counts: TrialCounts, failed: [String] = [], regressions: [String] = []) {
      (self.counts, self.failed, self.regressions) = (counts, failed, regressions)
    }
  }

  public var harnesses: [Harness]
  public var canaries: Probes?
  public var smoke: Probes?
  public var policy: Suite.Policy
  /// Whether `--limit` or `--filter` left trials out.
  public var isPartial: Bool
  public var ending: Runner.Ending
  /// Whether trials failed because of the backend or a tool.
  public var infrastructureProblem: String?
  /// The limit that ended the run, in words.
  public var reachedLimit: String?
  /// Why it is not known that one model gave all answers.
  public var modelProblem: String?

  public init(
    harnesses: [Harness], canaries: Probes? = nil, smoke: Probes? = nil,
    policy: Suite.Policy = Suite.Policy(), isPartial: Bool = false,
    ending: Runner.Ending = .completed, infrastructureProblem: String? = nil,
    reachedLimit: String? = nil, modelProblem: String? = nil
  ) {
    (self.harnesses, self.canaries, self.smoke) = (harnesses, canaries, smoke)
    (self.policy, self.isPartial, self.ending) = (policy, isPartial, ending)
    (self.infrastructureProblem, self.reachedLimit) = (infrastructureProblem, reachedLimit)
    self.modelProblem = modelProblem
  }
}

/// The one place where a verdict is settled, before any output exists.
public struct Decision: Sendable, Equatable {
  public var verdict: Verdict
  public var exitStatus: ExitStatus
  public var shipGatesPassed: Bool
  /// The weighted mean of the headline metrics, `nil` when one of them is missing.
  public var overallScore: Double?
  /// Sentences, the deciding ones first.
  public var reasons: [String]

  public init(_ evidence: VerdictEvidence) {
    overallScore = Self.overallScore(evidence.harnesses)
    let shipGates = evidence.harnesses.flatMap(\.gates).filter { $0.gate.severity == .ship }
    shipGatesPassed = shipGates.allSatisfy { $0.outcome == .passed }
    let failures = Self.failures(evidence, overall: overallScore)
    let gaps = Self.gaps(evidence, overall: overallScore)
    let infrastructure = Self.infrastructure(evidence)
    if !failures.isEmpty {
      (verdict, exitStatus) = (.blocked, .blocked)
    } else if infrastructure != nil {
      (verdict, exitStatus) = (.inconclusive, .infrastructure)
    } else if !gaps.isEmpty {
      (verdict, exitStatus) = (.inconclusive, .inconclusive)
    } else {
      (verdict, exitStatus) = (.cleared, .cleared)
    }
    reasons = failures + [infrastructure].compactMap { $0 } + gaps
    if reasons.isEmpty { reasons = [Self.allWell(evidence)] }
    reasons += Self.remarks(evidence)
    if evidence.ending == .interrupted { exitStatus = .interrupted }
  }

  /// Σ weight × headline / Σ weight over the harnesses with a weight; `nil` without any.
  static func overallScore(_ harnesses: [VerdictEvidence.Harness]) -> Double? {
    let weighted = harnesses.filter { $0.weight > 0 }
    var sum = MeanStatistics()
    var total = MeanStatistics()
    for harness in weighted {
      guard let headline = harness.headline, !headline.isNaN else { return nil }
      sum.add(headline * harness.weight)
      total.add(harness.weight)
    }
    guard let sum = sum.sum, let total = total.sum, total > 0 else { return nil }
    return sum / total
  }

  private static func failures(_ evidence: VerdictEvidence, overall: Double?) -> [String] {
    var reasons: [String] = []
    for harness in evidence.harnesses {
      for gate in harness.gates where gate.gate.severity == .ship && gate.outcome == .failed {
        reasons.append("Ship gate missed in \(harness.id): \(gate.reason).")
      }
    }
    if let target = evidence.policy.overall, let overall, !target.isMet(by: overall) {
      let score = Figure(overall, unit: .fraction)
      reasons.append(
        "The overall score is \(score), not \(target.comparator.rawValue) "
          + "\(score.like(target.value)).")
    }
    if evidence.policy.requiresCanaries, let canaries = evidence.canaries,
      !canaries.failed.isEmpty
    {
      let others = canaries.failed.filter { !canaries.regressions.contains($0) }
      if !canaries.regressions.isEmpty {
        reasons.append(
          "Regression: the baseline passed \(list(canaries.regressions, "canary", "canaries")), "
            + "this run does not.")
      }
      if !others.isEmpty { reasons.append("Failed: \(list(others, "canary", "canaries")).") }
    }
    if let smoke = evidence.smoke, !smoke.failed.isEmpty {
      reasons.append("Failed: \(list(smoke.failed, "smoke test", "smoke tests")).")
    }
    return reasons
  }

  private static func gaps(_ evidence: VerdictEvidence, overall: Double?) -> [String] {
    var reasons: [String] = []
    if evidence.ending == .limitReached {
      let limit = evidence.reachedLimit.map { " (\($0))" } ?? ""
      reasons.append(
        "The run ended at a limit of the suite\(limit); 'evalrunner resume' goes on with it.")
    }
    for harness in evidence.harnesses {
      for gate in harness.gates where gate.gate.severity == .ship && gate.outcome == .inconclusive {
        reasons.append("Undecided in \(harness.id): \(gate.reason).")
      }
      if let gap = coverageGap(harness.counts, evidence.policy.coverage) {
        reasons.append("\(harness.id): \(gap).")
      }
    }
    if evidence.policy.overall != nil, overall == nil {
      reasons.append("The overall score cannot be computed: a headline metric is missing.")
    }
    if evidence.policy.requiresCanaries, let canaries = evidence.canaries,
      let gap = coverageGap(canaries.counts, 1)
    {
      reasons.append("Canaries: \(gap).")
    }
    if let smoke = evidence.smoke, let gap = coverageGap(smoke.counts, 1) {
      reasons.append("Smoke tests: \(gap).")
    }
    if let problem = evidence.modelProblem {
      reasons.append("\(problem.prefix(1).uppercased())\(problem.dropFirst()).")
    }
    if evidence.isPartial {
      reasons.append("Only a part of the suite ran (--limit or --filter), which cannot clear.")
    }
    if !decides(evidence) { reasons.append("Nothing in the suite decides: it has no gates.") }
    return reasons
  }

  /// Why a part was not measured well enough, or `nil`.
  private static func coverageGap(_ counts: TrialCounts, _ coverage: Double) -> String? {
    guard counts.planned > 0 else { return "no trial was planned" }
    guard Double(counts.measured) < coverage * Double(counts.planned) - 1e-9 else { return nil }
    let parts = [(counts.errored, "errored"), (counts.notRun, "not run")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let need = coverage < 1 ? "; \(Figure.percent(coverage)) must be" : ""
    return "\(counts.measured) of \(counts.planned) trials were measured (\(parts))\(need)"
  }

  private static func decides(_ evidence: VerdictEvidence) -> Bool {
    evidence.policy.overall != nil || evidence.smoke != nil
      || (evidence.canaries != nil && evidence.policy.requiresCanaries)
      || evidence.harnesses.contains { !$0.gates.isEmpty }
  }

  private static func infrastructure(_ evidence: VerdictEvidence) -> String? {
    guard evidence.ending != .backendLost, evidence.ending != .interrupted else {
      let why = evidence.infrastructureProblem.map { ": \($0)" } ?? ""
      return evidence.ending == .interrupted
        ? "The run was interrupted; 'evalrunner resume' goes on with it."
        : "The run was given up because of the backend\(why); 'evalrunner resume' goes on with it."
    }
    return evidence.infrastructureProblem.map { "Nothing could be measured: \($0)." }
  }

  private static func allWell(_ evidence: VerdictEvidence) -> String {
    let gates = evidence.harnesses.flatMap(\.gates).count { $0.gate.severity == .ship }
    var parts = ["\(gates) of \(gates) ship gates passed"]
    if let canaries = evidence.canaries, canaries.failed.isEmpty {
      parts.append("all \(canaries.counts.planned) canaries held")
    }
    if let smoke = evidence.smoke { parts.append("all \(smoke.counts.planned) smoke tests passed") }
    let total = evidence.harnesses.reduce(TrialCounts()) { $0 + $1.counts }
    parts.append("\(total.measured) of \(total.planned) trials were measured")
    let text = parts.joined(separator: ", ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// What is worth knowing but decides nothing.
  private static func remarks(_ evidence: VerdictEvidence) -> [String] {
    var remarks: [String] = []
    for harness in evidence.harnesses {
      for gate in harness.gates where gate.gate.severity == .quality && gate.outcome != .passed {
        let what = gate.outcome == .failed ? "missed" : "undecided"
        remarks.append(
          "Quality gate \(what) in \(harness.id), which does not block: \(gate.reason).")
      }
    }
    if !evidence.policy.requiresCanaries, let failed = evidence.canaries?.failed, !failed.isEmpty {
      remarks.append("Failed, which does not block here: \(list(failed, "canary", "canaries")).")
    }
    return remarks
  }

  private static func list(_ names: [String], _ one: String, _ many: String) -> String {
    let shown = names.prefix(10).joined(separator: ", ")
    let rest = names.count > 10 ? " and \(names.count - 10) more" : ""
    return "\(names.count) \(names.count == 1 ? one : many) (\(shown)\(rest))"
  }
}
