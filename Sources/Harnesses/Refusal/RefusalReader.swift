/// Cuts folded text into sentences, lists, code and quotations.
///
/// Markdown is read line by line: fences, list markers, block quotes and headings. A sentence
/// ends at `.`, `!` or `?` before anything but a letter, at the end of a list item or paragraph,
/// and at the end of a line shorter than 60 bytes (a longer one may have been wrapped).
struct RefusalReader {
  private(set) var text = RefusalText()

  private let folded: FoldedText
  private let vocabulary: RefusalVocabulary
  private let readsCode: Bool
  private var index = 0
  private var lineStart = 0
  private var isAtLineStart = true
  private var isInFence = false
  private var isInListItem = false
  private var isInBlockQuote = false
  /// No backtick before this index closes another one on its line.
  private var deadBacktick = -1
  /// Words read so far, the position that quotations are counted in.
  private var position = 0
  private var openQuote: Int?
  private var quotations: [Range<Int>] = []
  private var sentence = RefusalSentence()

  init(_ folded: FoldedText, vocabulary: RefusalVocabulary, readsCode: Bool) {
    self.folded = folded
    self.vocabulary = vocabulary
    self.readsCode = readsCode
  }

  mutating func read() {
    while index < folded.bytes.count {
      if isAtLineStart {
        isAtLineStart = false
        lineStart = index
        guard startLine() else { continue }
        guard index < folded.bytes.count else { break }
      }
      step()
    }
    endSentence()
    markQuotations()
    text.wordCount = position
  }

  // MARK: Lines

  /// Reads what marks a line, and returns `false` when that used the line up.
  private mutating func startLine() -> Bool {
    var cursor = skip(0x20, from: index)
    if folded.has("```", at: cursor) || folded.has("~~~", at: cursor) {
      endSentence()
      isInFence.toggle()
      openQuote = nil
      finishLine(from: cursor)
      return false
    }
    if isInFence, !readsCode {
      let end = endOfLine(from: cursor)
      if end > cursor {
        text.codeLineCount += 1
        if position == 0 { text.startsWithCode = true }
      }
      finishLine(from: cursor)
      return false
    }
    isInBlockQuote = byte(at: cursor) == 0x3E
    if isInBlockQuote { cursor = skip(0x20, from: cursor + 1) }
    let afterMarker = endOfListMarker(from: cursor)
    let isBlank = afterMarker == nil && isEndOfLine(cursor)
    let isHeading = afterMarker == nil && byte(at: cursor) == 0x23
    if isBlank || afterMarker != nil || isHeading || isInBlockQuote { endSentence() }
    if isBlankAfterMarker(afterMarker ?? cursor) { openQuote = nil }
    isInListItem = afterMarker != nil
    if isInListItem { text.listItemCount += 1 }
    index = afterMarker ?? cursor
    return true
  }

  private func isBlankAfterMarker(_ cursor: Int) -> Bool { isEndOfLine(cursor) }

  /// The index after `- `, `1. ` or `**2)`, or `nil` if the line is no list item.
  private func endOfListMarker(from cursor: Int) -> Int? {
    if let first = byte(at: cursor), first == 0x2D || first == 0x2A || first == 0x2B,
      byte(at: cursor + 1) == 0x20
    {
      return cursor + 2
    }
    var start = cursor
    while let next = byte(at: start), [0x2A, 0x23, 0x5F, 0x20].contains(next) { start += 1 }
    var end = start
    while let next = byte(at: end), FoldedText.isDigit(next) { end += 1 }
    guard end > start, end - start <= 2 else { return nil }
    guard let mark = byte(at: end), mark == 0x2E || mark == 0x29 else { return nil }
    guard let next = byte(at: end + 1) else { return end + 1 }
    return next == 0x20 || next == 0x2A || next == 0x0A ? end + 1 : nil
  }

  private mutating func finishLine(from cursor: Int) {
    index = endOfLine(from: cursor) + 1
    isAtLineStart = true
  }

  // MARK: Characters

  private mutating func step() {
    let current = folded.bytes[index]
    switch current {
    case 0x0A:
      if isInListItem || index - lineStart < 60 { endSentence() }
      isAtLineStart = true
      index += 1
    case 0x60:
      readBacktick()
    case 0x22:
      toggleQuotation()
      index += 1
    case 0x2E, 0x21, 0x3F:
      if !(byte(at: index + 1).map(FoldedText.isWordByte) ?? false) { endSentence() }
      index += 1
    case _ where FoldedText.isWordByte(current):
      readWord()
    default:
      if current == FoldedText.other { text.hasOtherScript = true }
      index += 1
    }
  }

  /// Reads a code span as the one word `codespan`; a lone backtick is skipped.
  private mutating func readBacktick() {
    if index > deadBacktick {
      var end = index + 1
      while let next = byte(at: end), next != 0x60, next != 0x0A { end += 1 }
      if byte(at: end) == 0x60 {
        if end > index + 1 {
          text.codeSpanCount += 1
          append(vocabulary.codeSpan, from: index, to: end)
          index = end
        }
      } else {
        deadBacktick = end
      }
    }
    index += 1
  }

  private mutating func toggleQuotation() {
    guard let start = openQuote else {
      openQuote = position
      return
    }
    if position - start >= 4 { quotations.append(start..<position) }
    openQuote = nil
  }

  private mutating func readWord() {
    var end = index
    while let next = byte(at: end) {
      let isApostrophe =
        next == 0x27 && (byte(at: end + 1).map(FoldedText.isWordByte) ?? false)
      guard FoldedText.isWordByte(next) || isApostrophe else { break }
      end += 1
    }
    let word = folded.bytes[index..<min(end, index + 24)]
    let (first, second) = vocabulary.tokens(for: word)
    append(first, from: index, to: end - 1)
    if let second { append(second, from: index, to: end - 1) }
    index = end
  }

  // MARK: Sentences

  private mutating func append(_ kind: RefusalVocabulary.Kind, from first: Int, to last: Int) {
    sentence.isListItem = sentence.tokens.isEmpty ? isInListItem : sentence.isListItem
    sentence.tokens.append(
      RefusalToken(
        word: kind.word, endsInIng: kind.endsInIng, endsInEd: kind.endsInEd,
        startsWithDigit: kind.startsWithDigit, isQuoted: isInBlockQuote,
        origin: folded.origins[first]..<folded.origins[last]))
    position += 1
  }

  private mutating func endSentence() {
    guard !sentence.tokens.isEmpty else { return }
    text.sentences.append(sentence)
    sentence = RefusalSentence()
  }

  /// Marks quoted words, unless four in five words are quoted: then the quotes mean nothing.
  private mutating func markQuotations() {
    var place = 0
    var next = 0
    var quotedCount = 0
    for number in text.sentences.indices {
      for slot in text.sentences[number].tokens.indices {
        while next < quotations.count, quotations[next].upperBound <= place { next += 1 }
        if next < quotations.count, quotations[next].contains(place) {
          text.sentences[number].tokens[slot].isQuoted = true
        }
        if text.sentences[number].tokens[slot].isQuoted { quotedCount += 1 }
        place += 1
      }
    }
    guard quotedCount * 10 > position * 8 else { return }
    for number in text.sentences.indices {
      for slot in text.sentences[number].tokens.indices {
        text.sentences[number].tokens[slot].isQuoted = false
      }
    }
  }

  // MARK: Looking ahead

  private func byte(at place: Int) -> UInt8? {
    place < folded.bytes.count ? folded.bytes[place] : nil
  }

  private func isEndOfLine(_ place: Int) -> Bool {
    place >= folded.bytes.count || folded.bytes[place] == 0x0A
  }

  private func skip(_ unwanted: UInt8, from start: Int) -> Int {
    var cursor = start
    while byte(at: cursor) == unwanted { cursor += 1 }
    return cursor
  }

  private func endOfLine(from start: Int) -> Int {
    var cursor = start
    while !isEndOfLine(cursor) { cursor += 1 }
    return cursor
  }
}
