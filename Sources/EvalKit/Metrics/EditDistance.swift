/// Distances and similarities between two sequences, counted in edits.
///
/// Strings are compared by code points unless another ``Unit`` is named; neither grapheme clusters
/// nor Unicode normalisation play a part. Working memory is linear in the shorter input, plus a
/// table of the distinct symbols.
public enum EditDistance {
  /// What one edit touches.
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    /// Unicode scalar values.
    case codePoints
    case utf8Bytes
    /// Maximal runs of anything but white space, as Python's `str.split()` finds them.
    case words
    /// What lies between line feeds; a text always has at least one line.
    case lines
  }

  /// The least number of insertions, deletions and substitutions that turn one text into the other.
  ///
  /// Levenshtein (1966), with the bit-parallel algorithm of Myers (1999) in the form of Hyyrö
  /// (2003). The time is the product of the lengths, divided by 64.
  ///
  /// - Parameters:
  ///   - first: One text.
  ///   - second: The other; the order has no effect.
  ///   - unit: What one edit touches.
  /// - Returns: An integer from 0 to the length of the longer text, in units.
  public static func levenshtein(
    _ first: String, _ second: String, unit: Unit = .codePoints
  ) -> Int {
    switch unit {
    case .codePoints: levenshtein(codePoints(of: first), codePoints(of: second))
    case .utf8Bytes: levenshtein(Array(first.utf8), Array(second.utf8))
    case .words: levenshtein(PythonText.words(in: first), PythonText.words(in: second))
    case .lines: levenshtein(PythonText.lines(in: first), PythonText.lines(in: second))
    }
  }

  /// The Levenshtein distance between any two sequences; see ``levenshtein(_:_:unit:)``.
  public static func levenshtein<Element: Hashable>(_ first: [Element], _ second: [Element]) -> Int
  {
    let pair = SymbolPair(first, second, trimmingAffixes: true)
    return BitParallel.levenshtein(
      longer: pair.longer, shorter: pair.shorter, symbols: pair.symbols)
  }

  /// One minus the Levenshtein distance over the length of the longer text.
  ///
  /// - Parameters:
  ///   - first: One text.
  ///   - second: The other; the order has no effect.
  ///   - unit: What one edit touches and lengths are counted in.
  /// - Returns: A fraction in `0...1`; 1 for two texts of no units.
  public static func similarity(
    _ first: String, _ second: String, unit: Unit = .codePoints
  ) -> Double {
    let longest = max(length(of: first, in: unit), length(of: second, in: unit))
    guard longest > 0 else { return 1 }
    return 1 - Double(levenshtein(first, second, unit: unit)) / Double(longest)
  }

  private static func length(of text: String, in unit: Unit) -> Int {
    switch unit {
    case .codePoints: text.unicodeScalars.count
    case .utf8Bytes: text.utf8.count
    case .words: PythonText.wordRanges(in: Array(text.utf8)).count
    case .lines: text.utf8.count { $0 == 0x0A } + 1
    }
  }

  /// The number of code points in a longest common subsequence of the two texts.
  public static func longestCommonSubsequence(_ first: String, _ second: String) -> Int {
    longestCommonSubsequence(codePoints(of: first), codePoints(of: second))
  }

  /// The number of elements in a longest common subsequence, bit-parallel after Hyyrö (2004).
  public static func longestCommonSubsequence<Element: Hashable>(
    _ first: [Element], _ second: [Element]
  ) -> Int {
    let pair = SymbolPair(first, second, trimmingAffixes: true)
    return pair.trimmedCount
      + BitParallel.longestCommonSubsequence(
        longer: pair.longer, shorter: pair.shorter, symbols: pair.symbols)
  }

  /// Twice the longest common subsequence over the sum of the lengths: the similarity that belongs
  /// to insertions and deletions alone, a fraction in `0...1`; 1 for two empty texts.
  public static func indelRatio(_ first: String, _ second: String) -> Double {
    let (first, second) = (codePoints(of: first), codePoints(of: second))
    let total = first.count + second.count
    guard total > 0 else { return 1 }
    return Double(2 * longestCommonSubsequence(first, second)) / Double(total)
  }

  static func codePoints(of text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
