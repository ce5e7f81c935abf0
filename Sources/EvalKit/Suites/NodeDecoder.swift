/// Takes values out of YAML nodes and gathers what is wrong with them.
struct NodeDecoder {
  let path: String
  var diagnostics: [Diagnostic] = []

  init(path: String) { self.path = path }

  mutating func report(_ message: String, at node: YAMLNode, offset: Int = 0) {
    diagnostics.append(
      Diagnostic(
        path: path, line: node.place.line, column: node.place.column + offset, message: message))
  }

  /// The values of a mapping by key; unknown and repeated keys are reported.
  ///
  /// `what` says what the mapping is, such as `a harness`, for messages.
  mutating func fields(
    _ node: YAMLNode, allowed: [String], of what: String
  ) -> [String: YAMLNode] {
    guard let pairs = node.pairs else {
      report("\(what) is a mapping, not \(node.json.kindDescription)", at: node)
      return [:]
    }
    var result: [String: YAMLNode] = [:]
    for pair in pairs {
      let key = pair.key.text
      if !allowed.contains(key) {
        report(
          "unknown key '\(key)' in \(what); allowed are \(allowed.joined(separator: ", "))"
            + nearest(key, in: allowed).suggestion, at: pair.key)
      } else if result.updateValue(pair.value, forKey: key) != nil {
        report("key '\(key)' occurs twice in \(what)", at: pair.key)
      }
    }
    return result
  }

  mutating func text(_ node: YAMLNode?, _ name: String) -> String? {
    guard let node else { return nil }
    guard case .scalar(let value) = node.content, let text = value.stringValue else {
      wrongKind(node, name, "a text")
      return nil
    }
    return text
  }

  /// A text, or a number or truth value as it was written.
  mutating func word(_ node: YAMLNode?, _ name: String) -> String? {
    guard let node else { return nil }
    guard case .scalar(let value) = node.content, !value.isNull else {
      wrongKind(node, name, "a text")
      return nil
    }
    return node.text
  }

  mutating func number(
    _ node: YAMLNode?, _ name: String, in range: ClosedRange<Double>
  ) -> Double? {
    guard let node else { return nil }
    guard let value = node.json.doubleValue, range.contains(value) else {
      wrongKind(node, name, Self.rangeText("a number", range))
      return nil
    }
    return value
  }

  mutating func integer(_ node: YAMLNode?, _ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let node else { return nil }
    guard let value = node.json.intValue, range.contains(value) else {
      let bounds = Double(range.lowerBound)...Double(range.upperBound)
      wrongKind(node, name, Self.rangeText("a whole number", bounds))
      return nil
    }
    return value
  }

  mutating func duration(_ node: YAMLNode?, _ name: String) -> Duration? {
    guard let node else { return nil }
    guard let text = node.json.stringValue, let value = Duration(text: text), value > .zero else {
      wrongKind(node, name, "a duration such as 500ms, 120s, 2m or 1h")
      return nil
    }
    return value
  }

  /// One of the words of an enumeration.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode?, _ name: String, of type: Choice.Type
  ) -> Choice? {
    guard let node, let word = word(node, name) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    let names = type.allCases.map(\.rawValue)
    report(
      "'\(name)' is one of \(names.joined(separator: ", ")), not '\(word)'"
        + nearest(word, in: names).suggestion, at: node)
    return nil
  }

  /// A text or a list of texts.
  mutating func texts(_ node: YAMLNode?, _ name: String) -> [String]? {
    guard let node else { return nil }
    if let text = node.json.stringValue { return [text] }
    guard let elements = node.elements else {
      wrongKind(node, name, "a text or a list of texts")
      return nil
    }
    return elements.compactMap { text($0, "an entry of '\(name)'") }
  }

  mutating func missing(_ key: String, of what: String, at node: YAMLNode) {
    report("\(what) needs '\(key)'", at: node)
  }

  private mutating func wrongKind(_ node: YAMLNode, _ name: String, _ expected: String) {
    let found = node.json.stringValue.map { "'\($0)'" } ?? describe(node.json)
    let subject = name.contains("'") ? name : "'\(name)'"
    report("\(subject) is \(expected), not \(found)", at: node)
  }

  private func describe(_ value: JSONValue) -> String {
    value.doubleValue.map(Threshold.text) ?? value.kindDescription
  }

  private static func rangeText(_ what: String, _ range: ClosedRange<Double>) -> String {
    switch (range.lowerBound.isFinite, range.upperBound.isFinite && range.upperBound < 1e9) {
    case (true, true):
      "\(what) from \(Threshold.text(range.lowerBound)) to \(Threshold.text(range.upperBound))"
    case (true, false): "\(what) of at least \(Threshold.text(range.lowerBound))"
    default: what
    }
  }
}
