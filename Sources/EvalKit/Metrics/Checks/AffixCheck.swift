/// The answer starts with a text, code point by code point.
struct StartsWithCheck: Check {
  static let name = "starts-with"
  static let summary = "The answer starts with the text 'value'."
  static let options = [
    OptionDeclaration("value", .text, "The text to start with.", required: true)
  ]

  private let value: String

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    value = try options.nonEmptyText("value")
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    let passed = prediction.text.utf8.starts(with: value.utf8)
    let verb = passed ? "starts" : "does not start"
    return CheckOutcome(
      passed: passed,
      explanation: "the answer \(Excerpt(prediction.text)) \(verb) with \(Excerpt(value))")
  }
}

/// The answer ends with a text, code point by code point.
struct EndsWithCheck: Check {
  static let name = "ends-with"
  static let summary = "The answer ends with the text 'value'."
  static let options = [
    OptionDeclaration("value", .text, "The text to end with.", required: true)
  ]

  private let value: String

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    value = try options.nonEmptyText("value")
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    let passed = prediction.text.utf8.suffix(value.utf8.count).elementsEqual(value.utf8)
    let verb = passed ? "ends" : "does not end"
    let ending = String(prediction.text.unicodeScalars.suffix(Excerpt.limit))
    return CheckOutcome(
      passed: passed,
      explanation: "the answer, at its end \(Excerpt(ending)), \(verb) with \(Excerpt(value))")
  }
}
