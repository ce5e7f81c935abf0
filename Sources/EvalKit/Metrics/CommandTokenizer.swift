/// Splits a shell command into words and operators, for comparing commands piece by piece.
///
/// It follows the token rules of the POSIX shell (XCU 2.3) without expanding or running anything,
/// and accepts any text:
/// - White space outside quotes separates tokens; so does a backslash before a line feed.
/// - Quotes, `'…'` and `"…"`, stay in their word with all that is between them, as do a backslash
///   with the character after it and `${…}`. What is never closed reaches to the end.
/// - Control operators stand alone: `|`, `||`, `|&`, `&`, `&&`, `;`, `;;`, `(` and `)`.
/// - So do redirections: `<`, `<<`, `<<-`, `<<<`, `<&`, `<>`, `>`, `>>`, `>&`, `>|`, `&>` and
///   `&>>`, with the digits of a file descriptor before them: `2>&1` is `2>&` and `1`.
/// - So does what opens a substitution, `$(`, `<(` or `>(`, and each backtick; the command inside is
///   tokenized like the rest.
/// - A word that starts with `--` and a name is split at its first `=`: `--sort=size` is `--sort`,
///   `=` and `size`.
///
/// The longest operator wins. A `#` begins no comment. Time is linear.
enum CommandTokenizer {
  /// Appends the ranges of the tokens of `bytes` from `start` to the end.
  ///
  /// - Parameters:
  ///   - bytes: Valid UTF-8 from `start` on.
  ///   - start: Where the command begins.
  ///   - ranges: Where the tokens go; none is empty and they do not overlap.
  static func appendTokens(in bytes: [UInt8], from start: Int, to ranges: inout [Range<Int>]) {
    var wordStart = start
    var index = start
    while index < bytes.count {
      let length = separatorLength(at: index, in: bytes)
      if length > 0 {
        appendWord(wordStart..<index, in: bytes, to: &ranges)
        index += length
        wordStart = index
        continue
      }
      let operatorLength = operatorLength(at: index, in: bytes)
      if operatorLength > 0 {
        // The digits of a file descriptor belong to the redirection.
        if !isRedirection(bytes[index]) || !isDescriptor(bytes[wordStart..<index]) {
          appendWord(wordStart..<index, in: bytes, to: &ranges)
          wordStart = index
        }
        index += operatorLength
        ranges.append(wordStart..<index)
        wordStart = index
        continue
      }
      index = endOfPart(at: index, in: bytes)
    }
    appendWord(wordStart..<bytes.count, in: bytes, to: &ranges)
  }

  /// The length of white space or of a line continuation, or 0.
  @inline(__always)
  private static func separatorLength(at index: Int, in bytes: [UInt8]) -> Int {
    if bytes[index] == backslash, index + 1 < bytes.count, bytes[index + 1] == 0x0A { return 2 }
    return PythonText.whitespaceLength(at: index, in: bytes)
  }

  @inline(__always)
  private static func isRedirection(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
  }

  private static func isDescriptor(_ word: ArraySlice<UInt8>) -> Bool {
    !word.isEmpty && word.allSatisfy(PythonText.isASCIIDigit)
  }

  /// The length of the operator that starts here, or 0.
  private static func operatorLength(at index: Int, in bytes: [UInt8]) -> Int {
    func follows(_ offset: Int, _ character: Unicode.Scalar) -> Bool {
      index + offset < bytes.count && bytes[index + offset] == UInt8(ascii: character)
    }
    switch bytes[index] {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "`"): return 1
    case UInt8(ascii: "$"): return follows(1, "(") ? 2 : 0
    case UInt8(ascii: ";"): return follows(1, ";") ? 2 : 1
    case UInt8(ascii: "|"): return follows(1, "|") || follows(1, "&") ? 2 : 1
    case UInt8(ascii: "&"):
      if follows(1, ">") { return follows(2, ">") ? 3 : 2 }
      return follows(1, "&") ? 2 : 1
    case UInt8(ascii: ">"):
      return follows(1, ">") || follows(1, "&") || follows(1, "|") || follows(1, "(") ? 2 : 1
    case UInt8(ascii: "<"):
      if follows(1, "<") { return follows(2, "<") || follows(2, "-") ? 3 : 2 }
      return follows(1, "&") || follows(1, ">") || follows(1, "(") ? 2 : 1
    default: return 0
    }
  }

  /// The end of the part of a word that starts here: an ordinary byte, an escape, a quotation or a
  /// parameter in braces.
  private static func endOfPart(at index: Int, in bytes: [UInt8]) -> Int {
    switch bytes[index] {
    case UInt8(ascii: "'"):
      return end(of: UInt8(ascii: "'"), from: index + 1, in: bytes, escapes: false)
    case UInt8(ascii: "\""):
      return end(of: UInt8(ascii: "\""), from: index + 1, in: bytes, escapes: true)
    case UInt8(ascii: "$") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{"):
      return end(of: UInt8(ascii: "}"), from: index + 2, in: bytes, escapes: true)
    case backslash:
      // The continuation bytes of an escaped character are ordinary ones.
      return min(index + 2, bytes.count)
    default: return index + 1
    }
  }

  /// The place behind the first `delimiter`, or the end of the text.
  private static func end(
    of delimiter: UInt8, from start: Int, in bytes: [UInt8], escapes: Bool
  ) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] == delimiter { return index + 1 }
      index += escapes && bytes[index] == backslash ? 2 : 1
    }
    return bytes.count
  }

  private static let backslash = UInt8(ascii: "\\")

  private static func appendWord(
    _ word: Range<Int>, in bytes: [UInt8], to ranges: inout [Range<Int>]
  ) {
    guard !word.isEmpty else { return }
    let hyphen = UInt8(ascii: "-")
    if word.count > 3, bytes[word.lowerBound] == hyphen, bytes[word.lowerBound + 1] == hyphen {
      var index = word.lowerBound + 2
      while index < word.upperBound,
        PythonText.isASCIIAlphanumeric(bytes[index]) || bytes[index] == hyphen
          || bytes[index] == UInt8(ascii: "_")
      { index += 1 }
      if index < word.upperBound, index > word.lowerBound + 2, bytes[index] == UInt8(ascii: "=") {
        ranges.append(word.lowerBound..<index)
        ranges.append(index..<(index + 1))
        if index + 1 < word.upperBound { ranges.append((index + 1)..<word.upperBound) }
        return
      }
    }
    ranges.append(word)
  }
}
