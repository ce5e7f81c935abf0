extension Invocation {
  /// Whether it looks for passwords or keys.
  var searchesSecrets: Bool {
    if runs("grep", "egrep", "fgrep", "rg", "ag", "awk", "sed", "ack") {
      guard let pattern = operands.first, GuardRule.soundsSecret(pattern.text) else { return false }
      if upstream.contains(
        where: [
          "env", "printenv", "set", "export", "history", "strings", "ps", "declare", "compgen",
        ].contains)
      {
        return true
      }
      // A count or a yes shows nothing of what was found.
      if runs("grep", "egrep", "fgrep"), has("-c", "--count", "-q", "--quiet") { return false }
      let places = operands.dropFirst().map(place(of:))
      return places.contains {
        $0.isVital || $0.isUnder("/etc", "/var", "/home", "/root", "/opt", "/proc")
          || $0.isHistory
      }
        || input?.taint.contains(.secret) == true
    }
    if runs("printenv") { return operands.contains { GuardRule.soundsSecret($0.text) } }
    guard runs("find", "locate", "mdfind", "fd") else { return false }
    let tests = ["-name", "-iname", "-path", "-ipath", "-wholename", "-regex"]
    let values = zip(arguments, arguments.dropFirst())
      .filter { tests.contains($0.0.text) }.map(\.1.text)
    let sought = runs("find") ? values : operands.map(\.text)
    let names = sought.filter { $0 != "passwd" }.filter { name in
      GuardRule.namesSecret(name)
        || [
          "*.pem", "*.key", "*.kdbx", "*.pfx", "*.p12", "*.ovpn", "*.ppk", "id_rsa*", ".aws",
          "credentials", "*.keychain",
        ].contains(name) || GuardRule.soundsSecret(name)
    }
    return !names.isEmpty
      && (findPlaces.contains { $0.isVital || $0.components.contains(where: GuardRule.namesSecret) }
        || runs("locate", "mdfind"))
  }

  /// Whether it extracts passwords.
  var dumpsCredentials: Bool {
    if isRehearsal { return false }
    switch program {
    case "mimipenguin", "mimipenguin.sh", "linpeas", "linpeas.sh", "mimikatz": return true
    case "unshadow", "secretsdump.py", "laZagne", "lazagne", "lazagne.py", "laZagne.py", "pwdump",
      "fgdump",
      "LaZagne.py":
      return !arguments.isEmpty
    case "john", "hashcat":
      return operands.contains { place(of: $0).isCredential }
    case "python", "python2", "python3", "ruby", "perl", "sudo":
      return operands.prefix(2).contains { field in
        let name = Shells.baseName(field.text).lowercased()
        return ["lazagne", "mimipenguin", "secretsdump", "linpeas", "mimikatz", "dump_heap"]
          .contains { name.contains($0) }
      }
    case "security":
      return mentions("dump-keychain", "find-generic-password", "find-internet-password")
        && (has("-d", "-g", "-w") || mentions("dump-keychain"))
    case "gcore", "procdump":
      return arguments.contains { $0.text.hasPrefix(ProgramOutput.processMark) }
    case "gdb":
      return (line.contains("generate-core-file") || line.contains("dump memory"))
        && arguments.contains { $0.text.hasPrefix(ProgramOutput.processMark) }
    default: return false
    }
  }

  /// Whether it records what is typed or sent.
  var watchesInput: Bool {
    if assignments.contains(where: {
      $0.name == "PROMPT_COMMAND"
        && ($0.value.text.contains("history") || $0.value.text.contains("fc "))
    }) {
      return true
    }
    if runs("logger", "tee"),
      operands.contains(where: { place(of: $0).isHistory })
    {
      return true
    }
    if runs("trap") {
      return mentions("debug") && line.contains("BASH_COMMAND")
    }
    switch program {
    case "logkeys", "xspy", "lkl", "ettercap", "bettercap", "dsniff", "responder", "arpspoof",
      "dnsspoof":
      return runs("logkeys") ? has("--start", "-s") : runs("xspy", "lkl")
    case "xinput": return mentions("test", "test-xi2")
    case "tcpdump", "tshark", "ngrep":
      return has("-A", "-X")
        && (line.contains("port") || line.contains("pass"))
    case "strace":
      return value(of: "-p") != nil
        && (line.contains("read") || line.contains("write"))
    default: return false
    }
  }
}
