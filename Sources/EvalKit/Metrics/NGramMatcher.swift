/// Counts the n-grams that sequences of token numbers share, exactly and without allocating one.
///
/// An n-gram is named by the number of its first n-1 tokens and its last token, so each order needs
/// one table of 64-bit keys, whatever n is. The buffers are kept from call to call; time and memory
/// are linear in the tokens times the orders.
struct NGramMatcher {
  private var table = KeyTable()
  /// The number of the n-gram that starts at each position, for the order reached so far.
  private var hypothesisPrefixes: [UInt32] = []
  private var referencePrefixes: [UInt32] = []
  /// By n-gram number: occurrences in the hypothesis, in this reference, and the most in any.
  private var hypothesisCounts: [Int] = []
  private var currentCounts: [Int] = []
  private var bestCounts: [Int] = []

  /// Adds the clipped matches of each order to `matches`: for each distinct n-gram of the
  /// hypothesis, its count there or its highest count in one reference, whichever is less.
  ///
  /// - Parameters:
  ///   - hypothesis: The token numbers of the text that is judged.
  ///   - references: The token numbers of all references, one after the other.
  ///   - ends: Where each reference ends in `references`, ascending.
  ///   - matches: One entry per order, for n = 1, 2, and so on.
  mutating func count(
    hypothesis: [UInt32], references: [UInt32], ends: [Int], into matches: inout [Int]
  ) {
    resize(&hypothesisPrefixes, to: hypothesis.count, filling: 0)
    resize(&referencePrefixes, to: references.count, filling: 0)
    for order in 1...max(matches.count, 1) {
      guard order <= matches.count, hypothesis.count >= order else { return }
      numberHypothesis(hypothesis, order: order)
      resize(&currentCounts, to: table.count, filling: 0)
      resize(&bestCounts, to: table.count, filling: 0)
      var start = 0
      var matched = 0
      for (index, end) in ends.enumerated() {
        matched += matchReference(references, in: start..<end, order: order)
        start = end
        if index + 1 < ends.count { resize(&currentCounts, to: table.count, filling: 0) }
      }
      matches[order - 1] += matched
      if matched == 0 { return }
    }
  }

  private mutating func numberHypothesis(_ tokens: [UInt32], order: Int) {
    let gramCount = tokens.count - order + 1
    table.removeAll(reserving: gramCount)
    hypothesisCounts.removeAll(keepingCapacity: true)
    for position in 0..<gramCount {
      let key = UInt64(hypothesisPrefixes[position]) << 32 | UInt64(tokens[position + order - 1])
      let number = table.insert(key)
      hypothesisPrefixes[position] = number
      if Int(number) == hypothesisCounts.count {
        hypothesisCounts.append(1)
      } else {
        hypothesisCounts[Int(number)] += 1
      }
    }
  }

  /// The matches that this reference adds to those of the references before it.
  private mutating func matchReference(
    _ tokens: [UInt32], in range: Range<Int>, order: Int
  ) -> Int {
    guard range.count >= order else { return 0 }
    var matched = 0
    for position in range.lowerBound...(range.upperBound - order) {
      let prefix = referencePrefixes[position]
      guard prefix != KeyTable.none else { continue }
      let found = table.find(UInt64(prefix) << 32 | UInt64(tokens[position + order - 1]))
      referencePrefixes[position] = found
      guard found != KeyTable.none else { continue }
      let number = Int(found)
      currentCounts[number] += 1
      if currentCounts[number] > bestCounts[number] {
        bestCounts[number] = currentCounts[number]
        if bestCounts[number] <= hypothesisCounts[number] { matched += 1 }
      }
    }
    return matched
  }

  private func resize<Element>(
    _ buffer: inout [Element], to count: Int, filling value: Element
  ) {
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: repeatElement(value, count: count))
  }
}
