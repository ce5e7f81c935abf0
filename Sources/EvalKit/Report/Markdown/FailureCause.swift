/// What is wrong with an answer, without what is particular to the sample.
///
/// Quoted parts become `'…'`, numbers `N`, and names `NAME`: words in camel case, file names and
/// what the answer itself declares.
enum FailureCause {
  /// Explanations beyond this many code points are cut before they are taken apart.
  private static let longestExplanation = 2000
  private static let longestCause = 160

  /// The distinct causes in an explanation, in order; never empty.
  static func all(in explanation: String, answer: String = "") -> [String] {
    let start = String.UnicodeScalarView(explanation.unicodeScalars.prefix(longestExplanation))
    let text = withoutQuotations(String(start))
    let declared = DeclaredNames(answer)
    var causes: [String] = []
    for finding in text.split(separator: "; ") {
      let cause = normalized(finding, declared)
      if !cause.isEmpty, !causes.contains(cause) { causes.append(cause) }
    }
    return causes.isEmpty ? ["no explanation"] : causes
  }

  /// The text with each quotation replaced; an apostrophe inside a word opens none.
  private static func withoutQuotations(_ text: String) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if let closing = closings[character],
        index == 0 || !characters[index - 1].isWordPart,
        let end = end(of: closing, in: characters, from: index + 1)
      {
        result += "'…'"
        index = end + 1
      } else {
        result.append(character)
        index += 1
      }
    }
    return result
  }

  private static let closings: [Character: Character] = [
    "'": "'", "\"": "\"", "`": "`", "“": "”", "‘": "’", "«": "»", "„": "“",
  ]

  /// Where a quotation ends: at the next sign that no word goes on after.
  private static func end(
    of closing: Character, in characters: [Character], from start: Int
  ) -> Int? {
    var index = start
    while index < characters.count {
      let isLast = index + 1 == characters.count || !characters[index + 1].isWordPart
      if characters[index] == closing, isLast || closing != "'" { return index }
      index += 1
    }
    return nil
  }

  private static func normalized(_ finding: Substring, _ declared: DeclaredNames) -> String {
    var result = ""
    var word = ""
    func flush() {
      guard !word.isEmpty else { return }
      result += replacement(for: word, declared)
      word = ""
    }
    for character in finding {
      if character.isWordPart || character == "." || character == "/" {
        word.append(character)
      } else {
        flush()
        result.append(character.isNewline ? " " : character)
      }
    }
    flush()
    let trimmed = result.split(separator: " ").joined(separator: " ")
    return trimmed.count > longestCause ? trimmed.prefix(longestCause) + "…" : trimmed
  }

  /// A word as it stands in a cause; full stops at its end stay.
  private static func replacement(for word: String, _ declared: DeclaredNames) -> String {
    let stops = word.reversed().prefix { $0 == "." || $0 == "/" }.count
    let core = String(word.dropLast(stops))
    let end = word.suffix(stops)
    if isName(core, declared) { return "NAME" + end }
    var result = ""
    var wasDigit = false
    for character in core {
      let isDigit = character.isNumber || (character == "." && wasDigit)
      if !isDigit { result.append(character) } else if !wasDigit { result.append("N") }
      wasDigit = isDigit
    }
    return result + end
  }

  /// Words in camel case that are no names from an answer.
  private static let plainWords: Set<String> = ["TypeScript", "JavaScript", "GitHub", "OpenAI"]

  private static func isName(_ word: String, _ declared: DeclaredNames) -> Bool {
    guard word.contains(where: \.isLetter), !plainWords.contains(word) else { return false }
    let characters = Array(word)
    for (left, right) in zip(characters, characters.dropFirst()) {
      if left.isLowercase && right.isUppercase { return true }
    }
    if let dot = word.lastIndex(of: "."), word.count > 4 {
      let rest = word[word.index(after: dot)...]
      if rest.first?.isLetter == true, dot > word.startIndex { return true }
    }
    if word.hasPrefix("/"), word.count > 1 { return true }
    return word.first?.isUppercase == true && declared.contains(word)
  }
}

/// The names that the code in an answer declares, found when first asked for.
private final class DeclaredNames {
  private static let keywords: Set<String> = [
    "class", "interface", "enum", "type", "struct", "function",
  ]
  /// Where they are looked for, in bytes.
  private static let searched = 20_000

  private let answer: String
  private lazy var names: Set<String> = {
    let words = answer.utf8.prefix(Self.searched).split { byte in
      let letter = byte | 0x20
      return !(letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
        && !(byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) && byte < 0x80
        && byte != UInt8(ascii: "_") && byte != UInt8(ascii: "$")
    }
    var names: Set<String> = []
    for (keyword, name) in zip(words, words.dropFirst()) where keyword.count <= 9 {
      if Self.keywords.contains(String(decoding: keyword, as: UTF8.self)) {
        names.insert(String(decoding: name, as: UTF8.self))
      }
    }
    return names
  }()

  init(_ answer: String) { self.answer = answer }

  func contains(_ name: String) -> Bool { names.contains(name) }
}

extension Character {
  /// Whether a word goes on with it.
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" || self == "$" }
}

/// How many trials failed for which cause.
struct FailureModes {
  /// More causes than this are counted as others.
  private static let limit = 5000
  private static let samplesShown = 3

  struct Mode: Equatable {
    var cause: String
    var trialCount: Int
    /// The first few samples, in the order of the plan.
    var samples: [String]
  }

  private var modes: [String: Mode] = [:]
  private var isFull: Bool { modes.count >= Self.limit }

  /// Counts a trial once for each of its causes.
  mutating func add(_ trial: TrialRecord) {
    let causes =
      trial.failure.map { ["\($0.kind): " + FailureCause.all(in: $0.message)[0]] }
      ?? FailureCause.all(in: trial.explanation, answer: trial.prediction?.text ?? "")
    for cause in causes {
      let key = isFull && modes[cause] == nil ? "other causes" : cause
      var mode = modes[key] ?? Mode(cause: key, trialCount: 0, samples: [])
      mode.trialCount += 1
      if mode.samples.count < Self.samplesShown, !mode.samples.contains(trial.id.sample) {
        mode.samples.append(trial.id.sample)
      }
      modes[key] = mode
    }
  }

  var isEmpty: Bool { modes.isEmpty }
  var count: Int { modes.count }

  /// The most frequent first; equally frequent ones by their text.
  func top(_ count: Int) -> [Mode] {
    let sorted = modes.values.sorted { ($1.trialCount, $0.cause) < ($0.trialCount, $1.cause) }
    return Array(sorted.prefix(count))
  }
}
