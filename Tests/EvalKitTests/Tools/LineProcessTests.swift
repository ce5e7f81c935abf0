import Glibc
import Testing

@testable import EvalKit

@Suite struct LineProcessTests {
  /// A program that answers `pid`, `die`, `hang`, `twice` and otherwise the line with `> `.
  private static let script = """
    echo ready
    while read -r line; do
      case $line in
        pid) echo $$ ;;
        die) echo broken >&2; exit 9 ;;
        hang) sleep 100 ;;
        twice) printf 'one\\ntwo\\n' ;;
        *) printf '> %s\\n' "$line" ;;
      esac
    done
    """

  private func process(_ script: String = script, startTimeout: Duration = .seconds(60))
    -> LineProcess
  {
    LineProcess("sh", startTimeout: startTimeout) { () throws(ScoringError) in
      ProgramCommand("/bin/sh", ["-c", script])
    }
  }

  private let minute = Duration.seconds(600)

  @Test func answersInOrderByOneProgram() async throws {
    let process = process()
    let first = try await process.request("pid", timeout: minute)
    for index in 0..<100 {
      #expect(try await process.request("line \(index)", timeout: minute) == "> line \(index)")
    }
    #expect(try await process.request("pid", timeout: minute) == first)
  }

  @Test func givesEveryTaskItsOwnAnswer() async throws {
    let process = process()
    let minute = minute
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<200 {
        group.addTask {
          try await process.request("\(index)", timeout: minute) == "> \(index)"
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test func carriesLongLines() async throws {
    let process = LineProcess("cat") { () throws(ScoringError) in
      ProgramCommand("/bin/sh", ["-c", "echo ready; exec cat"])
    }
    let line = String(repeating: "é\0x", count: 1_000_000)
    #expect(try await process.request(line, timeout: minute) == line)
  }

  @Test func startsAgainAfterTheProgramEnded() async throws {
    let process = process()
    let first = try await process.request("pid", timeout: minute)
    await #expect(
      throws: ScoringError(
        .toolCrashed, "sh ended over a request: it ended with status 9 (broken)")
    ) { try await process.request("die", timeout: minute) }
    let second = try await process.request("pid", timeout: minute)
    #expect(first != second)
    kill(try #require(pid_t(second)), SIGKILL)
    #expect(try await process.request("again", timeout: minute) == "> again")
  }

  @Test func killsAProgramThatDoesNotAnswer() async throws {
    let process = process()
    let first = try await process.request("pid", timeout: minute)
    await #expect(
      throws: LineProcess.TimedOut(program: "sh", timeout: .milliseconds(200))
    ) { try await process.request("hang", timeout: .milliseconds(200)) }
    #expect(try await process.request("pid", timeout: minute) != first)
  }

  @Test func neverTakesAStrayLineForAnAnswer() async throws {
    let process = process()
    await #expect(throws: ScoringError.self) {
      try await process.request("twice", timeout: minute)
    }
    #expect(try await process.request("next", timeout: minute) == "> next")
  }

  @Test func cancellationFreesTheQueue() async throws {
    let process = process()
    let minute = minute
    let hanging = Task { try await process.request("hang", timeout: minute) }
    let waiting = Task { try await process.request("pid", timeout: minute) }
    let served = Task { try await process.request("served", timeout: minute) }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    hanging.cancel()
    await #expect(throws: CancellationError.self) { try await hanging.value }
    #expect(try await served.value == "> served")
  }

  @Test func endsTheProgramWithItself() async throws {
    var process: LineProcess? = process()
    let answer = try await process?.request("pid", timeout: minute)
    let pid = try #require(answer.flatMap { pid_t($0) })
    #expect(isRunning(pid))
    process = nil
    #expect(!isRunning(pid, within: 500))
  }

  @Test func tellsWhyItCannotStart() async throws {
    let refusing = process("echo 'the module x is not installed'")
    await #expect(throws: ScoringError(.toolMissing, "the module x is not installed")) {
      try await refusing.request("a", timeout: minute)
    }
    let slow = process("sleep 100", startTimeout: .milliseconds(100))
    await #expect(throws: ScoringError(.toolCrashed, "sh was not ready within 0.1 seconds")) {
      try await slow.request("a", timeout: minute)
    }
    let missing = LineProcess("x") { () throws(ScoringError) in
      ProgramCommand(try ExternalTool("no-such-tool", package: "none").locate())
    }
    let error = ScoringError(
      .toolMissing,
      "no-such-tool is not installed; install the package none (scripts/bootstrap does)")
    await #expect(throws: error) { try await missing.request("a", timeout: minute) }
  }

  @Test func givesUpAfterThreeFailedStarts() async throws {
    let log = try temporaryDirectory() + "/log"
    let process = process("echo start >> \(log); echo no >&2; exit 1")
    for _ in 0..<5 {
      await #expect(
        throws: ScoringError(.toolCrashed, "sh cannot start: it ended with status 1 (no)")
      ) { try await process.request("a", timeout: minute) }
    }
    #expect(try Files.text(log) == "start\nstart\nstart\n")
  }
}
