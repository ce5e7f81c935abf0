import Testing

@testable import EvalKit

@Suite struct EditDistanceTests {
  @Test func knownDistances() {
    #expect(EditDistance.levenshtein("kitten", "sitting") == 3)
    #expect(EditDistance.optimalStringAlignment("CA", "ABC") == 3)
    #expect(EditDistance.damerauLevenshtein("CA", "ABC") == 2)
    // A swap across a gap in the shorter text and in the longer one; from rapidfuzz 3.14.
    #expect(EditDistance.damerauLevenshtein("abKLmmm", "bxaKL") == 5)
    #expect(EditDistance.damerauLevenshtein("abKL", "bxaKLmmm") == 5)
    #expect(EditDistance.levenshtein("e\u{301}", "\u{E9}") == 2)
    #expect(EditDistance.levenshtein("e\u{301}", "\u{E9}", unit: .utf8Bytes) == 3)
    #expect(EditDistance.levenshtein("a\n", "a", unit: .lines) == 1)
    #expect(EditDistance.levenshtein(" a  b ", "b a", unit: .words) == 2)
  }

  // The worked examples of Winkler (1990).
  @Test(arguments: [
    ("MARTHA", "MARHTA", 0.944444444444, 0.961111111111),
    ("DIXON", "DICKSONX", 0.766666666667, 0.813333333333),
    ("DWAYNE", "DUANE", 0.822222222222, 0.84),
  ])
  func knownJaro(first: String, second: String, jaro: Double, winkler: Double) {
    #expect(abs(EditDistance.jaro(first, second) - jaro) < 1e-12)
    #expect(abs(EditDistance.jaroWinkler(first, second) - winkler) < 1e-12)
  }

  @Test(arguments: EditDistance.Unit.allCases)
  func emptyTexts(unit: EditDistance.Unit) {
    #expect(EditDistance.levenshtein("", "", unit: unit) == 0)
    #expect(EditDistance.similarity("", "", unit: unit) == 1)
    #expect(EditDistance.similarity("", "x", unit: unit) == 0)
  }

  @Test func bitParallelAgreesWithTheTextbook() {
    var generator = SeededGenerator(seed: 7)
    for alphabet in [["a", "b"], ["a", "b", "c", "é", "🙂"]] {
      for length in [3, 63, 64, 65, 130, 200] {
        for _ in 0..<10 {
          let first = generator.text(of: alphabet, upTo: length)
          let second = generator.text(of: alphabet, upTo: length)
          #expect(EditDistance.levenshtein(first, second) == Self.levenshtein(first, second))
          #expect(
            EditDistance.longestCommonSubsequence(first, second)
              == Self.longestCommonSubsequence(first, second))
        }
      }
    }
  }

  @Test func carriesPassThroughBlocksWithoutAMatch() {
    // Three blocks of 64 rows; what matches in the first one must not match again in the third.
    let text = "bx" + String(repeating: "a", count: 130) + "xb"
    #expect(EditDistance.longestCommonSubsequence(text, "x") == 1)
    #expect(EditDistance.longestCommonSubsequence(text, "xx") == 2)
  }

  private static func levenshtein(_ first: String, _ second: String) -> Int {
    var row = Array(0...second.unicodeScalars.count)
    for (index, one) in first.unicodeScalars.enumerated() {
      var next = [index + 1]
      for (column, other) in second.unicodeScalars.enumerated() {
        next.append(
          min(row[column] + (one == other ? 0 : 1), row[column + 1] + 1, next[column] + 1))
      }
      row = next
    }
    return row[second.unicodeScalars.count]
  }

  private static func longestCommonSubsequence(_ first: String, _ second: String) -> Int {
    var row = [Int](repeating: 0, count: second.unicodeScalars.count + 1)
    for one in first.unicodeScalars {
      var next = [0]
      for (column, other) in second.unicodeScalars.enumerated() {
        next.append(one == other ? row[column] + 1 : max(row[column + 1], next[column]))
      }
      row = next
    }
    return row[second.unicodeScalars.count]
  }
}
