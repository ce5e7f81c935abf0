import EvalKit
import Glibc
import Testing

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Whether a process exists and is more than a zombie; waits a little for one that is ending.
func isRunning(_ process: pid_t, within tries: Int = 1) -> Bool {
  for attempt in 1...tries {
    guard let status = try? Files.text("/proc/\(process)/stat"),
      let state = status.split(separator: ")").last?.split(separator: " ").first, state != "Z"
    else { return false }
    if attempt < tries { usleep(10_000) }
  }
  return true
}

func temporaryDirectory() throws -> String {
  var template = Array("/tmp/evalkit-tools-XXXXXX".utf8CString)
  return try #require(mkdtemp(&template).map { String(cString: $0) })
}
