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
