extension Invocation {
  /// Whether it writes or holds data that never ends.
  var writesWithoutEnd: Bool {
    let fills = redirections.contains {
      $0.writes && ($0.descriptor ?? "1") == "1" && !$0.target.text.hasPrefix("/dev/")
    }
    if isEndless,
      redirections.contains(where: {
        $0.kind == .append && $0.writes && !$0.target.text.hasPrefix("/dev/")
      }),
      !earlier.contains("sleep"), runs("echo", "cat", "printf", "yes")
    {
      return true
    }
    switch program {
    case "yes":
      return fills
        || redirections.contains {
          $0.target.text == "/dev/null" && ($0.descriptor ?? "1") == "1"
        }
    case "dd":
      let isEndless = value(of: "if=").map {
        ["/dev/zero", "/dev/urandom", "/dev/random"].contains($0.text)
      }
      return isEndless == true && value(of: "count=") == nil
        && value(of: "of=").map { $0.text != "/dev/null" } != false
    case "cat", "tac", "tail", "sort", "base64", "cp", "gzip", "tr", "tee":
      let readsDevice = operands.contains {
        ["/dev/zero", "/dev/urandom"].contains($0.text)
      }
      if runs("tail", "sort", "tac") {
        let isCut = upstream.contains { ["head", "dd", "timeout"].contains($0) }
        return readsDevice || input?.taint.contains(.endless) == true && !isCut
      }
      return fills && (readsDevice || input?.taint.contains(.endless) == true)
        || runs("cp") && readsDevice
        || runs("tee") && input?.taint.contains(.endless) == true
    default: return false
    }
  }
}
