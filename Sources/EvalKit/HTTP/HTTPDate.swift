/// An instant as HTTP fields write it (RFC 9110, section 5.6.7) or as RFC 3339 does; no locale.
struct HTTPDate: Sendable, Equatable {
  /// The time since 1970-01-01T00:00:00Z; negative before.
  let sinceEpoch: Duration

  /// Reads one of the three forms that HTTP allows: `Sun, 06 Nov 1994 08:49:37 GMT`,
  /// `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
  ///
  /// - Parameters:
  ///   - text: The value of a field; the name of the day is not compared with the date.
  ///   - now: The time since 1970; a year of two digits is at most 50 years after it.
  init?(http text: String, now: Duration) {
    let words = text.split { $0 == " " || $0 == "," }
    let day, month, year, clock: Substring
    switch (words.count, words.last) {
    case (6, "GMT"):
      (day, month, year, clock) = (words[1], words[2], words[3], words[4])
    case (4, "GMT"):
      let date = words[1].split(separator: "-")
      guard date.count == 3 else { return nil }
      (day, month, year, clock) = (date[0], date[1], date[2], words[2])
    case (5, _):
      (month, day, clock, year) = (words[1], words[2], words[3], words[4])
    default:
      return nil
    }
    guard let monthIndex = Self.months.firstIndex(of: month.lowercased()),
      let day = Self.number(day, digits: 1...2),
      var fullYear = Self.number(year, digits: words.count == 4 ? 2...2 : 4...4)
    else { return nil }
    if words.count == 4 { fullYear = Self.fullYear(fullYear, now: now) }
    self.init(fullYear, monthIndex + 1, day, clock: clock, offsetMinutes: 0)
  }

  /// Reads a date such as `1994-11-06T08:49:37.5Z` or `1994-11-06T09:49:37+01:00`.
  init?(rfc3339 text: String) {
    let parts = text.uppercased().split(separator: "T")
    guard parts.count == 2 else { return nil }
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard date.count == 3, let year = Self.number(date[0], digits: 4...4),
      let month = Self.number(date[1], digits: 2...2),
      let day = Self.number(date[2], digits: 2...2),
      let zone = parts[1].lastIndex(where: { $0 == "Z" || $0 == "+" || $0 == "-" }),
      let minutes = Self.offsetMinutes(parts[1][zone...])
    else { return nil }
    self.init(year, month, day, clock: parts[1][..<zone], offsetMinutes: minutes)
  }

  private init?(
    _ year: Int, _ month: Int, _ day: Int, clock: some StringProtocol, offsetMinutes: Int
  ) {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = Self.number(parts[0], digits: 2...2),
      let minute = Self.number(parts[1], digits: 2...2),
      let second = DecimalSeconds.parse(parts[2]), parts[2].utf8.count >= 2,
      hour < 24, minute < 60, second < .seconds(61),
      (1...12).contains(month), (1...Self.dayCount(year, month)).contains(day)
    else { return nil }
    let days = Self.daysSinceEpoch(year, month, day)
    let minutes = (days * 24 + hour) * 60 + minute - offsetMinutes
    sinceEpoch = .seconds(minutes * 60) + second
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// A number of nothing but as many digits as allowed.
  private static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
    let isNumber = text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    return isNumber && digits.contains(text.utf8.count) ? Int(text) : nil
  }

  /// The minutes east of Greenwich in `Z`, `+01:00` or `-0500`.
  private static func offsetMinutes(_ zone: some StringProtocol) -> Int? {
    if zone == "Z" { return 0 }
    let digits = String(zone.dropFirst().filter { $0 != ":" })
    guard let number = number(digits, digits: 4...4), number % 100 < 60, number < 2400 else {
      return nil
    }
    let minutes = number / 100 * 60 + number % 100
    return zone.hasPrefix("-") ? -minutes : minutes
  }

  private static func fullYear(_ lastDigits: Int, now: Duration) -> Int {
    let latest = 1970 + Int(now.components.seconds / 31_556_952) + 50
    return latest - (latest - lastDigits) % 100
  }

  private static func dayCount(_ year: Int, _ month: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// The days from 1970-01-01, after Howard Hinnant's `days_from_civil`:
  /// <https://howardhinnant.github.io/date_algorithms.html>.
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
