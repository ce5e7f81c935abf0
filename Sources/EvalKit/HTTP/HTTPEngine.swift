internal import CCurl
internal import Glibc
internal import Synchronization

/// Sends HTTP requests through libcurl, all of them on one thread of its own.
///
/// Connections are kept and used again; proxies and trusted certificates are those of the user's
/// environment (`https_proxy`, `NO_PROXY`, `CURL_CA_BUNDLE`, `SSL_CERT_FILE`, `SSL_CERT_DIR`).
/// There is no limit on the number of requests at a time: that is the caller's business.
public final class HTTPEngine: Sendable {
  /// What holds for all requests of an engine.
  struct Configuration: Sendable {
    /// The versions of HTTP that may be spoken.
    enum Version: Sendable {
      /// HTTP/1.1 only: each request has a connection of its own, so that no stream can delay
      /// another one and spoil its times. The SDKs of the model vendors do the same.
      case http1
      /// HTTP/2 where a server offers it within TLS, many requests on one connection.
      ///
      /// libcurl 7.88 does not send requests again that a server turned away with GOAWAY, as
      /// nginx does after every 1,000: they fail as reset, some after a long wait (seen;
      /// <https://github.com/curl/curl/issues/2416>).
      case negotiated
    }

    var version: Version = .http1
    /// The URL of the proxy for all requests; empty for none, `nil` for the environment's.
    var proxy: String?
    /// How many connections are kept open for later requests.
    var maximumIdleConnections: Int = 256
    /// The `User-Agent` of requests that name none.
    var userAgent: String = "EvalKit"
  }

  private let mailbox: Mailbox
  private let nextID = Atomic<UInt64>(0)
  /// The thread, until someone has waited for its end.
  private let thread: Mutex<pthread_t?>

  /// Starts the thread.
  init(_ configuration: Configuration) {
    let mailbox = Mailbox()
    self.mailbox = mailbox
    thread = Mutex(Self.startThread(ThreadArgument(mailbox, configuration)))
  }

  /// Starts the thread with the usual configuration.
  public convenience init() { self.init(Configuration()) }

  deinit { shutDown() }

  /// Sends a request and hands the answer's body to a sink while it arrives.
  ///
  /// Failures of transport are part of the outcome, and so is cancellation of the task, which
  /// ends the request at once and closes its connection. A status such as 500 is no failure.
  ///
  /// - Parameters:
  ///   - request: What to send.
  ///   - sink: Takes the body on the engine's thread, and comes back with what it has gathered.
  /// - Returns: How the request ended, and the sink, which has seen `outcome.bodyBytes` bytes.
  func perform<Sink: HTTPBodySink>(
    _ request: HTTPRequest, into sink: consuming sending Sink
  ) async -> sending (outcome: HTTPOutcome, sink: Sink) {
    let start = MonotonicInstant.now
    let id = nextID.wrappingAdd(1, ordering: .relaxed).newValue
    let holder = SinkHolder(sink, id: id)
    let receiver: any BodyReceiver = holder
    let mailbox = mailbox
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let submission = Submission(
          request: request, start: start, receiver: receiver, continuation: continuation)
        if !mailbox.submit(submission) {
          continuation.resume(returning: .unsent("the HTTP engine is shut down", start: start))
        }
      }
    } onCancel: {
      receiver.cancel()
      mailbox.cancel(id)
    }
    return (outcome, holder.takeSink())
  }

  /// Cancels all requests, closes all connections and waits until the thread has ended.
  ///
  /// Later requests fail as cancelled. Calling this again has no effect.
  func shutDown() {
    mailbox.close()
    guard let thread = thread.withLock({ $0.take() }) else { return }
    // The last reference may be dropped by a sink on the thread itself.
    if pthread_equal(thread, pthread_self()) != 0 {
      pthread_detach(thread)
    } else {
      pthread_join(thread, nil)
    }
  }

  /// What the thread needs to begin.
  private final class ThreadArgument: Sendable {
    let mailbox: Mailbox
    let configuration: Configuration

    init(_ mailbox: Mailbox, _ configuration: Configuration) {
      self.mailbox = mailbox
      self.configuration = configuration
    }
  }

  /// Starts the thread with every signal blocked, so that signals reach the main thread.
  private static func startThread(_ argument: ThreadArgument) -> pthread_t {
    _ = globalInitialisation
    var (all, previous) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &previous)
    defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        let argument = Unmanaged<ThreadArgument>.fromOpaque(pointer).takeRetainedValue()
        EventLoop(argument.mailbox, argument.configuration).run()
        return nil
      }, Unmanaged.passRetained(argument).toOpaque())
    if code != 0 { fatal("cannot start the HTTP thread: \(errorText(code))") }
    return thread
  }

  /// libcurl's own start, once per process.
  private static let globalInitialisation: Void = {
    let code = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    let reason = String(cString: curl_easy_strerror(code))
    if code != CURLE_OK { fatal("cannot start libcurl: \(reason)") }
  }()
}

extension HTTPOutcome {
  /// The outcome of a request that never reached the network.
  static func unsent(_ detail: String, start: MonotonicInstant) -> HTTPOutcome {
    HTTPOutcome(
      head: nil, failure: TransportFailure(.cancelled, detail: detail), stoppedBySink: false,
      bodyBytes: 0, reusedConnection: false,
      timings: HTTPTimings(start: start, total: start.duration(to: .now)))
  }
}
