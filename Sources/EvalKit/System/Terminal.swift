internal import Glibc

/// The standard streams of the process.
public enum Terminal {
  /// Whether standard output is a terminal that should be coloured.
  ///
  /// `NO_COLOR`, `CI` and `TERM=dumb` turn colour off (<https://no-color.org>).
  public static func usesColor(_ environment: [String: String]) -> Bool {
    isatty(STDOUT_FILENO) == 1 && !isPlain(environment)
  }

  /// Whether progress may be drawn over itself on standard error.
  public static func showsProgress(_ environment: [String: String]) -> Bool {
    isatty(STDERR_FILENO) == 1 && environment["CI", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }

  /// How many characters a line of standard output holds; `nil` when it is no terminal.
  public static func width(_ environment: [String: String]) -> Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return environment["COLUMNS"].flatMap { Int($0) } ?? 80
  }

  /// Whether standard output is a terminal that can show more than ASCII.
  ///
  /// The locale decides, as POSIX has it: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
  public static func usesUnicode(_ environment: [String: String]) -> Bool {
    guard isatty(STDOUT_FILENO) == 1, !["", "dumb"].contains(environment["TERM", default: ""])
    else { return false }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return locale.map { $0.lowercased().replacing("-", with: "").contains("utf8") } ?? false
  }

  public static func print(_ text: String) { write(text, to: STDOUT_FILENO) }

  public static func printError(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func isPlain(_ environment: [String: String]) -> Bool {
    !environment["NO_COLOR", default: ""].isEmpty || !environment["CI", default: ""].isEmpty
      || environment["TERM"] == "dumb"
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}
