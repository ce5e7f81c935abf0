internal import EvalKit

extension PDCAProfile {
  private static let options = [
    OptionDeclaration("name", .text, "What reports call it.", required: true),
    OptionDeclaration("summary", .text, "One line about it.", default: ""),
    OptionDeclaration("title", .any, "The level-1 heading."),
    OptionDeclaration("fields", .list, "The metadata lines.", default: []),
    OptionDeclaration("sections", .list, "The required headings.", required: true),
    OptionDeclaration("links", .list, "Labels of link lines.", default: []),
    OptionDeclaration("separators", .integer, "How many '---'.", default: 0),
    OptionDeclaration("dual_links", .boolean, "Whether links are pairs.", default: false),
    OptionDeclaration("forbid_placeholders", .boolean, "No '{{…}}'.", default: false),
  ]

  /// Reads a profile, see `docs/pdca-profiles.md`.
  ///
  /// - Throws: ``OptionError`` that names the entry, as `sections[2]`.
  init(_ json: JSONValue) throws(OptionError) {
    guard let given = json.objectValue else {
      throw OptionError("a profile is an object with 'name' and 'sections'")
    }
    let object = try given.filled(by: Self.options, of: "the profile")
    name = object["name"]?.stringValue ?? ""
    summary = object["summary"]?.stringValue ?? ""
    sections = []
    if let title = object["title"] { self.title = try Heading(title, level: 1, "title") }
    for (index, entry) in object.list("fields").enumerated() {
      fields.append(try Field(entry, "fields[\(index)]"))
    }
    for (index, entry) in object.list("sections").enumerated() {
      sections.append(try Section(entry, "sections[\(index)]"))
    }
    for (index, entry) in object.list("links").enumerated() {
      links.append(try entry.nonBlank("links[\(index)]"))
    }
    separators = object["separators"]?.intValue ?? 0
    requiresDualLinks = object["dual_links"]?.boolValue ?? false
    forbidsPlaceholders = object["forbid_placeholders"]?.boolValue ?? false
    guard !sections.isEmpty else { throw OptionError("'sections' needs at least one heading") }
    if let section = sections.first(where: { $0.heading.level != sections[0].heading.level }) {
      throw OptionError(
        "all sections have one level; '\(section.heading.text)' has another than "
          + "'\(sections[0].heading.text)'")
    }
  }
}

extension PDCAProfile.Heading {
  fileprivate static func options(level: Int) -> [OptionDeclaration] {
    [
      OptionDeclaration("heading", .text, "The text.", required: true),
      OptionDeclaration(
        "match", .choice(PDCAProfile.Match.allCases.map(\.rawValue)), "How it is compared.",
        default: "exact"),
      OptionDeclaration("level", .integer, "1 to 6.", default: .integer(Int64(level))),
    ]
  }

  /// A text, or an object with `heading`, `match` and `level`.
  fileprivate init(_ json: JSONValue, level: Int, _ place: String) throws(OptionError) {
    if json.stringValue != nil {
      self.init(text: try json.nonBlank(place), level: level)
      return
    }
    guard let given = json.objectValue else {
      throw OptionError("\(place) is a heading or an object, not \(json.kindDescription)")
    }
    try self.init(given.filled(by: Self.options(level: level), of: place), place)
  }

  fileprivate init(_ object: JSONObject, _ place: String) throws(OptionError) {
    text = try (object["heading"] ?? .null).nonBlank(place)
    match = object["match"]?.stringValue.flatMap(PDCAProfile.Match.init(rawValue:)) ?? .exact
    level = object["level"]?.intValue ?? 2
    guard (1...6).contains(level) else {
      throw OptionError("\(place): a heading's 'level' is 1 to 6, not \(level)")
    }
  }
}

extension PDCAProfile.Section {
  fileprivate init(_ json: JSONValue, _ place: String) throws(OptionError) {
    guard let given = json.objectValue else {
      self.init(heading: try PDCAProfile.Heading(json, level: 2, place))
      return
    }
    let parts = OptionDeclaration("parts", .list, "What it must hold.", default: [])
    let object = try given.filled(by: PDCAProfile.Heading.options(level: 2) + [parts], of: place)
    self.init(heading: try PDCAProfile.Heading(object, place))
    for (index, entry) in object.list("parts").enumerated() {
      self.parts.append(try PDCAProfile.Part(entry, "\(place).parts[\(index)]"))
    }
  }
}

extension PDCAProfile.Part {
  private static let words: [(name: String, part: PDCAProfile.Part)] = [
    ("dual-link", .dualLink), ("quote", .quote), ("decisions", .decisions),
  ]

  fileprivate init(_ json: JSONValue, _ place: String) throws(OptionError) {
    if let word = json.stringValue {
      guard let known = Self.words.first(where: { $0.name == word }) else {
        let names = Self.words.map(\.name)
        throw OptionError(
          "\(place) is one of \(names.joined(separator: ", ")), or an object with 'heading', "
            + "'label' or 'mention', not '\(word)'" + nearest(word, in: names).suggestion)
      }
      self = known.part
    } else if let object = json.objectValue, object["label"] != nil {
      let label = OptionDeclaration("label", .text, "The bold label.", required: true)
      self = .label(try (object.filled(by: [label], of: place)["label"] ?? .null).nonBlank(place))
    } else if let object = json.objectValue, object["mention"] != nil {
      let texts = OptionDeclaration("mention", .list, "Texts, one of which.", required: true)
      let list = try object.filled(by: [texts], of: place).list("mention")
      guard !list.isEmpty else { throw OptionError("\(place): 'mention' needs a text") }
      var mentioned: [String] = []
      for text in list { mentioned.append(try text.nonBlank("\(place).mention")) }
      self = .mention(mentioned)
    } else {
      self = .heading(try PDCAProfile.Heading(json, level: 3, place))
    }
  }
}

extension PDCAProfile.Field {
  private static let options = [
    OptionDeclaration("label", .text, "The bold label.", required: true),
    OptionDeclaration("value", .text, "The value it must have."),
    OptionDeclaration("optional", .boolean, "Whether it may be absent.", default: false),
  ]

  fileprivate init(_ json: JSONValue, _ place: String) throws(OptionError) {
    guard let given = json.objectValue else {
      self.init(label: try json.nonBlank(place))
      return
    }
    let object = try given.filled(by: Self.options, of: place)
    self.init(
      label: try (object["label"] ?? .null).nonBlank(place),
      value: object["value"]?.stringValue, isOptional: object["optional"]?.boolValue ?? false)
  }
}

extension JSONObject {
  fileprivate func list(_ key: String) -> [JSONValue] { self[key]?.arrayValue ?? [] }
}

extension JSONValue {
  fileprivate func nonBlank(_ place: String) throws(OptionError) -> String {
    guard let text = stringValue, !text.isBlank else {
      throw OptionError("\(place) is a text that is not blank, not \(kindDescription)")
    }
    return String(text.trimmed)
  }
}
