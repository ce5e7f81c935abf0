/// How a text becomes the tokens whose n-grams BLEU counts.
///
/// All but ``command`` are the tokenizers of the same name in sacreBLEU 2.6 (Post 2018,
/// <https://arxiv.org/abs/1804.08771>).
public enum BLEUTokenizer: String, Sendable, Hashable, CaseIterable {
  /// White space separates tokens.
  case none
  /// The tokenizer of mteval-v13a, for text in European languages: punctuation stands alone, but
  /// for full stops and commas between digits, apostrophes, and hyphens not after a digit.
  case thirteenA = "13a"
  /// The tokenizer of mteval-v14, for text in any language: punctuation stands alone unless
  /// between digits, and every symbol stands alone.
  case intl
  /// Every code point that is no white space is a token.
  case char
  /// The words and operators of a shell command; see ``CommandTokenizer``.
  case command

  /// The tokens of a text, in order; none is empty.
  public func tokens(in text: String) -> [String] {
    var buffer = TokenBuffer()
    append(text, to: &buffer)
    return buffer.ranges.map { String(decoding: buffer.bytes[$0], as: UTF8.self) }
  }

  /// The text as sacreBLEU's tokenizer returns it: the tokens joined by single spaces, but for
  /// `none`, which changes nothing, and `char`, which keeps white space among the joined characters.
  public func tokenized(_ text: String) -> String {
    switch self {
    case .none: text
    case .char: text.unicodeScalars.map(String.init).joined(separator: " ")
    case .thirteenA, .intl, .command: tokens(in: text).joined(separator: " ")
    }
  }

  /// Appends the tokens of a text.
  func append(_ text: String, to buffer: inout TokenBuffer) {
    let start = buffer.bytes.count
    switch self {
    case .none:
      buffer.bytes.append(contentsOf: text.utf8)
      buffer.appendWords(from: start)
    case .thirteenA:
      MTEvalTokenizer.appendVersion13a(of: text, to: &buffer)
    case .intl:
      buffer.bytes.append(contentsOf: MTEvalTokenizer.version14(of: text))
      buffer.appendWords(from: start)
    case .char:
      buffer.bytes.append(contentsOf: text.utf8)
      var index = start
      while index < buffer.bytes.count {
        let length = PythonText.utf8Length(of: buffer.bytes[index])
        if PythonText.whitespaceLength(at: index, in: buffer.bytes) == 0 {
          buffer.ranges.append(index..<(index + length))
        }
        index += length
      }
    case .command:
      buffer.bytes.append(contentsOf: text.utf8)
      CommandTokenizer.appendTokens(in: buffer.bytes, from: start, to: &buffer.ranges)
    }
  }
}
