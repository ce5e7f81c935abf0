extension ShellInterpreter {
  /// What `$name` or `${name…}` stands for.
  mutating func value(of parameter: Syntax.Parameter, _ context: Context) -> ShellValue {
    var name = parameter.name
    if parameter.operation == .indirect {
      guard let known = state.value(of: name)?.known else { return .unknown() }
      name = known
    }
    if case .literal(let index) = parameter.index?.parts.first {
      if ["@", "*"].contains(index), let all = elements(of: name) {
        return ShellValue(
          text: all.map(\.text).joined(separator: " "),
          taint: all.reduce(into: []) { $0.formUnion($1.taint) })
      }
      if index != "0" { name += "[\(index)]" }
    }
    let current = plainValue(of: name)
    guard spend(1 + (current?.text.utf8.count ?? 0) / 64) else { return .unknown() }
    switch parameter.operation {
    case .plain, .indirect: return current ?? .unknown()
    case .length:
      return current?.known.map { ShellValue(text: String($0.count)) } ?? .unknown()
    case .expansion(let operation, let word):
      return expand(current, name, operation, word, context)
    case .replace(let pattern, let replacement, let all):
      return replace(current, pattern, replacement, all, context)
    case .slice(let offset, let length): return slice(current, offset, length, context)
    }
  }

  private func plainValue(of name: String) -> ShellValue? {
    guard name == "@" || name == "*" else { return state.value(of: name) }
    return ShellValue(
      text: state.positional.map(\.text).joined(separator: " "),
      taint: state.positional.reduce(into: []) { $0.formUnion($1.taint) })
  }

  private mutating func expand(
    _ current: ShellValue?, _ name: String, _ operation: String, _ word: Syntax.Word?,
    _ context: Context
  ) -> ShellValue {
    let isSet = current.map { !$0.text.isEmpty } ?? false
    var given: ShellValue { word.map { value(of: $0, context) } ?? ShellValue(text: "") }
    switch operation {
    case "-", ":-": return isSet ? current ?? given : given
    case "=", ":=":
      let result = isSet ? current ?? given : given
      state.set(name, result)
      return result
    case "+", ":+": return isSet ? given : ShellValue(text: "")
    case "#", "##", "%", "%%":
      guard let current, let text = current.known, let pattern = given.known else {
        return .unknown(current?.taint ?? [])
      }
      guard spend(200) else { return .unknown(current.taint) }
      return ShellValue(text: Self.strip(text, pattern, operation), taint: current.taint)
    case "^^": return changed(current) { $0.uppercased() }
    case ",,": return changed(current) { $0.lowercased() }
    case "^": return changed(current) { $0.prefix(1).uppercased() + $0.dropFirst() }
    case ",": return changed(current) { $0.prefix(1).lowercased() + $0.dropFirst() }
    default: return current ?? .unknown()
    }
  }

  private func changed(_ current: ShellValue?, _ change: (String) -> String) -> ShellValue {
    guard let current else { return .unknown() }
    return ShellValue(text: change(current.text), taint: current.taint.union(.decoded))
  }

  /// Removes the shortest (`#`, `%`) or longest (`##`, `%%`) match from the front or the end.
  private static func strip(_ text: String, _ pattern: String, _ operation: String) -> String {
    guard text.utf8.count <= 256, pattern.utf8.count <= 32 else { return ShellText.unknownText }
    let characters = Array(text)
    let glob = ShellPattern(pattern)
    let isFront = operation.hasPrefix("#")
    let isLongest = operation.count == 2
    let shortestFirst = Array(0...characters.count)
    for length in isLongest ? shortestFirst.reversed() : shortestFirst {
      let part = isFront ? characters.prefix(length) : characters.suffix(length)
      guard glob.matches(String(part)) else { continue }
      return String(isFront ? characters.dropFirst(length) : characters.dropLast(length))
    }
    return text
  }

  private mutating func replace(
    _ current: ShellValue?, _ pattern: Syntax.Word?, _ replacement: Syntax.Word?, _ all: Bool,
    _ context: Context
  ) -> ShellValue {
    guard let current, let text = current.known else { return .unknown(current?.taint ?? []) }
    let target = pattern.map { value(of: $0, context).text } ?? ""
    let new = replacement.map { value(of: $0, context).text } ?? ""
    guard !target.isEmpty, !target.contains(where: { "*?[".contains($0) }) else {
      return .unknown(current.taint)
    }
    let result =
      all
      ? text.split(separator: target, omittingEmptySubsequences: false).joined(separator: new)
      : text.replacing(target, with: new, maxReplacements: 1)
    return ShellValue(text: result, taint: current.taint.union(.decoded))
  }

  private func slice(
    _ current: ShellValue?, _ offset: Syntax.Arithmetic?, _ length: Syntax.Arithmetic?,
    _ context: Context
  ) -> ShellValue {
    guard let current, let text = current.known else { return .unknown(current?.taint ?? []) }
    let characters = Array(text)
    let given: Int? = if let offset { integer(offset, context) } else { 0 }
    guard let given else { return .unknown(current.taint) }
    let start = given < 0 ? max(0, characters.count + max(given, -characters.count)) : given
    guard start <= characters.count else { return ShellValue(text: "") }
    var end = characters.count
    if let length {
      guard let count = integer(length, context) else { return .unknown(current.taint) }
      end =
        count < 0
        ? max(start, characters.count + max(count, -characters.count))
        : start + min(count, characters.count - start)
    }
    return ShellValue(text: String(characters[start..<end]), taint: current.taint.union(.decoded))
  }
}
