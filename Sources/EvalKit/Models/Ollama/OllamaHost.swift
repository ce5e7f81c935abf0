/// Where an Ollama server listens, in all the forms that its users write into `OLLAMA_HOST`.
///
/// Follows `Host()` in envconfig/config.go of Ollama 0.33: a host, an address, a port behind
/// either, a URL, with or without a path. An address that means "everywhere" to a server means
/// this machine to a client.
struct OllamaHost: Sendable, Equatable {
  static let defaultPort = 11434

  /// Such as `http://127.0.0.1:11434`; without a slash at its end.
  let url: String

  /// - Throws: ``OptionError`` for a port that is none, or another scheme than http and https.
  init(_ text: String) throws(OptionError) {
    var rest = text[...]
    while let last = rest.last, last.isWhitespace || "\"'".contains(last) { rest.removeLast() }
    rest = rest.drop { $0.isWhitespace || "\"'".contains($0) }
    var (scheme, port) = ("http", Self.defaultPort)
    if let mark = rest.firstRange(of: "://") {
      scheme = rest[..<mark.lowerBound].lowercased()
      rest = rest[mark.upperBound...]
      guard scheme == "http" || scheme == "https" else {
        throw OptionError("Ollama is reached by http or https, not '\(scheme)'")
      }
      port = scheme == "http" ? 80 : 443
    }
    var path = ""
    if let slash = rest.firstIndex(of: "/") {
      path = String(rest[slash...])
      rest = rest[..<slash]
    }
    while path.hasSuffix("/") { path.removeLast() }
    guard !rest.contains("@") else {
      throw OptionError("the host of Ollama holds no user or password")
    }
    let (host, written) = Self.parts(rest)
    if let written {
      guard let number = Int(written), (0...65535).contains(number) else {
        throw OptionError("the port of Ollama is a number up to 65535, not '\(written)'")
      }
      port = number
    }
    url = "\(scheme)://\(Self.reachable(host)):\(port)\(path)"
  }

  /// Splits `host`, `host:port`, `[address]:port`, `:port` and a bare IPv6 address.
  private static func parts(_ text: Substring) -> (host: Substring, port: Substring?) {
    if text.first == "[", let end = text.firstIndex(of: "]") {
      let rest = text[text.index(after: end)...]
      return (text[...end], rest.first == ":" ? rest.dropFirst() : nil)
    }
    guard let colon = text.lastIndex(of: ":") else { return (text, nil) }
    guard text.firstIndex(of: ":") == colon else { return ("[\(text)]", nil) }
    return (text[..<colon], text[text.index(after: colon)...])
  }

  private static func reachable(_ host: Substring) -> Substring {
    switch host {
    case "", "0.0.0.0": "127.0.0.1"
    case "[::]", "[::0]", "[0:0:0:0:0:0:0:0]": "[::1]"
    default: host
    }
  }
}
