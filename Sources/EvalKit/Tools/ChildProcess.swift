internal import CSpawn
internal import Glibc

/// A running program with pipes on its standard streams, in a process group of its own.
///
/// Not `Sendable`: the thread that starts it keeps it and must end it with ``finish()``. That
/// thread must block SIGPIPE, see ``WorkerThread/blockBrokenPipeSignal()``.
final class ChildProcess {
  private let name: String
  private let pid: pid_t
  /// The pipes' ends on this side, non-blocking; -1 once closed.
  private(set) var input: Int32
  private(set) var output: Int32
  private(set) var errors: Int32

  /// How a process ended.
  enum End: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// - Throws: ``ScoringError`` when it cannot be started.
  init(_ command: ProgramCommand) throws(ScoringError) {
    try Self.refuseNULs(in: command)
    name = command.name
    let pipes = try PipeSet(name)
    defer { pipes.closeChildEnds() }
    var pid = pid_t()
    let code = Self.start(command, &pid, pipes)
    guard code == 0 else {
      pipes.closeOwnEnds()
      throw Self.startFailure(command, code)
    }
    self.pid = pid
    (input, output, errors) = (pipes.input.write, pipes.output.read, pipes.errors.read)
    for descriptor in [input, output, errors] {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }
  }

  private static func start(
    _ command: ProgramCommand, _ pid: inout pid_t, _ pipes: PipeSet
  ) -> Int32 {
    let environment = command.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return withCStrings([command.path] + command.arguments) { arguments in
      withCStrings(environment) { environment in
        func spawn(_ directory: UnsafePointer<CChar>?) -> Int32 {
          cspawn_start(
            &pid, command.path, arguments, environment, directory, pipes.input.read,
            pipes.output.write, pipes.errors.write)
        }
        guard let directory = command.directory else { return spawn(nil) }
        return directory.withCString { spawn($0) }
      }
    }
  }

  private static func refuseNULs(in command: ProgramCommand) throws(ScoringError) {
    let texts =
      [command.path, command.directory ?? ""] + command.arguments
      + command.environment.flatMap { [$0.key, $0.value] }
    guard texts.allSatisfy({ !$0.utf8.contains(0) }) else {
      throw ScoringError(.toolCrashed, "\(command.name): cannot start: an argument contains NUL")
    }
  }

  private static func startFailure(_ command: ProgramCommand, _ code: Int32) -> ScoringError {
    let folder = command.directory.map { " in \($0)" } ?? ""
    let missing = code == ENOENT && !Files.exists(command.path)
    return ScoringError(
      missing ? .toolMissing : .toolCrashed,
      "\(command.path): cannot start\(missing ? "" : folder): \(String(cString: strerror(code)))")
  }

  func closeInput() { Self.close(&input) }
  func closeOutput() { Self.close(&output) }
  func closeErrors() { Self.close(&errors) }

  /// Whether the process has ended; its status stays to be collected by ``finish()``.
  var hasEnded: Bool {
    var info = siginfo_t()
    let code = waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT)
    return code != 0 || info.si_signo == SIGCHLD
  }

  /// Kills what is left of the process group, closes the pipes and collects the status.
  ///
  /// - Returns: `nil` when the system did not keep the status because SIGCHLD is ignored.
  func finish() -> End? {
    closeInput()
    closeOutput()
    closeErrors()
    kill(-pid, SIGKILL)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }

  private static func close(_ descriptor: inout Int32) {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }
}

/// The three pipes of a child.
private struct PipeSet {
  let input: Pipe
  let output: Pipe
  let errors: Pipe

  init(_ name: String) throws(ScoringError) {
    input = try Pipe(name)
    do throws(ScoringError) { output = try Pipe(name) } catch {
      input.close()
      throw error
    }
    do throws(ScoringError) { errors = try Pipe(name) } catch {
      input.close()
      output.close()
      throw error
    }
  }

  func closeChildEnds() {
    close(input.read)
    close(output.write)
    close(errors.write)
  }

  func closeOwnEnds() {
    close(input.write)
    close(output.read)
    close(errors.read)
  }
}

/// Both ends of a pipe, closed on exec.
struct Pipe {
  let read: Int32
  let write: Int32

  /// - Parameter name: What it is for, in messages.
  /// - Throws: ``ScoringError`` when the system has no descriptor left.
  init(_ name: String) throws(ScoringError) {
    var (read, write): (Int32, Int32) = (-1, -1)
    let code = cspawn_pipe(&read, &write)
    guard code == 0 else {
      let reason = String(cString: strerror(code))
      throw ScoringError(.toolCrashed, "\(name): cannot make a pipe: \(reason)")
    }
    (self.read, self.write) = (read, write)
  }

  func close() {
    Glibc.close(read)
    Glibc.close(write)
  }
}

/// Calls `body` with a NULL-terminated array of C strings.
private func withCStrings<Result>(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = texts.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return body(copies + [nil])
}
