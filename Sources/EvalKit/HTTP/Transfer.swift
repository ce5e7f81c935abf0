internal import CCurl
internal import Glibc

/// One request on the engine's thread, from its start to its outcome.
final class Transfer {
  /// How far the request has come, as far as its deadlines are concerned.
  private enum Phase {
    /// libcurl looks up, connects and agrees on TLS; it keeps the deadline for that itself.
    case connecting
    case awaitingFirstByte(since: MonotonicInstant)
    case receiving(lastByte: MonotonicInstant)
  }

  let handle: UnsafeMutableRawPointer
  let continuation: CheckedContinuation<HTTPOutcome, Never>
  /// Whether libcurl has the handle.
  var isAdded = false
  /// The deadline that the loop will wake for.
  var scheduled = MonotonicInstant(nanoseconds: .max)

  /// What is being sent; a redirect changes it.
  var request: HTTPRequest
  /// The list that libcurl reads the request's fields from.
  var headerList: UnsafeMutablePointer<curl_slist>?
  var redirectCount = 0
  /// The first code other than OK that setting an option gave.
  var refusedOption = CURLE_OK
  /// Why a callback has told libcurl to stop.
  private(set) var refusal: TransportFailure.Kind?
  private(set) var isStoppedBySink = false

  /// The port that was connected to last: the proxy's, if there is one.
  private(set) var contactedPort: Int?

  private unowned let loop: EventLoop
  private let receiver: any BodyReceiver
  private let start: MonotonicInstant
  /// When libcurl was given the (last) request, the zero of its own times.
  private var curlStart = MonotonicInstant(nanoseconds: 0)
  private let taken: MonotonicInstant
  private var phase = Phase.connecting
  private var ready: MonotonicInstant?
  private var firstByte: MonotonicInstant?
  private var head = HTTPResponseHead(status: 0, headers: HTTPHeaders())
  private var isHeadComplete = false
  /// Whether the answer sends the request elsewhere, and the request allows it.
  private(set) var isRedirected = false
  private var bodyBytes = 0

  init(_ submission: Submission, handle: UnsafeMutableRawPointer, loop: EventLoop) {
    request = submission.request
    receiver = submission.receiver
    continuation = submission.continuation
    start = submission.start
    taken = .now
    self.handle = handle
    self.loop = loop
  }

  var id: UInt64 { receiver.id }

  /// The transfer that a handle belongs to.
  static func from(_ handle: UnsafeMutableRawPointer) -> Transfer? {
    var pointer: UnsafeMutableRawPointer?
    ccurl_get_pointer(handle, CURLINFO_PRIVATE, &pointer)
    return from(pointer: pointer)
  }

  /// The transfer behind the pointer that libcurl hands to the callbacks.
  static func from(pointer: UnsafeMutableRawPointer?) -> Transfer? {
    pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  // MARK: Deadlines

  /// The next deadline and the failure that it means.
  var deadline: (instant: MonotonicInstant, kind: TransportFailure.Kind) {
    let total = start.advanced(by: request.deadlines.total)
    let next: MonotonicInstant
    let kind: TransportFailure.Kind
    switch phase {
    case .connecting:
      return (total, .totalTimeout)
    case .awaitingFirstByte(let since):
      (next, kind) = (since.advanced(by: request.deadlines.firstByte), .firstByteTimeout)
    case .receiving(let lastByte):
      (next, kind) = (lastByte.advanced(by: request.deadlines.betweenBytes), .stalled)
    }
    return next < total ? (next, kind) : (total, .totalTimeout)
  }

  /// Begins (again) with nothing received.
  func restart() {
    phase = .connecting
    curlStart = .now
    ready = nil
    firstByte = nil
    head = HTTPResponseHead(status: 0, headers: HTTPHeaders())
    isHeadComplete = false
    isRedirected = false
  }

  /// A connection is about to be made, to the host or to its proxy.
  func willConnect(to address: inout sockaddr) {
    // The port has the same place in the addresses of IPv4 and IPv6: two bytes after the family.
    contactedPort = withUnsafeBytes(of: &address) { Int($0[2]) << 8 | Int($0[3]) }
  }

  /// The connection stands; called again when libcurl has to send the request a second time.
  func connectionIsReady() {
    let now = MonotonicInstant.now
    ready = now
    phase = .awaitingFirstByte(since: now)
    loop.schedule(self)
  }

  private func bytesArrived(at now: MonotonicInstant) {
    let isFirst = firstByte == nil
    phase = .receiving(lastByte: now)
    guard isFirst else { return }
    firstByte = now
    loop.schedule(self)
  }

  // MARK: Answer

  /// Takes one line of an answer's head; returns whether to go on.
  func receiveHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    bytesArrived(at: .now)
    if line.starts(with: "HTTP/".utf8) {
      head.headers.removeAll()
      head.status = Self.status(in: line)
      isHeadComplete = false
    } else if isHeadComplete {
      return true  // a trailer
    } else if line.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) {
      isHeadComplete = true
      isRedirected = wantsRedirect
      guard head.status >= 200, !isRedirected else { return true }
      isStoppedBySink = !receiver.begin(head)
      return !isStoppedBySink
    } else {
      head.headers.append(line: line)
      // Less than what libcurl itself gives up at, with an error that could mean anything.
      if head.headers.byteCount > 256 << 10 { refusal = .tooLarge }
    }
    return refusal == nil
  }

  /// Takes a part of the body; returns whether to go on.
  func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let now = MonotonicInstant.now
    bytesArrived(at: now)
    if isRedirected || bytes.isEmpty { return true }
    let room = request.maximumBodyBytes - bodyBytes
    let part = bytes.count > room ? UnsafeRawBufferPointer(rebasing: bytes.prefix(room)) : bytes
    bodyBytes += part.count
    if !part.isEmpty { isStoppedBySink = !receiver.receive(part.bytes, at: now) }
    if part.count < bytes.count, !isStoppedBySink { refusal = .tooLarge }
    return !isStoppedBySink && refusal == nil
  }

  private var wantsRedirect: Bool {
    guard case .sameHost = request.redirects else { return false }
    return [301, 302, 303, 307, 308].contains(head.status) && head.headers["Location"] != nil
  }

  private static func status(in line: UnsafeRawBufferPointer) -> Int {
    let digits = line.drop { $0 != UInt8(ascii: " ") }.dropFirst().prefix(3)
    return Int(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  // MARK: Outcome

  /// Whether any byte of an answer came.
  var hasFirstByte: Bool { firstByte != nil }
  /// Whether the answer's head ended, so that an end of the body can be an end of the answer.
  var hasWholeHead: Bool { isHeadComplete && head.status >= 200 }
  /// Whether the request went out, or would have.
  var wasReady: Bool { ready != nil }

  /// Everything that is known at the end.
  func outcome(_ failure: TransportFailure?) -> HTTPOutcome {
    HTTPOutcome(
      head: head.status >= 200 ? head : nil, failure: failure, stoppedBySink: isStoppedBySink,
      bodyBytes: bodyBytes, reusedConnection: isReused, timings: timings())
  }

  private var isReused: Bool {
    var connections = 0
    ccurl_get_long(handle, CURLINFO_NUM_CONNECTS, &connections)
    return ready != nil && connections == 0
  }

  private func timings() -> HTTPTimings {
    let isFresh = !isReused
    return HTTPTimings(
      start: start, queued: start.duration(to: taken),
      nameLookup: isFresh ? curlTime(CURLINFO_NAMELOOKUP_TIME_T) : nil,
      connected: isFresh ? curlTime(CURLINFO_CONNECT_TIME_T) : nil,
      tlsEstablished: isFresh ? curlTime(CURLINFO_APPCONNECT_TIME_T) : nil,
      requestSent: ready.map { start.duration(to: $0) },
      firstByte: firstByte.map { start.duration(to: $0) },
      total: start.duration(to: .now))
  }

  /// One of libcurl's times, moved to our zero; `nil` when that phase was not reached.
  private func curlTime(_ info: CURLINFO) -> Duration? {
    var microseconds: curl_off_t = 0
    ccurl_get_size(handle, info, &microseconds)
    guard microseconds > 0 else { return nil }
    return start.duration(to: curlStart) + .microseconds(microseconds)
  }
}
