/// How a transcript differs from its reference, in whole words; counts of many pairs add up.
///
/// Words are what spaces separate after trimming and after turning each run of two or more white
/// space characters into one space, as jiwer's default transform does: a single tab or line feed
/// between two words does not separate them. Among the alignments with the least number of errors,
/// one is chosen from the end backwards: a deletion if possible, then an insertion, then the
/// diagonal, after taking off the common ends.
public struct WordErrorRate: Sendable, Equatable {
  /// Words of the reference that the hypothesis has in place.
  public internal(set) var hits: Int = 0
  /// Words of the reference with another word in their place.
  public internal(set) var substitutions: Int = 0
  /// Words of the reference that the hypothesis lacks.
  public internal(set) var deletions: Int = 0
  /// Words of the hypothesis that the reference lacks.
  public internal(set) var insertions: Int = 0

  /// No pair yet.
  public init() {}

  /// Aligns one pair. The time is the product of the word counts, the memory linear.
  public init(hypothesis: String, reference: String) {
    let hypothesisWords = Self.words(in: hypothesis)
    let referenceWords = Self.words(in: reference)
    let pair = SymbolPair(hypothesisWords, referenceWords, trimmingAffixes: true)
    let (rows, columns) =
      pair.firstIsLonger ? (pair.longer, pair.shorter) : (pair.shorter, pair.longer)
    let best = Self.align(hypothesis: rows, reference: columns)
    // Deletions and insertions make up the rest of the distance, and their difference is known.
    let shift = referenceWords.count - hypothesisWords.count
    substitutions = best.substitutions
    deletions = (best.distance - best.substitutions + shift) / 2
    insertions = deletions - shift
    hits = referenceWords.count - substitutions - deletions
  }

  /// Adds the counts of other pairs; the order has no effect.
  public static func += (total: inout Self, part: Self) {
    total.hits += part.hits
    total.substitutions += part.substitutions
    total.deletions += part.deletions
    total.insertions += part.insertions
  }

  /// Substitutions, deletions and insertions together.
  public var errorCount: Int { substitutions + deletions + insertions }
  /// The number of words in the references.
  public var referenceCount: Int { hits + substitutions + deletions }
  /// The number of words in the hypotheses.
  public var hypothesisCount: Int { hits + substitutions + insertions }

  /// Errors per word of the reference: 0 or more, and above 1 when there are many insertions.
  ///
  /// Without a word in the references it is the number of insertions, as in jiwer.
  public var rate: Double {
    referenceCount == 0 ? Double(insertions) : Double(errorCount) / Double(referenceCount)
  }

  /// Errors per step of the alignment, a fraction in `0...1`; 0 when there is no word at all.
  ///
  /// Morris, Maier and Green (2004), "From WER and RIL to MER and WIL".
  public var matchErrorRate: Double {
    errorCount == 0 ? 0 : Double(errorCount) / Double(errorCount + hits)
  }

  /// The word information preserved, a fraction in `0...1`: hits per word of the reference times
  /// hits per word of the hypothesis (Morris, Maier and Green 2004); 1 when there is no word at all.
  public var informationPreserved: Double {
    if referenceCount == 0 || hypothesisCount == 0 {
      return referenceCount == hypothesisCount ? 1 : 0
    }
    return Double(hits) / Double(referenceCount) * (Double(hits) / Double(hypothesisCount))
  }

  /// The word information lost, a fraction in `0...1`.
  public var informationLost: Double { 1 - informationPreserved }

  /// Errors per code point of the reference, both texts trimmed: 0 or more, and above 1 when there
  /// are many insertions.
  ///
  /// - Parameters:
  ///   - hypothesis: The text to judge.
  ///   - reference: The right text.
  /// - Returns: The rate; for an empty reference the number of insertions, as in jiwer.
  public static func characterErrorRate(hypothesis: String, reference: String) -> Double {
    let spoken = EditDistance.codePoints(of: PythonText.trimmed(hypothesis))
    let expected = EditDistance.codePoints(of: PythonText.trimmed(reference))
    let errors = Double(EditDistance.levenshtein(spoken, expected))
    return expected.isEmpty ? errors : errors / Double(expected.count)
  }

  private static func words(in text: String) -> [PythonText.Word] {
    var collapsed: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      var end = index
      var runLength = 0
      while end < bytes.count {
        let length = PythonText.whitespaceLength(at: end, in: bytes)
        guard length > 0 else { break }
        end += length
        runLength += 1
      }
      // A run at either end is trimmed away; a lone space character is a separator anyway.
      if runLength > 1 || end == bytes.count || (runLength == 1 && index == 0) {
        collapsed.append(0x20)
      } else if runLength == 1 {
        collapsed.append(contentsOf: bytes[index..<end])
      }
      if end < bytes.count { collapsed.append(bytes[end]) }
      index = end + 1
    }
    return collapsed.split(separator: 0x20).map(Array.init)
  }

  /// The distance and the substitutions on the chosen alignment.
  private static func align(
    hypothesis: [Int], reference: [Int]
  ) -> (distance: Int, substitutions: Int) {
    typealias Cell = (distance: Int, substitutions: Int)
    // One row per word of the hypothesis, one column per word of the reference.
    var previous: [Cell] = (0...reference.count).map { ($0, 0) }
    var current = previous
    for (row, spoken) in hypothesis.enumerated() {
      current[0] = (row + 1, 0)
      for (column, expected) in reference.enumerated() {
        let isEqual = spoken == expected
        let (diagonal, above, left) = (previous[column], previous[column + 1], current[column])
        let distance = min(
          diagonal.distance + (isEqual ? 0 : 1), above.distance + 1, left.distance + 1)
        current[column + 1] =
          if distance == left.distance + 1 {
            (distance, left.substitutions)
          } else if above.distance == diagonal.distance - 1 {
            (distance, above.substitutions)
          } else {
            (distance, diagonal.substitutions + (isEqual ? 0 : 1))
          }
      }
      swap(&previous, &current)
    }
    return previous[reference.count]
  }
}
