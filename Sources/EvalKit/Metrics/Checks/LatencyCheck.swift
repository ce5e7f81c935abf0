/// The answer was complete in time.
struct LatencyCheck: Check {
  static let name = "latency"
  static let summary = "The whole answer took at most 'threshold' milliseconds."
  static let options = [
    OptionDeclaration("threshold", .number, "The longest time allowed, in milliseconds."),
    OptionDeclaration("value", .number, "The same as 'threshold', for the short form."),
  ]

  /// In milliseconds.
  private let threshold: Double

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    let given = ["threshold", "value"].filter { options[$0] != nil }
    guard given.count == 1, let limit = options[given[0]]?.doubleValue else {
      throw OptionError("check 'latency': give 'threshold' in milliseconds, once")
    }
    guard limit > 0 else {
      throw OptionError(
        "check 'latency': '\(given[0])' is above 0 milliseconds, not \(Threshold.text(limit))",
        option: given[0])
    }
    threshold = limit
  }

  /// - Throws: ``ScoringError`` when no time was recorded: what is not measured has not passed.
  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    guard let total = prediction.timings.total else {
      throw ScoringError(.notMeasured, "check 'latency': the answer has no recorded time")
    }
    let taken = total.inMilliseconds
    return CheckOutcome(
      passed: taken <= threshold,
      explanation: "the answer took \(Threshold.text(taken)) ms, "
        + "\(Threshold.text(threshold)) ms are allowed")
  }
}
