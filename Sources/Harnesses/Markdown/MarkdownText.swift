extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: SubSequence {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return rest
  }

  /// Whether there is nothing but white space.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// The runs without white space that contain a letter or a digit.
  var words: [SubSequence] {
    split(whereSeparator: \.isWhitespace).filter { word in
      word.unicodeScalars.contains {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
    }
  }

  /// The lower-case words of letters and digits alone: without emoji, numbering, colons or markup.
  var plainWords: [String] {
    lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
      .filter { word in !word.allSatisfy(\.isNumber) }
  }

  /// At most `count` code points, for messages; what cannot be seen is spelled out.
  func excerpt(_ count: Int = 60) -> String {
    var text = ""
    for scalar in unicodeScalars.prefix(count) {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned,
        .format where scalar.value != 0x200D:
        text += "U+" + String(scalar.value, radix: 16, uppercase: true)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return unicodeScalars.dropFirst(count).isEmpty ? text : text + "…"
  }
}
