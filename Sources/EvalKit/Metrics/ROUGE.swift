/// ROUGE: how much of a reference summary a text covers, by words.
///
/// Lin (2004), <https://aclanthology.org/W04-1013>, in the form of Google's `rouge_score` 0.1.2,
/// with which the scores agree to 1e-9. Words are runs of the letters a to z and digits after
/// lower-casing, so text in other scripts has none.
public struct ROUGE: Sendable, Hashable {
  /// How much two texts share, each figure a fraction in `0...1` and 0 where there is nothing to
  /// share.
  public struct Score: Sendable, Hashable {
    /// The share of the hypothesis that the reference has.
    public let precision: Double
    /// The share of the reference that the hypothesis has.
    public let recall: Double

    /// The harmonic mean of precision and recall.
    public var fMeasure: Double {
      precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    /// The score of `shared` units between texts of the given lengths.
    init(shared: Int, hypothesis: Int, reference: Int) {
      precision = Double(shared) / Double(max(hypothesis, 1))
      recall = Double(shared) / Double(max(reference, 1))
    }
  }

  /// Whether words of more than three letters are reduced to their stems by ``PorterStemmer``.
  public var useStemmer: Bool

  /// A configuration.
  public init(useStemmer: Bool = false) { self.useStemmer = useStemmer }

  /// ROUGE-N: the n-grams of words that both texts have.
  ///
  /// - Parameters:
  ///   - order: The length of the n-grams, 1 or more.
  ///   - hypothesis: The text to judge.
  ///   - reference: The accepted text.
  /// - Returns: The shared n-grams, each counted as often as in the text that has fewer of it.
  public func rougeN(_ order: Int, hypothesis: String, reference: String) -> Score {
    precondition(order >= 1, "the order must be at least 1, not \(order)")
    var numbers = WordNumbers()
    let mine = numbers.number(words(in: hypothesis))
    let theirs = numbers.number(words(in: reference))
    var matches = [Int](repeating: 0, count: order)
    var matcher = NGramMatcher()
    matcher.count(
      hypothesis: mine, references: theirs, ends: [theirs.count], into: &matches)
    return Score(
      shared: matches[order - 1], hypothesis: max(mine.count - order + 1, 0),
      reference: max(theirs.count - order + 1, 0))
  }

  /// ROUGE-L: the longest common subsequence of words.
  ///
  /// - Parameters:
  ///   - hypothesis: The text to judge.
  ///   - reference: The accepted text.
  /// - Returns: The length of the subsequence against the lengths of the texts.
  public func rougeL(hypothesis: String, reference: String) -> Score {
    let (mine, theirs) = (words(in: hypothesis), words(in: reference))
    return Score(
      shared: EditDistance.longestCommonSubsequence(mine, theirs), hypothesis: mine.count,
      reference: theirs.count)
  }

  /// ROUGE-L of summaries: for each line of the reference, the words that are in a longest common
  /// subsequence with any line of the hypothesis, no word more often than both texts have it.
  ///
  /// Among equally long subsequences the one that prefers late words of the hypothesis line decides,
  /// as in `rouge_score`.
  ///
  /// - Parameters:
  ///   - hypothesis: The text to judge, one sentence per line.
  ///   - reference: The accepted text, one sentence per line.
  /// - Returns: The words found against the lengths of the texts. Time is the product of the
  ///   lengths; memory is the product of the two longest lines, in bits.
  public func rougeLsum(hypothesis: String, reference: String) -> Score {
    var numbers = WordNumbers()
    let mine = lines(of: hypothesis).map { numbers.number($0) }
    let theirs = lines(of: reference).map { numbers.number($0) }
    var mineLeft = [Int](repeating: 0, count: numbers.count)
    for number in mine.joined() { mineLeft[Int(number)] += 1 }
    var shared = 0
    for line in theirs {
      var isCovered = [Bool](repeating: false, count: line.count)
      for candidate in mine { Self.markCommonSubsequence(line, candidate, in: &isCovered) }
      for (number, covered) in zip(line, isCovered) where covered {
        guard mineLeft[Int(number)] > 0 else { continue }
        shared += 1
        mineLeft[Int(number)] -= 1
      }
    }
    return Score(
      shared: shared, hypothesis: mine.joined().count, reference: theirs.joined().count)
  }

  private func lines(of text: String) -> [[PythonText.Word]] {
    PythonText.lines(in: text).map { words(in: String(decoding: $0, as: UTF8.self)) }
  }

  /// The words that are compared.
  private func words(in text: String) -> [PythonText.Word] {
    let lowered = Array(PythonText.lowercased(text).utf8)
    return lowered.split { !PythonText.isASCIIAlphanumeric($0) }
      .map { useStemmer && $0.count > 3 ? PorterStemmer.stem(Array($0)) : Array($0) }
      .filter { !$0.isEmpty }
  }

  /// Marks the positions of `reference` that belong to its longest common subsequence with
  /// `hypothesis`.
  private static func markCommonSubsequence(
    _ reference: [UInt32], _ hypothesis: [UInt32], in isMarked: inout [Bool]
  ) {
    guard !reference.isEmpty, !hypothesis.isEmpty else { return }
    // One bit per cell: whether the way back leads to the left, rather than up.
    let blockCount = (hypothesis.count + 63) / 64
    var leads = [UInt64](repeating: 0, count: reference.count * blockCount)
    var previous = [Int](repeating: 0, count: hypothesis.count + 1)
    var current = previous
    for row in reference.indices {
      for column in hypothesis.indices {
        if reference[row] == hypothesis[column] {
          current[column + 1] = previous[column] + 1
        } else if current[column] > previous[column + 1] {
          current[column + 1] = current[column]
          leads[row * blockCount + column / 64] |= 1 << UInt64(column % 64)
        } else {
          current[column + 1] = previous[column + 1]
        }
      }
      swap(&previous, &current)
    }
    var (row, column) = (reference.count - 1, hypothesis.count - 1)
    while row >= 0, column >= 0 {
      if reference[row] == hypothesis[column] {
        isMarked[row] = true
        row -= 1
        column -= 1
      } else if leads[row * blockCount + column / 64] & (1 << UInt64(column % 64)) != 0 {
        column -= 1
      } else {
        row -= 1
      }
    }
  }
}

/// Numbers words in order of appearance.
private struct WordNumbers {
  private var numbers: [PythonText.Word: UInt32] = [:]

  var count: Int { numbers.count }

  mutating func number(_ words: [PythonText.Word]) -> [UInt32] {
    words.map { word in
      if let known = numbers[word] { return known }
      let new = UInt32(numbers.count)
      numbers[word] = new
      return new
    }
  }
}
