/// One HTTP request, complete before it is sent.
struct HTTPRequest: Sendable {
  /// How long each phase may take; a phase that takes longer ends the request with a failure.
  ///
  /// All are kept by the engine's thread to the millisecond, whatever the sink or the caller does.
  struct Deadlines: Sendable, Equatable {
    /// Name lookup, connection, proxy and TLS together.
    var connect: Duration = .seconds(10)
    /// From the moment the connection is ready to the first byte of an answer.
    ///
    /// A model server that queues requests sends nothing until a slot is free.
    var firstByte: Duration = .seconds(600)
    /// The longest silence between two reads once the answer has begun.
    var betweenBytes: Duration = .seconds(120)
    /// From the call to the last byte, waiting and redirects included.
    var total: Duration = .seconds(1800)
  }

  /// What to do with an answer such as `307` and a `Location`.
  enum RedirectPolicy: Sendable {
    /// It is the outcome.
    case none
    /// Go there, at most five times, if scheme, host and port are the same or only TLS is added.
    ///
    /// Anything else fails with ``TransportFailure/Kind-swift.enum/redirectToOtherHost``: headers
    /// with keys never leave the host they were meant for. As browsers do, 303 becomes a GET, and
    /// so does a POST answered with 301 or 302.
    case sameHost
  }

  /// The method, such as `POST`.
  var method: String = "GET"
  /// An absolute `http` or `https` URL.
  var url: String
  /// The header fields, in order; an empty value is sent as an empty field.
  var headers: [(name: String, value: String)] = []
  /// The body; empty means none, but for POST, PUT and PATCH, which then send an empty one.
  var body: [UInt8] = []
  var deadlines: Deadlines = Deadlines()
  /// The most bytes of a decoded body that the sink is given before the request fails.
  var maximumBodyBytes: Int = 256 << 20
  var redirects: RedirectPolicy = .sameHost

  init(_ url: String) { self.url = url }

  /// A POST of JSON.
  init(_ url: String, postingJSON body: [UInt8], headers: [(name: String, value: String)] = []) {
    self.url = url
    self.method = "POST"
    self.headers = [("Content-Type", "application/json")] + headers
    self.body = body
  }
}
