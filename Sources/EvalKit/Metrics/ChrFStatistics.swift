/// The counts that a chrF score is computed from; those of parts add up to those of the whole.
///
/// Each array has an entry per order: first those of characters, then those of words.
public struct ChrFStatistics: Sendable, Hashable {
  /// The n-grams of the hypotheses.
  public internal(set) var hypothesis: [Int]
  /// The n-grams of the references.
  public internal(set) var reference: [Int]
  /// The n-grams that both have.
  public internal(set) var matches: [Int]

  /// No text yet, for as many orders as characters and words have together.
  public init(orderCount: Int = 6) {
    hypothesis = [Int](repeating: 0, count: orderCount)
    reference = hypothesis
    matches = hypothesis
  }

  /// Adds the counts of other texts, in any order.
  ///
  /// - Precondition: Both have the same orders.
  public static func += (whole: inout Self, part: Self) {
    precondition(whole.matches.count == part.matches.count, "the counts are of different orders")
    for order in whole.matches.indices {
      whole.hypothesis[order] += part.hypothesis[order]
      whole.reference[order] += part.reference[order]
      whole.matches[order] += part.matches[order]
    }
  }
}
