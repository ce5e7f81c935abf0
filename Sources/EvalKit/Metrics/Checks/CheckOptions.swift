extension JSONObject {
  /// A text option that must not be empty: every answer would satisfy it.
  func nonEmptyText(_ name: String) throws(OptionError) -> String {
    guard let text = self[name]?.stringValue, !text.isEmpty else {
      throw OptionError("'\(name)' is empty, which every answer would satisfy", option: name)
    }
    return text
  }

  /// A list option of at least one text, none of them empty.
  func nonEmptyTexts(_ name: String) throws(OptionError) -> [String] {
    let elements = self[name]?.arrayValue ?? []
    guard !elements.isEmpty else {
      throw OptionError("'\(name)' is a list of at least one text", option: name)
    }
    var texts: [String] = []
    for (index, element) in elements.enumerated() {
      guard let text = element.stringValue, !text.isEmpty else {
        let found = element.stringValue == nil ? element.kindDescription : "an empty one"
        throw OptionError(
          "'\(name)' is a list of texts, entry \(index + 1) is \(found)", option: name,
          index: index)
      }
      texts.append(text)
    }
    return texts
  }
}
