import EvalKit
import Testing

@testable import ScriptedServer

/// How scripts are read, and what they put on the wire.
@Suite struct ScriptTests {
  private func script(_ text: String) throws -> Script {
    try Script(JSONValue(parsing: text))
  }

  /// What an answer without pauses puts on the wire.
  private func wire(_ answer: String, streams: Bool = true, isPlain: Bool = false) throws -> String
  {
    let script = try script("{\"rules\": [{\"answers\": [\(answer)]}]}")
    let steps = Staging(
      answer: script.rules[0].answers[0], model: "m", streams: streams, isPlain: isPlain
    ).steps
    return steps.map { step in
      switch step {
      case .send(let bytes), .drip(let bytes, _, _): String(decoding: bytes, as: UTF8.self)
      case .pause(let time): "<pause \(time)>"
      case .refuse: "<refuse>"
      case .end(let end): "<\(end.rawValue)>"
      }
    }.joined()
  }

  @Test func aBodyHasItsLength() throws {
    #expect(
      try wire(#"{"body": "Grüße", "headers": {"X-A": "b", "Content-Type": null}}"#)
        == "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nX-A: b\r\n\r\nGrüße<keep>")
  }

  @Test func eventsAreChunks() throws {
    #expect(
      try wire(#"{"events": ["a", "bc"], "sse": {"line_end": "crlf", "comment": "p"}}"#)
        == "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "11\r\n:p\r\n\r\ndata: a\r\n\r\n\r\n12\r\n:p\r\n\r\ndata: bc\r\n\r\n\r\n0\r\n\r\n<keep>")
  }

  @Test func aCutLeavesTheFramingOpen() throws {
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
    #expect(
      try wire(#"{"events": ["a", "bc"], "cut": {"after": 1}, "end": "reset"}"#)
        == head + "\r\n9\r\ndata: a\n\n\r\n<reset>")
    #expect(
      try wire(#"{"events": ["a", "bc"], "cut": {"after_bytes": 12}}"#)
        == head + "\r\n9\r\ndata: a\n\n\r\n3\r\ndat\r\n<close>")
  }

  @Test func waitsStandWhereTheyShould() throws {
    #expect(
      try wire(
        #"{"events": ["a", "b"], "framing": "close", "delay_ms": 5, "stall": {"after": 1, "ms": 7}}"#
      )
        == "<pause 0.005 seconds>HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
        + "Connection: close\r\n\r\ndata: a\n\n<pause 0.007 seconds>data: b\n\n<close>")
    #expect(try wire(#"{"drop": true, "delay_ms": "forever"}"#) == "<hang><close>")
  }

  @Test func aSayingTakesTheFormOfItsPath() throws {
    let whole = try wire(#"{"say": "Hi you"}"#, streams: false)
    #expect(whole.contains(#""message":{"role":"assistant","content":"Hi you"}"#))
    let plain = try wire(#"{"say": "Hi you"}"#, isPlain: true)
    #expect(plain.contains(#"{"index":0,"text":" you","finish_reason":null}"#))
    #expect(!plain.contains("role"))
    #expect(plain.contains("data: [DONE]"))
  }

  @Test func bytesCanBeSaidInManyWays() throws {
    let text = try wire(
      #"{"head": false, "body": ["a", {"hex": "42 43"}, {"repeat": ["d", "e"], "times": 2}, {"json": [1]}]}"#
    )
    #expect(text == "aBCdede[1]<keep>")
  }

  /// As Python's `gzip.compress` would be read by any reader: checksum and length at the end.
  @Test func gzipHasTheChecksumOfItsContent() {
    let bytes = Gzip.stored(Array("hello".utf8))
    // zlib.crc32(b"hello") == 0x3610a686
    #expect(Array(bytes.suffix(8)) == [0x86, 0xA6, 0x10, 0x36, 5, 0, 0, 0])
    #expect(Array(bytes[10..<20]) == [1, 5, 0, 0xFA, 0xFF] + Array("hello".utf8))
  }

  @Test(arguments: [
    ("[]", "an object is needed here, not a list"),
    (
      #"{"rulez": []}"#,
      "unknown key 'rulez'; allowed are model, refuse, log, rules; did you mean 'rules'?"
    ),
    (#"{"rules": [{}]}"#, "rules[0]: a rule needs 'answers'"),
    (
      #"{"rules": [{"answers": [{"status": "ok"}]}]}"#,
      "rules[0].answers[0].status: this is a whole number from 100 to 999, not 'ok'"
    ),
    (
      #"{"rules": [{"answers": [{"json": 1, "say": "x"}]}]}"#,
      "rules[0].answers[0]: there is one of json, say at most"
    ),
    (
      #"{"rules": [{"answers": [{"body": {"hex": "GG"}}]}]}"#,
      "rules[0].answers[0].body.hex: this is pairs of hexadecimal digits, not 'GG'"
    ),
    (
      #"{"rules": [{"answers": [{"cut": {}}]}]}"#,
      "rules[0].answers[0].cut: 'after' or 'after_bytes' is needed"
    ),
    (
      #"{"rules": [{"answers": [{"body": {"repeat": "aa", "times": 200000000}}]}]}"#,
      "rules[0].answers[0].body: more than 268435456 bytes"
    ),
    (
      #"{"rules": [{"answers": [{"end": "explode"}]}]}"#,
      "rules[0].answers[0].end: this is one of keep, close, reset, hang, not 'explode'"
    ),
  ])
  func mistakesAreNamedWithTheirPlace(text: String, message: String) throws {
    #expect(throws: ScriptError("", message)) { try script(text) }
  }
}
