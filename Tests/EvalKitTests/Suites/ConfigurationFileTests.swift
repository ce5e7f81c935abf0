import Testing

@testable import EvalKit

@Suite struct ConfigurationFileTests {
  @Test(arguments: ["a: [1, true, x]\n", "{\"a\": [1, true, \"x\"]}"])
  func readsYAMLAndJSON(text: String) throws {
    let value = try ConfigurationFile.read(Array(text.utf8), path: "f")
    #expect(value == ["a": [1, true, "x"]])
  }

  @Test(arguments: [
    ("a: 1\nb:\n  c: 1\n  c: 2\n", "f:4:3: the key 'c' occurs twice"),
    ("- {a: 1, a: 2}\n", "f:1:10: the key 'a' occurs twice"),
    ("", "f:1:1: the file is empty"),
  ])
  func namesThePlaceOfAnError(text: String, expected: String) {
    #expect { try ConfigurationFile.read(Array(text.utf8), path: "f") } throws: {
      "\($0)" == expected
    }
  }

  @Test func namesAFileThatCannotBeRead() {
    #expect { try ConfigurationFile.read("/nowhere/f.yaml") } throws: {
      "\($0)" == "/nowhere/f.yaml: cannot read: No such file or directory"
    }
  }
}
