internal import Glibc

/// The counts that a BLEU score is computed from; those of parts add up to those of the whole.
public struct BLEUStatistics: Sendable, Hashable {
  /// For n-grams of length 1, 2, and so on: how many of the hypothesis a reference has too, each no
  /// more often than there.
  public internal(set) var correct: [Int]
  /// For n-grams of length 1, 2, and so on: how many the hypothesis has.
  public internal(set) var total: [Int]
  /// The number of tokens in the hypotheses.
  public internal(set) var hypothesisLength: Int = 0
  /// The number of tokens in the references, of each item the one nearest in length.
  public internal(set) var referenceLength: Int = 0

  /// No text yet, for n-grams of up to `maxOrder` tokens.
  public init(maxOrder: Int = 4) {
    correct = [Int](repeating: 0, count: maxOrder)
    total = correct
  }

  /// Adds the counts of other texts, in any order.
  ///
  /// - Precondition: Both have the same orders.
  public static func += (whole: inout Self, part: Self) {
    precondition(whole.correct.count == part.correct.count, "the counts are of different orders")
    for order in whole.correct.indices {
      whole.correct[order] += part.correct[order]
      whole.total[order] += part.total[order]
    }
    whole.hypothesisLength += part.hypothesisLength
    whole.referenceLength += part.referenceLength
  }

  /// The factor in `0...1` by which a text shorter than its reference is marked down.
  public var brevityPenalty: Double {
    guard hypothesisLength < referenceLength else { return 1 }
    guard hypothesisLength > 0 else { return 0 }
    return exp(1 - Double(referenceLength) / Double(hypothesisLength))
  }
}
