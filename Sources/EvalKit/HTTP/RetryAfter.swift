/// How long a server asks its clients to wait.
enum RetryAfter {
  /// The longest wait that is reported; a longer one is cut to it.
  static let maximum: Duration = .seconds(86_400)

  /// The wait that an answer's fields ask for, or `nil` when they say nothing usable.
  ///
  /// `retry-after-ms` goes before `Retry-After`, and both before the time at which a rate limit
  /// begins anew, of which the latest counts. A date that has passed is a wait of zero.
  ///
  /// - Parameters:
  ///   - headers: The fields of the answer.
  ///   - now: The time since 1970-01-01T00:00:00Z, which dates are compared with.
  /// - Returns: The wait, in `0...maximum`.
  static func delay(in headers: HTTPHeaders, now: Duration) -> Duration? {
    if let value = headers["retry-after-ms"], let delay = milliseconds(value) { return delay }
    if let value = headers["retry-after"], let delay = parse(value, now: now) { return delay }
    return headers.fields
      .filter { isReset($0.name.lowercased()) }
      .compactMap { reset($0.value, now: now) }
      .max()
  }

  /// Reads the value of `Retry-After`: seconds, with decimals if need be, or an HTTP date.
  static func parse(_ value: String, now: Duration) -> Duration? {
    let value = trimmed(value)
    return bounded(DecimalSeconds.parse(value))
      ?? HTTPDate(http: value, now: now).map { wait(until: $0.sinceEpoch, now: now) }
  }

  /// Reads the value of `retry-after-ms`: milliseconds, with decimals if need be.
  static func milliseconds(_ value: String) -> Duration? {
    bounded(DecimalSeconds.parse(trimmed(value)).map { $0 / 1000 })
  }

  /// Reads the value of a field such as `x-ratelimit-reset-tokens`: `12`, `1.5`, `1m30s`, `500ms`,
  /// an RFC 3339 or HTTP date, or the time since 1970 in seconds or milliseconds.
  ///
  /// A number from 1,000,000,000 on is a time since 1970, from 1,000,000,000,000 on in
  /// milliseconds, as OpenRouter sends it.
  static func reset(_ value: String, now: Duration) -> Duration? {
    let value = trimmed(value)
    if let number = DecimalSeconds.parse(value) {
      guard number >= .seconds(1_000_000_000) else { return bounded(number) }
      let isMilliseconds = number >= .seconds(1_000_000_000_000)
      return wait(until: isMilliseconds ? number / 1000 : number, now: now)
    }
    if let span = units(value) { return bounded(span) }
    let date = HTTPDate(rfc3339: value) ?? HTTPDate(http: value, now: now)
    return date.map { wait(until: $0.sinceEpoch, now: now) }
  }

  private static func isReset(_ name: String) -> Bool {
    name.hasPrefix("x-ratelimit-reset")
      || name.hasPrefix("anthropic-ratelimit-") && name.hasSuffix("-reset")
  }

  /// A sum such as `1h2m3.5s`; `nil` unless every number has a unit.
  private static func units(_ text: some StringProtocol) -> Duration? {
    var sum = Duration.zero
    var rest = text[...]
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let number = rest.prefix { $0 == "." || ("0"..."9").contains($0) }
      rest = rest[number.endIndex...]
      let unit = rest.prefix { ("a"..."z").contains($0) }
      rest = rest[unit.endIndex...]
      guard let amount = DecimalSeconds.parse(number) else { return nil }
      switch unit {
      case "ms": sum += amount / 1000
      case "s": sum += amount
      case "m": sum += amount * 60
      case "h": sum += amount * 3600
      case "d": sum += amount * 86_400
      default: return nil
      }
    }
    return sum
  }

  private static func wait(until instant: Duration, now: Duration) -> Duration {
    min(max(instant - now, .zero), maximum)
  }

  private static func bounded(_ delay: Duration?) -> Duration? { delay.map { min($0, maximum) } }

  private static func trimmed(_ value: String) -> String {
    String(value.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// Plain decimal numbers of seconds.
enum DecimalSeconds {
  /// Reads digits with at most one point between or after them, and nothing else.
  ///
  /// No sign, exponent, `nan` or `inf` is a number here; one beyond 10^15 is cut to that.
  static func parse(_ text: some StringProtocol) -> Duration? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy { $0 == UInt8(ascii: ".") || $0 >= 0x30 && $0 <= 0x39 }
    guard isPlain, parts.count <= 2, let whole = parts.first, !whole.isEmpty else { return nil }
    let limit = 1_000_000_000_000_000
    let seconds = whole.reduce(0) { min($0 * 10 + Int($1 - 0x30), limit) }
    guard parts.count == 2 else { return .seconds(seconds) }
    let digits = parts[1].prefix(9).map { Int($0 - 0x30) }
    let nanoseconds = (digits + Array(repeating: 0, count: 9 - digits.count)).reduce(0) {
      $0 * 10 + $1
    }
    return .seconds(seconds) + .nanoseconds(nanoseconds)
  }
}
