import Testing

@testable import EvalKit

@Suite struct PythonTextTests {
  // Expected values are those of Python 3.11.
  @Test(arguments: [
    ("ΑΣ", "ας"), ("ΑΣΑ", "ασα"), ("Σ", "σ"), ("ΑΣ.", "ας."), ("Α.Σ", "α.ς"),
    ("ΑΣ\u{AD}Β", "ασ\u{AD}β"),
    ("İ", "i\u{307}"), ("ẞ", "ß"), ("ǅ", "ǆ"), ("K", "k"), ("ABC1é", "abc1é"),
  ])
  func lowercases(text: String, lowered: String) {
    #expect(PythonText.lowercased(text).unicodeScalars.elementsEqual(lowered.unicodeScalars))
  }

  @Test func bothWhitespaceTestsAgree() {
    var count = 0
    for value in 0...0x10_FFFF {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let isSpace = PythonText.isWhitespace(scalar)
      let bytes = Array(String(scalar).utf8)
      guard isSpace || PythonText.whitespaceLength(at: 0, in: bytes) > 0 else { continue }
      #expect(isSpace && PythonText.whitespaceLength(at: 0, in: bytes) == bytes.count)
      count += 1
    }
    #expect(count == 29)
  }

  @Test func trims() {
    #expect(PythonText.trimmed(" \u{85}a b\u{2028}") == "a b")
    #expect(PythonText.trimmed(" \n") == "")
    #expect(PythonText.trimmingEnd(" a\u{3000}\n") == " a")
    #expect(PythonText.trimmingEnd("\u{3000}") == "")
    #expect(PythonText.trimmingEnd("aé") == "aé")
  }
}
