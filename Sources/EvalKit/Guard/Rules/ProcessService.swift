extension GuardRule {
  /// Processes and services.
  static let processService: [GuardRule] = [
    GuardRule(
      "shut-down", .processService, .high, "Stops or restarts the machine.",
      dangerous: [
        "shutdown -h now", "sudo reboot", "poweroff -r 3", "init 0", "systemctl poweroff",
        "halt -f", "telinit 6", "echo b > /proc/sysrq-trigger", "systemctl suspend",
      ],
      safe: ["shutdown -c", "uptime", "systemctl status", "last reboot", "man reboot"]
    ) { $0.shutsDown },
    GuardRule(
      "kill-all", .processService, .critical, "Kills all processes, or the first of them.",
      dangerous: [
        "kill -9 -1", "killall5 -9", "pkill -9 -u root", "kill -9 1", "kill -KILL -- -1",
        "killall -9 systemd", "pkill -9 .", "kill -9 $(ps -A -o pid=)",
        "for p in /proc/[0-9]*; do kill -9 \"${p#/proc/}\"; done",
      ],
      safe: ["kill 1234", "killall firefox", "pkill -f server.py", "kill -l"]
    ) { $0.killsAll },
    GuardRule(
      "stop-service", .processService, .high,
      "Stops or removes a service that the system or its safety needs.",
      dangerous: [
        "sudo systemctl stop cron", "systemctl disable sshd", "service ssh stop",
        "systemctl mask docker", "pkill -SIGTERM ^cron$", "killall sshd",
        "launchctl unload /Library/LaunchDaemons/x.plist", "update-rc.d -f ssh remove",
      ],
      safe: [
        "systemctl restart nginx", "systemctl status sshd", "systemctl stop myapp",
        "service nginx reload",
      ]
    ) { command in
      if command.runs("launchctl") {
        return command.mentions("unload", "bootout", "disable")
          && command.operands.contains {
            command.place(of: $0).isSystem || $0.text.hasPrefix("system/")
          }
      }
      if command.runs("update-rc.d", "chkconfig") {
        return command.mentions("remove", "off", "disable")
          && command.arguments.contains { essentialServices.contains($0.text) }
      }
      return command.stoppedServices.contains { essentialServices.contains($0) }
    },
    GuardRule(
      "kill-defence", .processService, .high, "Stops or removes programs that protect the machine.",
      dangerous: [
        "pkill clamd", "systemctl stop falcon-sensor", "apt remove clamav", "service cbdaemon stop",
        "spctl --master-disable", "csrutil disable",
      ],
      safe: ["clamscan -r .", "systemctl status clamav-daemon"]
    ) { command in
      if command.runs("spctl") { return command.line.contains("disable") }
      if command.runs("csrutil") { return command.mentions("disable") }
      let defences: Set<String> = [
        "falcon-sensor", "cbdaemon", "clamd", "clamav-daemon", "clamav", "ds_agent", "mdatp",
        "wazuh-agent", "ossec", "carbonblack", "sentinelone", "crowdstrike", "clamav-freshclam",
        "cbagentd", "sav-protect", "esets", "xagt", "littlesnitch", "falcond", "CbOsxSensorService",
      ]
      if command.stoppedServices.contains(where: defences.contains) { return true }
      return command.runs("apt", "apt-get", "yum", "dnf", "rpm", "dpkg")
        && command.mentions("remove", "purge", "erase", "-e", "--purge", "-r")
        && command.arguments.contains { defences.contains($0.text) }
    },
    GuardRule(
      "schedule", .processService, .high, "Plants something that runs later, or at every start.",
      dangerous: [
        "echo '* * * * * /tmp/x' | crontab -", "crontab /tmp/evil", "crontab -r",
        "echo x > /etc/cron.d/evil",
        "echo 'x &' >> ~/.bashrc", "systemd-run --on-calendar '*:0/1' sh -c x",
        "cp evil.service /etc/systemd/system/",
        "echo /tmp/x.so > /etc/ld.so.preload", "echo 'id' | at now", "echo x >> /etc/profile",
        "insmod rootkit.ko",
        "(crontab -l; echo '@reboot x') | crontab -",
      ],
      safe: [
        "crontab -l", "crontab -e", "cat /etc/crontab", "systemctl daemon-reload", "atq",
        "modprobe loop", "echo 'export A=b' >> ~/.bashrc", "echo 'alias ll=ls' >> ~/.zshrc",
        "npm completion >> ~/.bashrc",
      ]
    ) { $0.plantsStartup },
    GuardRule(
      "disguise", .processService, .medium, "Hides a program or a file behind a misleading name.",
      dangerous: [
        "cp /bin/sh ~/crond", "mkdir /var/tmp/.hidden", "mkdir ~/...", "echo x > /tmp/.cache/.k",
      ],
      safe: ["cp /bin/bash rootfs/bin/", "mkdir ~/.config", "touch /tmp/x", "ls /tmp/.X11-unix"]
    ) { command in
      if command.runs("cp", "ln", "mv"), let source = command.operands.first,
        let target = command.operands.last,
        Shells.names.contains(Shells.baseName(source.text)), source.text.contains("bin/"),
        command.operands.count == 2
      {
        let name = Shells.baseName(target.text)
        return !Shells.names.contains(name) && !["bin", "sbin", "usr", ".", ".."].contains(name)
          && !target.text.hasSuffix("/")
      }
      let made = command.runs("mkdir", "touch") ? command.operands : command.written
      return made.contains { command.place(of: $0).isDisguised }
    },
    GuardRule(
      "pad-file", .processService, .medium,
      "Adds rubbish to a program, so that nobody recognises it by its checksum.",
      dangerous: [
        "dd if=/dev/zero bs=1 count=1 >> /tmp/x", "cat /dev/urandom | head -c 1000 >> app",
      ],
      safe: ["head -c 10 /dev/urandom > key", "dd if=/dev/zero of=f bs=1M count=1"]
    ) { command in
      guard
        command.redirections.contains(where: {
          $0.kind == .append && $0.writes && !$0.target.text.hasPrefix("/dev/")
        })
      else { return false }
      return command.input?.taint.contains(.endless) == true
        || command.value(of: "if=").map {
          ["/dev/zero", "/dev/urandom", "/dev/random"].contains($0.text)
        } == true
    },
    GuardRule(
      "detached", .processService, .medium, "Leaves a hidden or unending listener behind.",
      dangerous: ["nohup nc -lvp 4444 &", "nohup /tmp/x &"],
      safe: ["nohup python3 train.py &", "nc -l 80"]
    ) { command in
      guard command.isBackground else { return false }
      return command.runs("nc", "ncat", "netcat") && command.has("-l", "--listen")
        || ShellPath(command.path).isTemporary
    },
  ]

  static let essentialServices: Set<String> = [
    "cron", "crond", "ssh", "sshd", "dbus", "systemd-logind", "docker", "containerd", "kubelet",
    "display-manager", "gdm", "lightdm",
    "systemd-udevd", "udev", "polkit", "accounts-daemon", "chronyd", "ntpd", "systemd-timesyncd",
    "networkd", "sssd", "nscd", "udevd", "atd", "com.openssh.sshd",
    "mysql", "postgresql", "mariadb", "snapd", "unattended-upgrades", "apt-daily",
    "apt-daily-upgrade.timer", "systemd-journald",
  ]
}
