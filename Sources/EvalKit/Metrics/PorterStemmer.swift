/// Porter's suffix stripping for English, with the extensions that NLTK applies by default.
///
/// Porter (1980), "An algorithm for suffix stripping". It differs from the paper in a table of
/// irregular forms, in words of up to two letters, which stay as they are, and in single rules that
/// are marked below. Any other byte than a, e, i, o, u and some y is a consonant.
enum PorterStemmer {
  typealias Word = [UInt8]

  /// The stem of a word in lower case; linear in its length.
  static func stem(_ word: Word) -> Word {
    if let regular = irregular[word] { return regular }
    guard word.count > 2 else { return word }
    var word = word
    removePlural(&word)
    removePast(&word)
    // Beyond the paper: "y" changes only after a consonant that is not the first letter.
    if word.last == y, word.count > 2, isConsonant(word.count - 2, in: word) {
      word[word.count - 1] = UInt8(ascii: "i")
    }
    shortenDoubleSuffix(&word)
    replaceFirst(of: thirdStep, in: &word) { measure($0) > 0 }
    removeLastSuffix(&word)
    tidyUp(&word)
    return word
  }

  private static let irregular: [Word: Word] = {
    let forms: [(String, [String])] = [
      ("sky", ["sky", "skies"]), ("die", ["dying"]), ("lie", ["lying"]), ("tie", ["tying"]),
      ("news", ["news"]), ("inning", ["innings", "inning"]), ("outing", ["outings", "outing"]),
      ("canning", ["cannings", "canning"]), ("howe", ["howe"]), ("proceed", ["proceed"]),
      ("exceed", ["exceed"]), ("succeed", ["succeed"]),
    ]
    return Dictionary(
      uniqueKeysWithValues: forms.flatMap { stem, words in
        words.map { (Word($0.utf8), Word(stem.utf8)) }
      })
  }()

  // MARK: The steps

  /// Step 1a.
  private static func removePlural(_ word: inout Word) {
    if ends(word, "ies") {
      // Beyond the paper: "dies" becomes "die", not "di".
      word.removeLast(word.count == 4 ? 1 : 2)
    } else if ends(word, "sses") {
      word.removeLast(2)
    } else if word.last == s, !ends(word, "ss") {
      word.removeLast()
    }
  }

  /// Step 1b.
  private static func removePast(_ word: inout Word) {
    if ends(word, "ied") {
      // Beyond the paper: "died" becomes "die" and "spied" "spi".
      word.removeLast(word.count == 4 ? 1 : 2)
      return
    }
    if ends(word, "eed") {
      if measure(word.dropLast(3)) > 0 { word.removeLast() }
      return
    }
    guard let suffix = ["ed", "ing"].first(where: { ends(word, $0) }),
      containsVowel(word.dropLast(suffix.utf8.count))
    else { return }
    word.removeLast(suffix.utf8.count)
    if ["at", "bl", "iz"].contains(where: { ends(word, $0) }) {
      word.append(e)
    } else if endsWithDoubleConsonant(word) {
      if let last = word.last, ![UInt8(ascii: "l"), s, UInt8(ascii: "z")].contains(last) {
        word.removeLast()
      }
    } else if measure(word[...]) == 1, endsShort(word[...]) {
      word.append(e)
    }
  }

  /// Step 2.
  private static func shortenDoubleSuffix(_ word: inout Word) {
    // Beyond the paper: "alli" goes first, and what it leaves is looked at again.
    while ends(word, "alli"), measure(word.dropLast(4)) > 0 { word.removeLast(2) }
    // Beyond the paper: the "l" of "logi" belongs to the stem.
    if ends(word, "logi") {
      if measure(word.dropLast(3)) > 0 { word.removeLast() }
      return
    }
    replaceFirst(of: secondStep, in: &word) { measure($0) > 0 }
  }

  private typealias Rule = (suffix: StaticString, replacement: StaticString)

  private static let secondStep: [Rule] = [
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"),
    ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"),
    ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"),
    ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ("fulli", "ful"),
  ]

  private static let thirdStep: [Rule] = [
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""),
    ("ness", ""),
  ]

  private static let fourthStep: [Rule] = [
    ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""),
    ("ant", ""), ("ement", ""), ("ment", ""), ("ent", ""), ("ion", ""), ("ou", ""), ("ism", ""),
    ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""),
  ]

  /// Step 4.
  private static func removeLastSuffix(_ word: inout Word) {
    let isIon = ends(word, "ion")
    replaceFirst(of: fourthStep, in: &word) { stem in
      measure(stem) > 1 && (!isIon || stem.last == s || stem.last == UInt8(ascii: "t"))
    }
  }

  /// Step 5.
  private static func tidyUp(_ word: inout Word) {
    if word.last == e {
      let stem = word.dropLast()
      let measure = measure(stem)
      if measure > 1 || (measure == 1 && !endsShort(stem)) { word.removeLast() }
    }
    if ends(word, "ll"), measure(word.dropLast()) > 1 { word.removeLast() }
  }

  /// Applies the first rule whose suffix fits, if its condition holds for the stem; no other.
  private static func replaceFirst(
    of rules: [Rule], in word: inout Word, if condition: (ArraySlice<UInt8>) -> Bool
  ) {
    guard let rule = rules.first(where: { ends(word, $0.suffix) }) else { return }
    let stem = word.dropLast(rule.suffix.utf8CodeUnitCount)
    guard condition(stem) else { return }
    word = Word(stem)
    rule.replacement.withUTF8Buffer { word.append(contentsOf: $0) }
  }

  // MARK: The conditions

  private static let e = UInt8(ascii: "e")
  private static let s = UInt8(ascii: "s")
  private static let y = UInt8(ascii: "y")

  private static func ends(_ word: Word, _ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { word.count >= $0.count && word.suffix($0.count).elementsEqual($0) }
  }

  private static func ends(_ word: Word, _ suffix: String) -> Bool {
    word.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  private static func isVowelLetter(_ letter: UInt8) -> Bool {
    "aeiou".utf8.contains(letter)
  }

  /// Whether each letter is a consonant; a "y" is one at the start and after a vowel.
  private static func consonants(_ word: ArraySlice<UInt8>) -> [Bool] {
    var result: [Bool] = []
    for letter in word {
      if letter == y {
        result.append(result.last.map { !$0 } ?? true)
      } else {
        result.append(!isVowelLetter(letter))
      }
    }
    return result
  }

  private static func isConsonant(_ index: Int, in word: Word) -> Bool {
    consonants(word[...index]).last ?? false
  }

  /// How often a consonant follows a vowel.
  private static func measure(_ word: ArraySlice<UInt8>) -> Int {
    let flags = consonants(word)
    return zip(flags, flags.dropFirst()).count { !$0 && $1 }
  }

  private static func containsVowel(_ word: ArraySlice<UInt8>) -> Bool {
    consonants(word).contains(false)
  }

  private static func endsWithDoubleConsonant(_ word: Word) -> Bool {
    guard word.count >= 2, word[word.count - 1] == word[word.count - 2] else { return false }
    return isConsonant(word.count - 1, in: word)
  }

  /// Whether the word ends in consonant, vowel, consonant, the last not w, x or y; beyond the paper,
  /// also whether it is just a vowel and a consonant.
  private static func endsShort(_ word: ArraySlice<UInt8>) -> Bool {
    let flags = consonants(word)
    if flags.count == 2 { return flags == [false, true] }
    guard flags.suffix(3) == [true, false, true], let last = word.last else { return false }
    return !"wxy".utf8.contains(last)
  }
}
