import Testing

@testable import EvalKit

@Suite struct SQuADTests {
  @Test func nothingIsAcceptedWithoutTargets() {
    #expect(SQuAD.f1("", targets: []) == nil)
    #expect(!SQuAD.exactMatch("", targets: []))
  }

  // "the" and "a" are dropped, and words count as often as they occur.
  @Test(arguments: [
    ("", "", 1.0), ("the", "", 1.0), ("the", "cat", 0.0), ("x b c", "b c a d y", 4.0 / 7.0),
    ("b b", "b", 2.0 / 3.0),
  ])
  func countsSharedWords(prediction: String, target: String, expected: Double) {
    #expect(SQuAD.f1(prediction, target: target) == expected)
  }
}
