/// What a script has set up by the time that a command runs.
struct ShellState {
  /// A function, and the text that its body's bytes refer to.
  struct Function {
    var body: ShellSyntax.Statement
    var source: [UInt8]
  }

  var variables: [String: ShellValue] = [:]
  /// `$1`, `$2` …
  var positional: [ShellField] = []
  var functions: [String: Function] = [:]
  var aliases: [String: String] = [:]
  var directory = "."
  /// What the script wrote to files, by path.
  var files: [String: ShellValue] = [:]

  /// The value of a variable; `nil` when the script does not know it.
  func value(of name: String) -> ShellValue? {
    if let value = variables[name] { return value }
    if let text = Self.environment[name] { return ShellValue(text: text) }
    if let number = Int(name), number > 0 {
      return positional.indices.contains(number - 1)
        ? ShellValue(text: positional[number - 1].text, taint: positional[number - 1].taint) : nil
    }
    return name == "PWD" && directory != "." ? ShellValue(text: directory) : nil
  }

  mutating func set(_ name: String, _ value: ShellValue, appending: Bool = false) {
    guard value.text.utf8.count <= ShellText.limit else {
      variables[name] = .unknown(value.taint)
      return
    }
    guard appending, let old = variables[name] else { return variables[name] = value }
    let whole = ShellValue(text: old.text + value.text, taint: old.taint.union(value.taint))
    variables[name] = whole.text.utf8.count <= ShellText.limit ? whole : .unknown(whole.taint)
  }

  /// The name under which a file is remembered.
  func fileKey(_ path: String) -> String { ShellPath(path, from: directory).text }

  /// What is in a file that the script wrote.
  func file(_ path: String) -> ShellValue? { files[fileKey(path)] }

  mutating func write(_ path: String, _ content: ShellValue, appending: Bool = false) {
    let key = fileKey(path)
    guard !key.isEmpty, !key.hasPrefix("/dev/") || key.hasPrefix("/dev/shm/") else { return }
    var content = content
    if appending, let old = files[key] {
      content = ShellValue(text: old.text + content.text, taint: old.taint.union(content.taint))
    }
    if content.text.utf8.count > ShellText.limit { content = .unknown(content.taint) }
    files[key] = content
  }

  /// What every login shell has, as far as evasions use it.
  private static let environment: [String: String] = [
    "HOME": ShellPath.home, "TMPDIR": "/tmp", "TMP": "/tmp", "TEMP": "/tmp", "IFS": " \t\n",
    "SHELL": "/bin/bash", "BASH": "/bin/bash", "USER": "user", "LOGNAME": "user", "0": "bash",
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "EUID": "1000",
    "UID": "1000", "HISTFILE": ShellPath.home + "/.bash_history", "OSTYPE": "linux-gnu",
    "XDG_CONFIG_HOME": ShellPath.home + "/.config", "XDG_CACHE_HOME": ShellPath.home + "/.cache",
    "XDG_DATA_HOME": ShellPath.home + "/.local/share", "XDG_RUNTIME_DIR": "/run/user/1000",
    "MACHTYPE": "x86_64-pc-linux-gnu", "HOSTTYPE": "x86_64", "TERM": "xterm",
  ]
}
