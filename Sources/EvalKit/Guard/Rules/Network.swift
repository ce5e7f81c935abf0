extension GuardRule {
  /// Firewalls, routes and names.
  static let network: [GuardRule] = [
    GuardRule(
      "drop-firewall", .networkFirewall, .high,
      "Switches the firewall off, empties it or opens it to all.",
      dangerous: [
        "iptables -F", "sudo ufw disable", "systemctl stop firewalld", "nft flush ruleset",
        "iptables -P INPUT ACCEPT",
        "ufw --force reset", "iptables -X", "firewall-cmd --panic-on", "pfctl -d", "ufw delete 1",
        "setenforce 0",
        "iptables -I INPUT -j ACCEPT", "service iptables stop", "ipfw -f flush",
        "esxcli network firewall set --enabled false",
      ],
      safe: [
        "iptables -L", "ufw status", "ufw allow 22", "nft list ruleset", "getenforce",
        "pfctl -s rules", "iptables -A INPUT -p tcp --dport 22 -j ACCEPT",
      ]
    ) { $0.dropsFirewall },
    GuardRule(
      "cut-network", .networkFirewall, .high, "Takes this machine off the network.",
      dangerous: [
        "ip link set eth0 down", "ifconfig eth0 down", "ip route del default",
        "nmcli networking off", "systemctl stop NetworkManager", "ip addr flush dev eth0",
        "route del default",
      ],
      safe: ["ip link", "ip addr show", "ifconfig eth0", "nmcli device", "ip link set eth0 up"]
    ) { $0.cutsNetwork },
    GuardRule(
      "redirect-names", .networkFirewall, .high,
      "Changes how this machine finds others, or whom it trusts.",
      dangerous: [
        "echo '1.2.3.4 bank.example' >> /etc/hosts", "echo nameserver 1.1.1.1 > /etc/resolv.conf",
        "cp evil.crt /usr/local/share/ca-certificates/", "sysctl -w net.ipv4.ip_forward=1",
      ],
      safe: ["cat /etc/hosts", "sysctl net.ipv4.ip_forward", "getent hosts a"]
    ) { command in
      if command.runs("sysctl") {
        return command.line.contains("ip_forward=1")
          || command.line.contains("kernel.randomize_va_space=0")
          || command.line.contains("kernel.yama") || command.line.contains("core_pattern=|")
      }
      return command.written.contains {
        command.place(of: $0).isUnder(
          "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf",
          "/usr/local/share/ca-certificates", "/etc/ssl/certs", "/etc/pki/ca-trust",
          "/etc/hosts.allow", "/etc/hosts.deny", "/etc/ufw", "/etc/selinux")
      }
        || command.written.contains {
          command.place(of: $0).isUnder(
            "/etc/iptables", "/etc/nftables.conf", "/etc/firewalld", "/etc/netplan", "/etc/network")
        }
    },
    GuardRule(
      "anonymous-relay", .networkFirewall, .medium, "Starts a relay that hides who talks to whom.",
      dangerous: ["sudo systemctl start tor", "service tor start", "tor &"],
      safe: ["systemctl status tor", "systemctl start nginx"]
    ) { command in
      command.runs("tor", "i2prouter")
        || command.runs("systemctl", "service", "rc-service")
          && command.mentions("tor", "tor.service", "tor@default")
          && command.mentions("start", "enable", "restart", "onestart")
    },
  ]
}
