import Testing

@testable import EvalKit

@Suite struct NearestSpellingTests {
  @Test(arguments: [
    ("treshold", ["threshold", "value"], "threshold" as String?),
    ("contain", ["contains", "icontains"], "contains"),
    ("PASS_RATE", ["pass_rate"], "pass_rate"), ("pass-rate", ["pass_rate"], "pass_rate"),
    ("json_schema", ["json-schema", "is-json"], "json-schema"),
    ("a_b_c_d", ["a-b-c-d"], "a-b-c-d"),
    ("dorp", ["drop"], "drop"), ("ms", ["%", "ms", "s"], "ms"), ("x", ["y"], "y"),
    ("xy", ["ab"], nil), ("colour", ["temperature"], nil), ("", ["a"], "a"), ("", ["ab"], nil),
    ("abc", [], nil), ("abd", ["abc", "abe"], "abc"), ("été", ["ete"], nil),
    ("f2", ["f1", "tpr"], "f1"),
  ])
  func finds(word: String, names: [String], expected: String?) {
    #expect(nearest(word, in: names).name == expected)
  }

  @Test func suggests() {
    #expect(nearest("treshold", in: ["threshold"]).suggestion == "; did you mean 'threshold'?")
    #expect(nearest("xyzzy", in: ["threshold"]).suggestion == "")
  }
}
