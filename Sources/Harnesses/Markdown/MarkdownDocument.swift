/// A Markdown text as CommonMark reads it: its blocks in document order, with their text.
///
/// The tree is kept flat, so that hostile nesting costs memory but never stack. Tables, which
/// CommonMark does not know, are paragraphs here; ``MarkdownTable`` finds them.
struct MarkdownDocument: Sendable {
  /// Every block in document order: each container stands before what it contains.
  var blocks: [MarkdownBlock] = []
  /// Every link and image in document order, those within headings included.
  var links: [MarkdownLink] = []
  /// The source lines without their ends.
  var source: [Substring] = []

  /// - Parameter text: Any text; NUL and nesting beyond 100 levels are read as plain text.
  init(_ text: String) { MarkdownReader.read(text, into: &self) }

  /// The source line of a number counted from 1; empty beyond the end.
  func sourceLine(_ number: Int) -> Substring {
    source.indices.contains(number - 1) ? source[number - 1] : ""
  }

  /// The innermost list item around a block, or `nil`.
  func listItem(around index: Int) -> Int? {
    var current = blocks[index].parent
    while let block = current {
      if blocks[block].kind == .listItem { return block }
      current = blocks[block].parent
    }
    return nil
  }
}

/// One block of a Markdown document.
struct MarkdownBlock: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case heading(level: Int)
    case paragraph
    /// Its text is ``MarkdownBlock/literal``.
    case code(isFenced: Bool)
    /// Raw HTML; its text is ``MarkdownBlock/literal``.
    case html
    case thematicBreak
    case list, listItem, blockQuote
  }

  var kind: Kind
  /// The first and last source line, counted from 1.
  var firstLine: Int
  var lastLine: Int
  /// The byte of the first line at which it starts, counted from 1.
  var firstColumn: Int
  /// The index of the block around it; `nil` at the top level.
  var parent: Int?
  /// The index after the last block within it.
  var end: Int
  /// The lines of a paragraph or heading.
  var lines: [MarkdownLine] = []
  /// The content of code or HTML.
  var literal = ""
  /// The info string of a fenced code block, such as `ts`.
  var info = ""
  /// A heading's content in one canonical spelling: `**` for strong, `*` for emphasis.
  var markup = ""

  /// The level of a heading at the top level of the document, else `nil`.
  ///
  /// A heading within a quotation or a list item belongs to that, not to the document's outline.
  var outlineLevel: Int? {
    if case .heading(let level) = kind, parent == nil { level } else { nil }
  }

  /// The text of all lines without markup, joined by blanks.
  var text: String { lines.map(\.text).joined(separator: " ") }
}

/// One source line of a paragraph or heading.
struct MarkdownLine: Sendable, Equatable {
  /// Counted from 1.
  var number: Int
  var spans: [MarkdownSpan] = []

  /// The text without markup, inline HTML left out.
  var text: String {
    var text = ""
    for span in spans where !span.isHTML { text += span.text }
    return text
  }
}

/// A run of text in one style.
struct MarkdownSpan: Sendable, Equatable {
  var text: String
  var isStrong = false
  var isEmphasis = false
  var isCode = false
  /// Whether the text is an HTML tag or comment.
  var isHTML = false
  /// The index of the innermost link or image that it belongs to.
  var link: Int?
}

/// A link or image.
struct MarkdownLink: Sendable, Equatable {
  var text: String
  /// The destination as CommonMark reads it, without percent-encoding of its own.
  var target: String
  var isImage: Bool
  /// The line on which it begins.
  var line: Int
}
