/// The whole answer is JSON, and valid by a schema if one is given.
struct IsJSONCheck: Check {
  static let name = "is-json"
  static let summary = "The whole answer is JSON, and valid by the schema 'value' if given."
  static let options = [
    OptionDeclaration("value", .any, "A JSON Schema, or the path of its file.")
  ]

  private let schema: JSONSchema?

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    schema = try options["value"].map {
      try JSONSchema(option: "value", $0, directory: configuration.directory)
    }
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    .init(prediction.text, schema: schema, extractFence: false)
  }
}

/// The answer is valid by a schema.
struct JSONSchemaCheck: Check {
  static let name = "json-schema"
  static let summary = "The answer, or its fenced JSON block, is valid by the schema 'value'."
  static let options = [
    OptionDeclaration("value", .any, "A JSON Schema, or the path of its file.", required: true),
    OptionDeclaration(
      "extract_fence", .boolean, "Whether the JSON may stand in a fenced block.", default: true),
  ]

  private let schema: JSONSchema
  private let extractFence: Bool

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    schema = try JSONSchema(
      option: "value", options["value"] ?? .null, directory: configuration.directory)
    extractFence = options["extract_fence"]?.boolValue ?? true
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    .init(prediction.text, schema: schema, extractFence: extractFence)
  }
}

/// A JSON object or list stands somewhere in the answer.
struct ContainsJSONCheck: Check {
  static let name = "contains-json"
  static let summary =
    "A JSON object or list stands somewhere in the answer, valid by the schema 'value' if given."
  static let options = [
    OptionDeclaration("value", .any, "A JSON Schema, or the path of its file.")
  ]

  private let schema: JSONSchema?

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    schema = try options["value"].map {
      try JSONSchema(option: "value", $0, directory: configuration.directory)
    }
  }

  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    var documents = EmbeddedJSON(prediction.text)
    var complaint: String?
    while let (value, text) = documents.next() {
      let found = schema?.complaint(about: JSONAnswer(value: value, text: text))
      guard let found else {
        return CheckOutcome(passed: true, explanation: "the answer contains \(Excerpt(text))")
      }
      complaint = complaint ?? found
    }
    return CheckOutcome(
      passed: false, explanation: complaint ?? "the answer contains no JSON object or list")
  }
}

extension CheckOutcome {
  /// Whether a text is JSON and valid.
  fileprivate init(_ text: String, schema: JSONSchema?, extractFence: Bool) {
    do throws(JSONError) {
      let answer = try JSONAnswer(text, extractFence: extractFence)
      let complaint = schema?.complaint(about: answer)
      let praise = schema == nil ? "the answer is JSON" : "the answer is valid by the schema"
      self.init(passed: complaint == nil, explanation: complaint ?? praise)
    } catch {
      self.init(passed: false, explanation: "the answer \(Excerpt(text)) is \(error)")
    }
  }
}
