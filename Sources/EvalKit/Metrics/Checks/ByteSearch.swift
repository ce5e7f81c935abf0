extension String {
  /// Whether the code points of `other` occur in a row; never by canonical equivalence, which
  /// other tools do not know. Linear in both lengths (Knuth, Morris and Pratt 1977).
  func containsCodePoints(of other: String) -> Bool {
    let needle = Array(other.utf8)
    guard !needle.isEmpty else { return true }
    var fallback = [0]
    var matched = 0
    for byte in needle.dropFirst() {
      while matched > 0, byte != needle[matched] { matched = fallback[matched - 1] }
      if byte == needle[matched] { matched += 1 }
      fallback.append(matched)
    }
    matched = 0
    var text = self
    return text.withUTF8 { bytes in
      for byte in bytes {
        while matched > 0, byte != needle[matched] { matched = fallback[matched - 1] }
        if byte == needle[matched] { matched += 1 }
        if matched == needle.count { return true }
      }
      return false
    }
  }
}
