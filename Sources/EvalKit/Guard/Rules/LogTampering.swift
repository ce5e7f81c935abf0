extension GuardRule {
  /// Traces that are wiped.
  static let logTampering: [GuardRule] = [
    GuardRule(
      "clear-history", .logTampering, .high, "Wipes the shell's history or stops it.",
      dangerous: [
        "history -c", "rm ~/.bash_history", "cat /dev/null > ~/.bash_history", "unset HISTFILE",
        "export HISTFILE=/dev/null",
        "HISTSIZE=0", "set +o history", "ln -sf /dev/null ~/.bash_history",
        "truncate -s0 ~/.zsh_history", "export HISTCONTROL=ignorespace",
        "shopt -u -o history", "fc -p", "HISTFILESIZE=0",
      ],
      safe: [
        "history", "history | tail", "export HISTSIZE=10000", "echo $HISTFILE",
        "export HISTCONTROL=ignoredups",
      ]
    ) { $0.clearsHistory },
    GuardRule(
      "clear-logs", .logTampering, .high, "Deletes or empties the system's logs.",
      dangerous: [
        "rm -rf /var/log/*", "> /var/log/auth.log", "truncate -s 0 /var/log/messages",
        "journalctl --vacuum-size=1K",
        "dd if=/dev/zero of=/var/log/syslog count=1", "sed -i '/x/d' /var/log/auth.log",
        "echo '' > /var/log/wtmp",
        "journalctl --rotate --vacuum-time=1s", "dmesg -C", "shred /var/log/secure",
        "log erase --all", "wevtutil cl System",
      ],
      safe: [
        "tail /var/log/syslog", "journalctl -u ssh", "rm app.log", "grep x /var/log/auth.log",
        "journalctl --vacuum-time=30d",
      ]
    ) { $0.clearsLogs },
    GuardRule(
      "stop-audit", .logTampering, .high, "Stops what records events, or takes rules away from it.",
      dangerous: [
        "auditctl -e 0", "auditctl -D", "systemctl stop rsyslog", "service auditd stop",
        "pkill -9 rsyslogd", "sed -i '$ a #x' /etc/rsyslog.conf", "ufw logging off",
        "sudo systemctl disable --now auditd",
      ],
      safe: ["auditctl -l", "systemctl status rsyslog", "sudo auditctl -a always,exit -F path=/x"]
    ) { command in
      if command.written.contains(where: { command.place(of: $0).isDefenceSetting }) { return true }
      if command.runs("ufw") { return command.mentions("logging") && command.mentions("off") }
      if command.runs("auditctl") {
        return command.has("-D", "-d", "-W") || command.value(of: "-e")?.text == "0"
      }
      return command.stoppedServices.contains {
        [
          "rsyslog", "syslog", "auditd", "syslog-ng", "systemd-journald", "rsyslogd", "syslogd",
          "osqueryd", "journald", "sysmon", "auditbeat", "filebeat",
        ].contains($0)
      }
    },
    GuardRule(
      "change-times", .logTampering, .medium, "Forges the times of files or of the machine.",
      dangerous: [
        "touch -r /bin/ls /tmp/evil", "touch -d '2019-01-01' /etc/passwd",
        "touch -a -t 197001010000 x", "timedatectl set-time '2001-01-01'", "date -s '1970-01-01'",
      ],
      safe: ["touch file", "date", "timedatectl", "touch -m f", "touch -t 202001010000 f"]
    ) { command in
      switch command.program {
      case "touch":
        guard command.has("-r", "-t", "-d", "--reference", "--date") else { return false }
        return command.has("-a", "-m")
          || command.operands.contains { command.place(of: $0).isSystem }
      case "date": return command.value(of: "-s", "--set") != nil
      case "timedatectl": return command.mentions("set-time")
      case "hwclock": return command.has("--set")
      default: return false
      }
    },
  ]
}
