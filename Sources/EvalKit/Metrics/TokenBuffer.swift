/// The tokens of a few texts, and a number for each that is equal for equal tokens.
///
/// One buffer is used for item after item, so that its memory is allocated once.
struct TokenBuffer {
  /// The bytes of all tokens, as the tokenizer leaves them.
  var bytes: [UInt8] = []
  /// Where each token lies in `bytes`.
  var ranges: [Range<Int>] = []
  /// Space for tokenizers that rewrite a text in several passes.
  var scratch: [UInt8] = []
  /// More of that space.
  var spare: [UInt8] = []

  private var table = KeyTable()
  /// By token number: the first place where it was seen.
  private var firstRanges: [Range<Int>] = []

  /// Forgets all texts.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
  }

  /// Takes what is in `bytes` from `start` on as words that white space separates.
  mutating func appendWords(from start: Int) {
    var wordStart = start
    var index = start
    while index < bytes.count {
      let length = PythonText.whitespaceLength(at: index, in: bytes)
      if length == 0 {
        index += 1
      } else {
        if wordStart < index { ranges.append(wordStart..<index) }
        index += length
        wordStart = index
      }
    }
    if wordStart < bytes.count { ranges.append(wordStart..<bytes.count) }
  }

  /// Puts the number of every token into `numbers`, whose old content is dropped.
  mutating func number(into numbers: inout [UInt32]) {
    table.removeAll(reserving: ranges.count)
    firstRanges.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    for range in ranges { numbers.append(number(of: range)) }
  }

  @inline(__always)
  private mutating func number(of range: Range<Int>) -> UInt32 {
    // Up to seven bytes stand for themselves, below 2⁶³.
    if range.count < 8 {
      var key = UInt64(range.count)
      for index in range { key = key << 8 | UInt64(bytes[index]) }
      let number = table.insert(key)
      if Int(number) == firstRanges.count { firstRanges.append(range) }
      return number
    }
    var key = digest(of: range) | 1 << 63
    while true {
      let number = table.insert(key)
      if Int(number) == firstRanges.count {
        firstRanges.append(range)
        return number
      }
      if areEqual(range, firstRanges[Int(number)]) { return number }
      key = (key &+ 1) | 1 << 63
    }
  }

  @inline(__always)
  private func digest(of range: Range<Int>) -> UInt64 {
    var digest = UInt64(range.count)
    var word: UInt64 = 0
    for (offset, index) in range.enumerated() {
      word = word << 8 | UInt64(bytes[index])
      if offset & 7 == 7 {
        digest = table.mix(digest ^ word)
        word = 0
      }
    }
    return table.mix(digest ^ word)
  }

  @inline(__always)
  private func areEqual(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.count == second.count else { return false }
    for offset in 0..<first.count
    where bytes[first.lowerBound + offset] != bytes[second.lowerBound + offset] {
      return false
    }
    return true
  }
}
