import Testing

@testable import EvalKit

@Suite struct ExactMatchTests {
  @Test(arguments: [
    (ExactMatch.raw, " a", "a", false), (.raw, "a", "a", true), (.raw, "", "", true),
    (.trimmed, "\u{3000}a b\n", "a b", true), (.trimmed, "a  b", "a b", false),
    (.squad, "The  Cat!", "cat", true), (.command, " ls\t\n-la ", "ls -la", true),
    (.command, "ls\u{200B}", "ls", false), (.trimmed, "e\u{301}", "\u{E9}", false),
  ])
  func compares(rule: ExactMatch, prediction: String, target: String, expected: Bool) {
    #expect(rule.matches(prediction, target) == expected)
    #expect(rule.matches(prediction, anyOf: ["other", target]) == expected)
  }

  @Test func nothingMatchesNoTargets() {
    for rule in ExactMatch.allCases { #expect(!rule.matches("", anyOf: [])) }
  }
}
