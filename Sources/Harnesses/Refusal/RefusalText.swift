/// One word of an answer, as the patterns see it.
struct RefusalToken {
  /// The word's number in the pattern vocabulary; 0 for a word no pattern names.
  var word: Int
  var endsInIng: Bool
  var endsInEd: Bool
  /// Whether the word holds a digit in front, as `1995` and `2nd` do.
  var startsWithDigit: Bool
  /// Whether the word stands inside a quotation, which is not the model's own voice.
  var isQuoted: Bool
  /// The word's place in the original, in UTF-8 offsets; the end is that of its last character.
  var origin: Range<Int>
}

/// One sentence, in order.
struct RefusalSentence {
  var tokens: [RefusalToken] = []
  /// Whether it belongs to a bulleted or numbered list.
  var isListItem = false
}

/// An answer taken apart: sentences of words, and what stands beside them.
struct RefusalText {
  var sentences: [RefusalSentence] = []
  /// Lines inside code fences that are not blank.
  var codeLineCount = 0
  var listItemCount = 0
  var codeSpanCount = 0
  var wordCount = 0
  /// Whether a code fence comes before any word.
  var startsWithCode = false
  /// Whether there is a visible character that is no ASCII letter or digit, an ideograph say.
  var hasOtherScript = false

  /// Only this many bytes at the start, and `tail` at the end, of a longer answer are read.
  static let head = 32_768
  static let tail = 8_192

  init() {}

  /// Reads an answer; linear in its length.
  ///
  /// - Parameters:
  ///   - answer: The text as received. A leading `<think>` block is skipped.
  ///   - vocabulary: The words that patterns name, with their numbers.
  ///   - readsCode: Whether fenced lines count as prose instead of code.
  init(_ answer: String, vocabulary: RefusalVocabulary, readsCode: Bool = false) {
    var folded = FoldedText(answer)
    folded.trim(from: Self.endOfThinking(in: folded))
    folded.keep(head: Self.head, tail: Self.tail)
    var reader = RefusalReader(folded, vocabulary: vocabulary, readsCode: readsCode)
    reader.read()
    self = reader.text
  }

  /// Where the answer starts after a thinking block; the end of the text if it never closes.
  private static func endOfThinking(in folded: FoldedText) -> Int {
    var start = 0
    while start < folded.bytes.count, FoldedText.isBlank(folded.bytes[start]) { start += 1 }
    let blocks: [(open: StaticString, close: StaticString)] = [
      ("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<reasoning>", "</reasoning>"),
    ]
    for block in blocks where folded.has(block.open, at: start) {
      guard let close = folded.firstIndex(of: block.close, from: start) else {
        return folded.bytes.count
      }
      return close + block.close.utf8CodeUnitCount
    }
    return start
  }
}
