/// Why an answer did not come, or came in part.
public struct TransportFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure; the raw values are stable names for files.
  public enum Kind: String, Sendable, CaseIterable {
    /// Not an absolute `http` or `https` URL.
    case badURL = "bad_url"
    /// A method or a header that cannot be sent, such as one with a line break.
    case badRequest = "bad_request"
    case couldNotResolve = "could_not_resolve"
    case refused
    /// No route to the host, or no network.
    case unreachable
    case connectTimeout = "connect_timeout"
    case firstByteTimeout = "first_byte_timeout"
    /// The answer began, then nothing came for too long.
    case stalled
    case totalTimeout = "total_timeout"
    /// The connection ended before any byte of an answer.
    case resetBeforeFirstByte = "reset_before_first_byte"
    case resetAfterFirstByte = "reset_after_first_byte"
    /// The connection was closed in order, but the body's framing promised more.
    case truncatedBody = "truncated_body"
    /// The body is not in the encoding that its head states, such as gzip.
    case undecodable
    case tlsFailure = "tls_failure"
    /// The body, or the head, exceeds what was allowed.
    case tooLarge = "too_large"
    case redirectToOtherHost = "redirect_to_other_host"
    case proxy
    /// The caller gave up, or the engine was shut down.
    case cancelled
    case other
  }

  public var kind: Kind
  /// The server as `host:port`, without scheme, user, path or query; empty for a bad URL.
  public var origin: String
  /// What happened, in words that hold no header, key or query.
  public var detail: String
  /// The code of libcurl (`CURLcode`), or 0 when the engine itself ended the request.
  public var curlCode: Int32

  init(_ kind: Kind, origin: String = "", detail: String, curlCode: Int32 = 0) {
    self.kind = kind
    self.origin = origin
    self.detail = detail
    self.curlCode = curlCode
  }

  public var description: String { origin.isEmpty ? detail : "\(origin): \(detail)" }
}
