/// A path, and what kind of place it is.
///
/// Homes are `/home/user` for the one who runs the command, whatever their name.
struct ShellPath: Sendable, Equatable {
  /// Absolute where that is known, without `.`, `..` and doubled slashes.
  let text: String
  let components: [String]
  let isAbsolute: Bool
  /// Whether it begins with something unknown that may be empty, such as `$DIR/*`.
  let mayBeRoot: Bool

  static let home = "/home/user"

  init(_ path: String, from directory: String = ".") {
    var whole = path
    if whole.hasPrefix("file://") { whole = String(whole.dropFirst(7)) }
    if !whole.hasPrefix("/"), directory.hasPrefix("/") { whole = directory + "/" + whole }
    isAbsolute = whole.hasPrefix("/")
    mayBeRoot = whole.hasPrefix(ShellText.unknownText + "/")
    var parts: [String] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(String(part))
      }
    }
    components = parts
    text = (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }

  /// The path without trailing parts that stand for everything there, such as `/*`.
  var withoutTrailingGlob: ShellPath {
    var parts = components
    while let last = parts.last, ["*", ".*", "**", ".[!.]*", ".[^.]*", "{*,.*}"].contains(last) {
      parts.removeLast()
    }
    return ShellPath((isAbsolute ? "/" : "") + parts.joined(separator: "/"))
  }

  var isRoot: Bool { isAbsolute && components.isEmpty }

  var isTemporary: Bool {
    guard isAbsolute, components.count > 1 else { return false }
    if components.count > 4, components.dropFirst(3).contains("tmp") { return true }
    return components[0] == "tmp" || components[0] == "dev" && components[1] == "shm"
      || components.count > 2 && components[0] == "var" && components[1] == "tmp"
      || components.count > 2 && components[0] == "private" && components[1] == "tmp"
  }

  /// The folder of temporary files itself.
  var isTemporaryRoot: Bool { ["/tmp", "/var/tmp", "/dev/shm"].contains(text) }

  /// A user's home itself, or all homes.
  var isHome: Bool {
    guard isAbsolute else { return false }
    switch components.first {
    case "home", "Users": return components.count <= 2
    case "root": return components.count == 1
    default: return false
    }
  }

  /// Inside a home.
  var isInHome: Bool {
    isAbsolute && (["home", "Users"].contains(components.first) && components.count > 2)
      || isAbsolute && components.first == "root" && components.count > 1
  }

  private static let systemFolders: Set<String> = [
    "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "opt", "proc", "root", "run",
    "sbin", "srv", "sys", "usr", "var", "home", "mnt", "media", "System", "Library", "Users",
    "Applications", "private", "Volumes",
  ]

  /// The root, a folder that the system consists of, or something in one of these.
  var isSystem: Bool {
    guard isAbsolute else { return false }
    guard let first = components.first else { return true }
    if isInHome || isTemporary { return false }
    if ["mnt", "media", "srv", "opt", "Volumes", "run"].contains(first) {
      return components.count == 1
    }
    if first == "usr", components.count > 2, components[1] == "local" { return false }
    if first == "var", components.count > 1, ["www", "cache", "tmp"].contains(components[1]) {
      return false
    }
    return Self.systemFolders.contains(first) || first.contains("*") || first.contains("?")
  }

  /// A folder whose loss takes the system or a user's data with it: the root, `/etc`, a home …
  var isVital: Bool {
    if isRoot || isHome { return true }
    guard isAbsolute, let first = components.first else { return false }
    if first.contains("*") || first.contains("?") { return true }
    guard Self.systemFolders.contains(first) else { return false }
    if components.count == 1 { return true }
    let deep: Set<String> = [
      "usr", "var", "lib", "boot", "etc", "bin", "sbin", "System", "Library",
    ]
    return deep.contains(first) && isSystem && components.count <= 3
  }

  /// A disk or partition.
  var isDisk: Bool {
    guard isAbsolute, components.count >= 2, components[0] == "dev" else { return false }
    let name = components[1]
    if ["disk", "mapper", "md", "block"].contains(name) { return components.count > 2 }
    return ["sd", "hd", "vd", "xvd", "nvme", "mmcblk", "md", "dm-", "disk", "rdisk", "loop", "sr"]
      .contains { name.hasPrefix($0) && name.count > $0.count } || name.hasPrefix("sd")
  }

  /// The main memory or the ports, written through a device.
  var isMemoryDevice: Bool {
    ["/dev/mem", "/dev/kmem", "/dev/port", "/proc/kcore"].contains(text)
  }

  /// A file that programs regenerate: nobody's work is lost with it.
  var isCache: Bool {
    guard let last = components.last else { return false }
    return Self.caches.contains(last) || last.hasSuffix(".pyc") || isInUserCache
  }

  private var isInUserCache: Bool {
    isInHome && components.count > 3 && components[2] == ".cache"
  }

  private static let caches: Set<String> = [
    "node_modules", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".tox", ".next",
    ".nuxt", ".turbo", ".parcel-cache", ".eslintcache", ".sass-cache", ".ipynb_checkpoints",
  ]

  /// Whether it is one of some paths or inside one; a `~/` stands for any home.
  func isUnder(_ places: String...) -> Bool { places.contains { isUnder(place: $0) } }

  func isUnder(place: String) -> Bool {
    guard place.hasPrefix("~/") else {
      return text == place || text.hasPrefix(place + "/")
    }
    let inside = String(place.dropFirst(2))
    guard let rest = restInHome else { return false }
    return rest == inside || rest.hasPrefix(inside + "/")
  }

  /// The path below a home, such as `.ssh/id_rsa`.
  var restInHome: String? {
    guard isInHome else { return nil }
    let skipped = components.first == "root" ? 1 : 2
    return components.dropFirst(skipped).joined(separator: "/")
  }
}
