import Testing

@testable import EvalKit

@Suite(.timeLimit(.minutes(10))) struct EmbeddedJSONTests {
  private func documents(in text: String) -> [String] {
    var embedded = EmbeddedJSON(text)
    var found: [String] = []
    while let next = embedded.next() { found.append(next.text) }
    return found
  }

  @Test(arguments: [
    ("Here it is: {\"a\": 1}. Done", ["{\"a\": 1}"]),
    ("{\"a\":{\"b\":[]}} and [1, 2]", ["{\"a\":{\"b\":[]}}", "[1, 2]"]),
    ("a set {x | x > 0} and {\"a\":1}", ["{\"a\":1}"]),
    ("{oops {\"a\":1}", ["{\"a\":1}"]),
    ("[ \"quoted {\\\"a\\\": 1}\" ]", ["[ \"quoted {\\\"a\\\": 1}\" ]"]),
    ("he said \"[1]\"", ["[1]"]), ("it's {\"a\":\"it's\"}", ["{\"a\":\"it's\"}"]),
    ("[{\"a\":1} unclosed", ["{\"a\":1}"]), ("[[[1]]] x [", ["[[[1]]]"]),
    ("{\"a\":\"}\"}", ["{\"a\":\"}\"}"]), ("{\"a\":\"\\\\\"}", ["{\"a\":\"\\\\\"}"]),
    ("[1,]", []), ("{\"a\"}", []), ("{\"a\":1,}", []), ("[1}", []), ("{]", []), ("", []),
    ("12", []), ("[01]", []), ("[tru]", []),
    ("[true,false,null,-1.5e3]", ["[true,false,null,-1.5e3]"]),
    ("[\"a\nb\"]", []), ("{}[]", ["{}", "[]"]), ("[[]", ["[]"]),
  ])
  func finds(text: String, expected: [String]) {
    #expect(documents(in: text) == expected)
  }

  /// Texts on which an attempt from every bracket would be quadratic.
  @Test(
    .serialized,
    arguments: [
      "[", "{", "{\"a\":", "[1,", "[\"[\",", "\"[", "[[1],", "[\"[1,\",\",", "{\"a\":[", "[\"\\",
      "[ ",
      "[{\"a\":1},", "[\"]\",[", "{\"[\":{\"",
    ])
  func isLinear(unit: String) {
    let text = String(repeating: unit, count: 60_000 / unit.utf8.count)
    _ = documents(in: text)
    _ = documents(in: String(repeating: "[", count: 1000) + text)
    _ = documents(in: "[\"" + text)
  }

  @Test(arguments: [
    ("```json\n{\"a\":1}\n```", "{\"a\":1}" as String?),
    ("Sure:\n\n```JSON title\n[1]\n```\nbye", "[1]"),
    ("```\n[1]\n```", "[1]"), ("~~~json\n[1]\n~~~", "[1]"), ("   ```json\n[1]\n  ```", "[1]"),
    ("```json\n[1]", "[1]"), ("````json\n```\n````", "```"), ("```json\r\n[1]\r\n```\r\n", "[1]"),
    ("```swift\nlet a = [1]\n```\n```json\n[2]\n```", "[2]"), ("    ```json\n[1]\n```", ""),
    ("text `json` text", nil), ("```js\n[1]\n```", nil), ("``json\n[1]\n``", nil),
    ("```json `\n[1]", nil), ("```json\n[1]\n~~~\n```", "[1]\n~~~"), ("", nil),
  ])
  func findsFences(text: String, expected: String?) {
    #expect(FencedBlock.first(in: text, named: ["json", ""]) == expected)
  }
}
