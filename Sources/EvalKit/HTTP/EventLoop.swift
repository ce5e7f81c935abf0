internal import CCurl
internal import Glibc

/// The engine's thread: waits for sockets, deadlines and the mailbox, and drives libcurl.
///
/// Everything here is created, used and destroyed on that one thread. It waits with epoll and
/// libcurl's socket interface rather than with `curl_multi_poll`, which looks at every connection
/// whenever a single one has something to read: 512 slow streams took a whole core with it and a
/// fifth of one this way (64 streams: 0.93 s against 0.33 s).
final class EventLoop {
  private let mailbox: Mailbox
  private let configuration: HTTPEngine.Configuration
  private let trust = TrustStore()
  private let multi: UnsafeMutableRawPointer
  private let epoll: Int32
  private let events: UnsafeMutableBufferPointer<epoll_event>

  private var transfers: [UInt64: Transfer] = [:]
  private var deadlines = DeadlineQueue()
  /// When libcurl wants to be called although no socket is ready.
  private var curlDeadline: MonotonicInstant?
  /// Easy handles that await the next request; making one anew costs more than the request.
  private var idleHandles: [UnsafeMutableRawPointer] = []

  init(_ mailbox: Mailbox, _ configuration: HTTPEngine.Configuration) {
    self.mailbox = mailbox
    self.configuration = configuration
    guard let multi = curl_multi_init() else { fatal("out of memory") }
    self.multi = multi
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    if epoll < 0 { fatal("cannot open an epoll descriptor: \(errorText())") }
    events = .allocate(capacity: 256)
    let this = Unmanaged.passUnretained(self).toOpaque()
    let codes = [
      ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, configuration.maximumIdleConnections),
      ccurl_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, this),
      ccurl_multi_set_pointer(multi, CURLMOPT_TIMERDATA, this),
      ccurl_on_socket(multi) { _, socket, wanted, this, known in
        EventLoop.from(this)?.watch(socket, wanted: wanted, isKnown: known != nil)
        return 0
      },
      ccurl_on_timer(multi) { _, milliseconds, this in
        EventLoop.from(this)?.wake(after: milliseconds)
        return 0
      },
    ]
    if !codes.allSatisfy({ $0 == CURLM_OK }) { fatal("libcurl refused an option of its engine") }
    control(EPOLL_CTL_ADD, mailbox.wakeDescriptor, EPOLLIN.rawValue)
  }

  deinit {
    for handle in idleHandles { curl_easy_cleanup(handle) }
    curl_multi_cleanup(multi)
    close(epoll)
    events.deallocate()
  }

  /// Serves requests until the mailbox is closed, then cancels what is left.
  func run() {
    var isOpen = true
    while isOpen {
      let count = epoll_wait(epoll, events.baseAddress, Int32(events.count), waitMilliseconds())
      var isWoken = false
      for event in events.prefix(Int(max(count, 0))) {
        if event.data.fd == mailbox.wakeDescriptor {
          isWoken = true
        } else {
          socketAction(event.data.fd, event.events)
        }
      }
      if isWoken { isOpen = readMail() }
      if let curlDeadline, curlDeadline <= .now {
        self.curlDeadline = nil
        callCurl(for: curl_socket_t(CURL_SOCKET_TIMEOUT), 0)
      }
      collectFinished()
      expireDeadlines()
    }
    for transfer in transfers.values { abort(transfer, as: .cancelled) }
  }

  // MARK: Requests

  /// Takes up what other threads have asked for; returns whether more may come.
  private func readMail() -> Bool {
    let mail = mailbox.takeAll()
    for submission in mail.submissions { start(submission) }
    for id in mail.cancellations {
      if let transfer = transfers[id] { abort(transfer, as: .cancelled) }
    }
    return !mail.isClosed
  }

  private func start(_ submission: Submission) {
    guard let handle = idleHandles.popLast() ?? curl_easy_init() else { fatal("out of memory") }
    let transfer = Transfer(submission, handle: handle, loop: self)
    transfers[transfer.id] = transfer
    // The cancellation itself may have come first, when the request was not known here yet.
    guard !submission.receiver.isCancelled else { return abort(transfer, as: .cancelled) }
    if let failure = transfer.prepare(configuration, trust) { return end(transfer, failure) }
    add(transfer)
  }

  private func add(_ transfer: Transfer) {
    let code = curl_multi_add_handle(multi, transfer.handle)
    guard code == CURLM_OK else {
      let text = String(cString: curl_multi_strerror(code))
      return end(transfer, transfer.failure(.other, "libcurl took no request: \(text)"))
    }
    transfer.isAdded = true
    schedule(transfer)
  }

  /// Ends the requests that libcurl has finished with, or sends them to where they were redirected.
  private func collectFinished() {
    var remaining: Int32 = 0
    while let message = curl_multi_info_read(multi, &remaining)?.pointee {
      guard message.msg == CURLMSG_DONE, let handle = message.easy_handle,
        let transfer = Transfer.from(handle)
      else { continue }
      if message.data.result == CURLE_OK, transfer.isRedirected {
        remove(transfer)
        if let failure = transfer.followRedirect() {
          end(transfer, failure)
        } else {
          add(transfer)
        }
      } else {
        end(transfer, transfer.failure(after: message.data.result))
      }
    }
  }

  private func abort(_ transfer: Transfer, as kind: TransportFailure.Kind) {
    end(transfer, transfer.failure(kind))
  }

  /// Answers the caller and puts the handle back; a transfer that was under way is broken off.
  private func end(_ transfer: Transfer, _ failure: TransportFailure?) {
    let outcome = transfer.outcome(failure)
    remove(transfer)
    transfers[transfer.id] = nil
    transfer.freeHeaders()
    curl_easy_reset(transfer.handle)
    idleHandles.append(transfer.handle)
    transfer.continuation.resume(returning: outcome)
  }

  private func remove(_ transfer: Transfer) {
    guard transfer.isAdded else { return }
    transfer.isAdded = false
    curl_multi_remove_handle(multi, transfer.handle)
  }

  // MARK: Time

  /// Makes sure that the loop wakes when the transfer's next deadline is due.
  func schedule(_ transfer: Transfer) {
    let deadline = transfer.deadline.instant
    guard deadline < transfer.scheduled else { return }
    transfer.scheduled = deadline
    if deadlines.count > 2 * transfers.count + 64 { rebuildDeadlines() }
    deadlines.insert(.init(instant: deadline, owner: transfer.id))
  }

  /// Drops the entries of requests that have ended.
  private func rebuildDeadlines() {
    deadlines.removeAll()
    for transfer in transfers.values where transfer.isAdded {
      deadlines.insert(.init(instant: transfer.scheduled, owner: transfer.id))
    }
  }

  /// Ends the requests that are overdue, now that all bytes that have come were read.
  private func expireDeadlines() {
    guard let first = deadlines.first else { return }
    let now = MonotonicInstant.now
    guard first <= now else { return }
    while let entry = deadlines.popDue(at: now) {
      guard let transfer = transfers[entry.owner], transfer.scheduled == entry.instant else {
        continue
      }
      let deadline = transfer.deadline
      if deadline.instant <= now {
        abort(transfer, as: deadline.kind)
      } else {
        transfer.scheduled = MonotonicInstant(nanoseconds: .max)
        schedule(transfer)
      }
    }
  }

  private func wake(after milliseconds: Int) {
    curlDeadline =
      milliseconds < 0 ? nil : MonotonicInstant.now.advanced(by: .milliseconds(milliseconds))
  }

  /// How long to wait for sockets, rounded up; -1 without an end.
  private func waitMilliseconds() -> Int32 {
    guard let next = [curlDeadline, deadlines.first].compactMap({ $0 }).min() else { return -1 }
    let left = next.nanoseconds - MonotonicInstant.now.nanoseconds
    return left <= 0 ? 0 : Int32(min((left - 1) / 1_000_000 + 1, 3_600_000))
  }

  // MARK: Sockets

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> EventLoop? {
    pointer.map { Unmanaged<EventLoop>.fromOpaque($0).takeUnretainedValue() }
  }

  private func watch(_ socket: curl_socket_t, wanted: Int32, isKnown: Bool) {
    guard wanted != CURL_POLL_REMOVE else { return control(EPOLL_CTL_DEL, socket, 0) }
    var mask: UInt32 = 0
    if wanted & CURL_POLL_IN != 0 { mask |= EPOLLIN.rawValue }
    if wanted & CURL_POLL_OUT != 0 { mask |= EPOLLOUT.rawValue }
    control(isKnown ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, mask)
    if !isKnown {
      // libcurl hands this pointer back with the next change: it only has to be something.
      curl_multi_assign(multi, socket, Unmanaged.passUnretained(self).toOpaque())
    }
  }

  private func control(_ operation: Int32, _ descriptor: Int32, _ mask: UInt32) {
    var event = epoll_event(events: mask, data: epoll_data_t(fd: descriptor))
    guard epoll_ctl(epoll, operation, descriptor, &event) != 0, operation != EPOLL_CTL_DEL else {
      return
    }
    // A descriptor may have been closed and opened again behind our back.
    let other = errno == EEXIST ? EPOLL_CTL_MOD : EPOLL_CTL_ADD
    guard errno == EEXIST || errno == ENOENT, epoll_ctl(epoll, other, descriptor, &event) == 0
    else { fatal("cannot watch a socket: \(errorText())") }
  }

  private func socketAction(_ socket: Int32, _ ready: UInt32) {
    var bits: Int32 = 0
    if ready & (EPOLLIN.rawValue | EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 {
      bits |= CURL_CSELECT_IN
    }
    if ready & EPOLLOUT.rawValue != 0 { bits |= CURL_CSELECT_OUT }
    callCurl(for: socket, bits)
  }

  /// Lets libcurl go on; the result of each request comes as a message, and whatever libcurl
  /// might fail to do beyond that is ended by the request's own deadlines.
  private func callCurl(for socket: curl_socket_t, _ bits: Int32) {
    var running: Int32 = 0
    _ = curl_multi_socket_action(multi, socket, bits, &running)
  }
}
