import Testing

@testable import EvalKit

@Suite struct GuardRuleTests {
  /// Judges examples by one rule alone, so that no other can answer for it.
  private func firing(_ rule: GuardRule, on commands: [String]) async throws -> [Bool] {
    let guardian = try CommandGuard(rules: [rule])
    return try await guardian.judge(commands).map { $0.rule == rule.id }
  }

  @Test(arguments: GuardRule.all)
  func stopsItsOwnDangerousExamples(rule: GuardRule) async throws {
    #expect(!rule.dangerous.isEmpty)
    for (command, fires) in zip(rule.dangerous, try await firing(rule, on: rule.dangerous)) {
      #expect(fires, "\(rule.id) lets \(command.debugDescription) pass")
    }
  }

  @Test(arguments: GuardRule.all)
  func letsItsOwnSafeExamplesPass(rule: GuardRule) async throws {
    #expect(!rule.safe.isEmpty)
    for (command, fires) in zip(rule.safe, try await firing(rule, on: rule.safe)) {
      #expect(!fires, "\(rule.id) stops \(command.debugDescription)")
    }
  }

  /// A safe example is safe for all rules of the core, but for a few that show the limits of two.
  @Test func noCoreRuleStopsTheSafeExamplesOfAnother() async throws {
    let guardian = try CommandGuard()
    for rule in guardian.rules {
      for (command, judgement) in zip(rule.safe, try await guardian.judge(rule.safe)) {
        #expect(
          !judgement.dangerous,
          "\(command.debugDescription) of \(rule.id) is stopped by \(judgement.rule ?? "")")
      }
    }
  }

  @Test func haveDistinctIdsAndSentences() {
    #expect(Set(GuardRule.all.map(\.id)).count == GuardRule.all.count)
    for rule in GuardRule.all {
      #expect(rule.summary.hasSuffix("."), "\(rule.id)")
      #expect(rule.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(rule.id)")
    }
  }

  @Test func coverEveryCategory() {
    let covered = Set(GuardRule.all.map(\.category))
    #expect(covered == Set(GuardCategory.allCases).subtracting([.unparsable]))
  }

  @Test func developerToolsAreOptIn() async throws {
    let command = "git push --force"
    let core = try await CommandGuard().judge(command)
    #expect(!core.dangerous)
    let both = try await CommandGuard(tiers: [.core, .devops]).judge(command)
    #expect(both.rule == "git-rewrite")
  }
}
