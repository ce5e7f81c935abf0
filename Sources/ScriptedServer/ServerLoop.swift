internal import CEvents
internal import EvalKit
internal import Glibc
internal import Synchronization

/// The server's thread: waits for sockets and pauses, and plays the answers.
final class ServerLoop {
  private var socket: ListeningSocket
  private let shared: SharedState
  private var director: Director
  private let epoll: Int32
  private var connections: [Int32: ServerConnection] = [:]
  /// Those that pause in an answer; few, so that searching them all is cheap.
  private var pausing: [Int32: ServerConnection] = [:]
  /// When the door opens again.
  private var reopening: MonotonicInstant?
  private let buffer: UnsafeMutableRawBufferPointer
  private let events: UnsafeMutableBufferPointer<epoll_event>

  init(_ script: Script, _ socket: ListeningSocket, _ shared: SharedState) {
    (self.socket, self.shared) = (socket, shared)
    director = Director(script)
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    buffer = .allocate(byteCount: 64 << 10, alignment: 16)
    events = .allocate(capacity: 256)
  }

  deinit {
    buffer.deallocate()
    events.deallocate()
    close(epoll)
  }

  /// Serves until it is stopped, then closes everything.
  func run() {
    control(EPOLL_CTL_ADD, shared.stopDescriptor, EPOLLIN.rawValue)
    if socket.isListening { control(EPOLL_CTL_ADD, socket.descriptor, EPOLLIN.rawValue) }
    while wait() {}
    for connection in connections.values { close(connection.descriptor) }
    socket.close()
  }

  /// Serves what is ready; returns whether to go on.
  private func wait() -> Bool {
    let count = epoll_wait(epoll, events.baseAddress, Int32(events.count), waitMilliseconds())
    for event in events.prefix(Int(max(count, 0))) {
      let descriptor = event.data.fd
      if descriptor == shared.stopDescriptor { return false }
      if descriptor == socket.descriptor, socket.isListening {
        acceptAll()
      } else if let connection = connections[descriptor] {
        serve(connection, event.events)
      }
    }
    wakeDue()
    return true
  }

  private func acceptAll() {
    while socket.isListening {
      let descriptor = accept(socket.descriptor, nil, nil)
      guard descriptor >= 0 else { return }
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      var on: Int32 = 1
      setsockopt(
        descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
      let number = shared.connectionCount.wrappingAdd(1, ordering: .relaxed).oldValue
      connections[descriptor] = ServerConnection(descriptor: descriptor, number: number)
      control(EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue)
    }
  }

  private func serve(_ connection: ServerConnection, _ ready: UInt32) {
    if ready & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 {
      guard connection.readAvailable(buffer) else { return end(connection) }
    }
    guard connection.wakeAt == nil else { return }
    proceed(connection)
  }

  private func proceed(_ connection: ServerConnection) {
    while true {
      switch connection.proceed({ answer(connection, $0, head: $1) }) {
      case .socket(let writable): return watch(connection, writable: writable)
      case .time(let time):
        connection.wakeAt = .now + time
        pausing[connection.descriptor] = connection
        return watch(connection, writable: false)
      case .refusal(let time): refuse(time)
      case .closing: return end(connection)
      }
    }
  }

  /// Logs a request and finds its answer.
  private func answer(_ connection: ServerConnection, _ bytes: [UInt8], head: Int) -> [Step] {
    shared.requestCount.wrappingAdd(1, ordering: .relaxed)
    shared.onRequest?()
    let line = bytes.prefix { $0 != 0x0D }
    if shared.logLimit > 0 { log(connection, bytes, head: head, line: line) }
    return bytes.withUnsafeBytes { bytes in
      director.steps(line: line, body: UnsafeRawBufferPointer(rebasing: bytes[head...]))
    }
  }

  private func log(
    _ connection: ServerConnection, _ bytes: [UInt8], head: Int, line: ArraySlice<UInt8>
  ) {
    let words = line.split(separator: 0x20, maxSplits: 2).map {
      String(decoding: $0, as: UTF8.self)
    }
    let path = words.count > 1 ? words[1].prefix { $0 != "?" } : ""
    shared.add(
      IncomingRequest(
        method: words.first ?? "", path: String(path),
        head: String(decoding: bytes[..<head], as: UTF8.self), body: Array(bytes[head...]),
        connection: connection.number))
  }

  private func end(_ connection: ServerConnection) {
    connections[connection.descriptor] = nil
    pausing[connection.descriptor] = nil
    close(connection.descriptor)
  }

  // MARK: Refusing

  private func refuse(_ time: Duration?) {
    guard socket.isListening else { return }
    guard (try? socket.refuse()) != nil else { return }
    reopening = time.map { .now + $0 }
  }

  private func reopen() {
    reopening = nil
    guard (try? socket.listen()) != nil else { return }
    control(EPOLL_CTL_ADD, socket.descriptor, EPOLLIN.rawValue)
  }

  // MARK: Waiting

  private func wakeDue() {
    guard reopening != nil || !pausing.isEmpty else { return }
    let now = MonotonicInstant.now
    if let reopening, reopening <= now { reopen() }
    for connection in pausing.values {
      guard let wakeAt = connection.wakeAt, wakeAt <= now else { continue }
      connection.wakeAt = nil
      pausing[connection.descriptor] = nil
      proceed(connection)
    }
  }

  /// How long to wait for sockets, rounded up; -1 without an end.
  private func waitMilliseconds() -> Int32 {
    var next = reopening
    for connection in pausing.values {
      guard let wakeAt = connection.wakeAt else { continue }
      next = next.map { min($0, wakeAt) } ?? wakeAt
    }
    guard let next else { return -1 }
    let left = next.nanoseconds - MonotonicInstant.now.nanoseconds
    return left <= 0 ? 0 : Int32(min((left - 1) / 1_000_000 + 1, 3_600_000))
  }

  private func watch(_ connection: ServerConnection, writable: Bool) {
    guard connection.watchesWriting != writable else { return }
    connection.watchesWriting = writable
    let mask = EPOLLIN.rawValue | (writable ? EPOLLOUT.rawValue : 0)
    control(EPOLL_CTL_MOD, connection.descriptor, mask)
  }

  private func control(_ operation: Int32, _ descriptor: Int32, _ mask: UInt32) {
    var event = epoll_event(events: mask, data: epoll_data_t(fd: descriptor))
    _ = epoll_ctl(epoll, operation, descriptor, &event)
  }
}

extension MonotonicInstant {
  fileprivate static func + (instant: MonotonicInstant, time: Duration) -> MonotonicInstant {
    let nanoseconds = Int64(time.inSeconds * 1e9)
    return MonotonicInstant(nanoseconds: instant.nanoseconds + nanoseconds)
  }
}
