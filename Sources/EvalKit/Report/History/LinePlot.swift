/// Values over time as a stepped line with an axis.
struct LinePlot {
  private static let height = 7
  private static let widestStep = 6

  let lines: [String]

  /// - Parameters:
  ///   - values: Oldest first; `nil` leaves a gap. Only as many of the newest as fit are drawn.
  ///   - style: What the place of the plot can show.
  ///   - label: A value on the axis.
  init(_ values: [Double?], style: TextStyle, label: (Double) -> String) {
    let known = values.compactMap { $0 }.filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else {
      lines = []
      return
    }
    let rows = high > low ? Self.height : 1
    let labels = (0..<rows).map { row in
      label(high - (high - low) * Double(row) / Double(max(1, rows - 1)))
    }
    let margin = labels.map(\.count).max() ?? 0
    let room = max(8, (style.width ?? 100) - margin - 2)
    let shown = Array(values.suffix(room))
    let step = max(1, min(Self.widestStep, room / max(1, shown.count)))
    var canvas = Canvas(rows: rows, columns: shown.count * step, usesUnicode: style.usesUnicode)
    let levels = shown.map { value in
      value.flatMap { $0.isFinite ? $0 : nil }.map { value in
        high > low
          ? Int(((high - value) / (high - low) * Double(rows - 1)).rounded()) : 0
      }
    }
    for (index, level) in levels.enumerated() {
      guard let level else { continue }
      let previous = index > 0 ? levels[index - 1] : nil
      canvas.draw(level, from: previous, columns: index * step..<(index + 1) * step)
    }
    let axis: Character = style.usesUnicode ? "┤" : "|"
    lines = zip(labels, canvas.rows).map { label, row in
      let pad = String(repeating: " ", count: margin - label.count)
      return (pad + label + " " + String(axis) + row).trimmingTrailingBlanks
    }
  }

  /// Characters in rows, the highest first.
  private struct Canvas {
    private var cells: [[Character]]
    private let usesUnicode: Bool

    init(rows: Int, columns: Int, usesUnicode: Bool) {
      cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
      self.usesUnicode = usesUnicode
    }

    var rows: [String] { cells.map { String($0) } }

    /// Draws a level over some columns, with the step that leads to it in the first.
    mutating func draw(_ level: Int, from previous: Int?, columns: Range<Int>) {
      for column in columns { cells[level][column] = usesUnicode ? "─" : "-" }
      guard let previous, previous != level else { return }
      let column = columns.lowerBound
      for row in min(previous, level)...max(previous, level) {
        cells[row][column] = usesUnicode ? "│" : "|"
      }
      let falls = previous < level
      cells[previous][column] = usesUnicode ? (falls ? "╮" : "╯") : "+"
      cells[level][column] = usesUnicode ? (falls ? "╰" : "╭") : "+"
    }
  }
}

extension String {
  /// The text without blanks at its end.
  var trimmingTrailingBlanks: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
