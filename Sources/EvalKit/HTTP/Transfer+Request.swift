internal import CCurl
internal import Glibc

/// How a request is laid into libcurl's handle.
extension Transfer {
  /// Sets every option of a handle that is as new.
  ///
  /// - Returns: Why the request cannot be sent, or `nil`.
  func prepare(
    _ configuration: HTTPEngine.Configuration, _ trust: TrustStore
  ) -> TransportFailure? {
    guard Origin(request.url) != nil else {
      return TransportFailure(.badURL, detail: "not an absolute http or https URL")
    }
    if let field = unsendableField() { return failure(.badRequest, "\(field) cannot be sent") }
    installCallbacks()
    set(CURLOPT_NOSIGNAL, 1)
    // Abandoned name lookups end by themselves: waiting for them would hold up all requests.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_TCP_NODELAY, 1)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, request.deadlines.connect.wholeMilliseconds)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_ACCEPT_ENCODING, "")
    set(CURLOPT_USERAGENT, configuration.userAgent)
    if case .http1 = configuration.version { set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1) }
    if let proxy = configuration.proxy { set(CURLOPT_PROXY, proxy) }
    if let file = trust.file { set(CURLOPT_CAINFO, file) }
    if let directory = trust.directory { set(CURLOPT_CAPATH, directory) }
    setHeaders()
    return setTarget()
  }

  /// Turns an answered redirect into the next request.
  ///
  /// - Returns: Why it must not be followed, or `nil`.
  func followRedirect() -> TransportFailure? {
    var location: UnsafeMutablePointer<CChar>?
    ccurl_get_string(handle, CURLINFO_REDIRECT_URL, &location)
    guard let location, let here = Origin(request.url) else {
      return failure(.other, "redirected, but not to a usable URL")
    }
    let url = String(cString: location)
    guard let there = Origin(url), here.mayRedirect(to: there) else {
      return failure(.redirectToOtherHost)
    }
    redirectCount += 1
    guard redirectCount <= 5 else { return failure(.other, "redirected more than 5 times") }
    let status = outcome(nil).status
    let isPost = request.method == "POST"
    if status == 303 && request.method != "HEAD" || isPost && (status == 301 || status == 302) {
      request.method = "GET"
      request.body = []
    }
    request.url = url
    return setTarget()
  }

  func freeHeaders() {
    curl_slist_free_all(headerList)
    headerList = nil
  }

  /// Sets what a redirect may change: URL, method and body.
  private func setTarget() -> TransportFailure? {
    restart()
    set(CURLOPT_URL, request.url)
    set(CURLOPT_HTTPGET, 1)
    set(CURLOPT_CUSTOMREQUEST, nil)
    if request.method == "HEAD" {
      set(CURLOPT_NOBODY, 1)
    } else if !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method) {
      set(CURLOPT_POST, 1)
      record(
        ccurl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)))
      request.body.withUnsafeBytes { bytes in
        // Nothing is read from the address when the size is 0, but NULL would mean a callback.
        record(ccurl_copy_body(handle, bytes.baseAddress ?? UnsafeRawPointer(handle)))
      }
    }
    if request.method != "GET" && request.method != "POST" && request.method != "HEAD" {
      set(CURLOPT_CUSTOMREQUEST, request.method)
    }
    guard refusedOption == CURLE_OK else {
      let reason = String(cString: curl_easy_strerror(refusedOption))
      return failure(.other, "libcurl refused an option: \(reason)", code: refusedOption)
    }
    return nil
  }

  private func set(_ option: CURLoption, _ value: Int) {
    record(ccurl_set_long(handle, option, value))
  }

  private func set(_ option: CURLoption, _ text: String?) {
    record(ccurl_set_string(handle, option, text))
  }

  private func set(_ option: CURLoption, _ pointer: UnsafeMutableRawPointer) {
    record(ccurl_set_pointer(handle, option, pointer))
  }

  /// Keeps the first failure to set an option, so that one check at the end covers all.
  private func record(_ code: CURLcode) {
    if refusedOption == CURLE_OK { refusedOption = code }
  }

  private func setHeaders() {
    var hasType = false
    for (name, value) in request.headers {
      hasType = hasType || name.lowercased() == "content-type"
      headerList = curl_slist_append(headerList, value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
    // No field of libcurl's own making, and no second's wait for "100 Continue".
    headerList = curl_slist_append(headerList, "Expect:")
    if !hasType { headerList = curl_slist_append(headerList, "Content-Type:") }
    record(ccurl_set_headers(handle, headerList))
  }

  /// The part of the request that would break its framing, such as a line break in a value.
  private func unsendableField() -> String? {
    func isToken(_ text: String) -> Bool {
      !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
    }
    if !isToken(request.method) { return "the method" }
    for (index, (name, value)) in request.headers.enumerated() {
      if !isToken(name) { return "the name of header \(index + 1)" }
      if value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
        return "the value of header '\(name)'"
      }
    }
    return nil
  }

  private func installCallbacks() {
    let this = Unmanaged.passUnretained(self).toOpaque()
    set(CURLOPT_PRIVATE, this)
    set(CURLOPT_WRITEDATA, this)
    set(CURLOPT_HEADERDATA, this)
    set(CURLOPT_PREREQDATA, this)
    set(CURLOPT_OPENSOCKETDATA, this)
    // A count other than the one given makes libcurl end the transfer.
    let onBody = ccurl_on_body(handle) { bytes, _, count, this in
      let body = UnsafeRawBufferPointer(start: bytes, count: count)
      return Transfer.from(pointer: this)?.receiveBody(body) == true ? count : Int(UInt32.max)
    }
    let onHeader = ccurl_on_header(handle) { bytes, _, count, this in
      let line = UnsafeRawBufferPointer(start: bytes, count: count)
      return Transfer.from(pointer: this)?.receiveHeader(line) == true ? count : Int(UInt32.max)
    }
    let onReady = ccurl_on_ready(handle) { this, _, _, _, _ in
      Transfer.from(pointer: this)?.connectionIsReady()
      return CURL_PREREQFUNC_OK
    }
    // As libcurl itself does, but programs that we start must not inherit the socket.
    let onSocket = ccurl_on_open_socket(handle) { this, _, address in
      guard var address = address?.pointee else { return -1 }
      Transfer.from(pointer: this)?.willConnect(to: &address.addr)
      let kind = address.socktype | Int32(SOCK_CLOEXEC.rawValue)
      return socket(address.family, kind, address.protocol)
    }
    for code in [onBody, onHeader, onReady, onSocket] { record(code) }
  }
}
