import Testing

@testable import EvalKit

@Suite struct LineParserTests {
  @Test(arguments: [
    ("a\nb\n", ["a", "b"], nil), ("a\r\nb\r\n", ["a", "b"], nil),
    ("a\n\n\r\nb\n", ["a", "b"], nil),
    ("a\rb\n", ["a\rb"], nil), ("", [], nil), ("\n", [], nil), ("a\nb", ["a"], "b"),
    ("a\nb\r", ["a"], "b"), ("é🙂\n", ["é🙂"], nil), ("\r", [], nil), ("a\r\r\n", ["a\r"], nil),
  ])
  func everySplitGivesTheSameLines(body: String, expected: [String], leftover: String?) throws {
    let bytes = [UInt8](body.utf8)
    for split in 0...bytes.count {
      var parser = LineParser()
      var lines: [String] = []
      for part in [Array(bytes[..<split]), Array(bytes[split...])] {
        try parser.feed(part.span.bytes) { line in
          lines.append(line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
        }
      }
      #expect(lines == expected, "split at \(split)")
      #expect(parser.finish() == leftover.map { [UInt8]($0.utf8) }, "split at \(split)")
    }
  }

  @Test(arguments: [("12345\n", true), ("123456\n", false), ("1\n123456", false)])
  func lengthIsLimitedWhereverItIsSplit(body: String, fits: Bool) {
    let bytes = [UInt8](body.utf8)
    for split in 0...bytes.count {
      var parser = LineParser(maximumLineBytes: 5)
      let feedAll = {
        try parser.feed(Array(bytes[..<split]).span.bytes) { _ in }
        try parser.feed(Array(bytes[split...]).span.bytes) { _ in }
      }
      if fits {
        #expect(throws: Never.self, performing: feedAll)
      } else {
        #expect(throws: StreamLimitError(what: "line", limit: 5), performing: feedAll)
        #expect(throws: StreamLimitError.self) {
          try parser.feed(([10] as [UInt8]).span.bytes) { _ in }
        }
      }
    }
  }
}
