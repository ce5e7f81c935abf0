import Glibc

import EvalKit

/// A folder that is gone after the test.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/evalkit-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw UsageError("no temporary folder") }
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  func write(_ text: String, to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try Files.createDirectory(Files.directory(of: file))
    try Files.write(Array(text.utf8), to: file)
    return file
  }

  private static func remove(_ path: String) {
    for name in (try? Files.list(path)) ?? [] {
      let child = "\(path)/\(name)"
      if unlink(child) != 0 { remove(child) }
    }
    rmdir(path)
  }
}
