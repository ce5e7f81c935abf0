import EvalKit
import Glibc
import Synchronization

/// The real program while it runs, so that a signal can reach it at a moment of the test's choice.
final class RunningCommand: Sendable {
  /// How the program ended.
  enum End: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  private let pid: pid_t
  private let log: String

  /// Starts the program; what it prints goes into a file.
  init(
    _ arguments: [String], log: String, program: String = CommandRun.program,
    environment: [String: String] = [:]
  ) throws {
    self.log = log
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let variables = ProgramCommand.plainEnvironment().merging(environment) { $1 }
    var pid = pid_t()
    let code = Self.withCStrings([program] + arguments) { words in
      Self.withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawn(&pid, program, &actions, nil, words, variables)
      }
    }
    guard code == 0 else { throw UsageError("cannot start: \(String(cString: strerror(code)))") }
    self.pid = pid
  }

  func signal(_ number: Int32) { kill(pid, number) }

  /// Waits for the end; must be called once.
  func wait() -> End {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }

  /// Whether the program has ended, or is about to.
  var hasEnded: Bool {
    var info = siginfo_t()
    let code = waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT)
    return code != 0 || info.si_signo == SIGCHLD
  }

  /// What it has printed so far.
  var output: String { (try? Files.text(log)) ?? "" }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}

/// Sends a signal to a program when a server has seen so many of its requests.
final class RequestTrigger: Sendable {
  private struct State {
    var command: RunningCommand?
    var signal: Int32 = 0
    var left = Int.max
  }

  private let state = Mutex(State())

  /// Whether the signal was not sent yet.
  var isPending: Bool { state.withLock { $0.left > 0 } }

  /// To be called by the server for every request.
  func count() {
    state.withLock { state in
      state.left -= 1
      if state.left == 0 { state.command?.signal(state.signal) }
    }
  }

  /// Starts a program, which gets the signal when its request of that number has come.
  func start(
    signal: Int32, atRequest request: Int, _ command: () throws -> RunningCommand
  ) rethrows -> RunningCommand {
    // The server waits for the lock, so that no request is counted before the program is known.
    try state.withLock { state in
      let command = try command()
      state = State(command: command, signal: signal, left: request)
      return command
    }
  }
}
