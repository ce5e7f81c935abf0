import Testing

@testable import Harnesses

@Suite struct CodeExtractionTests {
  /// Expected by CommonMark 0.31, sections 4.5 and 5.2.
  @Test(arguments: [
    ("```ts\na\n```", [FencedBlock(language: "ts", code: "a\n")]),
    ("~~~TS title=x\na\n~~~~\n", [FencedBlock(language: "ts", code: "a\n")]),
    ("```typescript:src/a.ts\na\n```", [FencedBlock(language: "typescript", code: "a\n")]),
    ("````\n```\na\n```\n````", [FencedBlock(language: "", code: "```\na\n```\n")]),
    ("```ts\na\n~~~\n```", [FencedBlock(language: "ts", code: "a\n~~~\n")]),
    ("```ts\na\n``` b\n```", [FencedBlock(language: "ts", code: "a\n``` b\n")]),
    ("   ```ts\n   a\n     b\n   ```", [FencedBlock(language: "ts", code: "a\n  b\n")]),
    ("    ```ts\n    a\n    ```", []), ("``ts\na\n``", []), ("```ts `x`\na\n", []),
    ("```ts\na", [FencedBlock(language: "ts", code: "a\n")]),
    ("```ts\r\na\r\n```\r\nb", [FencedBlock(language: "ts", code: "a\n")]),
    ("1. Do:\n\n   ```ts\n   a\n   ```\n", [FencedBlock(language: "ts", code: "a\n")]),
    ("- x\n  - y:\n\n    ```ts\n    a\n    ```\n", [FencedBlock(language: "ts", code: "a\n")]),
    ("- ```ts\n  a\n  ```\n", [FencedBlock(language: "ts", code: "a\n")]),
    ("- x\n\ny\n\n    ```ts\n", []), ("", []),
    (
      "```c++\n```\n```c#\n```",
      [.init(language: "c++", code: ""), .init(language: "c#", code: "")]
    ),
  ])
  func findsFences(text: String, expected: [FencedBlock]) {
    #expect(CodeExtraction.fencedBlocks(in: text) == expected)
  }

  @Test(arguments: [
    ("```ts\na\n```\n```bash\nb\n```\n```typescript\nc\n```", "a\nc\n"),
    ("```\nclass A {}\n```\n```\n$ ls\n```", "class A {}\n"),
    ("```js\nexport class A {}\n```", "export class A {}\n"),
    ("```js\nclass A {}\n```\n```ts\nb\n```", "b\n"), ("class A {}", "class A {}"),
  ])
  func choosesTheTypeScript(text: String, source: String) {
    guard case .code(let code) = CodeExtraction.extract(from: text) else {
      Issue.record("no code")
      return
    }
    #expect(code.source == source)
  }

  @Test(arguments: [
    ("```\n$ ls\n```", "no TypeScript code found"),
    ("```bash\nls\n```\n```json\n{}\n```", "no TypeScript code found; found bash, json"),
    ("classes are nice", "no TypeScript code found"),
  ])
  func saysWhyThereIsNone(text: String, reason: String) {
    #expect(CodeExtraction.extract(from: text) == .none(reason))
  }

  @Test func isLinear() {
    for hostile in ["- ", "```\n", "1. ", "`", " ", "~~~ts\n", "\t", "\r\n"] {
      let text = String(repeating: hostile, count: 1_000_000 / hostile.utf8.count)
      _ = CodeExtraction.extract(from: text)
    }
  }
}
