/// Whether the answer is a JSON document that is valid by a schema (JSON Schema draft 7).
struct JSONSchemaMeasure: TextMeasure {
  static let name = "json_schema"
  static let summary = "Whether the answer, or its fenced JSON block, is valid by a schema: 0 or 1."
  static let options = [
    OptionDeclaration("schema", .any, "The JSON Schema, or the path of its file."),
    OptionDeclaration("path", .text, "The path of the schema's file."),
    OptionDeclaration(
      "extract_fence", .boolean, "Whether the JSON may stand in a fenced block.", default: true),
  ]

  private let schema: JSONSchema
  private let extractFence: Bool

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    let given = ["schema", "path"].filter { options[$0] != nil }
    guard given.count == 1, let value = options[given[0]] else {
      throw OptionError("give 'schema' or 'path', one of them")
    }
    schema = try JSONSchema(option: given[0], value, directory: configuration.directory)
    extractFence = options["extract_fence"]?.boolValue ?? true
  }

  var measures: [Measure] {
    [Measure(Self.name, scale: .binary, summary: "the answer is JSON and valid by the schema")]
  }

  func validate(_ sample: Sample) throws(SampleError) {}

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    [Self.name: .value(complaint(about: prediction.text) == nil ? 1 : 0)]
  }

  func explain(_ prediction: Prediction, for sample: Sample) -> String? {
    complaint(about: prediction.text)
  }

  private func complaint(about text: String) -> String? {
    do throws(JSONError) {
      return schema.complaint(about: try JSONAnswer(text, extractFence: extractFence))
    } catch {
      return "the answer \(Excerpt(text)) is \(error)"
    }
  }
}
