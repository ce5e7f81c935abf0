internal import CMark

/// Turns cmark's tree into values: one iterative walk, after which no C memory is left.
struct MarkdownReader {
  /// Containers that one line may open; more are escaped, so that cmark sees text.
  ///
  /// cmark looks at every open container for each blank line, which hostile nesting would make
  /// quadratic.
  private static let maximumNesting = 100
  /// How much of an image's text counts as the text of the link around it.
  private static let maximumInheritedText = 200

  private var document: MarkdownDocument
  private var open: [Int] = []
  private var line = MarkdownLine(number: 0)
  private var openLinks: [Int] = []
  private var strong = 0
  private var emphasis = 0

  private init(_ document: MarkdownDocument) { self.document = document }

  static func read(_ text: String, into document: inout MarkdownDocument) {
    document.source = lines(of: text)
    var reader = MarkdownReader(document)
    var tamed = taming(document.source) ?? text
    tamed.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress,
          let root = cmark_parse_document(start, characters.count, CMARK_OPT_DEFAULT)
        else { return }
        defer { cmark_node_free(root) }
        reader.walk(root)
      }
    }
    document = reader.document
  }

  private mutating func walk(_ root: OpaquePointer) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      let type = cmark_node_get_type(node)
      if type == CMARK_NODE_DOCUMENT { continue }
      if type.rawValue <= CMARK_NODE_LAST_BLOCK.rawValue {
        event == CMARK_EVENT_ENTER ? enterBlock(node, type) : exitBlock(type)
      } else {
        event == CMARK_EVENT_ENTER ? enterInline(node, type) : exitInline(type)
      }
    }
  }

  // MARK: Blocks

  private mutating func enterBlock(_ node: OpaquePointer, _ type: cmark_node_type) {
    let index = document.blocks.count
    let first = Int(cmark_node_get_start_line(node))
    var block = MarkdownBlock(
      kind: kind(of: node, type), firstLine: first, lastLine: Int(cmark_node_get_end_line(node)),
      firstColumn: Int(cmark_node_get_start_column(node)), parent: open.last, end: index + 1)
    switch type {
    case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK:
      block.literal = literal(of: node)
      block.info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
      line = MarkdownLine(number: first)
    default: break
    }
    document.blocks.append(block)
    if !isLeaf(type) { open.append(index) }
  }

  private mutating func exitBlock(_ type: cmark_node_type) {
    guard let index = open.popLast() else { return }
    if type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING {
      document.blocks[index].lines.append(line)
    }
    document.blocks[index].end = document.blocks.count
  }

  /// Whether cmark reports only the entrance of such a block.
  private func isLeaf(_ type: cmark_node_type) -> Bool {
    type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK
      || type == CMARK_NODE_THEMATIC_BREAK
  }

  private func kind(of node: OpaquePointer, _ type: cmark_node_type) -> MarkdownBlock.Kind {
    switch type {
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_CODE_BLOCK: .code(isFenced: isFenced(node))
    case CMARK_NODE_HTML_BLOCK: .html
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .listItem
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    default: .paragraph
    }
  }

  /// Whether a code block starts with a fence, which cmark does not tell.
  private func isFenced(_ node: OpaquePointer) -> Bool {
    let bytes = document.sourceLine(Int(cmark_node_get_start_line(node))).utf8
    let start = bytes.dropFirst(Int(cmark_node_get_start_column(node)) - 1)
    return start.starts(with: "```".utf8) || start.starts(with: "~~~".utf8)
  }

  private func literal(of node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  // MARK: Inlines

  private mutating func enterInline(_ node: OpaquePointer, _ type: cmark_node_type) {
    switch type {
    case CMARK_NODE_TEXT: append(literal(of: node))
    case CMARK_NODE_CODE: append(literal(of: node), isCode: true)
    case CMARK_NODE_HTML_INLINE: append(literal(of: node), isHTML: true)
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: breakLine()
    case CMARK_NODE_STRONG:
      strong += 1
      appendMarkup("**")
    case CMARK_NODE_EMPH:
      emphasis += 1
      appendMarkup("*")
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      openLinks.append(document.links.count)
      let target = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
      document.links.append(
        MarkdownLink(
          text: "", target: target, isImage: type == CMARK_NODE_IMAGE, line: line.number))
      appendMarkup(type == CMARK_NODE_IMAGE ? "![" : "[")
      append("")
    default: break
    }
  }

  private mutating func exitInline(_ type: cmark_node_type) {
    switch type {
    case CMARK_NODE_STRONG:
      strong -= 1
      appendMarkup("**")
    case CMARK_NODE_EMPH:
      emphasis -= 1
      appendMarkup("*")
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      guard let closed = openLinks.popLast() else { return }
      appendMarkup("](\(document.links[closed].target))")
      if let around = openLinks.last {
        document.links[around].text += String(
          document.links[closed].text.prefix(Self.maximumInheritedText))
      }
    default: break
    }
  }

  private mutating func append(_ text: String, isCode: Bool = false, isHTML: Bool = false) {
    let span = MarkdownSpan(
      text: text, isStrong: strong > 0, isEmphasis: emphasis > 0, isCode: isCode, isHTML: isHTML,
      link: openLinks.last)
    if let last = line.spans.last, last.hasStyle(of: span) {
      line.spans[line.spans.count - 1].text += text
    } else {
      line.spans.append(span)
    }
    if let link = openLinks.last, !isHTML { document.links[link].text += text }
    appendMarkup(isCode ? "`\(text)`" : text)
  }

  private mutating func breakLine() {
    guard let index = open.last else { return }
    document.blocks[index].lines.append(line)
    line = MarkdownLine(number: line.number + 1)
    if let link = openLinks.last { document.links[link].text += " " }
    appendMarkup(" ")
  }

  /// Extends the canonical spelling of the heading that is being read, if one is.
  private mutating func appendMarkup(_ text: String) {
    guard let index = open.last, case .heading = document.blocks[index].kind else { return }
    document.blocks[index].markup += text
  }

  // MARK: Source

  /// The lines as CommonMark ends them: LF, CR or both.
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      var next = bytes.index(after: index)
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        lines.append(text[start..<index])
        if byte == UInt8(ascii: "\r"), next < bytes.endIndex, bytes[next] == UInt8(ascii: "\n") {
          next = bytes.index(after: next)
        }
        start = next
      }
      index = next
    }
    if start < bytes.endIndex { lines.append(text[start...]) }
    return lines
  }

  /// The text with a backslash before the marker that would nest too deeply; `nil` when no line
  /// needs one.
  private static func taming(_ lines: [Substring]) -> String? {
    let offsets = lines.map { excess(in: $0.utf8) }
    guard offsets.contains(where: { $0 != nil }) else { return nil }
    var bytes: [UInt8] = []
    for (line, offset) in zip(lines, offsets) {
      let all = Array(line.utf8)
      bytes += all[..<(offset ?? all.count)]
      if let offset {
        bytes.append(UInt8(ascii: "\\"))
        bytes += all[offset...]
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The offset of the first container marker beyond the limit at the start of a line.
  private static func excess(in line: Substring.UTF8View) -> Int? {
    var depth = 0
    var offset = 0
    var digits = 0
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      let next = line.index(after: index)
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): digits = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: ">"): depth += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
        UInt8(ascii: ".") where digits > 0, UInt8(ascii: ")") where digits > 0:
        guard next == line.endIndex || line[next] == 0x20 || line[next] == 0x09 else { return nil }
        depth += 1
      default: return nil
      }
      if depth > maximumNesting { return offset }
      index = next
      offset += 1
    }
    return nil
  }
}

extension MarkdownSpan {
  fileprivate func hasStyle(of other: MarkdownSpan) -> Bool {
    isStrong == other.isStrong && isEmphasis == other.isEmphasis && isCode == other.isCode
      && isHTML == other.isHTML && link == other.link
  }
}
