/// A fenced code block of a Markdown text.
struct FencedBlock: Sendable, Equatable {
  /// The first word of the info string in lower case; empty when there is none.
  var language: String
  var code: String
}

/// The TypeScript of an answer.
struct ExtractedCode: Sendable, Equatable {
  var source: String
  var isTSX: Bool
  /// How many lines each joined block has; one element when nothing was joined.
  var blockLines: [Int]

  /// Where a line of the source is, in words: `line 3`, or `line 3 of block 2`.
  func place(ofLine line: Int) -> String {
    guard blockLines.count > 1 else { return "line \(line)" }
    var rest = line
    for (index, count) in blockLines.enumerated() where index < blockLines.count - 1 {
      if rest <= count { return "line \(rest) of block \(index + 1)" }
      rest -= count
    }
    return "line \(rest) of block \(blockLines.count)"
  }
}

/// Finds TypeScript in an answer.
///
/// Blocks marked as TypeScript are joined. Without any, blocks without a mark and JavaScript
/// blocks count that hold a declaration or an import; without any block, the whole answer does
/// when it has the word `class` and a brace.
enum CodeExtraction {
  enum Outcome: Sendable, Equatable {
    case code(ExtractedCode)
    /// Why there is none, in words.
    case none(String)
  }

  private static let typed: Set<String> = ["typescript", "ts", "tsx", "mts", "cts"]
  private static let untyped: Set<String> = ["", "javascript", "js", "jsx", "mjs"]

  static func extract(from answer: String) -> Outcome {
    let blocks = fencedBlocks(in: answer)
    guard !blocks.isEmpty else {
      guard words(in: answer).contains("class"), answer.utf8.contains(UInt8(ascii: "{")) else {
        return .none("no TypeScript code found")
      }
      return .code(ExtractedCode(source: answer, isTSX: false, blockLines: [0]))
    }
    var chosen = blocks.filter { typed.contains($0.language) }
    if chosen.isEmpty {
      chosen = blocks.filter { untyped.contains($0.language) && looksLikeCode($0.code) }
    }
    guard !chosen.isEmpty else { return .none(refusal(blocks)) }
    return .code(
      ExtractedCode(
        source: chosen.map(\.code).joined(),
        isTSX: chosen.contains { ["tsx", "jsx"].contains($0.language) },
        blockLines: chosen.map { block in block.code.utf8.count { $0 == 0x0A } }))
  }

  private static func refusal(_ blocks: [FencedBlock]) -> String {
    let others = Set(blocks.map(\.language)).subtracting(typed).subtracting([""]).sorted()
    let found = others.isEmpty ? "" : "; found " + others.prefix(5).joined(separator: ", ")
    return "no TypeScript code found" + found
  }

  private static func looksLikeCode(_ code: String) -> Bool {
    !words(in: code).isDisjoint(with: ["class", "interface", "function", "import", "export"])
  }

  private static func words(in text: String) -> Set<Substring> {
    Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") })
  }

  /// The fenced blocks by CommonMark's rules, also inside list items; a block that is not closed
  /// runs to the end.
  static func fencedBlocks(in text: String) -> [FencedBlock] {
    var scanner = FenceScanner()
    // Scalars: CR LF would be one character, and lines end with either.
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      scanner.read(line.last == 0x0D ? line.dropLast() : line)
    }
    return scanner.finish()
  }
}

/// Reads lines and collects the fenced blocks among them.
private struct FenceScanner {
  private struct Fence {
    let mark: UInt8
    let length: Int
    let indent: Int
  }

  private var blocks: [FencedBlock] = []
  private var fence: Fence?
  private var code: [UInt8] = []
  /// Where the content of the list item begins that the line may belong to; 0 outside lists.
  private var contentColumn = 0

  mutating func read(_ line: Substring.UTF8View.SubSequence) {
    let line = Array(line)
    if let fence {
      if closes(line, fence) { return close() }
      let indent = min(indentation(of: line[...]), fence.indent)
      code.append(contentsOf: line.dropFirst(indent))
      code.append(0x0A)
      return
    }
    guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
    let rest = enterListItems(line[...])
    open(rest, column: line.count - rest.count)
  }

  mutating func finish() -> [FencedBlock] {
    if fence != nil { close() }
    return blocks
  }

  private mutating func close() {
    blocks[blocks.count - 1].code = String(decoding: code, as: UTF8.self)
    code.removeAll()
    fence = nil
  }

  /// What is left of a line behind list markers; keeps track of the item it belongs to.
  private mutating func enterListItems(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = line
    if indentation(of: line) < contentColumn { contentColumn = 0 }
    while let width = listMarkerWidth(of: rest) {
      rest = rest.dropFirst(width)
      contentColumn = line.count - rest.count
    }
    return rest
  }

  /// The width of a list marker with its surrounding spaces; `nil` when the line starts with none.
  private func listMarkerWidth(of line: ArraySlice<UInt8>) -> Int? {
    let indent = indentation(of: line)
    var rest = line.dropFirst(indent)
    let digits = rest.prefix { (0x30...0x39).contains($0) }.count
    if digits > 0 {
      rest = rest.dropFirst(digits)
      guard digits <= 9, rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ")") else {
        return nil
      }
    } else {
      guard let mark = rest.first, "-*+".utf8.contains(mark) else { return nil }
    }
    rest = rest.dropFirst()
    let spaces = rest.prefix { $0 == 0x20 }.count
    guard (1...4).contains(spaces), rest.count > spaces else { return nil }
    return line.count - rest.count + spaces
  }

  /// Opens a block when `line` is an opening fence.
  private mutating func open(_ line: ArraySlice<UInt8>, column: Int) {
    let indent = indentation(of: line)
    guard column + indent <= contentColumn + 3 else { return }
    let rest = line.dropFirst(indent)
    guard let mark = rest.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return
    }
    let length = rest.prefix { $0 == mark }.count
    let info = rest.dropFirst(length)
    guard length >= 3, mark == UInt8(ascii: "~") || !info.contains(mark) else { return }
    fence = Fence(mark: mark, length: length, indent: column + indent)
    blocks.append(FencedBlock(language: Self.language(info), code: ""))
  }

  private static func language(_ info: ArraySlice<UInt8>) -> String {
    let start = info.drop { $0 == 0x20 || $0 == 0x09 }
    let word = start.prefix { byte in
      byte > 0x7F || Character(Unicode.Scalar(byte)).isLetter
        || Character(Unicode.Scalar(byte)).isNumber || "+#-_".utf8.contains(byte)
    }
    return String(decoding: word, as: UTF8.self).lowercased()
  }

  private func closes(_ line: [UInt8], _ fence: Fence) -> Bool {
    let indent = indentation(of: line[...])
    guard indent <= max(3, fence.indent + 3) else { return false }
    let rest = line.dropFirst(indent)
    let length = rest.prefix { $0 == fence.mark }.count
    return length >= fence.length
      && rest.dropFirst(length).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private func indentation(of line: ArraySlice<UInt8>) -> Int {
    line.prefix { $0 == 0x20 }.count
  }
}
