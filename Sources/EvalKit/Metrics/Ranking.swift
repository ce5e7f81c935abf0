internal import Glibc

/// How well scores tell positive items from negative ones.
public struct Ranking: Sendable, Equatable {
  /// Whether each item is positive.
  private let labels: [Bool]
  /// The score of each item; a higher one says "positive" more strongly.
  private let scores: [Double]
  /// Positions by falling score, so that ties stand together.
  private let order: [Int]

  /// Pairs labels with scores; `nil` when the counts differ or a score is not a number.
  ///
  /// - Parameters:
  ///   - labels: Whether each item is positive.
  ///   - scores: The score of each item, in the same order and number; probabilities in `0...1` for
  ///     ``brierScore`` and ``logLoss``, else any unit. Infinities are allowed.
  public init?(labels: [Bool], scores: [Double]) {
    guard labels.count == scores.count, scores.allSatisfy({ !$0.isNaN }) else { return nil }
    self.labels = labels
    self.scores = scores
    order = scores.indices.sorted { scores[$0] > scores[$1] }
  }

  /// The area under the receiver operating characteristic: the chance that a positive item scores
  /// above a negative one, ties counting half (Hanley and McNeil 1982).
  ///
  /// A fraction in `0...1`, 0.5 for scores that say nothing; `nil` unless both kinds occur.
  public var rocAUC: Double? {
    var (positives, negatives) = (0, 0)
    // Twice the number of pairs in the right order, so that ties stay whole numbers.
    var doubledWins = 0
    forEachTie { tiedPositives, tiedNegatives in
      doubledWins += tiedNegatives * (2 * positives + tiedPositives)
      positives += tiedPositives
      negatives += tiedNegatives
    }
    guard positives > 0, negatives > 0 else { return nil }
    return Double(doubledWins) / 2 / Double(positives) / Double(negatives)
  }

  /// The mean of the precision at each threshold, weighted by the recall it adds, without
  /// interpolation; a fraction in `0...1`, `nil` without a positive item.
  public var averagePrecision: Double? {
    let positiveCount = labels.count { $0 }
    guard positiveCount > 0 else { return nil }
    var (positives, called) = (0, 0)
    var sum = 0.0
    forEachTie { tiedPositives, tiedNegatives in
      positives += tiedPositives
      called += tiedPositives + tiedNegatives
      sum += Double(tiedPositives) * Double(positives) / Double(called)
    }
    return sum / Double(positiveCount)
  }

  /// Calls `body` for each distinct score, from high to low, with the items that have it.
  private func forEachTie(_ body: (_ positives: Int, _ negatives: Int) -> Void) {
    var start = 0
    while start < order.count {
      var end = start
      var positives = 0
      while end < order.count, scores[order[end]] == scores[order[start]] {
        if labels[order[end]] { positives += 1 }
        end += 1
      }
      body(positives, end - start - positives)
      start = end
    }
  }

  /// The mean squared difference between probability and outcome (Brier 1950): in `0...1`, smaller
  /// is better; `nil` without items or when a score is no probability.
  public var brierScore: Double? {
    meanLoss { score, isPositive in
      let error = isPositive ? 1 - score : score
      return error * error
    }
  }

  /// The mean negative logarithm of the probability given to what happened, in nats: 0 or more,
  /// smaller is better; `nil` without items or when a score is no probability.
  ///
  /// Probabilities are clipped to 10⁻¹⁵ from 0 and 1, so one certain error costs 34.5.
  public var logLoss: Double? {
    meanLoss { score, isPositive in
      let clipped = min(max(score, 1e-15), 1 - 1e-15)
      return -log(isPositive ? clipped : 1 - clipped)
    }
  }

  private func meanLoss(_ loss: (_ score: Double, _ isPositive: Bool) -> Double) -> Double? {
    guard !scores.isEmpty, scores.allSatisfy({ (0...1).contains($0) }) else { return nil }
    let sum = zip(scores, labels).reduce(0) { $0 + loss($1.0, $1.1) }
    return sum / Double(scores.count)
  }

  /// The outcomes when an item is called positive from a score of `threshold` up.
  public func confusion(threshold: Double) -> BinaryConfusion {
    var outcomes = BinaryConfusion()
    for (score, label) in zip(scores, labels) {
      outcomes.record(expected: label, predicted: score >= threshold)
    }
    return outcomes
  }
}
