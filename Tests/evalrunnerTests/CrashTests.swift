import EvalKit
import Glibc
import Testing

/// Whatever ends the real program, what was finished is kept, and a resumed run ends in the reports
/// of a run that nothing disturbed.
@Suite(.serialized) struct CrashTests {
  private typealias End = RunningCommand.End

  /// 25 kills in each kind of suite: five runs, each killed five times on its way.
  @Test(arguments: CrashSuite.Kind.allCases)
  func killsAtRandomRequestsLeaveTheReportsAlone(kind: CrashSuite.Kind) throws {
    let suite = try CrashSuite(kind)
    #expect(try suite.finish(suite.arguments(run: "calm")).end == .exited(0))
    let expected = try suite.comparable("calm")
    var generator = SeededGenerator(seed: 20_260_729, stream: kind.rawValue)
    for number in 1...5 {
      let run = "run\(number)"
      var left = kind == .judged ? 480 : 500
      for kills in 0..<5 {
        let arguments = kills == 0 ? suite.arguments(run: run) : suite.arguments(resume: run)
        let request = 1 + generator.bounded(left)
        let end = try suite.interrupt(arguments, signal: SIGKILL, atRequest: request)
        #expect(end == .signalled(SIGKILL), "run \(number), kill \(kills), request \(request)")
        // What was in flight is lost, and what waits for its commit.
        left = try suite.requestsLeft(run)
      }
      let (end, output) = try suite.finish(suite.arguments(resume: run))
      #expect(end == .exited(0), "\(output)")
      #expect(try suite.comparable(run) == expected)
    }
  }

  /// Before the first commit, and while the reports are written.
  @Test(arguments: [
    "run.lock", "run.db", "run.db-wal", "canary_report.json", "eval_main.json", "report.md",
    "report.junit.xml",
  ])
  func killsWhenAFileAppearsLeaveTheReportsAlone(file: String) throws {
    let suite = try CrashSuite(.judged)
    #expect(try suite.finish(suite.arguments(run: "calm")).end == .exited(0))
    let command = try suite.start(suite.arguments(run: "run"))
    while !Files.exists("\(suite.directory.path)/run/\(file)"), !command.hasEnded { sched_yield() }
    command.signal(SIGKILL)
    // The last file appears just before the end, so the program may be quicker than the kill.
    let end = command.wait()
    #expect(end == .signalled(SIGKILL) || end == .exited(0))
    var result = try suite.finish(suite.arguments(resume: "run"))
    if result.end == .exited(4) {
      #expect(
        result.output.contains("there is no run here")
          || result.output.contains("ended before it began"), "\(result.output)")
      result = try suite.finish(suite.arguments(run: "run"))
    }
    #expect(result.end == .exited(0), "\(result.output)")
    #expect(try suite.comparable("run") == suite.comparable("calm"))
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func aSignalKeepsWhatWasFinished(signal: Int32, status: Int32) throws {
    let suite = try CrashSuite(.judged)
    #expect(try suite.finish(suite.arguments(run: "calm")).end == .exited(0))
    let end = try suite.interrupt(suite.arguments(run: "run"), signal: signal, atRequest: 200)
    #expect(end == .exited(status))
    // Ten canaries, and all but those in flight.
    #expect(try suite.committedTrials("run") >= 10 + 200 - 8)
    let report = try suite.comparable("run")["eval_report_final.json"] ?? ""
    #expect(report.contains("\"verdict\": \"INCONCLUSIVE\""))
    #expect(report.contains("\"exit_code\": 130"))
    #expect(try suite.finish(suite.arguments(resume: "run")).end == .exited(0))
    #expect(try suite.comparable("run") == suite.comparable("calm"))
  }

  @Test func aSecondRunnerIsRefused() async throws {
    let suite = try CrashSuite(.judged)
    #expect(try suite.finish(suite.arguments(run: "calm")).end == .exited(0))
    // Stopped, the first runner keeps the journal for as long as it takes.
    let first = try suite.trigger.start(signal: SIGSTOP, atRequest: 250) {
      try suite.start(suite.arguments(run: "run"))
    }
    while suite.trigger.isPending { sched_yield() }
    let second = try await CommandRun.run(suite.arguments(resume: "run"), in: "/")
    #expect(second.status == 4)
    #expect(second.errors.contains("another evalrunner is writing this run"))
    let third = try await CommandRun.run(suite.arguments(run: "run"), in: "/")
    #expect(third.status == 2)
    #expect(third.errors.contains("already holds a run"))
    first.signal(SIGCONT)
    #expect(first.wait() == .exited(0))
    #expect(try suite.comparable("run") == suite.comparable("calm"))
  }

  /// A journal that lost its end goes on from what is left, or is refused; it never misleads.
  @Test func aJournalThatWasCutShortNeverMisleads() throws {
    let suite = try CrashSuite(.judged)
    #expect(try suite.finish(suite.arguments(run: "calm")).end == .exited(0))
    let end = try suite.interrupt(suite.arguments(run: "run"), signal: SIGKILL, atRequest: 300)
    #expect(end == .signalled(SIGKILL))
    var generator = SeededGenerator(seed: 20_260_729, stream: "cut")
    var ends: [Int32: Int] = [:]
    for number in 1...12 {
      let file = number % 3 == 0 ? "run.db" : "run.db-wal"
      let copy = "cut\(number)"
      for name in ["run.db", "run.db-wal"] {
        let bytes = try Files.read("\(suite.directory.path)/run/\(name)")
        let kept = name == file ? generator.bounded(bytes.count) : bytes.count
        try Files.createDirectory("\(suite.directory.path)/\(copy)")
        try Files.write(Array(bytes[..<kept]), to: "\(suite.directory.path)/\(copy)/\(name)")
      }
      let result = try suite.finish(suite.arguments(resume: copy))
      if result.end == .exited(0) {
        #expect(try suite.comparable(copy) == suite.comparable("calm"))
      } else {
        #expect(result.end == .exited(4), "\(file): \(result)")
        #expect(!result.output.isEmpty)
        #expect(!Files.exists("\(suite.directory.path)/\(copy)/eval_report_final.json"))
      }
      if case .exited(let status) = result.end { ends[status, default: 0] += 1 }
    }
    // A log without its end is what a crash of the machine leaves: most of these must go on.
    #expect(ends[0, default: 0] >= 6, "\(ends)")
  }

  /// A finished journal without its end is no basis for a verdict.
  @Test func aFinishedJournalThatWasCutShortGivesNoVerdict() throws {
    let suite = try CrashSuite(.judged)
    #expect(try suite.finish(suite.arguments(run: "calm")).end == .exited(0))
    let whole = try Files.read("\(suite.directory.path)/calm/run.db")
    for share in [0.0, 0.01, 0.3, 0.6, 0.99] {
      let copy = "\(suite.directory.path)/copy"
      try Files.createDirectory(copy)
      let kept = Int(Double(whole.count) * share)
      try Files.write(Array(whole[..<kept]), to: "\(copy)/run.db")
      let result = try suite.finish(["report", copy])
      #expect(result.end == .exited(4), "\(share): \(result)")
    }
  }
}
