internal import CEvents
internal import Glibc
internal import Synchronization

/// A model server on 127.0.0.1 that plays a ``Script``, exact to the byte.
///
/// One thread serves all connections. Stopping, also by the last reference going away, closes all
/// sockets at once.
public final class ScriptedServer: Sendable {
  public let port: UInt16
  private let shared: SharedState
  private let thread: Mutex<pthread_t?>

  /// Starts to serve on a port; 0 takes a free one.
  ///
  /// - Parameters:
  ///   - script: What is answered.
  ///   - port: Where to listen.
  ///   - onRequest: Called on the server's thread when the last byte of a request has come, before
  ///     it is answered; no other request is served meanwhile.
  /// - Throws: ``ServerError`` when the port cannot be had.
  public init(
    _ script: Script, port: UInt16 = 0, onRequest: (@Sendable () -> Void)? = nil
  ) throws(ServerError) {
    let socket = try ListeningSocket(port: port, isListening: !script.refusesConnections)
    self.port = socket.port
    shared = SharedState(logLimit: script.logLimit, onRequest: onRequest)
    let start = ThreadStart(script, socket, shared)
    thread = Mutex(try Self.startThread(start))
  }

  deinit { stop() }

  /// The beginning of every URL of this server, without a slash at its end.
  public var url: String { "http://127.0.0.1:\(port)" }

  /// The latest requests, in the order in which their last byte came.
  public var requests: [IncomingRequest] { shared.log.withLock { $0 } }

  /// How many requests came.
  public var requestCount: Int { shared.requestCount.load(ordering: .relaxed) }

  /// How many connections were accepted.
  public var connectionCount: Int { shared.connectionCount.load(ordering: .relaxed) }

  /// Closes all sockets and waits until the thread has ended; calling it again has no effect.
  public func stop() {
    guard let thread = thread.withLock({ $0.take() }) else { return }
    shared.stop()
    pthread_join(thread, nil)
  }

  private final class ThreadStart: Sendable {
    let script: Script
    let socket: ListeningSocket
    let shared: SharedState

    init(_ script: Script, _ socket: ListeningSocket, _ shared: SharedState) {
      (self.script, self.socket, self.shared) = (script, socket, shared)
    }
  }

  /// Starts the thread with every signal blocked, so that signals reach the main thread.
  private static func startThread(_ start: ThreadStart) throws(ServerError) -> pthread_t {
    var (all, previous) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(start)
    let code = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        let start = Unmanaged<ThreadStart>.fromOpaque(pointer).takeRetainedValue()
        ServerLoop(start.script, start.socket, start.shared).run()
        return nil
      }, argument.toOpaque())
    guard code == 0 else {
      argument.release()
      throw ServerError("cannot start a thread", code: code)
    }
    return thread
  }
}

/// What the system refused to a server.
public struct ServerError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(_ what: String, code: Int32 = errno) {
    description = "\(what): \(String(cString: strerror(code)))"
  }
}

/// What the server's thread and its owner both touch.
final class SharedState: Sendable {
  let log = Mutex<[IncomingRequest]>([])
  let logLimit: Int
  let onRequest: (@Sendable () -> Void)?
  let requestCount = Atomic<Int>(0)
  let connectionCount = Atomic<Int>(0)
  /// Becomes readable when the thread shall end.
  let stopDescriptor: Int32

  init(logLimit: Int, onRequest: (@Sendable () -> Void)?) {
    (self.logLimit, self.onRequest) = (logLimit, onRequest)
    stopDescriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
  }

  deinit { close(stopDescriptor) }

  func stop() {
    var one: UInt64 = 1
    _ = write(stopDescriptor, &one, MemoryLayout<UInt64>.size)
  }

  func add(_ request: IncomingRequest) {
    log.withLock { log in
      if log.count >= logLimit { log.removeFirst(log.count - logLimit + 1) }
      log.append(request)
    }
  }
}

/// A port, and whether anybody listens on it.
///
/// A port that is bound but not listened on refuses every connection.
struct ListeningSocket: Sendable {
  private(set) var descriptor: Int32
  private(set) var port: UInt16
  private(set) var isListening = false

  init(port: UInt16, isListening: Bool) throws(ServerError) {
    (descriptor, self.port) = try Self.bound(to: port)
    if isListening { try listen() }
  }

  mutating func listen() throws(ServerError) {
    guard Glibc.listen(descriptor, 1024) == 0 else { throw ServerError("cannot listen") }
    isListening = true
  }

  /// Closes the door but keeps the port.
  mutating func refuse() throws(ServerError) {
    close()
    (descriptor, port) = try Self.bound(to: port)
    isListening = false
  }

  func close() { Glibc.close(descriptor) }

  private static func bound(
    to port: UInt16
  ) throws(ServerError) -> (descriptor: Int32, port: UInt16) {
    let flags = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    let descriptor = socket(AF_INET, Int32(flags), 0)
    guard descriptor >= 0 else { throw ServerError("cannot open a socket") }
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    address.sin_port = port.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else {
      let code = errno
      Glibc.close(descriptor)
      throw ServerError("cannot have port \(port) of 127.0.0.1", code: code)
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }
}
