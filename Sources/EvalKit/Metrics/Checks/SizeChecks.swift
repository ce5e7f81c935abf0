/// The number of words of the answer lies in a range.
struct WordCountCheck: Check {
  static let name = "word-count"
  static let summary = "The answer has from 'min' to 'max' words, or exactly 'value'."
  static let options = SizeRange.options(of: "words")

  private let range: SizeRange

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    range = try SizeRange(options, of: Self.name)
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    var count = 0
    PythonText.forEachWord(in: Array(prediction.text.utf8)) { _ in count += 1 }
    return range.outcome(count, "words")
  }
}

/// The number of characters of the answer lies in a range; a character is a code point.
struct LengthCheck: Check {
  static let name = "length"
  static let summary = "The answer has from 'min' to 'max' characters, or exactly 'value'."
  static let options = SizeRange.options(of: "characters (code points)")

  private let range: SizeRange

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    range = try SizeRange(options, of: Self.name)
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    range.outcome(prediction.text.unicodeScalars.count, "characters")
  }
}

/// How many there may be: at least, at most, or both.
private struct SizeRange {
  private let minimum: Int?
  private let maximum: Int?

  static func options(of what: String) -> [OptionDeclaration] {
    [
      OptionDeclaration("min", .integer, "The least number of \(what)."),
      OptionDeclaration("max", .integer, "The greatest number of \(what)."),
      OptionDeclaration("value", .any, "The exact number of \(what), or {min, max}."),
    ]
  }

  init(_ options: JSONObject, of check: String) throws(OptionError) {
    var bounds = options
    if let value = options["value"] {
      guard options["min"] == nil, options["max"] == nil else {
        throw OptionError("check '\(check)': give 'value' or 'min' and 'max', not both")
      }
      bounds =
        value.objectValue
        ?? JSONObject([.init(key: "min", value: value), .init(key: "max", value: value)])
      let declared = Self.options(of: "").dropLast()
      bounds = try bounds.filled(by: Array(declared), of: "check '\(check)'")
    }
    (minimum, maximum) = (bounds["min"]?.intValue, bounds["max"]?.intValue)
    guard minimum != nil || maximum != nil else {
      throw OptionError("check '\(check)': 'min' or 'max' is missing")
    }
    let (low, high) = (minimum ?? 0, maximum ?? .max)
    guard low >= 0, low <= high else {
      throw OptionError("check '\(check)': no number is at least \(low) and at most \(high)")
    }
    guard low > 0 || maximum != nil else {
      throw OptionError("check '\(check)': every answer has at least 0", option: "min")
    }
  }

  func outcome(_ count: Int, _ what: String) -> CheckOutcome {
    let passed = count >= minimum ?? 0 && count <= maximum ?? .max
    let wanted =
      switch (minimum, maximum) {
      case (let low?, let high?): low == high ? "exactly \(low)" : "\(low) to \(high)"
      case (let low?, nil): "at least \(low)"
      case (nil, let high): "at most \(high ?? .max)"
      }
    return CheckOutcome(
      passed: passed, explanation: "the answer has \(count) \(what), wanted are \(wanted)")
  }
}
