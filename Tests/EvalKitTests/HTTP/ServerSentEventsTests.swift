import Testing

@testable import EvalKit

/// One event as text, for tables.
struct Event: Sendable, Equatable, CustomStringConvertible {
  var name: String = ""
  var data: String

  var description: String { name.isEmpty ? data : "\(name): \(data)" }
}

extension ServerSentEventParser {
  /// Feeds one part and returns the events that end in it.
  mutating func events(_ part: [UInt8]) throws -> [Event] {
    var events: [Event] = []
    try feed(part.span.bytes) { name, data in
      events.append(Event(name: text(name), data: text(data)))
    }
    return events
  }
}

private func text(_ bytes: RawSpan) -> String {
  bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
}

@Suite struct ServerSentEventsTests {
  /// Streams with the events in them, and with what is left over at their end.
  static let streams: [(String, [Event], ServerSentEventParser.Leftover?)] = [
    ("data: a\n\n", [Event(data: "a")], nil),
    ("data:a\r\n\r\ndata:b\r\rdata:c\n\n", ["a", "b", "c"].map { Event(data: $0) }, nil),
    ("data:  a \n\n", [Event(data: " a ")], nil),
    (":\n\n: ping\n\n:data: x\n\ndata: a\n\n", [Event(data: "a")], nil),
    ("data: a\ndata: b\ndata\ndata:\n\n", [Event(data: "a\nb\n\n")], nil),
    ("data:\n\ndata\n\n", [Event(data: ""), Event(data: "")], nil),
    ("event: x\n\ndata: a\n\n", [Event(data: "a")], nil),
    ("event: x\ndata: a\n\ndata: b\n\n", [Event(name: "x", data: "a"), Event(data: "b")], nil),
    ("event: x\nevent: y\ndata: a\n\n", [Event(name: "y", data: "a")], nil),
    (
      "data: a\nevent:x\n:c\nother: 1\nDATA: 2\ndatas: 3\ndat: 4\nid\n\n",
      [Event(name: "x", data: "a")], nil
    ),
    ("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n", [Event(data: "a")], nil),
    ("\n\r\n\r\r\ndata: a\n\r\n", [Event(data: "a")], nil),
    ("data: {\"é\":\"🙂\"}\n\n", [Event(data: "{\"é\":\"🙂\"}")], nil),
    ("data: a: b\n\n", [Event(data: "a: b")], nil),
    ("", [], nil), ("\u{FEFF}", [], nil), ("\n\n", [], nil), ("event: x\n", [], nil),
    ("data: a", [], .init(name: [], data: [UInt8]("a".utf8))),
    (
      "data: a\n\nevent: e\ndata: [DONE]\n", [Event(data: "a")],
      .init(name: [UInt8]("e".utf8), data: [UInt8]("[DONE]".utf8))
    ),
  ]

  @Test(arguments: streams)
  func everySplitGivesTheSameEvents(
    stream: String, expected: [Event], leftover: ServerSentEventParser.Leftover?
  ) throws {
    let bytes = [UInt8](stream.utf8)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        var parser = ServerSentEventParser()
        let parts = [bytes[..<first], bytes[first..<second], bytes[second...]]
        let events = try parts.flatMap { try parser.events(Array($0)) }
        #expect(events == expected, "split at \(first) and \(second)")
        #expect(parser.finish() == leftover, "split at \(first) and \(second)")
      }
    }
    var parser = ServerSentEventParser()
    #expect(try bytes.flatMap { try parser.events([$0]) } == expected, "byte by byte")
    #expect(parser.finish() == leftover)
  }

  @Test func idAndRetryAreKept() throws {
    var parser = ServerSentEventParser()
    #expect(parser.retryMilliseconds == nil)
    _ = try parser.events([UInt8]("id: 7\nretry: 250\n\nretry: 1x\nid: a\0b\n\n".utf8))
    #expect(parser.lastEventID == [UInt8]("7".utf8))
    #expect(parser.retryMilliseconds == 250)
    _ = try parser.events([UInt8]("id\nretry: 99999999999999999999999\n\n".utf8))
    #expect(parser.lastEventID.isEmpty)
    #expect(parser.retryMilliseconds == 250)
  }

  @Test(arguments: [
    // Lines of 10 bytes, data of 4 bytes.
    ("data: 1234\n\n", 10, ["1234"], nil), ("data: 1234\n\n", 9, [], "line"),
    ("data: a\n\ndata: 12345\n\n", 10, ["a"], "line"), (": 123456789", 10, [], "line"),
    ("data:1234\ndata:56789\n\n", 10, ["1234\n56789"], nil),
    ("data:12345\ndata:56789\n\n", 10, [], "event"),
    ("data:1\n\ndata:2\ndata:3456\ndata:7890\n\ndata: 1\n\n", 10, ["1"], "event"),
  ])
  func sizeIsLimitedWhereverItIsSplit(
    stream: String, limit: Int, expected: [String], tooLong: String?
  ) {
    let bytes = [UInt8](stream.utf8)
    for split in 0...bytes.count {
      var parser = ServerSentEventParser(maximumEventBytes: limit)
      var data: [String] = []
      // The last part shows that an error stays.
      for part in [Array(bytes[..<split]), Array(bytes[split...]), [UInt8]("data: z\n\n".utf8)] {
        do throws(StreamLimitError) {
          try parser.feed(part.span.bytes) { _, bytes in data.append(text(bytes)) }
        } catch {
          #expect(error.what == tooLong && error.limit == limit)
        }
      }
      #expect(data == expected + (tooLong == nil ? ["z"] : []), "split at \(split)")
    }
  }

  @Test func errorNamesTheLimit() {
    #expect(
      "\(StreamLimitError(what: "event", limit: 5))"
        == "the stream holds a longer event than 5 bytes")
  }

  @Test func aMillionTinyPartsAreLinear() throws {
    var parser = ServerSentEventParser()
    var count = 0
    let part: [UInt8] = [UInt8(ascii: "x")]
    try parser.feed([UInt8]("data: ".utf8).span.bytes) { _, _ in }
    for _ in 0..<1_000_000 { try parser.feed(part.span.bytes) { _, _ in } }
    try parser.feed(([10, 10] as [UInt8]).span.bytes) { _, data in count += data.byteCount }
    #expect(count == 1_000_000)
  }

  @Test func manyLinesInOnePartAreLinear() throws {
    // Searching for the absent LF from every line anew would read 5 * 10^11 bytes.
    let part = [UInt8](String(repeating: "data: a\r\r", count: 500_000).utf8)
    var parser = ServerSentEventParser()
    var count = 0
    try parser.feed(part.span.bytes) { _, _ in count += 1 }
    #expect(count == 500_000)
  }

  @Test func recordingsOfALlamaServer() throws {
    let folder = "wire/llama-server"
    let names = SharedFiles.names(in: folder).filter {
      $0.contains("stream") && $0.hasSuffix(".txt") && !$0.hasSuffix(".wire.txt")
        && !$0.hasSuffix(".times.txt") && !$0.hasSuffix(".curl.txt")
    }
    try #require(
      !names.isEmpty,
      "no recordings in \(SharedFiles.directory)/\(folder): set EVALKIT_SHARED to their folder")
    var streams = 0
    for name in names {
      let bytes = try #require(SharedFiles.bytes("\(folder)/\(name)"))
      guard bytes.starts(with: "data: ".utf8) || bytes.starts(with: "event: ".utf8) else {
        #expect(bytes.first == UInt8(ascii: "{"), "\(name) is neither a stream nor JSON")
        continue
      }
      streams += 1
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      let expected = lines.filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
      let names = lines.filter { $0.hasPrefix("event: ") }.map { String($0.dropFirst(7)) }
      for size in [1, 7, 1000, bytes.count] {
        var parser = ServerSentEventParser()
        var events: [Event] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
          events += try parser.events(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        #expect(events.map(\.data) == expected, "\(name) in parts of \(size)")
        #expect(events.map(\.name).filter { !$0.isEmpty } == names, "\(name)")
        #expect(parser.finish() == nil, "\(name)")
      }
    }
    #expect(streams >= 15)
  }
}
