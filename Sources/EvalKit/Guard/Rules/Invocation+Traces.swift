extension Invocation {
  /// Whether it wipes or stops the history of a shell.
  var clearsHistory: Bool {
    let variables = ["HISTFILE", "HISTSIZE", "HISTFILESIZE", "SAVEHIST"]
    if assignments.contains(where: {
      variables.contains($0.name) && ["", "0", "/dev/null", "-1"].contains($0.value.text)
        && !($0.value.text.isEmpty && program == "local")
    }) {
      return true
    }
    if assignments.contains(where: {
      $0.name == "HISTCONTROL" && ["ignorespace", "ignoreboth"].contains($0.value.text)
        || $0.name == "HISTIGNORE"
    }) {
      return true
    }
    switch program {
    case "history":
      return has("-c", "-d", "-w") && !has("--help") && !arguments.isEmpty
    case "unset": return mentions("histfile", "histsize", "histfilesize")
    case "set", "shopt":
      return line.contains("+o history")
        || runs("shopt") && line.contains("-u")
          && line.contains("history")
    case "fc": return has("-p")
    case "rm", "shred", "truncate", "unlink", "mv", "ln", "cp", "dd", "sed", "tee", "srm",
      "chattr":
      return (operands + written).contains { place(of: $0).isHistory }
        && !(runs("cp")
          && operands.last.map { !place(of: $0).isHistory } == true)
    default:
      return redirections.contains {
        $0.truncates && place(of: $0.target).isHistory
      }
    }
  }

  /// Whether it deletes or empties logs.
  var clearsLogs: Bool {
    if written.contains(where: { place(of: $0).isLog }) {
      return !redirections.contains { $0.kind == .append }
    }
    switch program {
    case "rm", "shred", "unlink", "truncate", "srm", "mv", "ln":
      return operands.contains { place(of: $0).isLog }
    case "journalctl":
      guard let kept = value(of: "--vacuum-size", "--vacuum-time", "--vacuum-files")?.text
      else { return false }
      return (Int(kept.prefix { $0.isNumber }) ?? 0) <= 1
    case "dmesg": return has("-C", "-c", "--clear", "--read-clear")
    case "log": return mentions("erase")
    case "wevtutil": return mentions("cl", "clear-log")
    case "utmpdump", "logtamper": return has("-r")
    default: return false
    }
  }
}
