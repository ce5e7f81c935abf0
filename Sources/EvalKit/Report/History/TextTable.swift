/// A table in columns of blanks, cut into several below each other where a line is too short.
struct TextTable {
  /// The first column stands at the left of each piece.
  let head: [String]
  let rows: [[String]]

  func lines(_ style: TextStyle) -> [String] {
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    var pieces: [[Int]] = [[]]
    var used = widths[0]
    for column in head.indices.dropFirst() {
      let needed = 2 + widths[column]
      if let width = style.width, used + needed > width, pieces.last?.isEmpty == false {
        pieces.append([])
        used = widths[0]
      }
      pieces[pieces.count - 1].append(column)
      used += needed
    }
    var lines: [String] = []
    for columns in pieces {
      if !lines.isEmpty { lines.append("") }
      let all = [0] + columns
      let rule = all.map {
        String(repeating: style.usesUnicode ? "─" : "-", count: widths[$0])
      }
      lines.append(Self.line(all.map { head[$0] }, all.map { widths[$0] }))
      lines.append(rule.joined(separator: "  "))
      lines += rows.map { row in Self.line(all.map { row[$0] }, all.map { widths[$0] }) }
    }
    return lines
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    zip(cells, widths).map { cell, width in
      cell + String(repeating: " ", count: max(0, width - cell.count))
    }.joined(separator: "  ").trimmingTrailingBlanks
  }
}
