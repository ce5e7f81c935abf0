/// The measures that a harness of kind `text` lists.
struct ConfiguredMeasures {
  let textMeasures: [any TextMeasure]
  /// What they yield; the names are unique.
  let measures: [Measure]

  /// - Throws: ``OptionError`` with the index of the entry.
  init(_ configuration: HarnessConfiguration) throws(OptionError) {
    var textMeasures: [any TextMeasure] = []
    var measures: [Measure] = []
    let entries = configuration.options["measures"]?.arrayValue ?? []
    for (index, entry) in entries.enumerated() {
      do {
        let made = try Self.measure(entry, configuration)
        for measure in made.measures {
          guard !measures.contains(where: { $0.name == measure.name }) else {
            throw OptionError("the measure '\(measure.name)' occurs twice")
          }
          measures.append(measure)
        }
        textMeasures.append(made)
      } catch {
        throw OptionError("\(error)", option: "measures", index: index)
      }
    }
    (self.textMeasures, self.measures) = (textMeasures, measures)
  }

  private static func measure(
    _ json: JSONValue, _ configuration: HarnessConfiguration
  ) throws -> any TextMeasure {
    let (name, given) = try parts(of: json)
    let types = configuration.registry.measures
    guard let type = types.first(where: { $0.name == name }) else {
      let known = types.map { $0.name }.sorted()
      throw OptionError(
        "unknown measure '\(name)'; there are \(known.joined(separator: ", "))"
          + nearest(name, in: known).suggestion)
    }
    let options = try given.filled(by: type.options, of: "measure '\(name)'")
    do { return try type.init(options, configuration) } catch let error as OptionError {
      throw OptionError("measure '\(name)': \(error)")
    }
  }

  private static func parts(
    of json: JSONValue
  ) throws(OptionError) -> (name: String, options: JSONObject) {
    switch json {
    case .string(let name): return (name, JSONObject())
    case .object(var object):
      if let name = object["name"] {
        guard let text = name.stringValue else {
          throw OptionError("a measure's 'name' is a text, not \(name.kindDescription)")
        }
        object["name"] = nil
        return (text, object)
      }
      guard object.members.count == 1, let member = object.members.first else {
        throw OptionError("a measure needs a 'name'")
      }
      switch member.value {
      case .null: return (member.key, JSONObject())
      case .object(let options): return (member.key, options)
      default:
        throw OptionError(
          "the options of '\(member.key)' are an object, not \(member.value.kindDescription)")
      }
    default:
      throw OptionError("a measure is a name or {name: …}, not \(json.kindDescription)")
    }
  }
}
