/// The words that patterns name, numbered from 1, and how contractions are spelt out.
struct RefusalVocabulary {
  /// What a word is to a pattern.
  struct Kind {
    var word: Int
    var endsInIng: Bool
    var endsInEd: Bool
    var startsWithDigit: Bool

    init(_ spelling: String, word: Int) {
      let letters = spelling.utf8
      self.word = word
      endsInIng = letters.count > 4 && spelling.hasSuffix("ing")
      endsInEd = letters.count > 3 && spelling.hasSuffix("ed")
      startsWithDigit = letters.first.map(FoldedText.isDigit) ?? false
    }
  }

  private(set) var numbers: [String: Int] = [:]

  /// The word that stands for a code span.
  var codeSpan: Kind { kind(of: "codespan") }

  /// The number of a word that a pattern names; gives it one when it is new.
  mutating func number(for word: String) -> Int {
    if let known = numbers[word] { return known }
    numbers[word] = numbers.count + 1
    return numbers.count
  }

  /// One or two words: `can't` is read as `can not`, `it's` as `it is`, `boss's` as `boss`.
  func tokens(for word: ArraySlice<UInt8>) -> (first: Kind, second: Kind?) {
    let spelling = String(decoding: word, as: UTF8.self)
    if let parts = Self.contractions[spelling] {
      return (kind(of: parts.0), kind(of: parts.1))
    }
    guard word.contains(0x27) else { return (kind(of: spelling), nil) }
    if spelling.hasSuffix("n't"), word.count > 3 {
      return (kind(of: String(spelling.dropLast(3))), kind(of: "not"))
    }
    for (ending, meaning) in Self.endings where spelling.hasSuffix(ending) {
      return (kind(of: String(spelling.dropLast(ending.utf8.count))), kind(of: meaning))
    }
    if spelling.hasSuffix("'s") {
      let stem = String(spelling.dropLast(2))
      return (kind(of: stem), Self.stemsOfIs.contains(stem) ? kind(of: "is") : nil)
    }
    return (kind(of: spelling.filter { $0 != "'" }), nil)
  }

  private func kind(of spelling: String) -> Kind {
    Kind(spelling, word: numbers[spelling] ?? 0)
  }

  private static let contractions: [String: (String, String)] = [
    "can't": ("can", "not"), "cant": ("can", "not"), "cannot": ("can", "not"),
    "won't": ("will", "not"), "wont": ("will", "not"), "shan't": ("shall", "not"),
    "dont": ("do", "not"), "doesnt": ("does", "not"), "didnt": ("did", "not"),
    "ain't": ("is", "not"), "isnt": ("is", "not"), "im": ("i", "am"), "let's": ("let", "us"),
  ]

  private static let endings: [(ending: String, meaning: String)] = [
    ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"), ("'m", "am"),
  ]

  private static let stemsOfIs: Set<String> = [
    "it", "that", "there", "here", "what", "he", "she", "who", "where", "this", "how",
    "everything", "nothing",
  ]
}
