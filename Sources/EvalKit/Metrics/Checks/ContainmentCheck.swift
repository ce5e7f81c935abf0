/// A question about texts that occur in the answer, code point by code point.
protocol ContainmentCheck: Check {
  static var ignoresCase: Bool { get }
  static var wants: ContainedTexts.Quantifier { get }
  var texts: ContainedTexts { get }
  init(_ texts: ContainedTexts)
}

extension ContainmentCheck {
  static var options: [OptionDeclaration] {
    [
      wants == .one
        ? OptionDeclaration("value", .text, "The text to look for.", required: true)
        : OptionDeclaration("value", .list, "The texts to look for.", required: true)
    ]
  }

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    let wanted =
      Self.wants == .one
      ? [try options.nonEmptyText("value")] : try options.nonEmptyTexts("value")
    self.init(ContainedTexts(wanted, Self.wants, ignoresCase: Self.ignoresCase))
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    texts.outcome(in: prediction.text)
  }
}

/// Texts to look for, and how many must be there.
struct ContainedTexts {
  enum Quantifier { case one, all, any }

  private let wanted: [(text: String, folded: String)]
  private let quantifier: Quantifier
  private let ignoresCase: Bool

  init(_ texts: [String], _ quantifier: Quantifier, ignoresCase: Bool) {
    wanted = texts.map { ($0, ignoresCase ? $0.lowercased() : $0) }
    (self.quantifier, self.ignoresCase) = (quantifier, ignoresCase)
  }

  func outcome(in answer: String) -> CheckOutcome {
    let answer = ignoresCase ? answer.lowercased() : answer
    var found: [String] = []
    var missing: [String] = []
    for (text, folded) in wanted {
      if answer.containsCodePoints(of: folded) { found.append(text) } else { missing.append(text) }
    }
    let passed = quantifier == .any ? !found.isEmpty : missing.isEmpty
    let lacks = quantifier == .any ? "contains none of " : "does not contain "
    return CheckOutcome(
      passed: passed,
      explanation: "the answer " + (passed ? "contains " : lacks)
        + Self.list(passed ? found : missing))
  }

  private static func list(_ texts: [String]) -> String {
    let shown = texts.prefix(5).map { Excerpt($0).description }.joined(separator: ", ")
    return texts.count > 5 ? shown + " and \(texts.count - 5) more" : shown
  }
}

/// The answer contains a text.
struct ContainsCheck: ContainmentCheck {
  static let name = "contains"
  static let summary = "The answer contains the text 'value'."
  static let ignoresCase = false
  static let wants = ContainedTexts.Quantifier.one
  let texts: ContainedTexts
  init(_ texts: ContainedTexts) { self.texts = texts }
}

/// The answer contains a text, whatever the case of its letters.
struct ContainsIgnoringCaseCheck: ContainmentCheck {
  static let name = "icontains"
  static let summary = "The answer contains the text 'value', upper and lower case being equal."
  static let ignoresCase = true
  static let wants = ContainedTexts.Quantifier.one
  let texts: ContainedTexts
  init(_ texts: ContainedTexts) { self.texts = texts }
}

/// The answer contains every text of a list.
struct ContainsAllCheck: ContainmentCheck {
  static let name = "contains-all"
  static let summary = "The answer contains every text of the list 'value'."
  static let ignoresCase = false
  static let wants = ContainedTexts.Quantifier.all
  let texts: ContainedTexts
  init(_ texts: ContainedTexts) { self.texts = texts }
}

/// The answer contains every text of a list, whatever the case of its letters.
struct ContainsAllIgnoringCaseCheck: ContainmentCheck {
  static let name = "icontains-all"
  static let summary =
    "The answer contains every text of the list 'value', upper and lower case being equal."
  static let ignoresCase = true
  static let wants = ContainedTexts.Quantifier.all
  let texts: ContainedTexts
  init(_ texts: ContainedTexts) { self.texts = texts }
}

/// The answer contains at least one text of a list.
struct ContainsAnyCheck: ContainmentCheck {
  static let name = "contains-any"
  static let summary = "The answer contains at least one text of the list 'value'."
  static let ignoresCase = false
  static let wants = ContainedTexts.Quantifier.any
  let texts: ContainedTexts
  init(_ texts: ContainedTexts) { self.texts = texts }
}

/// The answer contains at least one text of a list, whatever the case of its letters.
struct ContainsAnyIgnoringCaseCheck: ContainmentCheck {
  static let name = "icontains-any"
  static let summary =
    "The answer contains at least one text of the list 'value', upper and lower case being equal."
  static let ignoresCase = true
  static let wants = ContainedTexts.Quantifier.any
  let texts: ContainedTexts
  init(_ texts: ContainedTexts) { self.texts = texts }
}
