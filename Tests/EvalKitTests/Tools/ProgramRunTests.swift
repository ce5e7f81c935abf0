import Glibc
import Testing

@testable import EvalKit

@Suite struct ProgramRunTests {
  /// A shell only serves as a program with many talents here.
  private func shell(_ script: String, _ arguments: [String] = []) -> ProgramCommand {
    ProgramCommand("/bin/sh", ["-c", script, "sh"] + arguments)
  }

  @Test func returnsStatusAndBothOutputs() async throws {
    let result = try await ProgramRun(shell("echo out; echo err >&2; exit 3")).run()
    #expect(result.outputText == "out\n")
    #expect(result.errorText == "err\n")
    #expect(result.end == .exited(3))
    #expect(!result.isSuccess)
    #expect(result.end.description == "it ended with status 3")
  }

  @Test func passesArgumentsUntouched() async throws {
    let arguments = ["a b", "$(id)", "`id`", "\"", "", "*", "ü\n"]
    let result = try await ProgramRun(shell(#"printf '%s|' "$@""#, arguments)).run()
    #expect(result.outputText == arguments.map { $0 + "|" }.joined())
  }

  @Test func echoesMoreThanAPipeHolds() async throws {
    let input = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let result = try await ProgramRun(ProgramCommand("/bin/cat"), input: input).run()
    #expect(result.isSuccess)
    #expect(result.output == input)
  }

  @Test func survivesAProgramThatDoesNotRead() async throws {
    let input = [UInt8](repeating: 65, count: 1_000_000)
    let result = try await ProgramRun(ProgramCommand("/bin/true"), input: input).run()
    #expect(result.end == .exited(0))
  }

  @Test func givesOnlyTheStatedEnvironmentAndDirectory() async throws {
    let command = ProgramCommand("/usr/bin/env", [], environment: ["ONLY": "this"])
    #expect(try await ProgramRun(command).run().outputText == "ONLY=this\n")
    let place = ProgramCommand("/bin/pwd", [], environment: [:], directory: "/usr")
    #expect(try await ProgramRun(place).run().outputText == "/usr\n")
  }

  @Test func leavesNoDescriptorOpenInTheProgram() async throws {
    let leaked = open("/dev/null", O_RDONLY)
    defer { close(leaked) }
    let result = try await ProgramRun(ProgramCommand("/bin/ls", ["/proc/self/fd"])).run()
    // `ls` has its own descriptor for the folder.
    #expect(result.outputText == "0\n1\n2\n3\n")
  }

  @Test func killsTheWholeGroupAtTheDeadline() async throws {
    let script = "echo $$; sleep 100 & echo $!; wait"
    let result = try await ProgramRun(shell(script), timeout: .milliseconds(300)).run()
    #expect(result.end == .timedOut)
    let processes = result.outputText.split(separator: "\n").compactMap { pid_t($0) }
    #expect(processes.count == 2)
    for process in processes { #expect(!isRunning(process, within: 200)) }
  }

  @Test func killsWhatAProgramLeavesBehind() async throws {
    let script = "sleep 100 >/dev/null 2>&1 & echo $!"
    let result = try await ProgramRun(shell(script)).run()
    #expect(result.end == .exited(0))
    let process = try #require(result.outputText.split(separator: "\n").first.flatMap { pid_t($0) })
    #expect(!isRunning(process, within: 200))
  }

  @Test func waitsForAProgramThatClosedItsOutputs() async throws {
    let result = try await ProgramRun(shell("exec >&- 2>&-; sleep 0.05; exit 7")).run()
    #expect(result.end == .exited(7))
    let late = ProgramRun(shell("exec >&- 2>&-; sleep 100"), timeout: .milliseconds(200))
    #expect(try await late.run().end == .timedOut)
  }

  @Test func stopsEndlessOutput() async throws {
    let run = ProgramRun(ProgramCommand("/usr/bin/yes"), outputLimit: 100_000)
    let result = try await run.run()
    #expect(result.end == .outputLimit)
    #expect((100_001...200_000).contains(result.output.count))
  }

  @Test func tellsASignalFromAStatus() async throws {
    #expect(try await ProgramRun(shell("kill -9 $$")).run().end == .signalled(9))
  }

  @Test func cancellationKillsTheProgram() async throws {
    let task = Task { try await ProgramRun(shell("exec sleep 100"), timeout: .seconds(90)).run() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func namesAProgramThatCannotBeStarted() async throws {
    await #expect(
      throws: ScoringError(.toolMissing, "/no/such: cannot start: No such file or directory")
    ) { try await ProgramRun(ProgramCommand("/no/such")).run() }
    await #expect(
      throws: ScoringError(.toolCrashed, "/etc/passwd: cannot start: Permission denied")
    ) { try await ProgramRun(ProgramCommand("/etc/passwd")).run() }
    await #expect(
      throws: ScoringError(
        .toolCrashed, "/bin/ls: cannot start in /no/such: No such file or directory")
    ) { try await ProgramRun(ProgramCommand("/bin/ls", directory: "/no/such")).run() }
    await #expect(
      throws: ScoringError(.toolCrashed, "echo: cannot start: an argument contains NUL")
    ) { try await ProgramRun(ProgramCommand("/bin/echo", ["a\0b"])).run() }
  }

  @Test func runsManyAtOnceWithoutLosingAny() async throws {
    let outputs = try await withThrowingTaskGroup(of: String.self) { group in
      for index in 0..<64 {
        group.addTask {
          let run = ProgramRun(ProgramCommand("/bin/cat"), input: bytes("\(index)"))
          return try await run.run().outputText
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(outputs == Set((0..<64).map(String.init)))
  }
}

@Suite struct ExternalToolTests {
  @Test func findsAProgramOnThePath() throws {
    let tool = ExternalTool("sh", package: "dash")
    #expect(try tool.locate(searchPath: "/no/such:/bin:/usr/bin") == "/bin/sh")
  }

  @Test func namesThePackageOfAMissingProgram() {
    let expected = ScoringError(
      .toolMissing, "node is not installed; install the package nodejs (scripts/bootstrap does)")
    #expect(throws: expected) { try ExternalTool.node.locate(searchPath: "/no/such:") }
  }
}

@Suite struct GitRevisionTests {
  private let commit = String(repeating: "0a", count: 20)

  @Test(arguments: [
    ("# branch.oid COMMIT\n# branch.head main\n", "COMMIT"),
    ("# branch.oid COMMIT\n# branch.head main\n1 .M N... 100644 100644 100644 a a f\n", "COMMIT+"),
    ("# branch.oid (initial)\n# branch.head main\n", nil), ("", nil),
  ])
  func readsTheStatus(text: String, expected: String?) {
    let revision = GitRevision.revision(inStatus: text.replacing("COMMIT", with: commit))
    #expect(revision == expected?.replacing("COMMIT", with: commit))
  }

  @Test func describesARealTree() async throws {
    guard let git = try? ExternalTool.git.locate() else { return print("git is not installed") }
    let folder = try temporaryDirectory()
    #expect(await GitRevision.describe(folder) == nil)
    let identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    func run(_ arguments: [String]) async throws -> ProgramResult {
      try await ProgramRun(ProgramCommand(git, ["-C", folder] + identity + arguments)).run()
    }
    #expect(try await run(["init", "-q"]).isSuccess)
    #expect(await GitRevision.describe(folder) == nil)
    try Files.createDirectory(folder + "/inner")
    try Files.write(bytes("1"), to: folder + "/inner/file")
    #expect(try await run(["add", "."]).isSuccess)
    #expect(try await run(["commit", "-q", "-m", "first"]).isSuccess)
    let head = try await run(["rev-parse", "HEAD"]).outputText.split(separator: "\n").first
    let clean = try #require(head.map(String.init))
    #expect(clean.count == 40)
    #expect(await GitRevision.describe(folder + "/inner") == clean)
    try Files.write(bytes("2"), to: folder + "/inner/file")
    #expect(await GitRevision.describe(folder + "/inner") == clean + "+")
  }
}
