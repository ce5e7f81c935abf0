internal import Glibc

/// Ends the process when it cannot go on at all: the system refuses memory or threads.
func fatal(_ message: String) -> Never {
  let line = Array("evalkit: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  abort()
}
