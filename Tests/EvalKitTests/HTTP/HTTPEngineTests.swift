import Synchronization
import Testing

@testable import EvalKit

/// Answers that come as they should.
@Suite struct HTTPEngineTests {
  private let engine = HTTPEngine(.direct)

  private func get(
    _ url: String, _ change: (inout HTTPRequest) -> Void = { _ in }
  ) async -> (outcome: HTTPOutcome, body: String) {
    var request = HTTPRequest(url)
    change(&request)
    let (outcome, sink) = await engine.perform(request, into: CollectingSink())
    return (outcome, String(decoding: sink.bytes, as: UTF8.self))
  }

  @Test func plainAnswer() async {
    let server = LoopbackServer { connection in
      guard let request = connection.readRequest() else { return }
      #expect(request.head.hasPrefix("POST /v1/chat?x=1 HTTP/1.1\r\n"))
      #expect(request.head.contains("Authorization: Bearer k\r\n"))
      #expect(request.head.contains("Content-Type: application/json\r\n"))
      #expect(request.head.contains("X-Empty:\r\n"))
      #expect(request.head.contains("User-Agent: EvalKit\r\n"))
      #expect(!request.head.contains("Expect:"))
      #expect(request.body == [UInt8]("{}".utf8))
      connection.answer(
        "429 Too Many", "Retry-After: 3\r\nx-a: 1\r\nX-A:\t2 \r\nX-Empty:\r\n", body: "{\"e\":1}")
    }
    let request = HTTPRequest(
      "\(server.url)/v1/chat?x=1", postingJSON: [UInt8]("{}".utf8),
      headers: [("Authorization", "Bearer k"), ("X-Empty", "")])
    let (outcome, sink) = await engine.perform(request, into: CollectingSink())
    #expect(outcome.failure == nil)
    #expect(outcome.status == 429)
    #expect(sink.bytes == [UInt8]("{\"e\":1}".utf8))
    #expect(outcome.bodyBytes == 7)
    #expect(outcome.headers["retry-after"] == "3")
    #expect(outcome.headers.values(of: "X-a") == ["1", "2"])
    #expect(outcome.headers["X-EMPTY"] == "")
    #expect(outcome.headers["retry-afte"] == nil)
    #expect(outcome.headers["retry-after2"] == nil)
    #expect(!outcome.reusedConnection)
  }

  @Test func chunkedStreamArrivesInItsParts() async {
    struct Parts: HTTPBodySink, Sendable {
      var parts: [String] = []
      var instants: [MonotonicInstant] = []
      var type: String?
      let received: Signal
      mutating func begin(_ head: HTTPResponseHead) -> Bool {
        type = head.headers["content-type"]
        return true
      }
      mutating func receive(_ bytes: RawSpan, at instant: MonotonicInstant) -> Bool {
        parts.append(bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
        instants.append(instant)
        if parts.count == 1 { received.send() }
        return true
      }
    }
    let received = Signal()
    let second = Latch(count: 2)
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3\r\none\r\n")
      second.arriveAndWait()
      connection.send("3\r\ntwo\r\n0\r\nX-Trailer: 1\r\n\r\n")
    }
    async let answer = engine.perform(HTTPRequest(server.url), into: Parts(received: received))
    await received.wait()
    second.arriveAndWait()
    let (outcome, sink) = await answer
    #expect(sink.parts == ["one", "two"])
    #expect(sink.type == "text/event-stream")
    #expect(outcome.failure == nil)
    #expect(outcome.headers["X-Trailer"] == nil)
    let timings = outcome.timings
    let steps = [
      timings.queued, timings.connected, timings.requestSent, timings.firstByte,
      sink.instants.first.map { timings.start.duration(to: $0) },
      sink.instants.last.map { timings.start.duration(to: $0) }, timings.total,
    ].compactMap { $0 }
    #expect(steps.count == 7)
    #expect(steps == steps.sorted())
    #expect(timings.tlsEstablished == nil)
  }

  @Test func secondRequestReusesTheConnection() async {
    let server = LoopbackServer { connection in
      while connection.readRequest() != nil { connection.answer(body: "\(connection.number)") }
    }
    let first = await get(server.url)
    let second = await get(server.url)
    #expect([first.body, second.body] == ["0", "0"])
    #expect([first.outcome.reusedConnection, second.outcome.reusedConnection] == [false, true])
    #expect(second.outcome.timings.connected == nil)
    #expect(second.outcome.timings.requestSent != nil)
  }

  @Test func requestOnAConnectionThatTheServerClosesIsSentAgain() async {
    let server = LoopbackServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer(body: "\(connection.number)")
      if connection.number == 0 {
        _ = connection.readRequest()
        connection.reset()
      }
    }
    let first = await get(server.url)
    let second = await get(server.url)
    #expect([first.body, second.body] == ["0", "1"])
    #expect(second.outcome.failure == nil)
    #expect(!second.outcome.reusedConnection)
  }

  @Test func onlyTheLastHeadCounts() async {
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n")
      connection.answer("200 OK", "X-Late: a\r\n b\r\n", body: "x")
    }
    let (outcome, body) = await get(server.url)
    #expect(outcome.status == 200)
    #expect(outcome.headers["X-Early"] == nil)
    #expect(outcome.headers["X-Late"] == "a b")
    #expect(body == "x")
  }

  @Test func gzipIsDecoded() async {
    let packed: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9,
      0xd7, 0x51, 0xc8, 0xc0, 0x49, 0x01, 0x00, 0xbc, 0x06, 0x44, 0xb1, 0x21, 0x00, 0x00, 0x00,
    ]
    let server = LoopbackServer { connection in
      guard let request = connection.readRequest() else { return }
      #expect(request.head.contains("Accept-Encoding: deflate, gzip"))
      connection.send(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n")
      connection.send(packed)
    }
    let (outcome, body) = await get(server.url)
    #expect(outcome.failure == nil)
    #expect(body == "hello, hello, hello, hello, hello")
    #expect(outcome.bodyBytes == 33)
  }

  @Test(arguments: [
    ("POST", 307, "POST /b body"), ("POST", 308, "POST /b body"), ("POST", 302, "GET /b "),
    ("POST", 303, "GET /b "), ("PUT", 301, "PUT /b body"), ("GET", 301, "GET /b "),
  ])
  func redirectOnTheSameHostIsFollowed(method: String, status: Int, expected: String) async {
    let server = LoopbackServer { connection in
      while let request = connection.readRequest() {
        if request.head.contains(" /a ") {
          connection.answer("\(status) Moved", "Location: /b\r\n", body: "moved")
        } else {
          let target = request.head.split(separator: " HTTP/")[0]
          connection.answer(body: "\(target) \(String(decoding: request.body, as: UTF8.self))")
        }
      }
    }
    let (outcome, body) = await get("\(server.url)/a") {
      $0.method = method
      $0.body = method == "GET" ? [] : [UInt8]("body".utf8)
    }
    #expect(outcome.failure == nil)
    #expect(outcome.status == 200)
    #expect(body == expected)
  }

  @Test func redirectIsTheOutcomeWhenNoneIsWanted() async {
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.answer("302 Found", "Location: http://example.com/\r\n", body: "moved")
    }
    let (outcome, body) = await get(server.url) { $0.redirects = .none }
    #expect(outcome.failure == nil)
    #expect(outcome.status == 302)
    #expect(body == "moved")
  }

  @Test func sinkMayStop() async {
    struct Stopping: HTTPBodySink, Sendable {
      var begins = true
      var count = 0
      mutating func begin(_ head: HTTPResponseHead) -> Bool { begins }
      mutating func receive(_ bytes: RawSpan, at instant: MonotonicInstant) -> Bool {
        count += bytes.byteCount
        return false
      }
    }
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
      connection.waitForClose()
    }
    let (outcome, sink) = await engine.perform(HTTPRequest(server.url), into: Stopping())
    #expect(outcome.failure == nil)
    #expect(outcome.stoppedBySink)
    #expect(sink.count == 3)
    let (early, untouched) = await engine.perform(
      HTTPRequest(server.url), into: Stopping(begins: false))
    #expect(early.failure == nil)
    #expect(early.stoppedBySink)
    #expect(untouched.count == 0)
  }

  @Test func headHasNoBody() async {
    let server = LoopbackServer { connection in
      guard let request = connection.readRequest() else { return }
      #expect(request.head.hasPrefix("HEAD / "))
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
    }
    let (outcome, body) = await get(server.url) { $0.method = "HEAD" }
    #expect(outcome.failure == nil)
    #expect(outcome.headers["content-length"] == "100")
    #expect(body.isEmpty)
  }

  @Test func plainRequestsGoThroughTheProxy() async {
    let proxy = LoopbackServer { connection in
      guard let request = connection.readRequest() else { return }
      connection.answer(body: String(request.head.split(separator: "\r\n")[0]))
    }
    let engine = HTTPEngine(.init(proxy: proxy.url))
    let (outcome, sink) = await engine.perform(
      HTTPRequest("http://host.invalid/a"), into: CollectingSink())
    #expect(outcome.failure == nil)
    #expect(String(decoding: sink.bytes, as: UTF8.self) == "GET http://host.invalid/a HTTP/1.1")
  }

  @Test func manyRequestsRunAtTheSameTime() async {
    let count = 64
    let latch = Latch(count: count)
    let server = LoopbackServer { connection in
      guard let request = connection.readRequest() else { return }
      latch.arriveAndWait()
      connection.answer(body: String(decoding: request.body, as: UTF8.self))
    }
    let engine = engine
    let bodies = await withTaskGroup(of: (Int, String).self) { group in
      for index in 0..<count {
        group.addTask {
          let request = HTTPRequest(server.url, postingJSON: [UInt8]("\(index)".utf8))
          let (outcome, sink) = await engine.perform(request, into: CollectingSink())
          #expect(outcome.failure == nil)
          return (index, String(decoding: sink.bytes, as: UTF8.self))
        }
      }
      var bodies: [Int: String] = [:]
      for await (index, body) in group { bodies[index] = body }
      return bodies
    }
    #expect(bodies == Dictionary(uniqueKeysWithValues: (0..<count).map { ($0, "\($0)") }))
  }

  @Test func largeBodiesPassBothWays() async {
    let large = [UInt8](repeating: 0x61, count: 3_000_000)
    let server = LoopbackServer { connection in
      guard let request = connection.readRequest() else { return }
      #expect(!request.head.contains("Expect:"))
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(request.body.count)\r\n\r\n")
      connection.send(request.body)
    }
    let (outcome, sink) = await engine.perform(
      HTTPRequest(server.url, postingJSON: large), into: CollectingSink())
    #expect(outcome.failure == nil)
    #expect(sink.bytes == large)
  }
}
