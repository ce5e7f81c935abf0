import Testing

@testable import EvalKit

@Suite(.timeLimit(.minutes(10))) struct PatternMatcherTests {
  @Test(arguments: [
    ("b+", "abbbc", PatternMatcher.Outcome.match(1..<4)),
    ("x", "abc", .noMatch),
    ("^$", "", .match(0..<0)),
    ("é", "e\u{301}é", .match(3..<5)),
    ("^.$", "é", .match(0..<2)),
    ("\\w", "é", .noMatch),
    ("(*UCP)\\w", "é", .match(0..<2)),
    ("(?i)straße", "STRAßE", .match(0..<7)),
    ("a\\x00b", "a\u{0}b", .match(0..<3)),
    ("\\x{301}", "\u{301}", .match(0..<2)),
    ("(?<=a)b", "ab", .match(1..<2)),
    ("end$", "the end\n", .match(4..<7)),
    ("end\\z", "the end\n", .noMatch),
  ])
  func findsTheFirstMatch(pattern: String, text: String, expected: PatternMatcher.Outcome) throws {
    #expect(try PatternMatcher(pattern).firstMatch(in: text) == expected)
  }

  @Test(arguments: [
    ("(", "not a regular expression: missing closing parenthesis (character 2 of '(')"),
    (
      "a[b",
      "not a regular expression: missing terminating ] for character class"
        + " (character 4 of 'a[b')"
    ),
    (
      "é*+*",
      "not a regular expression: quantifier does not follow a repeatable item"
        + " (character 4 of 'é*+*')"
    ),
    (
      "a\\C",
      "not a regular expression: using \\C is disabled by the application"
        + " (character 4 of 'a\\C')"
    ),
  ])
  func refusesABrokenPattern(pattern: String, message: String) {
    #expect(throws: OptionError(message)) { try PatternMatcher(pattern) }
  }

  /// Patterns that are exponential, quadratic or deep on these texts; PCRE2's own match limit stops
  /// the first only.
  @Test(
    .serialized,
    arguments: [
      ("(a+)+$", 100_000), ("(a|aa)+$", 100_000), ("a*[bc]", 1_000_000), ("a*a*[bc]", 1_000_000),
      ("(?:a|b)*[cd]", 1_000_000), ("(?=(a+))\\1[bc]", 1_000_000),
      ("(a*)*\\1[bc]", 100_000), ("[a-z]*?[0-9]", 1_000_000),
    ])
  func givesUpOnHostileText(pattern: String, length: Int) throws {
    let text = String(repeating: "a", count: length) + "!"
    #expect(try PatternMatcher(pattern).firstMatch(in: text) == .gaveUp)
  }

  @Test(arguments: ["needle", "[a-z]+ needle", "(?i)NEEDLE\\b", "\\bneedle\\b", "(?m)^.*needle$"])
  func searchesAMegabyteOfProse(pattern: String) throws {
    let prose = String(repeating: "the quick brown fox jumps over it\n", count: 30_000)
    let matcher = try PatternMatcher(pattern)
    #expect(matcher.firstMatch(in: prose) == .noMatch)
    #expect(matcher.firstMatch(in: prose + "a needle") != .noMatch)
  }
}
