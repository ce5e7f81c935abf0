import Testing

@testable import EvalKit

@Suite struct FailureModesTests {
  @Test(arguments: [
    ("section 'Plan' is missing", ["section '…' is missing"]),
    ("line 13:80: ')' expected", ["line N:N: '…' expected"]),
    ("score is 0.25, wanted is >= 0.8", ["score is N, wanted is >= N"]),
    ("PRECEDES: is missing; FOLLOWS: is missing", ["PRECEDES: is missing", "FOLLOWS: is missing"]),
    ("HealthMonitor: bad", ["NAME: bad"]), ("read_file: bad", ["read_file: bad"]),
    ("see DefaultUnit.ts.", ["see NAME."]), ("in /etc/passwd", ["in NAME"]),
    ("e.g. one", ["e.g. one"]), ("no TypeScript code found", ["no TypeScript code found"]),
    // A semicolon inside a quotation parts nothing, and an apostrophe opens no quotation.
    ("has `for (;; i++)` in it", ["has '…' in it"]),
    ("it doesn't end 'so'", ["it doesn't end '…'"]),
    ("says \"I can't; I won't\" twice", ["says '…' twice"]),
    ("never 'closed", ["never 'closed"]), ("canary7 of s12", ["canaryN of sN"]),
    ("", ["no explanation"]), ("; ", ["no explanation"]),
    ("a 1; a 2", ["a N"]), ("a\nb\u{0}", ["a b\u{0}"]),
  ])
  func namesTheCause(explanation: String, causes: [String]) {
    #expect(FailureCause.all(in: explanation) == causes)
  }

  @Test func whatTheAnswerDeclaresIsAName() {
    let answer = "Here:\nexport class Playlist {}\nenum Kind { a }"
    #expect(
      FailureCause.all(in: "Playlist has no init; Kind too; Outcome is empty", answer: answer)
        == ["NAME has no init", "NAME too", "Outcome is empty"])
  }

  @Test func hostileExplanationsEndSoonAndStayShort() {
    for part in ["'a ", "\"", "`x", "A", "'", "é\u{301}", "; ", "class ", ".", "/a"] {
      let long = String(repeating: part, count: 300_000)
      for cause in FailureCause.all(in: long, answer: long) {
        #expect(cause.unicodeScalars.count < 2500)
      }
    }
  }

  @Test func countsATrialOncePerCause() {
    var modes = FailureModes()
    for (index, why) in ["b 1; b 2", "b 3", "a", "c", "c", "c"].enumerated() {
      modes.add(
        TrialRecord(
          id: TrialID(harness: "h", sample: "s\(index)"), harnessIndex: 0, ordinal: index,
          status: .failed, explanation: why))
    }
    #expect(
      modes.top(2) == [
        .init(cause: "c", trialCount: 3, samples: ["s3", "s4", "s5"]),
        .init(cause: "b N", trialCount: 2, samples: ["s0", "s1"]),
      ])
    #expect(modes.count == 3)
  }

  @Test func tooManyCausesBecomeOthers() {
    var modes = FailureModes()
    for index in 0..<6000 {
      // Digits would all become N, so the number is written in letters.
      let word = String(index).utf8.map { Character(UnicodeScalar($0 + 49)) }
      modes.add(
        TrialRecord(
          id: TrialID(harness: "h", sample: "s\(index)"), harnessIndex: 0, ordinal: index,
          status: .failed, explanation: String(word)))
    }
    #expect(modes.count <= 5001)
    #expect(modes.top(1).first?.cause == "other causes")
    #expect(modes.top(1).first?.trialCount == 1000)
  }
}
