/// A regular expression matches somewhere in the answer.
///
/// PCRE2 syntax; see ``PatternMatcher`` for what bounds its time.
struct RegexCheck: Check {
  static let name = "regex"
  static let summary = "The regular expression 'value' (PCRE2) matches somewhere in the answer."
  static let options = [
    OptionDeclaration(
      "value", .text, "The pattern; (?i) at its start ignores case.", required: true)
  ]

  private let pattern: String
  private let matcher: PatternMatcher

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    pattern = try options.nonEmptyText("value")
    do throws(OptionError) { matcher = try PatternMatcher(pattern) } catch {
      throw OptionError("check 'regex': \(error)", option: "value")
    }
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    switch matcher.firstMatch(in: prediction.text) {
    case .match(let range):
      let bytes = Array(prediction.text.utf8)[range].prefix(4 * Excerpt.limit + 4)
      let found = Excerpt(String(decoding: bytes, as: UTF8.self))
      return CheckOutcome(passed: true, explanation: "\(Excerpt(pattern)) matches \(found)")
    case .noMatch:
      return CheckOutcome(
        passed: false,
        explanation: "\(Excerpt(pattern)) matches nowhere in \(Excerpt(prediction.text))")
    case .gaveUp:
      return CheckOutcome(
        passed: false,
        explanation: "\(Excerpt(pattern)) was given up: it backtracks too much on this answer of "
          + "\(prediction.text.utf8.count) bytes", isConclusive: false)
    }
  }
}
