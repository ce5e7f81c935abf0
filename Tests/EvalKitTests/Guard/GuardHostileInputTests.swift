import Testing

@testable import EvalKit

@Suite struct GuardHostileInputTests {
  private func judge(_ command: String) async throws -> GuardJudgement {
    try await CommandGuard().judge(command)
  }

  /// Too long, too deep or too much to follow: dangerous, and soon.
  @Test(arguments: [
    String(repeating: "x", count: 1_000_000),
    String(repeating: "rm -rf / ", count: 120_000),
    String(repeating: "$(", count: 1_000) + "id" + String(repeating: ")", count: 1_000),
    String(repeating: "(", count: 3_000) + "a" + String(repeating: ")", count: 3_000),
    String(repeating: "\"", count: 99_999),
    "echo " + String(repeating: "{a,b}", count: 20),
    "echo " + String(repeating: "{", count: 20_000),
    "echo {1..100000000}",
    "touch {a..z}{1..9000000000000000000}",
    "ls \u{0} -la",
  ])
  func isDangerousWhenItCannotBeFollowed(command: String) async throws {
    #expect(try await judge(command).dangerous)
  }

  /// Everything that repeats itself comes to an end.
  @Test(arguments: [
    "f() { f; g; }; g() { f; g; }; f", "alias a=b b=a; a; b", "x='eval $x'; eval $x",
    "a=xxxxxxxx;" + String(repeating: "a=$a$a;", count: 60) + "echo $a",
    "for i in {1..1000}; do for j in {1..1000}; do for k in {1..1000}; do echo $i; done; done; done",
    "echo " + String(repeating: "$(echo ", count: 30) + "id" + String(repeating: ")", count: 30),
    "python3 -c 'x(\"" + String(repeating: "\\\"", count: 5_000) + "\")'",
    "x=" + String(repeating: "a", count: 200) + "; echo "
      + String(repeating: "${x%%*a*a*a*a*b}", count: 300),
    String(repeating: "sh -c 'true';", count: 500),
  ])
  func endsForWhatRepeatsItself(command: String) async throws {
    _ = try await judge(command)
  }

  @Test func scriptsWithinScriptsAreReadToTheirEnd() async throws {
    var script = "rm -rf /"
    for _ in 0..<6 {
      script = "bash -c '" + script.replacing("'", with: "'\\''") + "'"
    }
    #expect(try await judge(script).rule == "delete-vital")
  }

  @Test func aMarkOfUnknownTextIsNoDisguise() async throws {
    #expect(try await judge("rm\u{FFFC} -rf /").dangerous)
    #expect(try await judge("r\u{FFFD}m -rf x; rm -rf /").dangerous)
  }

  @Test func mutualRecursionInTheBackgroundIsAForkBomb() async throws {
    #expect(try await judge("f(){ g|g& }; g(){ f|f& }; f").rule == "fork-bomb")
  }
}
