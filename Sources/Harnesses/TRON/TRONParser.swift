/// Finds the decisions of a section, in any of the forms that the format allows.
///
/// Elements are labels at the beginning of a line (bulleted, numbered, bold or plain), headings,
/// or cells of a table with a row or a column per element. A decision begins at a heading or bold
/// label that begins with `Decision`, or at a new Trigger.
struct TRONParser {
  private let document: MarkdownDocument
  private var decisions: [TRONDecision] = []
  /// How the last decision began: the level of its heading, 7 for a bold label, `nil` otherwise.
  private var marker: Int?
  /// Where text goes that no label begins; `nil` between decisions.
  private var scope: Scope?

  /// The reach of the last entry.
  private struct Scope {
    /// The level of the heading that is its label.
    var headingLevel: Int?
    /// The blocks of the list item that its label opens.
    var item: Range<Int>?
  }

  private init(_ document: MarkdownDocument) { self.document = document }

  /// The decisions within a range of blocks, in document order.
  static func decisions(
    in document: MarkdownDocument, blocks: Range<Int>
  ) -> [TRONDecision] {
    var parser = TRONParser(document)
    for index in blocks { parser.read(index) }
    return parser.decisions
  }

  private mutating func read(_ index: Int) {
    let block = document.blocks[index]
    switch block.kind {
    case .heading(let level): readHeading(block, level: level)
    case .paragraph: readParagraph(block, index)
    case .code: append(block.literal, from: index)
    case .html, .thematicBreak, .list, .listItem, .blockQuote: break
    }
  }

  private mutating func readHeading(_ block: MarkdownBlock, level: Int) {
    let line = MarkdownLine(number: block.firstLine, spans: block.lines.flatMap(\.spans))
    switch TRONLabel(line, isHeading: true) {
    case .element(let element, let rest):
      add(element, rest, line: block.firstLine, scope: Scope(headingLevel: level))
    case .decision(let name): begin(name, line: block.firstLine, marker: level)
    case nil:
      if level <= scope?.headingLevel ?? 7 { scope = nil }
    }
  }

  private mutating func readParagraph(_ block: MarkdownBlock, _ index: Int) {
    let table = MarkdownTable(in: block, of: document)
    for (offset, line) in block.lines.enumerated() {
      if let table, table.lines.contains(line.number) {
        if line.number == table.lines.lowerBound { read(table, index) }
        continue
      }
      switch TRONLabel(line, isHeading: false) {
      case .element(let element, let rest):
        let item = offset == 0 ? openedItem(index) : nil
        add(element, rest, line: line.number, scope: Scope(item: item))
      case .decision(let name): begin(name, line: line.number, marker: 7)
      case nil where PDCALink(line, of: document) != nil: scope = nil
      case nil: append(line.text, from: index)
      }
    }
  }

  /// The blocks of the list item that a paragraph opens.
  private func openedItem(_ index: Int) -> Range<Int>? {
    guard let parent = document.blocks[index].parent, parent == index - 1,
      document.blocks[parent].kind == .listItem
    else { return nil }
    return parent..<document.blocks[parent].end
  }

  // MARK: Building

  private mutating func begin(_ name: String, line: Int, marker: Int?) {
    // A heading such as "Decision record" above "Decision 1" names the group, not a decision.
    if let last = decisions.last, last.entries.isEmpty, let outer = self.marker, let marker,
      outer < marker
    {
      decisions.removeLast()
      let name = name.isEmpty ? last.name : name
      decisions.append(TRONDecision(name: name, line: last.line))
    } else {
      decisions.append(TRONDecision(name: name, line: line))
    }
    self.marker = marker
    scope = nil
  }

  private mutating func add(_ element: TRONElement, _ text: String, line: Int, scope: Scope?) {
    let isNew = decisions.last.map { last in
      element == .trigger
        && (last.entries.contains { $0.element == .trigger }
          || (marker == nil && !last.entries.isEmpty))
    }
    if isNew ?? true { begin("", line: line, marker: nil) }
    decisions[decisions.count - 1].entries.append(.init(element: element, line: line, text: text))
    self.scope = scope
  }

  private mutating func append(_ text: String, from index: Int) {
    guard let scope, let decision = decisions.indices.last,
      let entry = decisions[decision].entries.indices.last
    else { return }
    if let item = scope.item, !item.contains(index) {
      decisions[decision].entries[entry].following += " " + text
    } else {
      decisions[decision].entries[entry].text += " " + text
    }
  }

  // MARK: Tables

  private mutating func read(_ table: MarkdownTable, _ index: Int) {
    let columns = table.header.cells.map { TRONLabel.element(named: $0.withoutMarkup) }
    let isNamed = table.header.cells.contains { Self.isDecision($0) }
    if columns.count(where: { $0 != nil }) >= (isNamed ? 1 : 2) {
      for row in table.rows { read(row, columns: columns) }
    } else if !readRows(of: table) {
      for row in table.rows { append(row.cells.joined(separator: " "), from: index) }
    }
  }

  /// One decision from a table with a column per element.
  private mutating func read(_ row: MarkdownTable.Row, columns: [TRONElement?]) {
    let names = zip(columns, row.cells).filter { $0.0 == nil }.map { $0.1.withoutMarkup }
    let name = names.first { !$0.plainWords.isEmpty } ?? names.first ?? ""
    let isMarked = decisions.last?.entries.isEmpty == true && marker != nil
    if !isMarked {
      begin(TRONLabel.decisionName(name, isHeading: true) ?? name, line: row.line, marker: nil)
    }
    for case (let element?, let cell) in zip(columns, row.cells) {
      decisions[decisions.count - 1].entries.append(
        .init(element: element, line: row.line, text: cell))
    }
    marker = nil
  }

  /// Elements from a table with a row each; `false` when it has none.
  private mutating func readRows(of table: MarkdownTable) -> Bool {
    var found: [(element: TRONElement, row: MarkdownTable.Row, column: Int)] = []
    for row in [table.header] + table.rows {
      for (column, cell) in row.cells.prefix(2).enumerated() {
        guard let element = TRONLabel.element(named: cell.withoutMarkup) else { continue }
        found.append((element, row, column))
        break
      }
    }
    guard let column = found.first?.column else { return false }
    let names = table.header.cells.dropFirst(column + 1)
    if names.count > 1, names.allSatisfy({ Self.isDecision($0) }) {
      for (offset, name) in names.enumerated() {
        begin(
          TRONLabel.decisionName(name.withoutMarkup, isHeading: true) ?? name,
          line: table.header.line, marker: nil)
        for entry in found {
          let cells = entry.row.cells.dropFirst(entry.column + 1 + offset)
          decisions[decisions.count - 1].entries.append(
            .init(element: entry.element, line: entry.row.line, text: cells.first ?? ""))
        }
      }
    } else {
      for entry in found {
        let text = entry.row.cells.dropFirst(entry.column + 1).joined(separator: " ")
        add(entry.element, text, line: entry.row.line, scope: nil)
      }
    }
    return true
  }

  private static func isDecision(_ cell: String) -> Bool {
    TRONLabel.decisionName(cell.withoutMarkup, isHeading: true) != nil
  }
}

extension String {
  /// Without the marks of bold, emphasis and code.
  fileprivate var withoutMarkup: String { filter { !"*_`".contains($0) } }
}
