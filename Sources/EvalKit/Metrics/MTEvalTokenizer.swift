/// The tokenizers of NIST's mteval scripts, as sacreBLEU applies them.
///
/// Each rule rewrites the text from left to right, and what one match consumes is not looked at
/// again by the next match of the same rule.
enum MTEvalTokenizer {
  /// Appends the tokens of version 13a.
  ///
  /// The rules look at single ASCII characters and their neighbours, so bytes will do: of a longer
  /// character, the byte beside the ASCII one is what is "no digit". They only ever insert spaces,
  /// and no match reaches across a space, so each run between spaces can be taken by itself. Most
  /// runs are tokens as they are.
  static func appendVersion13a(of text: String, to buffer: inout TokenBuffer) {
    let start = buffer.bytes.count
    buffer.bytes.append(contentsOf: text.utf8)
    if mayNeedUnescaping(buffer.bytes, from: start) {
      buffer.scratch.removeAll(keepingCapacity: true)
      buffer.scratch.append(contentsOf: text.utf8)
      unescape(&buffer.scratch)
      buffer.bytes.removeLast(buffer.bytes.count - start)
      buffer.bytes.append(contentsOf: buffer.scratch)
    }
    let roles = roles
    let end = buffer.bytes.count
    var runStart = start
    var index = start
    var isPlain = true
    var isAfterDigit = false
    while index < end {
      let byte = buffer.bytes[index]
      var length = 0
      switch roles[Int(byte)] {
      case .plain: isAfterDigit = false
      case .digit: isAfterDigit = true
      case .stop:
        isPlain = false
        isAfterDigit = false
      case .hyphen:
        if isAfterDigit { isPlain = false }
        isAfterDigit = false
      case .alone: length = 1
      case .space:
        length = PythonText.whitespaceLength(at: index, in: buffer.bytes)
        isAfterDigit = false
      }
      if length > 0 {
        appendRun(runStart..<index, isPlain: isPlain, to: &buffer)
        if roles[Int(byte)] == .alone { buffer.ranges.append(index..<(index + 1)) }
        runStart = index + length
        isPlain = true
        isAfterDigit = false
      }
      index += max(length, 1)
    }
    appendRun(runStart..<end, isPlain: isPlain, to: &buffer)
  }

  /// Appends the tokens of what lies between two spaces and has no punctuation but full stops,
  /// commas, apostrophes and hyphens.
  @inline(__always)
  private static func appendRun(_ run: Range<Int>, isPlain: Bool, to buffer: inout TokenBuffer) {
    guard !run.isEmpty else { return }
    if isPlain || run.count == 1 {
      buffer.ranges.append(run)
    } else {
      appendSplitRun(run, to: &buffer)
    }
  }

  private static func appendSplitRun(_ run: Range<Int>, to buffer: inout TokenBuffer) {
    buffer.spare.removeAll(keepingCapacity: true)
    buffer.spare.append(space)
    buffer.spare.append(contentsOf: buffer.bytes[run])
    buffer.spare.append(space)
    rewrite(buffer.spare, into: &buffer.scratch, space: space, before: false) {
      roles[Int($0)] != .digit && roles[Int($1)] == .stop
    }
    rewrite(buffer.scratch, into: &buffer.spare, space: space, before: true) {
      roles[Int($0)] == .stop && roles[Int($1)] != .digit
    }
    rewrite(buffer.spare, into: &buffer.scratch, space: space, before: false) {
      roles[Int($0)] == .digit && roles[Int($1)] == .hyphen
    }
    let start = buffer.bytes.count
    buffer.bytes.append(contentsOf: buffer.scratch)
    buffer.appendWords(from: start)
  }

  private static let space = UInt8(ascii: " ")

  /// What version 13a sees in a byte.
  private enum Role {
    /// A part of a word, which includes the apostrophe.
    case plain
    case digit
    /// A full stop or a comma.
    case stop
    case hyphen
    /// Punctuation that is always a token of its own.
    case alone
    /// A space, or a byte with which a space may start.
    case space
  }

  private static let roles: [Role] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: "'"): .plain
    case UInt8(ascii: "."), UInt8(ascii: ","): .stop
    case UInt8(ascii: "-"): .hyphen
    case 0xC2, 0xE1...0xE3: .space
    case _ where PythonText.isASCIIDigit(byte): .digit
    case _ where PythonText.isASCIIPunctuation(byte): .alone
    case _ where PythonText.isASCIIWhitespace(byte): .space
    default: .plain
    }
  }

  /// Wherever `matches` holds for two neighbours, puts a space on both sides of the first or of the
  /// second, and moves on behind the pair.
  @inline(__always)
  private static func rewrite<Element>(
    _ source: [Element], into target: inout [Element], space: Element, before: Bool,
    where matches: (Element, Element) -> Bool
  ) {
    target.removeAll(keepingCapacity: true)
    var index = 0
    while index < source.count {
      let element = source[index]
      if index + 1 < source.count, matches(element, source[index + 1]) {
        if before { target.append(space) }
        target.append(element)
        target.append(space)
        target.append(source[index + 1])
        if !before { target.append(space) }
        index += 2
      } else {
        target.append(element)
        index += 1
      }
    }
  }

  /// Whether the text has a line feed or the beginning of what ``unescape(_:)`` replaces.
  private static func mayNeedUnescaping(_ bytes: [UInt8], from start: Int) -> Bool {
    var previous: UInt8 = 0
    for index in start..<bytes.count {
      let byte = bytes[index]
      if byte == 0x0A { return true }
      if previous == UInt8(ascii: "&"), "qalg".utf8.contains(byte) { return true }
      if previous == UInt8(ascii: "<"), byte == UInt8(ascii: "s") { return true }
      previous = byte
    }
    return false
  }

  /// Joins lines and decodes the four entities, one after the other: `&amp;lt;` becomes `<`.
  private static func unescape(_ text: inout [UInt8]) {
    replace("<skipped>", in: &text, with: "")
    replace("-\n", in: &text, with: "")
    replace("\n", in: &text, with: " ")
    replace("&quot;", in: &text, with: "\"")
    replace("&amp;", in: &text, with: "&")
    replace("&lt;", in: &text, with: "<")
    replace("&gt;", in: &text, with: ">")
  }

  private static func replace(
    _ pattern: StaticString, in text: inout [UInt8], with replacement: StaticString
  ) {
    pattern.withUTF8Buffer { pattern in
      replacement.withUTF8Buffer { replacement in
        var kept = 0
        var index = 0
        while index < text.count {
          if text[index] == pattern[0], text[index...].starts(with: pattern) {
            for byte in replacement {
              text[kept] = byte
              kept += 1
            }
            index += pattern.count
          } else {
            text[kept] = text[index]
            kept += 1
            index += 1
          }
        }
        text.removeLast(text.count - kept)
      }
    }
  }

  /// The text with spaces around what version 14 splits off.
  static func version14(of text: String) -> [UInt8] {
    let classes = asciiClasses
    var symbols = text.unicodeScalars.map {
      $0.value | ($0.value < 0x80 ? classes[Int($0.value)] : characterClass(of: $0))
    }
    var spare: [UInt32] = []
    spare.reserveCapacity(2 * symbols.count)
    let space: UInt32 = 0x20
    rewrite(symbols, into: &spare, space: space, before: false) {
      $0 & number == 0 && $1 & punctuation != 0
    }
    rewrite(spare, into: &symbols, space: space, before: true) {
      $0 & punctuation != 0 && $1 & number == 0
    }
    var result: [UInt8] = []
    result.reserveCapacity(symbols.count)
    for symbol in symbols {
      guard let scalar = Unicode.Scalar(symbol & 0x1F_FFFF) else { continue }
      let isSign = symbol & sign != 0
      if isSign { result.append(Self.space) }
      result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      if isSign { result.append(Self.space) }
    }
    return result
  }

  // The classes that the rules of version 14 ask for, as bits above those of a code point.
  private static let number: UInt32 = 1 << 24
  private static let punctuation: UInt32 = 1 << 25
  private static let sign: UInt32 = 1 << 26

  private static let asciiClasses: [UInt32] = (0..<128).map { code in
    characterClass(of: Unicode.Scalar(UInt8(code)))
  }

  private static func characterClass(of scalar: Unicode.Scalar) -> UInt32 {
    switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: number
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      punctuation
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: sign
    default: 0
    }
  }
}
