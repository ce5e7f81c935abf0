import Testing

@testable import EvalKit

@Suite struct ThresholdTests {
  @Test(arguments: [
    (Threshold(.atLeast, 0.9), 0.9, true), (Threshold(.atLeast, 0.9), 0.8999, false),
    (Threshold(.atLeast, 0.9), 0.95, true), (Threshold(.atMost, 0.1), 0.1, true),
    (Threshold(.atMost, 0.1), 0.1001, false), (Threshold(.above, 0.9), 0.9, false),
    (Threshold(.above, 0.9), 0.9001, true), (Threshold(.below, 0.1), 0.1, false),
    (Threshold(.below, 0.1), 0.0999, true), (Threshold(.equal, 1), 1, true),
    (Threshold(.equal, 1), 0.9999, false),
    // 0.1 + 0.2 and a third of ninety percent summed thrice differ from the decimal by rounding.
    (Threshold(.atLeast, 0.3), 0.1 + 0.2, true), (Threshold(.atMost, 0.3), 0.1 + 0.2, true),
    (Threshold(.above, 0.3), 0.1 + 0.2, false), (Threshold(.equal, 0.3), 0.1 + 0.2, true),
    (Threshold(.atLeast, 1500), 1500 - 1e-10, true), (Threshold(.atLeast, 0.9), 0.9 - 1e-9, false),
    (Threshold(.atMost, 0), 1e-13, true), (Threshold(.atMost, 0), 1e-9, false),
    (Threshold(.atMost, 1), .infinity, false), (Threshold(.atLeast, 1), .infinity, true),
    (Threshold(.atLeast, 1), -.infinity, false),
  ])
  func compares(threshold: Threshold, number: Double, isMet: Bool) {
    #expect(threshold.isMet(by: number) == isMet)
  }

  @Test(arguments: Threshold.Comparator.allCases)
  func isNeverMetByNaN(comparator: Threshold.Comparator) {
    #expect(!Threshold(comparator, 0.5).isMet(by: .nan))
    #expect(!Threshold(comparator, 0).isMet(by: -.nan))
  }

  @Test(arguments: [
    (Threshold(.atLeast, 1), 0.0...1.0, true), (Threshold(.above, 1), 0...1, false),
    (Threshold(.atLeast, 95), 0...1, false), (Threshold(.atMost, 0), 0...1, true),
    (Threshold(.below, 0), 0...1, false), (Threshold(.atMost, -0.1), 0...1, false),
    (Threshold(.equal, 0.5), 0...1, true), (Threshold(.equal, 2), 0...1, false),
    (Threshold(.atLeast, 1e9), 0...Double.infinity, true),
  ])
  func knowsWhatIsReachable(
    threshold: Threshold, range: ClosedRange<Double>, isReachable: Bool
  ) {
    #expect(threshold.isReachable(in: range) == isReachable)
  }

  @Test(arguments: [
    (">= 0.90", Threshold(.atLeast, 0.9)), ("0.9", Threshold(.atLeast, 0.9)),
    ("1", Threshold(.atLeast, 1)), ("90%", Threshold(.atLeast, 0.9)),
    (" 90 % ", Threshold(.atLeast, 0.9)), ("> 90%", Threshold(.above, 0.9)),
    ("<= 0.2", Threshold(.atMost, 0.2)), ("<0.2", Threshold(.below, 0.2)),
    ("== 1", Threshold(.equal, 1)), (".5", Threshold(.atLeast, 0.5)),
  ])
  func readsPolicies(text: String, expected: Threshold) throws {
    #expect(try Threshold(policy: text) == expected)
  }

  @Test(arguments: [
    ("", 0, "a comparison is missing; allowed are >=, >, <=, <, =="),
    ("=> 0.9", 0, "a comparison is missing; allowed are >=, >, <=, <, ==; did you mean '>='?"),
    ("most", 0, "a comparison is missing; allowed are >=, >, <=, <, =="),
    (
      ">= high", 3,
      "a number is missing; a gate reads 'METRIC OP NUMBER[unit] [with N% confidence]'"
    ),
    (">= 0.9 with 95% confidence", 0, "a confidence has no meaning here"),
    (">= 90ms", 0, "the unit 'ms' has no meaning here"),
    ("0.9 percent", 4, "unknown unit 'percent'; allowed are %, ms, s and min"),
  ])
  func refusesPolicies(text: String, offset: Int, message: String) {
    #expect(throws: GateExpression.Problem(offset: offset, description: message)) {
      try Threshold(policy: text)
    }
  }

  @Test(arguments: [
    (Threshold(.atLeast, 0.9), ">= 0.9"), (Threshold(.equal, 1), "== 1"),
    (Threshold(.below, 1e-5), "< 1e-05"), (Threshold(.atMost, -3), "<= -3"),
  ])
  func describesItself(threshold: Threshold, text: String) {
    #expect(threshold.description == text)
  }
}
