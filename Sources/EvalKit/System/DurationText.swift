extension Duration {
  /// Reads `500ms`, `120s`, `2m` or `1h`; `nil` for anything else, a negative value included.
  public init?(text: String) {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    guard let value = Double(digits), value.isFinite, value >= 0 else { return nil }
    switch text.dropFirst(digits.count) {
    case "ms": self = .seconds(value / 1000)
    case "s": self = .seconds(value)
    case "m", "min": self = .seconds(value * 60)
    case "h": self = .seconds(value * 3600)
    default: return nil
    }
  }

  /// The whole duration in seconds, rounded to a `Double`.
  public var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }

  /// The whole duration in milliseconds, rounded to a microsecond.
  public var inMilliseconds: Double { (inSeconds * 1e6).rounded() / 1e3 }

  public static func milliseconds(_ value: Double) -> Duration { .seconds(value / 1000) }
}
