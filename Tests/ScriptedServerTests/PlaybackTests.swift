import Testing

@testable import ScriptedServer

/// The order of actions, without a socket.
@Suite struct PlaybackTests {
  @Test func bytesAreWrittenUntilAllAreTaken() {
    var playback = Playback([.send([1, 2, 3]), .end(.close)])
    #expect(playback.next() == .write([1, 2, 3], 0..<3))
    playback.wrote(2)
    #expect(playback.next() == .write([1, 2, 3], 2..<3))
    #expect(playback.next() == .write([1, 2, 3], 2..<3))
    playback.wrote(1)
    #expect(playback.next() == .end(.close))
    #expect(playback.next() == .end(.close))
  }

  @Test func aDripPausesBetweenItsWritesOnly() {
    var playback = Playback([.drip([1, 2, 3], size: 2, pause: .seconds(1))])
    #expect(playback.next() == .write([1, 2, 3], 0..<2))
    playback.wrote(1)
    #expect(playback.next() == .write([1, 2, 3], 1..<2))
    playback.wrote(1)
    #expect(playback.next() == .pause(.seconds(1)))
    #expect(playback.next() == .write([1, 2, 3], 2..<3))
    playback.wrote(1)
    #expect(playback.next() == .end(.keep))
  }

  @Test func pausesAndRefusalsComeOnce() {
    var playback = Playback([.refuse(nil), .pause(.seconds(2)), .send([7])])
    #expect(playback.next() == .refuse(nil))
    #expect(playback.next() == .pause(.seconds(2)))
    #expect(playback.next() == .write([7], 0..<1))
  }
}

/// Finding requests in bytes that come in any pieces.
@Suite struct RequestReaderTests {
  private static let request = "POST /v1 HTTP/1.1\r\nHost: x\r\nCONTENT-length:  5 \r\n\r\nhello"

  @Test func aRequestIsCompleteWithItsLastByte() {
    let bytes = Array(Self.request.utf8)
    var reader = RequestReader()
    for count in 1..<bytes.count {
      #expect(reader.read(Array(bytes[..<count])) == .incomplete)
    }
    #expect(reader.read(bytes) == .complete(head: bytes.count - 5, total: bytes.count))
  }

  @Test func twoRequestsAreTold() {
    let bytes = Array((Self.request + "GET / HTTP/1.1\r\n\r\n").utf8)
    var reader = RequestReader()
    let first = Self.request.utf8.count
    #expect(reader.read(bytes) == .complete(head: first - 5, total: first))
    #expect(reader.read(Array(bytes[first...])) == .complete(head: 18, total: 18))
  }

  @Test func aClientThatAsksForLeaveIsAnsweredOnce() {
    let head = Array("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n".utf8)
    var reader = RequestReader()
    #expect(reader.read(head) == .wantsContinue)
    #expect(reader.read(head) == .incomplete)
    #expect(reader.read(head + [65]) == .complete(head: head.count, total: head.count + 1))
  }

  @Test(arguments: [
    "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\n",
    "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
    String(repeating: "A", count: 70_000),
  ])
  func whatCannotBeReadIsRefused(text: String) {
    var reader = RequestReader()
    #expect(reader.read(Array(text.utf8)) == .unreadable)
  }
}
