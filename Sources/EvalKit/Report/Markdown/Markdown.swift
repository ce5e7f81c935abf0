/// Text inside Markdown.
enum Markdown {
  /// One line in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\n", "\r\n", "\r", "\t": result += " "
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "&":
        result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }

  /// The start of a text that nobody vouches for, as one line in which nothing is markup.
  static func quoted(_ text: String, limit: Int = 500) -> String {
    let flat = text.prefix(limit * 4).replacing("\r\n", with: " ").replacing("\n", with: " ")
      .replacing("\t", with: " ")
    return escaped(Excerpt.plain(String(flat), limit: limit))
  }

  /// Text for a code span of single backticks.
  static func code(_ text: String) -> String {
    text.replacing("`", with: "'").replacing("\n", with: " ")
  }

  /// A row of a table; the cells are Markdown already.
  static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// A table; the cells are Markdown already.
  static func table(_ head: [String], _ rows: [[String]]) -> [String] {
    [row(head), "|" + String(repeating: "---|", count: head.count)] + rows.map(row)
  }

  private static let blockLines = 12
  private static let blockCharacters = 800

  /// The start of a text that nobody vouches for, as a code block that it cannot leave.
  static func block(_ text: String) -> [String] {
    let start = text.prefix(blockCharacters)
    var lines = start.split(omittingEmptySubsequences: false) { $0.isNewline }
    let isCut = start.endIndex < text.endIndex || lines.count > blockLines
    if lines.count > blockLines { lines = Array(lines.prefix(blockLines)) }
    let shown = lines.map { line in
      Excerpt.plain(String(line).replacing("\t", with: "  "), limit: blockCharacters)
    }
    var longest = 0
    for line in shown { longest = max(longest, longestRun(of: "`", in: line)) }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return [fence + "text"] + shown + (isCut ? ["…"] : []) + [fence]
  }

  private static func longestRun(of wanted: Character, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for character in text {
      run = character == wanted ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
