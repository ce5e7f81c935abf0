/// Finds which of some labels an answer gives; case does not count.
struct LabelExtractor: Sendable {
  /// Where a label is looked for.
  enum Place: String, CaseIterable {
    /// The answer is the label and nothing else but white space around it.
    case whole
    /// The first or last run of anything but white space, without punctuation around it.
    case firstWord = "first-word"
    case lastWord = "last-word"
    /// Anywhere, not as a part of a longer word or of another label.
    case contains
  }

  let labels: [String]
  private let place: Place
  private let folded: [[Unicode.Scalar]]
  /// Indices of the labels, longest first.
  private let byLength: [Int]

  /// - Throws: ``OptionError`` for labels that are alike, or that can never be found.
  init(_ labels: [String], _ place: Place) throws(OptionError) {
    let folded = labels.map { Self.fold($0) }
    for (index, label) in folded.enumerated() {
      guard !label.isEmpty else {
        throw OptionError("a label is more than white space", option: "labels", index: index)
      }
      guard folded.firstIndex(of: label) == index else {
        throw OptionError(
          "the label \(Excerpt(labels[index])) occurs twice", option: "labels", index: index)
      }
      let isWord = !label.contains(where: PythonText.isWhitespace)
      if place == .firstWord || place == .lastWord, !isWord {
        throw OptionError(
          "the label \(Excerpt(labels[index])) is more than one word, so '\(place.rawValue)' "
            + "never finds it", option: "labels", index: index)
      }
    }
    (self.labels, self.place, self.folded) = (labels, place, folded)
    byLength = folded.indices.sorted { (folded[$0].count, $1) > (folded[$1].count, $0) }
  }

  /// The label that a text is, outer white space aside.
  func index(of text: String) -> Int? { folded.firstIndex(of: Self.fold(text)) }

  /// The labels that an answer gives, each once, in their own order.
  func labels(in answer: String) -> [Int] {
    let text = Self.fold(answer)
    switch place {
    case .whole: return folded.firstIndex(of: text).map { [$0] } ?? []
    case .firstWord: return label(of: words(of: text).first)
    case .lastWord: return label(of: words(of: text).last)
    case .contains: return contained(in: text)
    }
  }

  private func label(of word: ArraySlice<Unicode.Scalar>?) -> [Int] {
    guard let word else { return [] }
    let bare = Self.bare(word)
    return folded.firstIndex { $0[...] == word || (!bare.isEmpty && Self.bare($0[...]) == bare) }
      .map { [$0] } ?? []
  }

  private func contained(in text: [Unicode.Scalar]) -> [Int] {
    var found: Set<Int> = []
    var position = 0
    var startsWord = true
    while position < text.count {
      if startsWord, let label = byLength.first(where: { stands($0, at: position, in: text) }) {
        found.insert(label)
        position += folded[label].count
      } else {
        position += 1
      }
      startsWord = !Self.joins(text[position - 1])
    }
    return found.sorted()
  }

  private func stands(_ label: Int, at position: Int, in text: [Unicode.Scalar]) -> Bool {
    let label = folded[label]
    guard text[position...].starts(with: label) else { return false }
    return text[safely: position + label.count].map { !Self.joins($0) } ?? true
  }

  /// Whether a code point belongs to a word, as letters, digits, `_`, `-` and combining marks do.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    PythonText.isWordCharacter(scalar) || scalar == "-"
      || scalar.properties.canonicalCombiningClass != .notReordered
  }

  private static func fold(_ text: String) -> [Unicode.Scalar] {
    Array(PythonText.trimmed(text).lowercased().unicodeScalars)
  }

  /// The runs of anything but white space that are a label or more than punctuation.
  private func words(of text: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
    text.split(whereSeparator: PythonText.isWhitespace).filter { word in
      !Self.bare(word).isEmpty || folded.contains { $0[...] == word }
    }
  }

  /// The word without punctuation and symbols at its ends.
  private static func bare(_ word: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    let start = word.drop { !joins($0) }
    let kept = start.lastIndex(where: joins).map { $0 + 1 } ?? start.startIndex
    return start[..<kept]
  }
}
