extension Invocation {
  /// Whether it plants something that runs later.
  var plantsStartup: Bool {
    switch program {
    case "crontab":
      if has("-r") { return true }
      if has("-l", "-e") { return false }
      return operands.contains { $0.text == "-" || place(of: $0).isTemporary }
        || input != nil || !writtenFiles.isEmpty
    case "at", "batch": return input != nil || has("-f")
    case "systemd-run": return arguments.contains { $0.text.hasPrefix("--on-") }
    case "modprobe":
      return operands.contains {
        $0.text.hasSuffix(".ko") || place(of: $0).isTemporary
      }
    case "insmod", "kextload", "kldload": return !arguments.isEmpty
    case "launchctl":
      return mentions("submit")
        || mentions("load", "bootstrap")
          && operands.contains { place(of: $0).isTemporary }
    default: break
    }
    let content = runs("echo", "printf") ? line : ""
    let isSetting = ["export ", "alias ", "source ", "eval ", "PATH=", "set ", "setopt "].contains {
      content.hasPrefix($0)
    }
    return written.contains { field in
      let place = place(of: field)
      guard place.isUserStartup else { return place.isStartup }
      let isWritten = runs("echo", "printf") || input?.known != nil
      return isWritten && !isSetting
    }
  }
}
