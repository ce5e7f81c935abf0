extension Invocation {
  /// Whether it becomes a shell or an interpreter of root.
  var opensRootShell: Bool {
    if runs("sudo", "doas") {
      return !isWrapper && has("-i", "-s", "--login", "--shell")
    }
    guard isPrivileged,
      !isWrapper || redirections.contains(where: \.isTerminal)
    else { return false }
    guard input == nil || redirections.contains(where: \.isTerminal) else {
      return false
    }
    if runs("su") {
      return operands.allSatisfy { ["root", "-", "0"].contains($0.text) }
    }
    if runs("screen", "tmux", "script", "sg") {
      return !mentions("attach", "a", "ls", "-ls", "-r", "list-sessions", "-c")
    }
    if runs("chroot") {
      return operands.count == 1 && operands[0].text == "/"
    }
    if runs("capsh") { return has("--") || line.contains("--") }
    guard
      runs(Shells.names)
        || runs("pwsh", "rbash", "byebug", "irb", "pry", "tclsh", "ghci")
        || runs(
          "python", "python2", "python3", "perl", "ruby", "node", "lua", "gdb", "php", "R")
    else { return false }
    return operands.isEmpty
  }

  /// Whether it is what one types to leave a program that runs as root.
  var escapesToShell: Bool {
    let word = path.drop { $0 == ":" || $0 == "\\" || $0 == "^" || $0 == "K" }
    if isScriptPrivileged, !isPrivileged, !earlier.isEmpty,
      upstream.isEmpty
    {
      if path.hasPrefix(":") && path.count > 1 || path.hasPrefix("^") {
        return true
      }
      if path == "!" || path == "\\!" { return true }
      if runs(Shells.names), !isWrapper, !isInline, path.contains("/") || !redirections.isEmpty {
        return operands.isEmpty
      }
      if !earlier.isDisjoint(with: [
        "ed", "ex", "vi", "vim", "nano", "pico", "emacs", "joe",
      ]) {
        return ["w", "wq", "q", "C-x", "!", "reset", "x"].contains(path)
      }
      let managers: Set<String> = [
        "ranger", "mc", "nnn", "vifm", "ncdu", "less", "more", "man", "top", "htop", "lf",
      ]
      if !earlier.isDisjoint(with: managers) { return path.count == 1 }
      if ["exec", "shell", "load", "system"].contains(path) { return true }
    }
    guard word.hasPrefix("!") else { return false }
    return Shells.isStarted(by: String(word.dropFirst()) + " " + line)
      || Shells.names.contains(Shells.baseName(String(word.dropFirst())))
      || Shells.names.contains(Shells.baseName(arguments.first?.text ?? ""))
  }

  /// Whether a container gets the whole machine.
  var leavesContainer: Bool {
    switch program {
    case "docker", "podman", "nerdctl", "ctr":
      guard mentions("run", "create", "exec") else { return false }
      return has("--privileged") || line.contains("docker.sock")
        || arguments.contains {
          $0.text.hasPrefix("/:") || $0.text.contains("=/:") || $0.text.contains("source=/,")
            || $0.text.hasPrefix("-v/:")
        }
        || arguments.contains {
          ["--pid=host", "--cap-add=ALL", "--cap-add=SYS_ADMIN", "--device=/dev/sda"].contains(
            $0.text)
        }
    case "nsenter":
      return value(of: "-t", "--target")?.text == "1" || line.contains("/proc/1/")
    case "kubectl":
      return line.contains("\"privileged\":true") || line.contains("hostPID")
    default: return false
    }
  }

  /// Whether root writes where that is not usual.
  var writesAsRoot: Bool {
    guard isPrivileged || isScriptPrivileged, kind != .assignment else {
      return false
    }
    if runs("config"), earlier.contains("redis-cli") {
      return mentions("dir", "dbfilename")
    }
    var targets = runs("sed", "perl") ? writtenTargets : written
    if isPrivileged || runs("iptables-save", "ip6tables-save"),
      let target = outputTarget
    {
      targets.append(target)
    }
    if isPrivileged, let code = code, code.language == .tool {
      if code.toolTarget?.isUnusualForRoot == true { return true }
      if code.has("fopen", "io.open", "content=>", "writefile"),
        code.names({ $0.isUnusualForRoot })
      {
        return true
      }
    }
    if runs("socat") {
      targets += arguments.compactMap { argument in
        argument.text.firstRange(of: ":/").flatMap { range in
          ["open", "create", "file"].contains(argument.text[..<range.lowerBound].lowercased())
            ? ShellField(
              text: String(argument.text[range.lowerBound...].dropFirst().prefix { $0 != "," }))
            : nil
        }
      }
    }
    if isPrivileged, let code = code, code.language != .tool, code.writesFiles {
      return true
    }
    return targets.contains { place(of: $0).isUnusualForRoot }
  }

  /// Whether a program of root is told to run another.
  var hooksIntoRoot: Bool {
    guard isPrivileged, !isWrapper else { return false }
    if runs("logrotate"), has("-d", "--debug") { return false }
    if assignments.contains(where: {
      $0.name != "SHELL" && Shells.isStarted(by: $0.value.text)
    }) {
      return true
    }
    if assignments.contains(where: {
      ShellPath($0.value.text).isTemporary && !$0.name.hasPrefix("TMP") && $0.name != "TEMP"
        && $0.name != "DESTDIR"
    }) {
      return true
    }
    if let hook = hook,
      place(of: hook).isUnusualForRoot || place(of: hook).isTemporary
    {
      return true
    }
    switch program {
    case "dvips": return arguments.contains { $0.text == "-R0" }
    case "nmap": return has("--interactive", "--script")
    case "apt", "apt-get", "rpm", "dpkg":
      return line.lowercased().contains("invoke") || line.contains("--pre-invoke")
    case "cp", "ln", "install", "mv", "mount":
      return operands.first.map {
        Shells.names.contains(Shells.baseName($0.text)) && $0.text.contains("bin/")
      } == true
        || line.contains("bind /bin/sh")
    case "cowsay", "cowthink": return has("-f")
    case "less", "more", "man", "pg", "most", "pager":
      return upstream.contains { Shells.names.contains($0) }
    default: return false
    }
  }
}

extension Invocation {
  /// The file that an option makes it write.
  var outputTarget: ShellField? {
    switch program {
    case "ls", "ps", "grep", "mount", "find", "ssh", "umount", "useradd", "chown", "date", "df": nil
    case "rlwrap", "logrotate": value(of: "-l")
    case "unzip": value(of: "-d")
    case "ab": value(of: "-g", "-e")
    case "iptables-save", "ip6tables-save": value(of: "-f", "--file")
    case "script", "split", "csplit": operands.last
    case "xxd": has("-r") ? operands.last : nil
    case "lwp-download": operands.count > 1 ? operands.last : nil
    case "tar", "bsdtar", "cpio": value(of: "-C", "-D", "--directory")
    default:
      value(
        of: "-oN", "-oG", "-oX", "-oA", "-out", "-outfile", "-Logfile", "-filename", "--output",
        "--out", "--outfile", "--log-file", "--logfile", "--dump-bin", "--output-document",
        "--output-file", "-o", "-w", "-O")
    }
  }

  /// The program or script that an option makes it run.
  var hook: ShellField? {
    switch program {
    case "tcpdump": value(of: "-z")
    case "wget": value(of: "--use-askpass")
    case "scp", "sftp": value(of: "-S")
    case "pandoc": value(of: "-L", "--lua-filter")
    case "nginx", "nft", "openvpn", "rsyslogd": value(of: "-c", "-f", "--config")
    case "ansible-playbook", "gtester", "easy_install", "dstat", "virsh", "pdb", "composer", "npm",
      "ksshell",
      "logrotate", "redcarpet", "facter", "make", "vagrant":
      operands.last { $0.text.contains("/") } ?? value(of: "-C", "--working-dir", "-i")
    case "man": value(of: "-P", "-H", "--pager", "--html")
    case "nmap": value(of: "--script")
    default: nil
    }
  }
}

extension ShellPath {
  /// Whether a file there is rarely written by hand as root: not a home, `/opt`, `/usr/local` ….
  var isUnusualForRoot: Bool {
    guard isAbsolute, !isTemporary, !isInHome, let first = components.first else { return false }
    if [
      "opt", "srv", "mnt", "media", "home", "root", "dev", "run", "tmp", "sys", "proc", "Users",
      "backup", "backups", "data", "app", "apps",
      "workspace", "nfs", "storage", "export", "scratch", "work", "projects", "share", "shared",
      "www", "vol", "volume1", "git", "repos", "newhome", "docker",
    ].contains(first) {
      return isKernelSwitch
    }
    if first == "usr" {
      return !(components.count > 1 && ["local", "share", "src"].contains(components[1]))
    }
    if first == "var" { return isStartup || isAccountFile }
    return true
  }
}

extension ShellValue {
  /// Whether some line of it, the first of a script aside, starts a shell.
  var startsShell: Bool {
    text.split(separator: "\n").contains {
      !$0.hasPrefix("#!") && Shells.isStarted(by: String($0))
    }
  }
}

extension InlineCode {
  /// Whether it starts an interactive shell.
  var opensShell: Bool {
    guard runsPrograms else { return false }
    if text.contains("#!") { return false }
    if language == .tool {
      return text.split(separator: "\n").contains { line in
        ["!", "shell", "system", "exec", "spawn", "term"].contains { line.contains($0) }
          && Shells.isStarted(
            by: String(line).replacing("!", with: " ").replacing("system", with: " "))
      }
    }
    return strings.contains { Shells.isStarted(by: $0) } || Shells.isStarted(by: text)
  }
}
