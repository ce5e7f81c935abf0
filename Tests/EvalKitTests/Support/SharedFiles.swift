import Glibc

/// The recordings that all parts of the project share, outside the package.
enum SharedFiles {
  /// `EVALKIT_SHARED`, or `shared` beside the package's folder.
  static var directory: String {
    if let path = getenv("EVALKIT_SHARED") { return String(cString: path) }
    let package = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return "/\(package)/../shared"
  }

  /// The names in a folder of the shared files, sorted; empty when it is not there.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir("\(directory)/\(folder)") else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.sorted()
  }

  /// The bytes of a shared file, or `nil`.
  static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen("\(directory)/\(path)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}
