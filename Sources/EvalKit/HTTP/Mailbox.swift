internal import CCurl
internal import Glibc
internal import Synchronization

/// One request on its way to the engine's thread, with all that the thread needs to answer it.
struct Submission: Sendable {
  let request: HTTPRequest
  let start: MonotonicInstant
  let receiver: any BodyReceiver
  let continuation: CheckedContinuation<HTTPOutcome, Never>
}

/// The type-erased sink of one request, and whether its caller still waits.
protocol BodyReceiver: AnyObject, Sendable {
  /// Names the request in the engine; never used twice.
  var id: UInt64 { get }
  var isCancelled: Bool { get }
  func cancel()
  func begin(_ head: HTTPResponseHead) -> Bool
  func receive(_ bytes: RawSpan, at instant: MonotonicInstant) -> Bool
}

/// A sink while it is shared between the caller, who gets it back, and the engine's thread.
///
/// Its lock is never contended: the caller touches the sink before and after the request only.
final class SinkHolder<Sink: HTTPBodySink>: BodyReceiver {
  let id: UInt64
  private let sink: Mutex<Sink?>
  private let cancelled = Atomic<Bool>(false)

  init(_ sink: consuming sending Sink, id: UInt64) {
    self.sink = Mutex(sink)
    self.id = id
  }

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  func cancel() { cancelled.store(true, ordering: .releasing) }

  func begin(_ head: HTTPResponseHead) -> Bool {
    sink.withLock { $0?.begin(head) ?? false }
  }

  func receive(_ bytes: RawSpan, at instant: MonotonicInstant) -> Bool {
    sink.withLock { $0?.receive(bytes, at: instant) ?? false }
  }

  /// Gives the sink back; can be called once.
  func takeSink() -> sending Sink {
    guard let sink = sink.withLock({ $0.take() }) else {
      preconditionFailure("the sink of a request was taken twice")
    }
    return sink
  }
}

/// The way from any thread to the engine's thread.
final class Mailbox: Sendable {
  /// What the thread has not seen yet.
  struct Contents: Sendable {
    var submissions: [Submission] = []
    /// The ids of requests to abort; some may have ended meanwhile.
    var cancellations: [UInt64] = []
    /// Nothing is taken any more; the thread ends.
    var isClosed: Bool = false
  }

  /// Becomes readable when there is something to take.
  let wakeDescriptor: Int32
  private let contents = Mutex(Contents())

  init() {
    wakeDescriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    if wakeDescriptor < 0 { fatal("cannot open an event descriptor: \(errorText())") }
  }

  deinit { Glibc.close(wakeDescriptor) }

  /// Hands a request over.
  ///
  /// - Returns: Whether it was taken; a closed mailbox takes none.
  func submit(_ submission: Submission) -> Bool {
    change { contents in
      if !contents.isClosed { contents.submissions.append(submission) }
      return !contents.isClosed
    }
  }

  func cancel(_ id: UInt64) { change { $0.cancellations.append(id) } }

  func close() { change { $0.isClosed = true } }

  /// Takes everything out; afterwards the next change wakes the thread again.
  func takeAll() -> Contents {
    contents.withLock { contents in
      var count: UInt64 = 0
      _ = read(wakeDescriptor, &count, MemoryLayout<UInt64>.size)
      let taken = contents
      contents.submissions = []
      contents.cancellations = []
      return taken
    }
  }

  /// Applies a change and wakes the thread, unless an earlier change has done so.
  private func change<Result: Sendable>(_ body: @Sendable (inout Contents) -> Result) -> Result {
    contents.withLock { contents in
      let wasQuiet =
        contents.submissions.isEmpty && contents.cancellations.isEmpty && !contents.isClosed
      let result = body(&contents)
      if wasQuiet {
        var one: UInt64 = 1
        _ = write(wakeDescriptor, &one, MemoryLayout<UInt64>.size)
      }
      return result
    }
  }
}

/// What the last failed system call of this thread said.
func errorText(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
