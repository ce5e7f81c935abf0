/// chrF: the F-score of the n-grams of characters, and for chrF++ of words, that a text shares with
/// a reference.
///
/// Popović (2015), <https://aclanthology.org/W15-3049>, and (2017), chrF++,
/// <https://aclanthology.org/W17-4770>, in the form of sacreBLEU 2.6, with which the scores agree to
/// 1e-9. Scores run from 0 to 100. A character is a code point.
public struct ChrF: Sendable, Hashable {
  /// The longest n-grams of characters, 0 or more.
  public let charOrder: Int
  /// The longest n-grams of words, 0 or more; 2 makes chrF++.
  public let wordOrder: Int
  /// How many times as much recall counts as precision.
  public var beta: Double
  /// Whether texts are put into lower case first.
  public var lowercase: Bool
  /// Whether white space counts as characters.
  public var whitespace: Bool
  /// Whether orders without n-grams enter the mean as nearly zero, as in Popović's own program;
  /// otherwise they are left out.
  public var epsilonSmoothing: Bool

  /// A configuration; the defaults are sacreBLEU's chrF2.
  public init(
    charOrder: Int = 6, wordOrder: Int = 0, beta: Double = 2, lowercase: Bool = false,
    whitespace: Bool = false, epsilonSmoothing: Bool = false
  ) {
    precondition(
      charOrder >= 0 && wordOrder >= 0 && charOrder + wordOrder > 0,
      "orders must not be negative, and one must be positive")
    self.charOrder = charOrder
    self.wordOrder = wordOrder
    self.beta = beta
    self.lowercase = lowercase
    self.whitespace = whitespace
    self.epsilonSmoothing = epsilonSmoothing
  }

  /// chrF++: characters up to six and words up to two.
  public static let plusPlus = ChrF(wordOrder: 2)

  /// The counts of one text against whichever reference gives the best score, the first of equals.
  ///
  /// - Parameters:
  ///   - hypothesis: The text to judge.
  ///   - references: The accepted texts; without any, all counts are zero.
  /// - Returns: What ``score(_:)`` needs. Time and memory are linear in the texts.
  public func statistics(hypothesis: String, references: [String]) -> ChrFStatistics {
    var matcher = NGramMatcher()
    return statistics(hypothesis: hypothesis, references: references, matcher: &matcher)
  }

  private func statistics(
    hypothesis: String, references: [String], matcher: inout NGramMatcher
  ) -> ChrFStatistics {
    var best = ChrFStatistics(orderCount: charOrder + wordOrder)
    var bestScore = -1.0
    let hypothesis = Pieces(hypothesis, configuration: self)
    for reference in references {
      let pieces = Pieces(reference, configuration: self)
      let candidate = statistics(hypothesis, pieces, &matcher)
      let candidateScore = score(candidate)
      if candidateScore > bestScore { (best, bestScore) = (candidate, candidateScore) }
    }
    return best
  }

  private func statistics(
    _ hypothesis: Pieces, _ reference: Pieces, _ matcher: inout NGramMatcher
  ) -> ChrFStatistics {
    var characters = [Int](repeating: 0, count: charOrder)
    matcher.count(
      hypothesis: hypothesis.characters, references: reference.characters,
      ends: [reference.characters.count], into: &characters)
    var words = [Int](repeating: 0, count: wordOrder)
    if wordOrder > 0 {
      let numbered = Pieces.number(hypothesis, reference)
      matcher.count(
        hypothesis: numbered.hypothesis, references: numbered.reference,
        ends: [numbered.reference.count], into: &words)
    }
    var result = ChrFStatistics(orderCount: charOrder + wordOrder)
    result.matches = characters + words
    for index in 0..<(charOrder + wordOrder) {
      let isWord = index >= charOrder
      let order = isWord ? index - charOrder + 1 : index + 1
      let (mine, theirs) =
        isWord
        ? (hypothesis.words.count, reference.words.count)
        : (hypothesis.characters.count, reference.characters.count)
      result.reference[index] = max(theirs - order + 1, 0)
      // Where the reference is too short for the order, the hypothesis is not held to it either.
      result.hypothesis[index] = theirs < order ? 0 : max(mine - order + 1, 0)
    }
    return result
  }

  /// The score of one text against its references.
  public func sentenceScore(hypothesis: String, references: [String]) -> Double {
    score(statistics(hypothesis: hypothesis, references: references))
  }

  /// The score of many texts as one, from their added counts.
  public func corpusScore(
    of items: some Sequence<(hypothesis: String, references: [String])>
  ) -> Double {
    var total = ChrFStatistics(orderCount: charOrder + wordOrder)
    var matcher = NGramMatcher()
    for item in items {
      total += statistics(
        hypothesis: item.hypothesis, references: item.references, matcher: &matcher)
    }
    return score(total)
  }

  /// The score that counts amount to, in `0...100`.
  ///
  /// - Precondition: The counts are of as many orders as this configuration has.
  public func score(_ statistics: ChrFStatistics) -> Double {
    let orderCount = charOrder + wordOrder
    precondition(statistics.matches.count == orderCount, "the counts are of other orders")
    let epsilon = 1e-16
    let factor = beta * beta
    var (scores, precisions, recalls) = (0.0, 0.0, 0.0)
    var effectiveOrders = 0
    for index in 0..<orderCount {
      let matches = Double(statistics.matches[index])
      let (mine, theirs) = (statistics.hypothesis[index], statistics.reference[index])
      let precision = mine > 0 ? matches / Double(mine) : epsilon
      let recall = theirs > 0 ? matches / Double(theirs) : epsilon
      let denominator = factor * precision + recall
      scores += denominator > 0 ? (1 + factor) * precision * recall / denominator : epsilon
      if mine > 0, theirs > 0 {
        precisions += precision
        recalls += recall
        effectiveOrders += 1
      }
    }
    if epsilonSmoothing { return min(100 * scores / Double(orderCount), 100) }
    guard precisions + recalls > 0 else { return 0 }
    let precision = precisions / Double(effectiveOrders)
    let recall = recalls / Double(effectiveOrders)
    return min(100 * (1 + factor) * precision * recall / (factor * precision + recall), 100)
  }
}

extension ChrF {
  /// A text as the characters and words that are counted.
  private struct Pieces {
    let characters: [UInt32]
    let words: [ArraySlice<UInt8>]

    init(_ text: String, configuration: ChrF) {
      let text = configuration.lowercase ? PythonText.lowercased(text) : text
      characters = text.unicodeScalars.lazy
        .filter { configuration.whitespace || !PythonText.isWhitespace($0) }.map(\.value)
      words = configuration.wordOrder > 0 ? Self.words(in: Array(text.utf8)) : []
    }

    /// Words, from which ASCII punctuation is split off: one character at the end or else one at
    /// the beginning, never both.
    private static func words(in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
      PythonText.wordRanges(in: bytes).flatMap { range -> [ArraySlice<UInt8>] in
        let word = bytes[range]
        guard let first = word.first, let last = word.last, word.count > 1 else { return [word] }
        if PythonText.isASCIIPunctuation(last) { return [word.dropLast(), word.suffix(1)] }
        if PythonText.isASCIIPunctuation(first) { return [word.prefix(1), word.dropFirst()] }
        return [word]
      }
    }

    /// Both texts' words as numbers, equal for equal words.
    static func number(
      _ hypothesis: Pieces, _ reference: Pieces
    ) -> (hypothesis: [UInt32], reference: [UInt32]) {
      var numbers: [ArraySlice<UInt8>: UInt32] = [:]
      func number(_ word: ArraySlice<UInt8>) -> UInt32 {
        if let known = numbers[word] { return known }
        let new = UInt32(numbers.count)
        numbers[word] = new
        return new
      }
      return (hypothesis.words.map(number), reference.words.map(number))
    }
  }
}
