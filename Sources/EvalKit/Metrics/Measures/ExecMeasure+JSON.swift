extension ExecMeasure {
  /// Reads an entry of `yields`.
  static func measure(_ json: JSONValue, of words: [String]) throws(OptionError) -> Measure {
    let keys = ["name", "scale", "unit", "range", "higher_is_better", "summary"]
    if let name = json.stringValue {
      return try measure(["name": .string(name)], of: words)
    }
    guard let object = json.objectValue, let name = object["name"]?.stringValue,
      !name.isEmpty, name.utf8.allSatisfy({ $0 == 0x5F || isWordByte($0) })
    else {
      throw OptionError(
        "an entry of 'yields' is a name in snake_case, or an object with one", option: "yields")
    }
    if let unknown = object.keys.first(where: { !keys.contains($0) }) {
      throw OptionError(
        "'yields' has no '\(unknown)'; there are \(keys.joined(separator: ", "))"
          + nearest(unknown, in: keys).suggestion, option: "yields")
    }
    let scale = object["scale"]?.stringValue ?? "quantity"
    guard scale == "quantity" || scale == "binary" else {
      throw OptionError("'scale' is 'binary' or 'quantity', not '\(scale)'", option: "yields")
    }
    let unitName = object["unit"]?.stringValue ?? Unit.fraction.rawValue
    guard let unit = Unit(rawValue: unitName) else {
      let units = Unit.allCases.map(\.rawValue)
      throw OptionError(
        "unknown unit '\(unitName)'; there are \(units.joined(separator: ", "))"
          + nearest(unitName, in: units).suggestion, option: "yields")
    }
    return Measure(
      name, unit: unit, scale: scale == "binary" ? .binary : .quantity,
      range: try range(object["range"], unit),
      higherIsBetter: object["higher_is_better"]?.boolValue ?? true,
      summary: object["summary"]?.stringValue ?? "measured by \(words.joined(separator: " "))")
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// Fractions lie in `0...1`, all else from 0 on, unless it is said.
  private static func range(
    _ json: JSONValue?, _ unit: Unit
  ) throws(OptionError) -> ClosedRange<Double> {
    guard let json else { return unit == .fraction ? 0...1 : 0...Double.infinity }
    let bounds = json.arrayValue?.compactMap(\.doubleValue) ?? []
    guard bounds.count == 2, bounds[0] < bounds[1] else {
      throw OptionError("'range' is a list of two numbers, the lower first", option: "yields")
    }
    return bounds[0]...bounds[1]
  }

  /// What the program is asked about an answer.
  static func question(
    _ prediction: Prediction, _ sample: Sample, _ options: JSONObject
  ) -> JSONValue {
    var object = JSONObject()
    object["request"] = "measure"
    object["options"] = .object(options)
    object["sample"] = json(sample)
    object["prediction"] = RecordedAnswer.json(prediction)
    return .object(object)
  }

  /// The sample as it stands in its file.
  private static func json(_ sample: Sample) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(sample.id)
    switch sample.input {
    case .text(let text): object["input"] = .string(text)
    case .messages(let messages):
      object["input"] = .array(
        messages.map { ["role": .string($0.role.rawValue), "content": .string($0.content)] })
    }
    object["target"] = sample.target
    object["category"] = sample.category.map(JSONValue.string)
    object["metadata"] = .object(sample.metadata)
    object["prefix"] = sample.prefix.map(JSONValue.string)
    object["suffix"] = sample.suffix.map(JSONValue.string)
    if !sample.tools.isEmpty { object["tools"] = .array(sample.tools) }
    if !sample.tests.isNull { object["tests"] = sample.tests }
    return .object(object)
  }
}
