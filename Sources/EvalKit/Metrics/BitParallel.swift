/// Dynamic programming over sequences, 64 rows of the table at a time.
///
/// The longer sequence runs down the rows in blocks of 64 and the shorter one across the columns.
/// A block is finished before the next begins, and hands down one value per column, so memory is
/// linear in the shorter sequence and in the number of symbols.
enum BitParallel {
  /// The Levenshtein distance (Myers 1999; Hyyrö 2003).
  static func levenshtein(longer: [Int], shorter: [Int], symbols: Int) -> Int {
    guard !shorter.isEmpty else { return longer.count }
    // The difference between a cell and its left neighbour, in the row above the block: the
    // topmost row counts insertions, so it rises by one in each column.
    var carries = [Int8](repeating: 1, count: shorter.count)
    var matches = [UInt64](repeating: 0, count: symbols)
    for start in stride(from: 0, to: longer.count, by: 64) {
      let rows = start..<min(start + 64, longer.count)
      for row in rows { matches[longer[row]] |= 1 << UInt64(row - start) }
      let bottom: UInt64 = 1 << UInt64(rows.count - 1)
      var rising = UInt64.max
      var falling: UInt64 = 0
      for column in shorter.indices {
        let carry = carries[column]
        var equal = matches[shorter[column]]
        let vertical = equal | falling
        if carry < 0 { equal |= 1 }
        let horizontal = (((equal & rising) &+ rising) ^ rising) | equal
        var up = falling | ~(horizontal | rising)
        var down = rising & horizontal
        carries[column] = (up & bottom != 0 ? 1 : 0) - (down & bottom != 0 ? 1 : 0)
        up = up << 1 | (carry > 0 ? 1 : 0)
        down = down << 1 | (carry < 0 ? 1 : 0)
        rising = down | ~(vertical | up)
        falling = up & vertical
      }
      for row in rows { matches[longer[row]] = 0 }
    }
    return carries.reduce(longer.count) { $0 + Int($1) }
  }

  /// The length of a longest common subsequence (Hyyrö 2004).
  static func longestCommonSubsequence(longer: [Int], shorter: [Int], symbols: Int) -> Int {
    var carries = [Bool](repeating: false, count: shorter.count)
    var matches = [UInt64](repeating: 0, count: symbols)
    var length = 0
    for start in stride(from: 0, to: longer.count, by: 64) {
      let rows = start..<min(start + 64, longer.count)
      for row in rows { matches[longer[row]] |= 1 << UInt64(row - start) }
      // A zero bit marks a row where the length grows by one.
      var state = UInt64.max
      for column in shorter.indices {
        let matched = state & matches[shorter[column]]
        let (partial, overflow) = state.addingReportingOverflow(matched)
        let (sum, carryOverflow) = partial.addingReportingOverflow(carries[column] ? 1 : 0)
        carries[column] = overflow || carryOverflow
        state = sum | (state & ~matched)
      }
      let used: UInt64 = rows.count == 64 ? .max : (1 << UInt64(rows.count)) - 1
      length += (~state & used).nonzeroBitCount
      for row in rows { matches[longer[row]] = 0 }
    }
    return length
  }
}
