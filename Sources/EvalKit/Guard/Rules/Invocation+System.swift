extension Invocation {
  /// Whether it switches a firewall off or opens it.
  var dropsFirewall: Bool {
    switch program {
    case "iptables", "ip6tables", "iptables-legacy", "ebtables":
      if has("-F", "--flush", "-X", "--delete-chain", "-D", "--delete", "-Z") {
        return !has("-L", "-S")
      }
      if has("-P", "--policy") { return true }
      let isAll = !arguments.contains {
        ["-p", "--dport", "-s", "-i", "-d", "--sport", "-m", "-o"].contains($0.text)
      }
      return isAll && has("-I", "-A") && mentions("accept", "drop", "reject")
    case "nft": return mentions("flush", "delete", "destroy")
    case "ufw":
      return mentions("disable", "reset", "delete")
        || line.contains("default allow")
    case "firewall-cmd": return has("--panic-on")
    case "pfctl": return has("-d") || value(of: "-F") != nil
    case "ipfw": return mentions("flush", "disable", "delete")
    case "setenforce": return mentions("0", "permissive")
    case "esxcli": return line.contains("--enabled false")
    case "csf": return has("-x", "-f")
    default:
      return stoppedServices.contains {
        [
          "firewalld", "ufw", "iptables", "nftables", "apparmor", "fail2ban", "pf", "ipfw",
          "selinux", "ip6tables",
        ].contains($0)
      }
    }
  }

  /// Whether it takes the machine off the network.
  var cutsNetwork: Bool {
    switch program {
    case "ip":
      return line.contains("link set") && mentions("down")
        || line.contains("route del") || line.contains("route flush")
        || mentions("flush") && mentions("addr", "address", "a", "route", "r")
        || line.contains("link delete")
    case "ifconfig": return mentions("down", "delete")
    case "ifdown": return !arguments.isEmpty
    case "route":
      return mentions("del", "delete", "flush") && mentions("default", "flush")
    case "nmcli":
      return line.contains("networking off") || line.contains("radio all off")
    default:
      return stoppedServices.contains {
        [
          "networkmanager", "networking", "network", "systemd-networkd", "systemd-resolved",
          "wpa_supplicant",
        ].contains($0.lowercased())
      }
    }
  }

  /// Whether it installs packages whose maker nobody checks.
  var trustsUnknownPackages: Bool {
    let careless = [
      "--allow-unauthenticated", "--nogpgcheck", "--nosignature", "--no-gpg-check", "--force-yes",
      "--no-gpg-checks", "--allow-untrusted", "--nodigest",
    ]
    if runs("apt", "apt-get", "yum", "dnf", "rpm", "zypper", "apk", "aptitude", "pacman"),
      arguments.contains(where: { careless.contains($0.text) })
    {
      return true
    }
    if runs("apt-key") {
      return mentions("add") && input?.taint.contains(.downloaded) == true
    }
    if runs("dpkg", "rpm", "apt", "installer", "snap") {
      return arguments.contains { $0.text == "--dangerous" }
        || operands.contains {
          place(of: $0).isTemporary
            && ($0.text.hasSuffix(".deb") || $0.text.hasSuffix(".rpm")
              || $0.text.hasSuffix(".pkg"))
        }
    }
    if runs("npm", "git", "pip"), mentions("config") {
      return line.contains("strict-ssl false")
        || line.lowercased().contains("sslverify false")
    }
    return written.contains {
      place(of: $0).isUnder(
        "/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/yum.repos.d",
        "/etc/apt/trusted.gpg.d", "/etc/pacman.conf")
    }
  }

  /// Whether it stops or restarts the machine.
  var shutsDown: Bool {
    switch program {
    case "shutdown": return !has("-c", "--help", "--show")
    case "reboot", "poweroff", "halt": return !has("--help", "-w", "--wtmp-only")
    case "init", "telinit":
      return operands.contains { ["0", "1", "6", "s", "S"].contains($0.text) }
    case "systemctl":
      return operands.first.map {
        [
          "poweroff", "reboot", "halt", "kexec", "suspend", "hibernate", "rescue", "emergency",
          "soft-reboot",
        ].contains($0.text)
      } == true
        || isSubcommand("isolate")
          && operands.contains {
            ["rescue", "emergency", "poweroff", "reboot", "halt"].contains(
              $0.text.prefix { $0 != "." })
          }
    case "kexec": return has("-e", "--exec")
    default:
      return written.contains {
        place(of: $0).isUnder("/proc/sysrq-trigger", "/sys/power/state")
      }
    }
  }

  /// Whether it kills processes without which nothing runs.
  var killsAll: Bool {
    switch program {
    case "kill":
      let targets = arguments.map(\.text)
      if ["-0", "-l", "-L"].contains(targets.first) { return false }
      return targets.last == "-1" && targets.count > 1
        || operands.contains { ["1", "[0-9]*", "*"].contains($0.text) }
        || upstreamKills
    case "killall5": return true
    case "killall", "pkill", "skill":
      if value(of: "-u", "-U", "--euid", "--uid").map({ ["root", "0"].contains($0.text) })
        == true
      {
        return true
      }
      return operands.contains {
        ["systemd", "init", "sshd", "dbus-daemon", ".", ".*", "", "launchd", "Xorg"].contains(
          $0.text.trimming("^$"))
      }
    default: return false
    }
  }
}

extension Invocation {
  /// The services that it stops, by names without their suffix.
  var stoppedServices: [String] {
    let names: [String]
    switch program {
    case "systemctl":
      guard let verb = operands.first?.text, ["stop", "disable", "mask", "kill"].contains(verb)
      else { return [] }
      names = operands.dropFirst().map(\.text)
    case "service", "rc-service", "invoke-rc.d":
      guard operands.contains(where: { ["stop", "onestop", "forcestop"].contains($0.text) }) else {
        return []
      }
      names = operands.map(\.text)
    case "rc-update": names = mentions("del", "delete") ? operands.map(\.text) : []
    case "kill":
      names = operands.map(\.text).filter { $0.hasPrefix(ProgramOutput.processMark) }
        .map { String($0.dropFirst(ProgramOutput.processMark.count)).trimming("^$") }
    case "pkill", "killall", "skill": names = operands.map { $0.text.trimming("^$") }
    case "launchctl": names = mentions("stop", "unload", "remove") ? operands.map(\.text) : []
    default:
      guard path.hasPrefix("/etc/init.d/") || path.hasPrefix("/etc/rc.d/"), mentions("stop") else {
        return []
      }
      names = [program]
    }
    return names.map { $0.hasSuffix(".service") ? String($0.dropLast(8)) : $0 }
  }

  /// Whether it removes packages.
  var removesPackages: Bool {
    switch program {
    case "apt", "apt-get", "aptitude", "yum", "dnf", "zypper", "apk", "snap", "brew", "emerge",
      "nala", "pkg", "microdnf":
      return mentions(
        "remove", "purge", "erase", "del", "autoremove", "delete", "uninstall", "rm", "-c",
        "--unmerge") && !has("-s", "--dry-run", "--simulate")
    case "dpkg": return has("-r", "-P", "--remove", "--purge")
    case "rpm": return has("-e", "--erase")
    case "pacman": return arguments.contains { $0.text.hasPrefix("-R") || $0.text == "--remove" }
    default: return false
    }
  }

  /// Whether `kill` gets every process of a list.
  var upstreamKills: Bool {
    if ["grep", "awk", "pgrep", "head", "tail"].contains(where: evidence.contains) { return false }
    return evidence.contains("ps -A") || evidence.contains("ps aux") && !evidence.contains("grep")
      || evidence.contains("ps -e ")
  }
}

extension String {
  /// The text without some characters at either end.
  func trimming(_ characters: String) -> String {
    var rest = self[...]
    while let first = rest.first, characters.contains(first) { rest = rest.dropFirst() }
    while let last = rest.last, characters.contains(last) { rest = rest.dropLast() }
    return String(rest)
  }
}
