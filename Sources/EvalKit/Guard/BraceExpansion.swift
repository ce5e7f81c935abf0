/// `a{b,c}d` and `{1..9}`, within bounds.
struct BraceExpansion {
  typealias Part = ShellSyntax.Part

  /// The most alternatives that are followed, and the most characters of a word with braces.
  private static let limit = 512
  private static let lengthLimit = 8_192
  /// The most members of a sequence; the rest differ from these in a number only.
  private static let sequenceLimit = 24

  /// How many words the shell would make of it, which may be far more than are followed.
  private(set) var count = 1
  /// Whether alternatives that differ in more than a number were left out.
  private(set) var isTruncated = false

  /// A character of unquoted text with its backslash, or a part that braces do not reach into.
  private enum Token: Equatable {
    case text(String)
    case part(Part)
  }

  mutating func expand(_ parts: [Part]) -> [[Part]] {
    let hasBrace = parts.contains { part in
      if case .literal(let text) = part { text.utf8.contains(UInt8(ascii: "{")) } else { false }
    }
    guard hasBrace else { return [parts] }
    let tokens = parts.flatMap(Self.tokens)
    guard tokens.count <= Self.lengthLimit else {
      isTruncated = true
      return [parts]
    }
    return expand(tokens[...], depth: 0).map(Self.parts)
  }

  private static func tokens(_ part: Part) -> [Token] {
    guard case .literal(let text) = part else { return [.part(part)] }
    var result: [Token] = []
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.popFirst() {
        result.append(.text("\\\(next)"))
      } else {
        result.append(.text(String(character)))
      }
    }
    return result
  }

  private static func parts(_ tokens: [Token]) -> [Part] {
    var result: [Part] = []
    var text = ""
    for token in tokens {
      switch token {
      case .text(let piece): text += piece
      case .part(let part):
        if !text.isEmpty { result.append(.literal(text)) }
        text = ""
        result.append(part)
      }
    }
    if !text.isEmpty { result.append(.literal(text)) }
    return result
  }

  private mutating func expand(_ tokens: ArraySlice<Token>, depth: Int) -> [[Token]] {
    guard depth < 24 else {
      isTruncated = true
      return [Array(tokens)]
    }
    var opening = tokens.firstIndex(of: .text("{"))
    var attempts = 0
    while let open = opening {
      attempts += 1
      guard attempts < 64 else {
        isTruncated = true
        break
      }
      if let (close, choices) = choices(tokens[(open + 1)...], depth) {
        let tails = expand(tokens[(close + 1)...], depth: depth + 1)
        return combine(Array(tokens[..<open]), choices, tails)
      }
      opening = tokens[(open + 1)...].firstIndex(of: .text("{"))
    }
    return [Array(tokens)]
  }

  private mutating func combine(
    _ head: [Token], _ choices: [[Token]], _ tails: [[Token]]
  ) -> [[Token]] {
    var result: [[Token]] = []
    for choice in choices {
      for tail in tails {
        guard result.count < Self.limit else {
          isTruncated = true
          return result
        }
        result.append(head + choice + tail)
      }
    }
    return result
  }

  /// What stands between a brace and its partner, taken apart; `nil` when it is no expansion.
  private mutating func choices(
    _ tokens: ArraySlice<Token>, _ depth: Int
  ) -> (close: Int, [[Token]])? {
    var level = 0
    var start = tokens.startIndex
    var pieces: [ArraySlice<Token>] = []
    for index in tokens.indices {
      switch tokens[index] {
      case .text("{"): level += 1
      case .text("}") where level > 0: level -= 1
      case .text("}"):
        pieces.append(tokens[start..<index])
        if pieces.count > 1 {
          multiply(by: pieces.count)
          return (index, pieces.flatMap { expand($0, depth: depth + 1) })
        }
        return sequence(pieces[0]).map { (index, $0) }
      case .text(",") where level == 0:
        pieces.append(tokens[start..<index])
        start = index + 1
      default: break
      }
    }
    return nil
  }

  private mutating func multiply(by factor: Int) {
    let (product, overflowed) = count.multipliedReportingOverflow(by: max(1, factor))
    count = overflowed ? Int.max : product
  }

  /// The members of `1..9` or `a..e`.
  private mutating func sequence(_ tokens: ArraySlice<Token>) -> [[Token]]? {
    var text = ""
    for token in tokens {
      guard case .text(let piece) = token else { return nil }
      text += piece
    }
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count == 2 || ends.count == 3 else { return nil }
    if let first = Int(ends[0]), let last = Int(ends[1]) {
      let (distance, overflowed) = last.subtractingReportingOverflow(first)
      let size = overflowed ? Int.max : Int(clamping: distance.magnitude)
      multiply(by: size)
      let step = last < first ? -1 : 1
      return (0...min(size, Self.sequenceLimit)).map { [.text(String(first &+ $0 &* step))] }
    }
    guard ends[0].utf8.count == 1, ends[1].utf8.count == 1, let first = ends[0].utf8.first,
      let last = ends[1].utf8.first
    else { return nil }
    let range = Array(min(first, last)...max(first, last))
    return range.map { [.text(String(UnicodeScalar($0)))] }
  }
}
