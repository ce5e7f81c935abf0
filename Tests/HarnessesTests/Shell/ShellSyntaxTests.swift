import EvalKit
import Testing

@testable import Harnesses

/// What shellcheck says about answers, and what it cannot be talked into.
@Suite struct ShellSyntaxTests {
  private static func judge(
    _ answer: String, _ severity: ShellCheckComment.Severity = .error
  ) async throws -> ShellSyntaxJudge.Judgement {
    try await ShellSyntaxJudge(severity: severity).judge(answer)
  }

  @Test(arguments: [
    "ls -la", "  ls -la\r\n", "find . -name '*.php' -exec grep -li x {} +",
    "for f in *; do echo \"$f\"; done", "cat <<'X'\na 'b\nX", "echo 'ü' | tr a b",
  ])
  func soundScriptsPass(answer: String) async throws {
    #expect(try await Self.judge(answer).finding == nil)
  }

  @Test func brokenScriptsNameTheCodesOfShellcheck() async throws {
    // Codes from shellcheck 0.9.0 on the command line.
    let judgement = try await Self.judge("echo \"foo")
    #expect(judgement.codes == [1072, 1073])
    #expect(
      judgement.finding
        == "SC1073 at 1:6: Couldn't parse this double quoted string. Fix to allow more checks. "
        + "(also SC1072)")
  }

  @Test func severityDecidesWhatCounts() async throws {
    let answer = "rm $file"
    #expect(try await Self.judge(answer, .error).finding == nil)
    // SC2154 (warning): file is referenced but not assigned; SC2086 (info): quote it.
    #expect(try await Self.judge(answer, .warning).codes == [2154])
    #expect(try await Self.judge(answer, .info).codes == [2086, 2154])
  }

  @Test(arguments: [
    "# shellcheck disable=all\nfor f in; do [ 1 = 2 ; done",
    "#shellcheck disable=SC2070\n[ -n $x ]",
    "#  shellcheck\tdisable=SC2070\n[ -n $x ]",
  ])
  func anAnswerCannotExcuseItself(answer: String) async throws {
    #expect(try await Self.judge(answer).finding != nil)
  }

  @Test(arguments: [
    "", " \n\t ", "ls\u{0}", String(repeating: "$((", count: 30),
    String(repeating: "a ", count: 500_000), "ls \u{FEFF}(", String(repeating: "`", count: 4001),
  ])
  func hostileAnswersFailAndEnd(answer: String) async throws {
    #expect(try await Self.judge(answer).finding != nil)
  }

  @Test func arithmeticIsNotNestedTooDeeply() async throws {
    #expect(try await Self.judge("echo $((1+((2))*3)) $(( (4) )) $((5))").finding == nil)
  }

  @Test func aTrapInABatchHarmsNoOther() async throws {
    let judge = ShellSyntaxJudge(severity: .error)
    let answers = ["ls -l", "echo \"x", "pwd", "\u{0}", "if true; then", "date"]
    let passes = [true, false, true, false, false, true]
    let findings = try await withThrowingTaskGroup(of: (Int, Bool).self) { group in
      for index in 0..<60 {
        group.addTask { (index, try await judge.judge(answers[index % 6]).finding == nil) }
      }
      return try await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
    }
    for (index, passed) in findings {
      #expect(passed == passes[index % 6], "\(answers[index % 6])")
    }
  }

  @Test func aMissingToolNamesItsPackage() async throws {
    var judge = ShellSyntaxJudge(severity: .error)
    judge.shellCheck = ShellCheck(searchPath: "/nonexistent")
    let expected = ScoringError(
      .toolMissing,
      "shellcheck is not installed; install the package shellcheck (scripts/bootstrap does)")
    await #expect(throws: expected) { try await judge.judge("ls") }
  }

  @Test func harnessCheckAndMeasureAgree() async throws {
    let sample = Sample(id: "1", input: .text("list"))
    let options = JSONObject([.init(key: "severity", value: "info")])
    let configuration = HarnessConfiguration(id: "h", options: options)
    let harness = ShellSyntaxHarness(configuration)
    let check = try ShellSyntaxCheck(options, CheckConfiguration(configuration))
    let measure = try ShellSyntaxMeasure(options, configuration)
    for (text, passes) in [("ls", true), ("echo $x", false)] {
      let prediction = Prediction(text: text)
      let score = try await harness.score(prediction, for: sample)
      #expect(score.passed == passes)
      #expect(score.measures["shellcheck_findings"] == .value(passes ? 0 : 2))
      #expect(try await check.evaluate(prediction, for: sample).passed == passes)
      let values = try await measure.measure(prediction, for: sample)
      #expect(values == ["shell_syntax": .value(passes ? 1 : 0)])
      #expect((try await measure.explain(prediction, for: sample) == nil) == passes)
    }
  }

  /// The labels were made by running shellcheck on each command alone.
  @Test func everyLabelOfRealCommandsIsMatched() async throws {
    guard let rows = try SharedData.lines("data/cli/syntax_labels.jsonl") else { return }
    let judge = ShellSyntaxJudge(severity: .error)
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, row) in rows.enumerated() {
        if index >= 8 { try await group.next() }
        group.addTask {
          let command = try #require(row["command"]?.stringValue)
          let judgement = try await judge.judge(command)
          let codes = row["shellcheckCodes"]?.arrayValue?.compactMap(\.intValue) ?? []
          #expect((judgement.finding == nil) == row["shellcheckErrorFree"]?.boolValue, "\(command)")
          #expect(judgement.codes == Set(codes).sorted(), "\(command)")
        }
      }
      try await group.waitForAll()
    }
    #expect(rows.count == 616)
    print("shell-syntax: \(rows.count) commands in \(start.duration(to: .now))")
  }
}
