internal import CCurl

/// Who is addressed by a URL.
struct Origin: Equatable {
  var scheme: String
  /// As written, in lower case; an IPv6 address keeps its brackets.
  var host: String
  var port: Int

  /// Reads a URL as libcurl does; `nil` when it would not send a request there.
  init?(_ url: String) {
    guard !url.utf8.contains(0), let parsed = curl_url() else { return nil }
    defer { curl_url_cleanup(parsed) }
    guard curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK,
      let scheme = Self.part(CURLUPART_SCHEME, of: parsed)?.lowercased(),
      let host = Self.part(CURLUPART_HOST, of: parsed)?.lowercased(),
      let port = Self.part(CURLUPART_PORT, of: parsed).flatMap({ Int($0) }),
      scheme == "http" || scheme == "https"
    else { return nil }
    self.scheme = scheme
    self.host = host
    self.port = port
  }

  /// Whether a request for this origin may be sent to the other one instead.
  func mayRedirect(to other: Origin) -> Bool {
    if self == other { return true }
    return host == other.host && scheme == "http" && port == 80 && other.scheme == "https"
      && other.port == 443
  }

  private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else {
      return nil
    }
    defer { curl_free(text) }
    return String(cString: text)
  }
}

extension Origin: CustomStringConvertible {
  var description: String { "\(host):\(port)" }
}
