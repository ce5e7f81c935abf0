import Glibc
import Synchronization

/// A server on 127.0.0.1 that puts exactly the bytes on the wire that a test asks for.
///
/// Every connection has a thread of its own that runs the script; nothing waits for time to pass.
/// Stopping, also by the last reference going away, closes all sockets and joins all threads.
final class LoopbackServer: Sendable {
  /// What a request looked like on the wire.
  struct Request: Sendable {
    /// The request line and the fields, with their line ends.
    var head: String
    var body: [UInt8]
  }

  private struct State: Sendable {
    var threads: [pthread_t] = []
    var connections: [Connection] = []
    var isStopped = false
  }

  let port: UInt16
  private let listener: Int32
  private let script: @Sendable (Connection) -> Void
  private let state = Mutex(State())
  private let acceptor = Mutex<pthread_t?>(nil)

  /// Starts to listen on a free port.
  ///
  /// - Parameter script: What happens on a connection, from its acceptance on; the socket is
  ///   closed in order when it returns.
  init(_ script: @escaping @Sendable (Connection) -> Void) {
    self.script = script
    (listener, port) = Self.listen()
    // The thread must not keep the server alive: `stop` ends it before the memory goes.
    let unowned = UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())
    acceptor.withLock {
      $0 = Self.startThread {
        guard let pointer = UnsafeRawPointer(bitPattern: unowned) else { return }
        Unmanaged<LoopbackServer>.fromOpaque(pointer)._withUnsafeGuaranteedRef { $0.acceptAll() }
      }
    }
  }

  deinit { stop() }

  /// The beginning of every URL of this server.
  var url: String { "http://127.0.0.1:\(port)" }

  func stop() {
    guard let thread = acceptor.withLock({ $0.take() }) else { return }
    let connections = state.withLock {
      $0.isStopped = true
      return $0.connections
    }
    shutdown(listener, Int32(SHUT_RDWR))
    for connection in connections { connection.interrupt() }
    pthread_join(thread, nil)
    for thread in state.withLock({ $0.threads }) { pthread_join(thread, nil) }
    close(listener)
  }

  private func acceptAll() {
    var number = 0
    while true {
      let descriptor = accept(listener, nil, nil)
      guard descriptor >= 0 else { return }
      let connection = Connection(descriptor: descriptor, number: number)
      number += 1
      let script = script
      state.withLock { state in
        guard !state.isStopped else { return connection.close() }
        state.connections.append(connection)
        state.threads.append(
          Self.startThread {
            script(connection)
            connection.close()
          })
      }
    }
  }

  private static func listen() -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && Glibc.listen(descriptor, 256) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    precondition(isListening, "cannot listen on 127.0.0.1: \(String(cString: strerror(errno)))")
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func startThread(_ run: @escaping @Sendable () -> Void) -> pthread_t {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        pointer.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().run() }
        return nil
      }, Unmanaged.passRetained(Work(run)).toOpaque())
    precondition(code == 0, "cannot start a thread")
    return thread
  }
}

extension LoopbackServer {
  /// A port that nobody listens on.
  static func refusingPort() -> UInt16 {
    let (descriptor, port) = listen()
    close(descriptor)
    return port
  }

  /// One accepted connection, used by its script's thread.
  final class Connection: Sendable {
    /// Counts the connections of the server from 0, in the order in which they were accepted.
    let number: Int
    private let descriptor: Int32
    private let isOpen = Mutex(true)
    private let received = Mutex<[UInt8]>([])

    init(descriptor: Int32, number: Int) {
      self.descriptor = descriptor
      self.number = number
    }

    /// Waits for the next whole request; `nil` when the client closed the connection instead.
    func readRequest() -> Request? {
      received.withLock { received in
        while true {
          if let request = Self.takeRequest(&received) { return request }
          guard let more = readSome() else { return nil }
          received += more
        }
      }
    }

    /// Sends bytes at once; returns whether the client still took them.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send([UInt8](text.utf8)) }

    /// Sends an answer with a `Content-Length`.
    @discardableResult
    func answer(_ status: String = "200 OK", _ fields: String = "", body: String) -> Bool {
      send("HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Closes with RST instead of FIN; the client sees "connection reset".
    func reset() {
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
      close()
    }

    /// Waits until the client has closed the connection; what it still sends is dropped.
    func waitForClose() { while readSome() != nil {} }

    func close() {
      isOpen.withLock { isOpen in
        if isOpen { Glibc.close(descriptor) }
        isOpen = false
      }
    }

    /// Wakes the script from any wait, as if the client had closed.
    func interrupt() {
      isOpen.withLock { if $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    private func readSome() -> [UInt8]? {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = read(descriptor, &buffer, buffer.count)
      return count > 0 ? Array(buffer[..<count]) : nil
    }

    private static func takeRequest(_ received: inout [UInt8]) -> Request? {
      let text = String(decoding: received, as: UTF8.self)
      guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
      let head = String(text[..<end.upperBound])
      let length =
        head.split(separator: "\r\n")
        .first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
      let size = head.utf8.count + length
      guard received.count >= size else { return nil }
      let body = Array(received[head.utf8.count..<size])
      received.removeFirst(size)
      return Request(head: head, body: body)
    }
  }
}
