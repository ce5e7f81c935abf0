/// A pipe table as GitHub Flavored Markdown defines it, found within a paragraph.
struct MarkdownTable: Sendable, Equatable {
  struct Row: Sendable, Equatable {
    /// The source line, counted from 1.
    var line: Int
    /// The cells without outer blanks; as many as the header has.
    var cells: [String]
  }

  var header: Row
  var rows: [Row]
  /// The first and last source line.
  var lines: ClosedRange<Int>

  /// The first table of a paragraph, or `nil`.
  ///
  /// Unlike GitHub's, it ends at the first line without a pipe.
  init?(in block: MarkdownBlock, of document: MarkdownDocument) {
    guard block.kind == .paragraph, block.lastLine > block.firstLine else { return nil }
    for number in (block.firstLine + 1)...block.lastLine {
      guard let width = Self.delimiterWidth(document.sourceLine(number)) else { continue }
      var above = document.sourceLine(number - 1)
      if number - 1 == block.firstLine {
        above = Substring(above.utf8.dropFirst(block.firstColumn - 1))
      }
      let header = Self.cells(of: above)
      guard header.count == width, Self.hasPipe(above) else { continue }
      var rows: [Row] = []
      var last = number
      while last < block.lastLine, Self.hasPipe(document.sourceLine(last + 1)) {
        last += 1
        rows.append(
          Row(line: last, cells: Self.fitted(Self.cells(of: document.sourceLine(last)), width)))
      }
      self.header = Row(line: number - 1, cells: header)
      self.rows = rows
      lines = (number - 1)...last
      return
    }
    return nil
  }

  private static func hasPipe(_ line: Substring) -> Bool {
    line.utf8.contains(UInt8(ascii: "|"))
  }

  private static func fitted(_ cells: [String], _ width: Int) -> [String] {
    Array(cells.prefix(width)) + Array(repeating: "", count: max(0, width - cells.count))
  }

  /// The cells of a row: split at each pipe that no backslash escapes.
  static func cells(of line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for scalar in trimmed(line).unicodeScalars {
      if scalar == "|", !isEscaped {
        cells.append(cell)
        cell = ""
      } else {
        if scalar == "|" { cell.unicodeScalars.removeLast() }
        cell.unicodeScalars.append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    cells.append(cell)
    if let first = cells.first, first.isBlank { cells.removeFirst() }
    if let last = cells.last, last.isBlank, line.contains("|") { cells.removeLast() }
    return cells.map { String($0.trimmed) }
  }

  /// The line without the marks of a quotation around it and outer blanks.
  private static func trimmed(_ line: Substring) -> Substring {
    var line = line.trimmed
    while line.first == ">" { line = line.dropFirst().trimmed }
    return line
  }

  private static let delimiterBytes = Set("|-: \t>".utf8)

  /// The number of columns when the line is a delimiter row such as `|---|:-:|`.
  private static func delimiterWidth(_ line: Substring) -> Int? {
    guard line.utf8.contains(UInt8(ascii: "-")), hasPipe(line),
      line.utf8.allSatisfy({ Self.delimiterBytes.contains($0) })
    else { return nil }
    let cells = cells(of: line)
    let isDelimiter = cells.allSatisfy { cell in
      let dashes = cell.drop { $0 == ":" }.prefix { $0 == "-" }
      return !dashes.isEmpty && cell.filter { $0 == "-" }.count == dashes.count
    }
    return isDelimiter && !cells.isEmpty ? cells.count : nil
  }
}
