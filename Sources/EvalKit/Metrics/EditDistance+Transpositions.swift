extension EditDistance {
  /// The optimal string alignment distance: Levenshtein's edits and the swap of two neighbouring
  /// code points, where no part of the text is edited twice.
  ///
  /// It is no metric: the triangle inequality can fail. The time is the product of the lengths.
  ///
  /// - Parameters:
  ///   - first: One text.
  ///   - second: The other; the order has no effect.
  /// - Returns: An integer from 0 to the length of the longer text, in code points.
  public static func optimalStringAlignment(_ first: String, _ second: String) -> Int {
    let pair = SymbolPair(codePoints(of: first), codePoints(of: second), trimmingAffixes: true)
    let (rows, columns) = (pair.longer, pair.shorter)
    guard !columns.isEmpty else { return rows.count }
    var beforePrevious = [Int](repeating: 0, count: columns.count + 1)
    var previous = Array(0...columns.count)
    var current = beforePrevious
    for row in rows.indices {
      current[0] = row + 1
      for column in columns.indices {
        let isEqual = rows[row] == columns[column]
        var cost = min(
          previous[column] + (isEqual ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, !isEqual, rows[row] == columns[column - 1],
          rows[row - 1] == columns[column]
        {
          cost = min(cost, beforePrevious[column - 1] + 1)
        }
        current[column + 1] = cost
      }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[columns.count]
  }

  /// The Damerau-Levenshtein distance: Levenshtein's edits and the swap of two neighbouring code
  /// points, between which others may be inserted or deleted.
  ///
  /// Damerau (1964), in linear memory after Zhao and Sahni (2019). A swap across a gap is never
  /// cheaper than other edits unless the gap is on one side only, so two remembered values per
  /// column replace the whole table. The time is the product of the lengths.
  ///
  /// - Parameters:
  ///   - first: One text.
  ///   - second: The other; the order has no effect.
  /// - Returns: An integer from 0 to the length of the longer text, in code points.
  public static func damerauLevenshtein(_ first: String, _ second: String) -> Int {
    let pair = SymbolPair(codePoints(of: first), codePoints(of: second), trimmingAffixes: true)
    let (rows, columns) = (pair.longer, pair.shorter)
    guard !columns.isEmpty else { return rows.count }
    // Rows and columns count from 1 here, and 0 means "none so far".
    var lastRow = [Int](repeating: 0, count: pair.symbols)
    var beforePrevious = [Int](repeating: 0, count: columns.count + 1)
    var previous = Array(0...columns.count)
    var current = beforePrevious
    // Above the last row that matches the column: the cell two columns to the left.
    var beforeRowMatch = beforePrevious
    for row in 1...rows.count {
      let symbol = rows[row - 1]
      var lastColumn = 0
      // Two rows up: the cell to the left of the last column that matches the row.
      var beforeColumnMatch = 0
      current[0] = row
      for column in 1...columns.count {
        let other = columns[column - 1]
        if symbol == other {
          current[column] = previous[column - 1]
          beforeRowMatch[column] = column > 1 ? previous[column - 2] : 0
          beforeColumnMatch = beforePrevious[column - 1]
          lastColumn = column
          continue
        }
        var cost = 1 + min(previous[column - 1], previous[column], current[column - 1])
        let matchingRow = lastRow[other]
        if lastColumn > 0, matchingRow > 0 {
          if lastColumn == column - 1 {
            cost = min(cost, beforeRowMatch[column] + row - matchingRow)
          } else if matchingRow == row - 1 {
            cost = min(cost, beforeColumnMatch + column - lastColumn)
          }
        }
        current[column] = cost
      }
      lastRow[symbol] = row
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[columns.count]
  }
}
