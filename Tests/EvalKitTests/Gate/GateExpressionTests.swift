import Testing

@testable import EvalKit

@Suite struct GateExpressionTests {
  private static let expressions: [(String, GateExpression)] = [
    ("pass_rate >= 0.95", GateExpression("pass_rate", Threshold(.atLeast, 0.95))),
    ("pass_rate>=0.95", GateExpression("pass_rate", Threshold(.atLeast, 0.95))),
    ("  pass_rate  >=  95%  ", GateExpression("pass_rate", Threshold(.atLeast, 0.95), unit: "%")),
    ("pass_rate >= 95 %", GateExpression("pass_rate", Threshold(.atLeast, 0.95), unit: "%")),
    ("fpr <= 0", GateExpression("fpr", Threshold(.atMost, 0))),
    ("fpr < 1e-3", GateExpression("fpr", Threshold(.below, 0.001))),
    ("bleu > 30.5", GateExpression("bleu", Threshold(.above, 30.5))),
    ("x == 1", GateExpression("x", Threshold(.equal, 1))),
    ("latency_p99.9 < 2s", GateExpression("latency_p99.9", Threshold(.below, 2000), unit: "s")),
    ("ttft_p95 <= 250 ms", GateExpression("ttft_p95", Threshold(.atMost, 250), unit: "ms")),
    ("latency <= 1.5min", GateExpression("latency", Threshold(.atMost, 90_000), unit: "min")),
    (
      "recall >= 98% with 95% confidence",
      GateExpression("recall", Threshold(.atLeast, 0.98), confidence: 0.95, unit: "%")
    ),
    (
      "recall >= 0.98 with 99.9% confidence",
      GateExpression("recall", Threshold(.atLeast, 0.98), confidence: 0.999)
    ),
    (
      "recall >= 0.98 with 50 % confidence",
      GateExpression("recall", Threshold(.atLeast, 0.98), confidence: 0.5)
    ),
    (
      "drop(pass_rate) <= 0.02",
      GateExpression("pass_rate", Threshold(.atMost, 0.02), subject: .drop)
    ),
    (
      "drop( pass_rate ) <= 2%",
      GateExpression("pass_rate", Threshold(.atMost, 0.02), subject: .drop, unit: "%")
    ),
    (
      "change(latency_p95) <= -10%",
      GateExpression("latency_p95", Threshold(.atMost, -0.1), subject: .change, unit: "%")
    ),
    (
      "drop(latency) >= -1s with 90% confidence",
      GateExpression(
        "latency", Threshold(.atLeast, -1000), confidence: 0.9, subject: .drop, unit: "s")
    ),
  ]

  @Test(arguments: expressions)
  func reads(text: String, expected: GateExpression) throws {
    let read = try GateExpression(text)
    #expect(read == expected)
    #expect(read.unit == expected.unit)
  }

  @Test(arguments: expressions)
  func readsItsDescriptionBack(text: String, expected: GateExpression) throws {
    let read = try GateExpression(text)
    #expect(try GateExpression(read.description) == read)
    #expect(try GateExpression(read.description).description == read.description)
  }

  @Test(arguments: [
    ("recall >= 98% with 95% confidence", "recall >= 0.98 with 95% confidence"),
    ("change(latency)<=1e-5", "change(latency) <= 1e-05"),
    ("latency<=1.5min", "latency <= 90000ms"),
  ])
  func hasANormalForm(text: String, description: String) throws {
    #expect(try GateExpression(text).description == description)
  }

  @Test func distinguishesTimesFromPlainNumbers() throws {
    #expect(try GateExpression("latency <= 5ms") != GateExpression("latency <= 5"))
    #expect(try GateExpression("latency <= 2s") == GateExpression("latency <= 2000ms"))
    #expect(try GateExpression("f1 >= 90%") == GateExpression("f1 >= 0.9"))
  }

  private static let form = "a gate reads 'METRIC OP NUMBER[unit] [with N% confidence]'"

  @Test(arguments: [
    ("", 0, "a metric is missing; \(form)"),
    (">= 0.9", 0, "a metric is missing; \(form)"),
    ("pass_rate", 9, "a comparison is missing; allowed are >=, >, <=, <, =="),
    (
      "pass_rate => 0.9", 10,
      "a comparison is missing; allowed are >=, >, <=, <, ==; did you mean '>='?"
    ),
    ("a = 1", 2, "a comparison is missing; allowed are >=, >, <=, <, ==; did you mean '=='?"),
    ("a ≥ 1", 2, "a comparison is missing; allowed are >=, >, <=, <, ==; did you mean '>='?"),
    ("a != 1", 2, "a comparison is missing; allowed are >=, >, <=, <, =="),
    ("a >=", 4, "a number is missing; \(form)"),
    ("a >= b", 5, "a number is missing; \(form)"),
    ("a >= 0.9.5", 5, "a number is missing, '0.9.5' is none; \(form)"),
    ("a >= 1e999", 5, "a number is missing, '1e999' is none; \(form)"),
    ("a >= ٣", 5, "a number is missing, '٣' is none; \(form)"),
    ("a >= nan", 5, "a number is missing; \(form)"),
    ("a <= 5sec", 6, "unknown unit 'sec'; allowed are %, ms, s and min"),
    ("a <= 5 mss", 7, "unknown unit 'mss'; allowed are %, ms, s and min; did you mean 'ms'?"),
    ("a <= 5 foo bar", 7, "unknown unit 'foo'; allowed are %, ms, s and min"),
    ("a <= 5 % b", 9, "only 'with N% confidence' may follow the number"),
    ("a <= 5 with", 11, "write 'with 95% confidence'"),
    ("a <= 5 with 95 confidence", 12, "write 'with 95% confidence'"),
    ("a <= 5 with 95% sureness", 12, "write 'with 95% confidence'"),
    (
      "a <= 5 with 100% confidence", 12,
      "a confidence lies from 50% to below 100%, not 100%"
    ),
    ("a <= 5 with 0.95% confidence", 12, "a confidence lies from 50% to below 100%, not 0.95%"),
    ("a <= 5 with 95% confidence!", 26, "'!' is too much; \(form)"),
    (
      "dorp(a) <= 1", 0,
      "unknown function 'dorp'; there are drop(METRIC) and change(METRIC); did you mean 'drop'?"
    ),
    ("drop() <= 1", 5, "'drop(' needs a metric and a ')'"),
    ("drop(a <= 1", 7, "'drop(' needs a metric and a ')'"),
    ("value(a) <= 1", 0, "unknown function 'value'; there are drop(METRIC) and change(METRIC)"),
  ])
  func refuses(text: String, offset: Int, message: String) {
    #expect(throws: GateExpression.Problem(offset: offset, description: message)) {
      try GateExpression(text)
    }
  }
}
