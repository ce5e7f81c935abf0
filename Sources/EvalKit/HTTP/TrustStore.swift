internal import Glibc

/// The certificate authorities that the user's environment names, as the `curl` command reads them.
struct TrustStore {
  /// A PEM file; `nil` means the system's.
  let file: String?
  /// A directory of hashed PEM files; `nil` means the system's.
  let directory: String?

  init() {
    file = Self.variable("CURL_CA_BUNDLE") ?? Self.variable("SSL_CERT_FILE")
    directory = Self.variable("SSL_CERT_DIR")
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value[0] != 0 else { return nil }
    return String(cString: value)
  }
}
