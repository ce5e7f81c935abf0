internal import CCurl
internal import Glibc

/// What went wrong, told from libcurl's code and from how far the request came.
extension Transfer {
  /// The failure after libcurl has ended; `nil` when the answer is whole or the sink had enough.
  func failure(after code: CURLcode) -> TransportFailure? {
    if isStoppedBySink { return nil }
    if let refusal { return failure(refusal) }
    if code == CURLE_OK { return hasWholeHead ? nil : failure(resetKind) }
    return classified(code)
  }

  /// A failure with the words for its kind, or with better ones.
  func failure(
    _ kind: TransportFailure.Kind, _ detail: String? = nil, code: CURLcode = CURLE_OK
  ) -> TransportFailure {
    TransportFailure(
      kind, origin: Origin(request.url)?.description ?? "", detail: detail ?? words(for: kind),
      curlCode: Int32(code.rawValue))
  }

  private var resetKind: TransportFailure.Kind {
    hasFirstByte ? .resetAfterFirstByte : .resetBeforeFirstByte
  }

  private func classified(_ code: CURLcode) -> TransportFailure {
    let reason = String(cString: curl_easy_strerror(code))
    switch code {
    case CURLE_URL_MALFORMAT:
      return failure(.badURL, code: code)
    case CURLE_UNSUPPORTED_PROTOCOL:
      // The same code stands for an answer that does not begin as HTTP does.
      return wasReady
        ? failure(.other, "the answer is not HTTP", code: code) : failure(.badURL, code: code)
    case CURLE_COULDNT_RESOLVE_HOST:
      return failure(.couldNotResolve, code: code)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
      return failure(.proxy, reason, code: code)
    case CURLE_COULDNT_CONNECT:
      return connectFailure(code)
    case CURLE_OPERATION_TIMEDOUT:
      return failure(.connectTimeout, code: code)
    case CURLE_PARTIAL_FILE:
      return failure(hasWholeHead ? .truncatedBody : resetKind, code: code)
    case CURLE_BAD_CONTENT_ENCODING:
      return failure(.undecodable, code: code)
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED, CURLE_SSL_ENGINE_NOTFOUND,
      CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
      return failure(.tlsFailure, reason, code: code)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      return wasReady ? failure(resetKind, code: code) : setupFailure(code)
    default:
      return failure(.other, reason, code: code)
    }
  }

  /// A connection that could not be made: refused, or no way to the host.
  private func connectFailure(_ code: CURLcode) -> TransportFailure {
    var systemError = 0
    ccurl_get_long(handle, CURLINFO_OS_ERRNO, &systemError)
    // Before 8.7 libcurl does not tell whether a proxy was used (CURLINFO_USED_PROXY).
    if let port = contactedPort, port != Origin(request.url)?.port {
      let reason = errorText(Int32(systemError))
      return failure(.proxy, "the proxy at port \(port): \(reason)", code: code)
    }
    switch Int32(systemError) {
    case ECONNREFUSED:
      return failure(.refused, code: code)
    case ETIMEDOUT:
      return failure(.connectTimeout, errorText(ETIMEDOUT), code: code)
    case let other:
      return failure(.unreachable, errorText(other), code: code)
    }
  }

  /// A connection that broke before it could carry the request: by a proxy or within TLS.
  private func setupFailure(_ code: CURLcode) -> TransportFailure {
    var status = 0
    ccurl_get_long(handle, CURLINFO_HTTP_CONNECTCODE, &status)
    guard status == 0 else {
      return failure(.proxy, "the proxy refused the tunnel with status \(status)", code: code)
    }
    return failure(resetKind, code: code)
  }

  private func words(for kind: TransportFailure.Kind) -> String {
    let deadlines = request.deadlines
    return switch kind {
    case .badURL: "not an absolute http or https URL"
    case .badRequest: "the request cannot be sent"
    case .couldNotResolve: "the host name could not be resolved"
    case .refused: "connection refused"
    case .unreachable: "the host cannot be reached"
    case .connectTimeout: "no connection within \(deadlines.connect)"
    case .firstByteTimeout: "no answer within \(deadlines.firstByte) after the request was sent"
    case .stalled: "the answer stopped for \(deadlines.betweenBytes)"
    case .totalTimeout: "not finished within \(deadlines.total)"
    case .resetBeforeFirstByte: "the connection was closed before an answer came"
    case .resetAfterFirstByte: "the connection broke within the answer"
    case .truncatedBody: "the connection was closed before the end of the body"
    case .undecodable: "the body cannot be decoded"
    case .tlsFailure: "TLS failed"
    case .tooLarge:
      hasWholeHead
        ? "the body exceeds \(request.maximumBodyBytes) bytes" : "the head exceeds 256 KiB"
    case .redirectToOtherHost: "redirected to another host, which is not followed"
    case .proxy: "the proxy failed"
    case .cancelled: "cancelled"
    case .other: "the request failed"
    }
  }
}
