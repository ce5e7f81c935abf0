import Testing

@testable import EvalKit

@Suite struct PorterStemmerTests {
  // From the tables of Porter (1980), carried through all steps; the last two rows are from NLTK.
  @Test(arguments: [
    ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"),
    ("agreed", "agre"), ("plastered", "plaster"), ("bled", "bled"), ("motoring", "motor"),
    ("sing", "sing"), ("conflated", "conflat"), ("sized", "size"), ("hopping", "hop"),
    ("falling", "fall"), ("hissing", "hiss"), ("failing", "fail"), ("filing", "file"),
    ("happy", "happi"), ("relational", "relat"), ("conditional", "condit"), ("rational", "ration"),
    ("digitizer", "digit"), ("vietnamization", "vietnam"), ("hopefulness", "hope"),
    ("formalize", "formal"), ("electrical", "electr"), ("replacement", "replac"),
    ("adoption", "adopt"), ("probate", "probat"), ("rate", "rate"), ("cease", "ceas"),
    ("controll", "control"), ("roll", "roll"),
    ("dies", "die"), ("dying", "die"), ("news", "news"), ("enjoy", "enjoy"), ("by", "by"),
    ("using", "use"), ("apology", "apolog"), ("theology", "theolog"), ("hopefully", "hope"),
  ])
  func stems(word: String, stem: String) {
    #expect(String(decoding: PorterStemmer.stem(Array(word.utf8)), as: UTF8.self) == stem)
  }

  @Test func longRunsOfY() {
    let word = [UInt8](repeating: UInt8(ascii: "y"), count: 100_000)
    #expect(PorterStemmer.stem(word).count >= word.count - 1)
  }
}
