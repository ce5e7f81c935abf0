/// The answer is a text, code point by code point, or a JSON document that says the same.
struct EqualsCheck: Check {
  static let name = "equals"
  static let summary =
    "The answer is exactly the text 'value', or JSON that equals a 'value' which is no text."
  static let options = [
    OptionDeclaration("value", .any, "A text, or any other JSON value.", required: true)
  ]

  private let value: JSONValue

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    value = options["value"] ?? .null
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    let answer = Excerpt(prediction.text)
    if let text = value.stringValue {
      let passed = prediction.text.utf8.elementsEqual(text.utf8)
      return CheckOutcome(
        passed: passed,
        explanation: "the answer \(answer) is \(passed ? "" : "not ")\(Excerpt(text))")
    }
    do throws(JSONError) {
      let passed = try JSONParser().parse(prediction.text).isEquivalent(to: value)
      return CheckOutcome(
        passed: passed,
        explanation: "the answer \(answer) \(passed ? "equals" : "does not equal") the JSON value "
          + Excerpt(value.compact).description)
    } catch {
      return CheckOutcome(passed: false, explanation: "the answer \(answer) is \(error)")
    }
  }
}
