internal import Glibc

/// Points in time for people; never used for measuring.
public enum Timestamp {
  /// The current time as RFC 3339 in UTC, to the second: `2026-11-20T13:20:00Z`.
  public static func now() -> String { text(of: time(nil)) }

  static func text(of seconds: Int) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// The machine that a run happens on.
public enum Host {
  public static var name: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The process environment.
  public static var environment: [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
      entry += 1
    }
    return result
  }
}

/// The time of day, for dates that servers send; never used for measuring.
enum WallClock {
  /// Since 1970-01-01T00:00:00Z, to the second.
  static var now: Duration { .seconds(time(nil)) }
}
