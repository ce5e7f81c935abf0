/// How far raters agree beyond chance.
public enum Agreement {
  /// How much a disagreement counts, by how far apart the two labels are in their list.
  public enum Weighting: String, Sendable, Hashable, CaseIterable {
    /// Every disagreement counts the same.
    case none
    /// By the distance.
    case linear
    /// By the square of the distance.
    case quadratic
  }

  /// The share of items on which two raters give the same label, a fraction in `0...1`.
  ///
  /// - Parameters:
  ///   - first: One rater's labels, one per item.
  ///   - second: The other's, of the same items in the same order.
  /// - Returns: The share, or `nil` without items or when the counts differ.
  public static func observed<Label: Equatable>(_ first: [Label], _ second: [Label]) -> Double? {
    guard first.count == second.count, !first.isEmpty else { return nil }
    return Double(zip(first, second).count { $0 == $1 }) / Double(first.count)
  }

  /// Cohen's kappa of two raters: one minus observed over expected disagreement.
  ///
  /// Cohen (1960); weighted, Cohen (1968). Expected is what two raters would disagree who keep
  /// their own shares of each label and are otherwise independent.
  ///
  /// - Parameters:
  ///   - first: One rater's labels, one per item.
  ///   - second: The other's, of the same items in the same order.
  ///   - labels: All labels, in the order that the weights refer to.
  ///   - weighting: How much each disagreement counts.
  /// - Returns: A figure of at most 1, where 0 is what chance gives; `nil` when chance alone would
  ///   agree always, without items, or when the counts differ or a label is not in the list.
  public static func cohenKappa<Label: Hashable>(
    _ first: [Label], _ second: [Label], labels: [Label], weighting: Weighting = .none
  ) -> Double? {
    guard first.count == second.count else { return nil }
    let positions = Dictionary(
      labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { earlier, _ in earlier })
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: labels.count), count: labels.count)
    for (one, other) in zip(first, second) {
      guard let row = positions[one], let column = positions[other] else { return nil }
      counts[row][column] += 1
    }
    return cohenKappa(counts: counts, weighting: weighting)
  }

  /// Cohen's kappa from a table of counts.
  ///
  /// - Parameters:
  ///   - counts: A square table; row i, column j holds the number of items that the first rater
  ///     labels i and the second j.
  ///   - weighting: How much each disagreement counts.
  /// - Returns: As for ``cohenKappa(_:_:labels:weighting:)``; also `nil` if the table is not square.
  public static func cohenKappa(counts: [[Int]], weighting: Weighting = .none) -> Double? {
    guard counts.allSatisfy({ $0.count == counts.count }) else { return nil }
    let rowSums = counts.map { Double($0.reduce(0, +)) }
    let columnSums = counts.indices.map { column in
      Double(counts.reduce(0) { $0 + $1[column] })
    }
    var observed = 0.0
    var expected = 0.0
    for row in counts.indices {
      for column in counts.indices where row != column {
        let distance = Double(abs(row - column))
        let weight: Double =
          switch weighting {
          case .none: 1
          case .linear: distance
          case .quadratic: distance * distance
          }
        observed += weight * Double(counts[row][column])
        expected += weight * rowSums[row] * columnSums[column]
      }
    }
    return expected > 0 ? 1 - observed * rowSums.reduce(0, +) / expected : nil
  }

  /// Fleiss' kappa of many raters (Fleiss 1971).
  ///
  /// - Parameter counts: One row per item, one column per category; each cell is how many raters
  ///   put the item there. All rows must sum to the same number of raters, at least 2.
  /// - Returns: A figure of at most 1, where 0 is what chance gives; `nil` when all ratings are of
  ///   one category, without items, or when the rows do not fit the description.
  public static func fleissKappa(_ counts: [[Int]]) -> Double? {
    guard let first = counts.first else { return nil }
    let raterCount = first.reduce(0, +)
    guard raterCount >= 2,
      counts.allSatisfy({
        $0.count == first.count && $0.reduce(0, +) == raterCount && $0.allSatisfy { $0 >= 0 }
      })
    else { return nil }
    let ratings = Double(counts.count * raterCount)
    let categorySums = first.indices.map { category in
      counts.reduce(0) { $0 + $1[category] }
    }
    guard categorySums.count(where: { $0 > 0 }) > 1 else { return nil }
    let agreeingPairs = counts.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * ($1 - 1) } }
    let observed = Double(agreeingPairs) / (ratings * Double(raterCount - 1))
    let expected = categorySums.reduce(0.0) {
      $0 + (Double($1) / ratings) * (Double($1) / ratings)
    }
    return (observed - expected) / (1 - expected)
  }
}
