internal import Glibc

/// A folder for files that a tool reads, which only this user can open.
///
/// It lies in `TMPDIR`, else in `/tmp`, and goes with the files in it when the last reference does;
/// it must hold no folder.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws(FileError) {
    let template = "\(Host.environment["TMPDIR"] ?? "/tmp")/evalkit.XXXXXX"
    var bytes = Array(template.utf8CString)
    guard mkdtemp(&bytes) != nil else { throw FileError(template, "create the folder") }
    path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in (try? Files.list(path)) ?? [] { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
