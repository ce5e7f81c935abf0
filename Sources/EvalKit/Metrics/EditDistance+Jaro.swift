extension EditDistance {
  /// The Jaro similarity (Jaro 1989): code points shared at nearly the same place, less swaps.
  ///
  /// Two equal code points match when their positions differ by less than half the length of the
  /// longer text; each matches once, the earliest possible first. With m matches of which t are out
  /// of order, the value is the mean of m/length of the first, m/length of the second and
  /// (m - ⌊t/2⌋)/m. Time and memory are linear.
  ///
  /// - Parameters:
  ///   - first: One text.
  ///   - second: The other.
  /// - Returns: A fraction in `0...1`; 1 for two empty texts, 0 when one is empty.
  public static func jaro(_ first: String, _ second: String) -> Double {
    jaro(codePoints(of: first), codePoints(of: second))
  }

  /// The Jaro-Winkler similarity (Winkler 1990): Jaro, raised for a common beginning.
  ///
  /// When the Jaro similarity is above 0.7, each of at most four common leading code points closes
  /// a tenth of the distance to 1.
  ///
  /// - Parameters:
  ///   - first: One text.
  ///   - second: The other.
  /// - Returns: A fraction in `0...1`.
  public static func jaroWinkler(_ first: String, _ second: String) -> Double {
    let (first, second) = (codePoints(of: first), codePoints(of: second))
    let similarity = jaro(first, second)
    guard similarity > 0.7 else { return similarity }
    let prefix = zip(first, second).prefix(4).prefix { $0 == $1 }.count
    return similarity + Double(prefix) * 0.1 * (1 - similarity)
  }

  private static func jaro(_ first: [UInt32], _ second: [UInt32]) -> Double {
    guard !first.isEmpty, !second.isEmpty else { return first.isEmpty && second.isEmpty ? 1 : 0 }
    let (firstMatches, secondMatches) = matchedPositions(first, second)
    guard !firstMatches.isEmpty else { return 0 }
    let outOfOrder = zip(firstMatches, secondMatches).count { first[$0] != second[$1] }
    let matched = Double(firstMatches.count)
    return
      (matched / Double(first.count) + matched / Double(second.count)
      + (matched - Double(outOfOrder / 2)) / matched) / 3
  }

  /// The positions that match, ascending on each side.
  private static func matchedPositions(
    _ first: [UInt32], _ second: [UInt32]
  ) -> (first: [Int], second: [Int]) {
    let reach = max(max(first.count, second.count) / 2 - 1, 0)
    // For each code point of the first text, its positions as a linked list that is consumed from
    // the front: windows only move right, so what is left behind is never needed again.
    var head: [UInt32: Int] = [:]
    var next = [Int](repeating: first.count, count: first.count)
    for position in first.indices.reversed() {
      next[position] = head[first[position]] ?? first.count
      head[first[position]] = position
    }
    var isMatched = [Bool](repeating: false, count: first.count)
    var secondMatches: [Int] = []
    for (position, codePoint) in second.enumerated() {
      guard var candidate = head[codePoint] else { continue }
      while candidate < min(position - reach, first.count) { candidate = next[candidate] }
      if candidate < first.count, candidate <= position + reach {
        isMatched[candidate] = true
        secondMatches.append(position)
        candidate = next[candidate]
      }
      head[codePoint] = candidate
    }
    return (first.indices.filter { isMatched[$0] }, secondMatches)
  }
}
