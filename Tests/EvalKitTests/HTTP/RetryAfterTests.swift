import Testing

@testable import EvalKit

@Suite struct RetryAfterTests {
  /// 1994-11-06T08:49:37Z, as `date -d` gives it.
  private let now = Duration.seconds(784_111_777)

  private static let maximum = Duration.seconds(86_400)

  @Test(
    arguments: [
      ("0", .zero), ("120", .seconds(120)), (" 7 ", .seconds(7)), ("1.5", .milliseconds(1500)),
      ("0.0000000019", .nanoseconds(1)), ("3.", .seconds(3)),
      ("Sun, 06 Nov 1994 08:49:47 GMT", .seconds(10)),
      ("Sunday, 06-Nov-94 08:49:47 GMT", .seconds(10)),
      ("Sun Nov  6 08:49:47 1994", .seconds(10)),
      ("Sun, 06 Nov 1994 08:49:27 GMT", .zero), ("Monday, 06-Nov-67 08:49:47 GMT", .zero),
      ("Fri, 31 Dec 1999 23:59:59 GMT", maximum), ("Sunday, 06-Nov-44 08:49:47 GMT", maximum),
      ("999999", maximum), ("99999999999999999999999999999999", maximum),
      ("", nil), ("-1", nil), ("nan", nil), ("inf", nil), ("1e300", nil), ("0x10", nil),
      ("+5", nil),
      (".5", nil), ("1.2.3", nil), ("1,5", nil), ("soon", nil), ("٣", nil),
      ("Sun, 06 Nov 1994 08:49:47 PST", nil), ("Sun, 32 Nov 1994 08:49:47 GMT", nil),
      ("Sun, 29 Feb 1994 08:49:47 GMT", nil), ("Sun, 06 Nov 1994 24:00:00 GMT", nil),
      ("Sun, 06 Nov 1994 08:49 GMT", nil), ("Sun, 06 Foo 1994 08:49:47 GMT", nil),
    ] as [(String, Duration?)])
  func retryAfter(value: String, expected: Duration?) {
    #expect(RetryAfter.parse(value, now: now) == expected)
  }

  @Test(
    arguments: [
      ("1500", .milliseconds(1500)), ("0.5", .microseconds(500)), ("1e3", nil), ("-1", nil),
      ("99999999999999999999", maximum),
    ] as [(String, Duration?)])
  func milliseconds(value: String, expected: Duration?) {
    #expect(RetryAfter.milliseconds(value) == expected)
  }

  @Test(
    arguments: [
      ("12", .seconds(12)), ("1.5", .milliseconds(1500)), ("1m30s", .seconds(90)),
      ("6m0s", .seconds(360)), ("500ms", .milliseconds(500)),
      ("1h2m3.5s", .milliseconds(3_723_500)),
      ("1d", maximum), ("2d", maximum), ("99999999999999999h", maximum),
      ("1994-11-06T08:50:37Z", .seconds(60)), ("1994-11-06t09:49:38.25+01:00", .milliseconds(1250)),
      ("1994-11-06T03:19:40-05:30", .seconds(3)), ("1994-11-06T08:49:36Z", .zero),
      ("Sun, 06 Nov 1994 08:49:47 GMT", .seconds(10)),
      ("784111787", maximum), ("1784111787", maximum), ("1784111787000", maximum),
      ("", nil), ("m", nil), ("1x", nil), ("1m30", nil), ("-1s", nil), ("1e300s", nil),
      ("nans", nil),
      ("1994-13-06T08:50:37Z", nil), ("1994-11-06T08:50Z", nil), ("1994-11-06", nil),
      ("1994-11-06T08:50:37", nil), ("1994-11-06T08:50:37+0:00", nil),
    ] as [(String, Duration?)])
  func reset(value: String, expected: Duration?) {
    #expect(RetryAfter.reset(value, now: now) == expected)
  }

  @Test func resetAsTimeSince1970() {
    let now = Duration.seconds(1_741_305_590)
    #expect(RetryAfter.reset("1741305600", now: now) == .seconds(10))
    #expect(RetryAfter.reset("1741305600250", now: now) == .milliseconds(10_250))
    #expect(RetryAfter.reset("1741305580", now: now) == .zero)
  }

  @Test(
    arguments: [
      (["retry-after-ms: 20", "Retry-After: 7"], .milliseconds(20)),
      (["retry-after-ms: x", "Retry-After: 7"], .seconds(7)),
      (["Retry-After: 7", "x-ratelimit-reset-requests: 9"], .seconds(7)),
      (["x-ratelimit-reset-requests: 12ms", "X-RateLimit-Reset-Tokens: 6m0s"], .seconds(360)),
      (["anthropic-ratelimit-tokens-reset: 1994-11-06T08:49:40Z"], .seconds(3)),
      (["anthropic-ratelimit-tokens-limit: 5", "x-ratelimit-limit-requests: 5"], nil), ([], nil),
    ] as [([String], Duration?)])
  func fieldsInTheirOrder(lines: [String], expected: Duration?) {
    var headers = HTTPHeaders()
    for line in lines {
      [UInt8](line.utf8).withUnsafeBytes { headers.append(line: $0) }
    }
    #expect(RetryAfter.delay(in: headers, now: now) == expected)
  }
}
