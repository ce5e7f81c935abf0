import Synchronization
import Testing

@testable import EvalKit

/// Answers that do not come, or come in part.
@Suite struct HTTPEngineFailureTests {
  private let engine = HTTPEngine(.direct)

  private func get(
    _ url: String, _ change: (inout HTTPRequest) -> Void = { _ in }
  ) async -> (outcome: HTTPOutcome, body: String) {
    var request = HTTPRequest(url)
    change(&request)
    let (outcome, sink) = await engine.perform(request, into: CollectingSink())
    return (outcome, String(decoding: sink.bytes, as: UTF8.self))
  }

  @Test func refusedPortIsNamedWithoutSecrets() async {
    let port = LoopbackServer.refusingPort()
    let url = "http://user:sk-1@127.0.0.1:\(port)/path?key=sk-2"
    let (outcome, _) = await get(url) { $0.headers = [("Authorization", "sk-3")] }
    #expect(outcome.failure?.kind == .refused)
    #expect(outcome.failure?.description == "127.0.0.1:\(port): connection refused")
    #expect(outcome.head == nil)
    #expect(outcome.timings.requestSent == nil)
  }

  @Test func unresolvableHost() async {
    // A label longer than 63 characters is refused before any server is asked.
    let host = String(repeating: "a", count: 64) + ".invalid"
    let (outcome, _) = await get("http://\(host)/")
    #expect(outcome.failure?.kind == .couldNotResolve)
    #expect(
      outcome.failure?.description == "\(host):80: the host name could not be resolved")
  }

  @Test(arguments: ["", "/v1", "ftp://127.0.0.1/", "http://", "http://h:99999/", "http://a\0b/"])
  func badURL(url: String) async {
    let (outcome, _) = await get(url)
    #expect(outcome.failure?.kind == .badURL)
    #expect(outcome.failure?.description == "not an absolute http or https URL")
  }

  @Test(arguments: [
    ("GET", "X-A", "1\r\nX-B: 2", "the value of header 'X-A' cannot be sent"),
    ("GET", "X A", "1", "the name of header 1 cannot be sent"),
    ("GET /", "X-A", "1", "the method cannot be sent"),
  ])
  func brokenFieldsAreNotSent(
    method: String, name: String, value: String, expected: String
  ) async {
    let (outcome, _) = await get("http://127.0.0.1:9/") {
      $0.method = method
      $0.headers = [(name, value)]
    }
    #expect(outcome.failure?.kind == .badRequest)
    #expect(outcome.failure?.description == "127.0.0.1:9: \(expected)")
  }

  @Test(arguments: [true, false])
  func connectionEndsBeforeTheFirstByte(isReset: Bool) async {
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      if isReset { connection.reset() }
    }
    let (outcome, _) = await get(server.url)
    #expect(outcome.failure?.kind == .resetBeforeFirstByte)
    #expect(!outcome.reusedConnection)
    #expect(outcome.timings.requestSent != nil)
    #expect(outcome.timings.firstByte == nil)
  }

  @Test(arguments: ["HTTP/1.1 200 OK\r\nConte", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n"])
  func connectionEndsWithinTheHead(head: String) async {
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send(head)
    }
    let (outcome, _) = await get(server.url)
    #expect(outcome.failure?.kind == .resetAfterFirstByte)
  }

  @Test func resetWithinTheBodyKeepsWhatCame() async {
    let got = Signal()
    let latch = Latch(count: 2)
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
      latch.arriveAndWait()
      connection.reset()
    }
    async let answer = engine.perform(
      HTTPRequest(server.url), into: SignallingSink(received: got))
    await got.wait()
    latch.arriveAndWait()
    let (outcome, sink) = await answer
    #expect(outcome.failure?.kind == .resetAfterFirstByte)
    #expect(outcome.status == 200)
    #expect(outcome.headers["x-a"] == "1")
    #expect(outcome.bodyBytes == 3)
    #expect(sink.bytes == [UInt8]("abc".utf8))
  }

  @Test(arguments: [
    "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "Content-Length: 9\r\n\r\nabc",
  ])
  func bodyThatEndsTooEarlyIsTruncated(rest: String) async {
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\n\(rest)")
    }
    let (outcome, body) = await get(server.url)
    #expect(outcome.failure?.kind == .truncatedBody)
    #expect(outcome.failure?.curlCode == 18)
    #expect(outcome.status == 200)
    #expect(body == "abc")
  }

  @Test func answerThatIsNotHTTP() async {
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send("SSH-2.0-OpenSSH_9.2\r\n")
    }
    let (outcome, _) = await get(server.url)
    #expect(outcome.failure?.kind == .other)
    #expect(outcome.failure?.detail == "the answer is not HTTP")
  }

  @Test func tlsWithAServerThatHasNone() async {
    let server = LoopbackServer { connection in
      connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
      connection.waitForClose()
    }
    let (outcome, _) = await get("https://127.0.0.1:\(server.port)/")
    #expect(outcome.failure?.kind == .tlsFailure)
  }

  @Test(arguments: ["http", "https"])
  func proxyThatRefuses(scheme: String) async {
    let port = LoopbackServer.refusingPort()
    let engine = HTTPEngine(.init(proxy: "http://127.0.0.1:\(port)"))
    let (outcome, _) = await engine.perform(
      HTTPRequest("\(scheme)://host.invalid/"), into: CollectingSink())
    #expect(outcome.failure?.kind == .proxy)
    #expect(outcome.failure?.detail == "the proxy at port \(port): Connection refused")
  }

  @Test func proxyThatWantsAPassword() async {
    let proxy = LoopbackServer { connection in
      guard let request = connection.readRequest() else { return }
      #expect(request.head.hasPrefix("CONNECT host.invalid:443 HTTP/1.1\r\n"))
      connection.answer("407 Proxy Authentication Required", body: "")
    }
    let engine = HTTPEngine(.init(proxy: proxy.url))
    let (outcome, _) = await engine.perform(
      HTTPRequest("https://host.invalid/"), into: CollectingSink())
    #expect(outcome.failure?.kind == .proxy)
    #expect(
      outcome.failure?.description
        == "host.invalid:443: the proxy refused the tunnel with status 407")
    #expect(outcome.head == nil)
  }

  @Test(arguments: ["http://other.invalid/", "http://127.0.0.1:9/", "//other.invalid/x", "ftp:/x"])
  func redirectElsewhereIsNotFollowed(location: String) async {
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.answer("307 Temporary Redirect", "Location: \(location)\r\n", body: "moved")
    }
    let (outcome, body) = await get(server.url)
    #expect(outcome.failure?.kind == .redirectToOtherHost)
    #expect(outcome.status == 307)
    #expect(outcome.headers["location"] == location)
    #expect(body.isEmpty)
  }

  @Test func endlessRedirectIsNotFollowed() async {
    let count = Mutex(0)
    let server = LoopbackServer { connection in
      while connection.readRequest() != nil {
        count.withLock { $0 += 1 }
        connection.answer("302 Found", "Location: /again\r\n", body: "")
      }
    }
    let (outcome, _) = await get(server.url)
    #expect(outcome.failure?.detail == "redirected more than 5 times")
    #expect(count.withLock { $0 } == 6)
  }

  @Test(arguments: [(10, 10), (0, 0), (24, 24), (25, 25)])
  func bodyIsCutAtTheMaximum(maximum: Int, expected: Int) async {
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.answer(body: String(repeating: "x", count: 25))
    }
    let (outcome, body) = await get(server.url) { $0.maximumBodyBytes = maximum }
    #expect(outcome.failure?.kind == (maximum < 25 ? .tooLarge : nil))
    #expect(outcome.bodyBytes == expected)
    #expect(body.utf8.count == expected)
  }

  @Test func endlessHeadIsCut() async {
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\n")
      while connection.send("X-A: \(String(repeating: "a", count: 10_000))\r\n") {}
    }
    let (outcome, _) = await get(server.url)
    #expect(outcome.failure?.kind == .tooLarge)
  }

  @Test func deadlinesNameWhatTheyWaitedFor() async {
    let silent = LoopbackServer { connection in connection.waitForClose() }
    let stalling = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
      connection.waitForClose()
    }
    let short = Duration.milliseconds(20)
    let connect = await get("https://127.0.0.1:\(silent.port)/") { $0.deadlines.connect = short }
    #expect(connect.outcome.failure?.kind == .connectTimeout)
    let first = await get(silent.url) { $0.deadlines.firstByte = short }
    #expect(first.outcome.failure?.kind == .firstByteTimeout)
    #expect(
      first.outcome.failure?.detail == "no answer within 0.02 seconds after the request was sent")
    let between = await get(stalling.url) { $0.deadlines.betweenBytes = short }
    #expect(between.outcome.failure?.kind == .stalled)
    #expect(between.body == "abc")
    let total = await get(stalling.url) { $0.deadlines.total = short }
    #expect(total.outcome.failure?.kind == .totalTimeout)
    #expect(total.body == "abc")
    for outcome in [connect.outcome, first.outcome, between.outcome, total.outcome] {
      #expect(outcome.timings.total >= short)
      #expect(outcome.timings.total < .seconds(5))
    }
  }

  @Test func cancellationClosesTheConnectionAtOnce() async {
    let (received, closed) = (Signal(), Signal())
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
      connection.waitForClose()
      closed.send()
    }
    let engine = engine
    let task = Task {
      await engine.perform(HTTPRequest(server.url), into: SignallingSink(received: received))
    }
    await received.wait()
    task.cancel()
    let (outcome, sink) = await task.value
    #expect(outcome.failure?.kind == .cancelled)
    #expect(sink.bytes == [UInt8]("abc".utf8))
    await closed.wait()
  }

  @Test func requestOfACancelledTaskIsNotSent() async {
    let server = LoopbackServer { connection in
      #expect(connection.readRequest() == nil)
    }
    let engine = engine
    // Often enough for the engine to see the cancellation some times before the request.
    for _ in 0..<300 {
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await engine.perform(HTTPRequest(server.url), into: CollectingSink())
      }
      let (outcome, _) = await task.value
      #expect(outcome.failure?.kind == .cancelled)
      #expect(outcome.timings.requestSent == nil)
    }
  }

  @Test func shutDownCancelsWhatIsUnderWay() async {
    let received = Signal()
    let server = LoopbackServer { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
      connection.waitForClose()
    }
    let engine = HTTPEngine(.direct)
    async let answer = engine.perform(
      HTTPRequest(server.url), into: SignallingSink(received: received))
    await received.wait()
    engine.shutDown()
    #expect(await answer.outcome.failure?.kind == .cancelled)
    let (late, _) = await engine.perform(HTTPRequest(server.url), into: CollectingSink())
    #expect(late.failure?.description == "the HTTP engine is shut down")
    engine.shutDown()
  }
}

extension HTTPEngine.Configuration {
  /// No proxy, whatever the environment of the tests says.
  static var direct: Self { Self(proxy: "") }
}

/// Keeps the body and tells when its first part came.
struct SignallingSink: HTTPBodySink, Sendable {
  var bytes: [UInt8] = []
  let received: Signal

  mutating func receive(_ part: RawSpan, at instant: MonotonicInstant) -> Bool {
    part.withUnsafeBytes { bytes.append(contentsOf: $0) }
    received.send()
    return true
  }
}
