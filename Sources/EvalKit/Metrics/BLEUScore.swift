/// A BLEU score with what it was made of.
public struct BLEUScore: Sendable, Hashable {
  /// The score, in `0...100`; 0 when nothing matches or there is no text.
  public let value: Double
  /// The precision of each order in percent, after smoothing.
  public let precisions: [Double]
  /// The factor in `0...1` for brevity.
  public let brevityPenalty: Double
  /// The matches of each order, after smoothing.
  public let correct: [Double]
  /// The n-grams of each order, after smoothing.
  public let total: [Double]
  public let hypothesisLength: Int
  public let referenceLength: Int
}
