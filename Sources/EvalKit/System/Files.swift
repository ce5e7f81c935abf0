internal import Glibc

/// A file operation that the system refused.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  public var path: String
  /// What was tried, such as `read` or `create the folder`.
  public var operation: String
  /// The system's error number, such as `ENOENT`.
  public var code: Int32

  public var description: String { "\(path): cannot \(operation): \(reason)" }

  /// What the system said.
  public var reason: String { String(cString: strerror(code)) }

  /// Whether the file or a folder on its path does not exist.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  init(_ path: String, _ operation: String, code: Int32 = errno) {
    (self.path, self.operation, self.code) = (path, operation, code)
  }
}

/// Whole-file operations and paths.
public enum Files {
  /// The bytes of a file.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path, "read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path, "read") }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw FileError(path, "read", code: EISDIR) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw FileError(path, "read") }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// The text of a file; bytes that are not UTF-8 become U+FFFD.
  public static func text(_ path: String) throws(FileError) -> String {
    String(decoding: try read(path), as: UTF8.self)
  }

  /// Replaces a file in one step: a reader sees the old content or the new, never a part.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let output = try OutputFile(path)
    try output.write(bytes)
    try output.commit()
  }

  /// Creates a folder and those above it; one that exists is fine.
  public static func createDirectory(_ path: String) throws(FileError) {
    if mkdir(path, 0o777) == 0 { return }
    if errno == EEXIST, isDirectory(path) { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw FileError(path, "create the folder")
    }
    try createDirectory(String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw FileError(path, "create the folder")
    }
  }

  /// Creates a folder whose parent exists.
  ///
  /// - Returns: `false` when something of that name was there.
  static func createNewDirectory(_ path: String) throws(FileError) -> Bool {
    if mkdir(path, 0o777) == 0 { return true }
    guard errno == EEXIST else { throw FileError(path, "create the folder") }
    return false
  }

  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted by their bytes, without `.` and `..`.
  public static func list(_ path: String) throws(FileError) -> [String] {
    guard let directory = opendir(path) else { throw FileError(path, "list") }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Makes `link` point to `target`, replacing a link that is there, in one step.
  public static func replaceLink(_ link: String, target: String) throws(FileError) {
    let temporary = "\(link).\(getpid()).tmp"
    unlink(temporary)
    guard symlink(target, temporary) == 0 else { throw FileError(link, "link") }
    guard rename(temporary, link) == 0 else {
      let code = errno
      unlink(temporary)
      throw FileError(link, "link", code: code)
    }
  }

  /// The path with a relative one taken from `base`; `.` and `..` are folded in the text.
  public static func resolve(_ path: String, from base: String) -> String {
    let joined = path.hasPrefix("/") ? path : base + "/" + path
    var parts: [Substring] = []
    for part in joined.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !joined.hasPrefix("/") {
        parts.append(part)
      }
    }
    let folded = parts.joined(separator: "/")
    return joined.hasPrefix("/") ? "/" + folded : (folded.isEmpty ? "." : folded)
  }

  /// The path from the root of the file system.
  public static func absolute(_ path: String) -> String {
    resolve(path, from: workingDirectory)
  }

  /// The path from the root of the file system, with every link on it followed.
  public static func real(_ path: String) throws(FileError) -> String {
    guard let buffer = realpath(path, nil) else { throw FileError(path, "find") }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// The way from a folder to a path, both from the root of the file system.
  static func relative(_ path: String, to base: String) -> String {
    let (parts, baseParts) = (path.split(separator: "/"), base.split(separator: "/"))
    let shared = zip(parts, baseParts).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: baseParts.count - shared)
    let way = up + parts[shared...].map(String.init)
    return way.isEmpty ? "." : way.joined(separator: "/")
  }

  public static var workingDirectory: String {
    guard let buffer = getcwd(nil, 0) else { return "." }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// Everything before the last slash; `.` when there is none.
  public static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Everything after the last slash.
  public static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}

/// A file that appears under its name only when it is complete.
public final class OutputFile {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  public init(_ path: String) throws(FileError) {
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(path, "write") }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  public func write(_ bytes: [UInt8]) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 256 * 1024 { try flush() }
  }

  /// Puts the finished file in place of what had its name.
  public func commit() throws(FileError) {
    try flush()
    guard close(descriptor) == 0 else {
      descriptor = -1
      throw FileError(path, "write")
    }
    descriptor = -1
    guard rename(temporary, path) == 0 else { throw FileError(path, "write") }
  }

  private func flush() throws(FileError) {
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      guard count >= 0 || errno == EINTR else { throw FileError(path, "write") }
      written += max(0, count)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
