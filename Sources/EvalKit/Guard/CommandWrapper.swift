/// A program that runs the command in its arguments, and how to find that command there.
struct CommandWrapper: Sendable {
  /// Options whose value is the next argument.
  var valued: Set<String> = []
  /// How many operands stand before the command.
  var operands = 0
  /// Whether `NAME=value` may stand before the command.
  var takesAssignments = false
  /// Whether the command runs as another user, as a rule as root.
  var grantsPrivilege = false
  /// Options that make it show something or run nothing.
  var idle: Set<String> = []
  /// Whether the command is written in one or more arguments that a shell reads.
  var joins = false
  /// An option whose value is a script for a shell, such as `-c` of `su`.
  var scripts: Set<String> = []

  /// What a wrapper does with its arguments.
  enum Inner: Equatable {
    case command([ShellField], assignments: [(String, ShellField)])
    case script(String)

    static func == (left: Inner, right: Inner) -> Bool {
      switch (left, right) {
      case (.command(let a, _), .command(let b, _)): a == b
      case (.script(let a), .script(let b)): a == b
      default: false
      }
    }
  }

  /// The command inside, or `nil` when there is none.
  func inner(_ arguments: [ShellField]) -> Inner? {
    var rest = arguments[...]
    var assignments: [(String, ShellField)] = []
    var skipped = 0
    while let first = rest.first {
      if scripts.contains(first.text), let script = rest.dropFirst().first {
        return .script(script.text)
      }
      if idle.contains(first.text) { return nil }
      if first.text == "--" {
        rest = rest.dropFirst()
        if skipped >= operands { break }
      } else if first.isOption {
        rest = rest.dropFirst(valued.contains(first.text) ? 2 : 1)
      } else if takesAssignments, let (name, value) = Self.assignment(first) {
        assignments.append((name, value))
        rest = rest.dropFirst()
      } else if skipped < operands {
        skipped += 1
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard !rest.isEmpty else { return nil }
    if joins { return .script(rest.map(\.text).joined(separator: " ")) }
    return .command(Array(rest), assignments: assignments)
  }

  static func assignment(_ field: ShellField) -> (String, ShellField)? {
    guard let equals = field.text.firstIndex(of: "="), equals > field.text.startIndex else {
      return nil
    }
    let name = field.text[..<equals]
    guard name.allSatisfy({ $0 == "_" || $0.isLetter || $0.isNumber }) else { return nil }
    var value = field
    value.text = String(field.text[field.text.index(after: equals)...])
    return (String(name), value)
  }

  static func named(_ program: String) -> CommandWrapper? { table[program] }

  private static let plain = CommandWrapper()

  private static let table: [String: CommandWrapper] = [
    "sudo": CommandWrapper(
      valued: [
        "-u", "-g", "-p", "-C", "-h", "-r", "-t", "-T", "-U", "-D", "-R", "-a", "--user",
        "--group", "--prompt", "--host", "--chdir", "--chroot", "--role", "--type",
      ], takesAssignments: true, grantsPrivilege: true,
      idle: ["-l", "-v", "-k", "-K", "-V", "-e", "--list", "--validate", "--edit", "--version"]),
    "doas": CommandWrapper(
      valued: ["-u", "-C", "-a"], takesAssignments: true, grantsPrivilege: true, idle: ["-L"]),
    "pkexec": CommandWrapper(valued: ["--user", "-u"], grantsPrivilege: true),
    "gosu": CommandWrapper(operands: 1, grantsPrivilege: true),
    "su-exec": CommandWrapper(operands: 1, grantsPrivilege: true),
    "sg": CommandWrapper(operands: 1, joins: true, scripts: ["-c"]),
    "su": CommandWrapper(
      valued: ["-s", "-g", "-G", "-w", "--shell"], operands: 99, grantsPrivilege: true,
      scripts: ["-c", "--command", "-lc"]),
    "runuser": CommandWrapper(
      valued: ["-u", "-s", "-g", "-G", "--user"], grantsPrivilege: true, scripts: ["-c"]),
    "env": CommandWrapper(
      valued: ["-u", "-C", "--unset", "--chdir"], takesAssignments: true,
      scripts: ["-S", "--split-string"]),
    "nohup": plain, "setsid": plain, "builtin": plain, "eatmydata": plain, "fakeroot": plain,
    "catchsegv": plain, "torify": plain, "torsocks": plain, "unbuffer": plain, "multitime": plain,
    "run-one": plain, "noglob": plain, "nocorrect": plain, "caffeinate": plain, "not": plain,
    "dbus-run-session": plain, "aoss": plain, "ssh-agent": plain, "vwebp": plain, "then": plain,
    "do": plain, "else": plain, "dbus-launch": plain, "sem": plain,
    "nice": CommandWrapper(valued: ["-n", "--adjustment"]),
    "ionice": CommandWrapper(valued: ["-c", "-n", "--class", "--classdata"], idle: ["-p", "-P"]),
    "timeout": CommandWrapper(valued: ["-s", "-k", "--signal", "--kill-after"], operands: 1),
    "stdbuf": CommandWrapper(valued: ["-i", "-o", "-e", "--input", "--output", "--error"]),
    "time": CommandWrapper(valued: ["-f", "-o", "--format", "--output"]),
    "command": CommandWrapper(idle: ["-v", "-V"]),
    "exec": CommandWrapper(valued: ["-a"]),
    "chroot": CommandWrapper(valued: ["--userspec", "--groups"], operands: 1),
    "xargs": CommandWrapper(
      valued: [
        "-I", "-n", "-P", "-L", "-d", "-a", "-s", "-E", "--max-args", "--max-procs",
        "--delimiter", "--arg-file", "--replace", "--max-lines",
      ]),
    "parallel": CommandWrapper(
      valued: ["-j", "-S", "-a", "-n", "-N", "-L", "--jobs", "--delay", "--timeout", "--colsep"],
      joins: true),
    "watch": CommandWrapper(valued: ["-n", "--interval"], joins: true),
    "flock": CommandWrapper(
      valued: ["-w", "-E", "--wait", "--timeout"], operands: 1, scripts: ["-c", "--command"]),
    "unshare": CommandWrapper(valued: ["-S", "-G", "-R", "-w", "--setuid", "--root", "--wd"]),
    "nsenter": CommandWrapper(valued: ["-t", "-S", "-G", "--target", "--setuid", "--setgid"]),
    "ssh": CommandWrapper(
      valued: [
        "-i", "-p", "-l", "-o", "-F", "-L", "-R", "-D", "-J", "-b", "-c", "-E", "-m", "-W", "-S",
        "-w", "-O", "-Q", "-B", "-e", "-I",
      ], operands: 1, joins: true),
    "sshpass": CommandWrapper(valued: ["-p", "-f", "-d", "-P"]),
    "script": CommandWrapper(operands: 99, scripts: ["-c", "--command", "-qc"]),
    "strace": CommandWrapper(
      valued: ["-o", "-e", "-s", "-p", "-u", "-E", "-a", "-O", "-S", "-P"], idle: ["-p"]),
    "ltrace": CommandWrapper(valued: ["-o", "-e", "-s", "-u", "-n", "-l"], idle: ["-p"]),
    "valgrind": plain, "setarch": CommandWrapper(operands: 1), "linux32": plain, "linux64": plain,
    "i386": plain, "x86_64": plain,
    "taskset": CommandWrapper(valued: [], operands: 1, idle: ["-p", "-cp", "-pc"]),
    "chrt": CommandWrapper(operands: 1, idle: ["-p"]),
    "numactl": CommandWrapper(valued: ["-C", "-m", "-N"]),
    "cpulimit": CommandWrapper(valued: ["-l", "-p", "-e", "--limit"], idle: ["-p", "-e"]),
    "proxychains": CommandWrapper(valued: ["-f"]), "proxychains4": CommandWrapper(valued: ["-f"]),
    "firejail": plain, "rlwrap": CommandWrapper(valued: ["-l", "-f", "-H", "-s"]),
    "openvt": plain, "distcc": plain, "aa-exec": CommandWrapper(valued: ["-p", "-n"]),
    "pexec": plain, "xdotool": CommandWrapper(operands: 1), "rustup": CommandWrapper(operands: 2),
    "ld.so": plain, "ld-linux-x86-64.so.2": plain, "ld-linux.so.2": plain,
    "ld-musl-x86_64.so.1": plain,
    "systemd-run": CommandWrapper(
      valued: [
        "-u", "-p", "-M", "-H", "-E", "--unit", "--property", "--on-calendar", "--on-active",
        "--slice", "--uid", "--gid", "--setenv", "--description",
      ]),
    "systemd-inhibit": plain, "xvfb-run": plain, "faketime": CommandWrapper(operands: 1),
    "softlimit": CommandWrapper(valued: ["-a", "-c", "-d", "-f", "-m", "-n", "-o", "-p", "-t"]),
    "chpst": CommandWrapper(valued: ["-u", "-U", "-e", "-n", "-l"]),
    "tmate": CommandWrapper(operands: 99, scripts: ["-c"]),
    "setlock": CommandWrapper(operands: 1), "logsave": CommandWrapper(operands: 1),
    "choom": CommandWrapper(valued: ["-n", "--adjust"], idle: ["-p"]), "prlimit": plain,
    "daemonize": plain, "entr": plain, "capsh": CommandWrapper(operands: 99, scripts: ["-c"]),
    "busybox": plain, "toybox": plain, "schroot": CommandWrapper(valued: ["-c", "-u", "-d"]),
    "repeat": CommandWrapper(operands: 1), "coproc": plain,
  ]
}
