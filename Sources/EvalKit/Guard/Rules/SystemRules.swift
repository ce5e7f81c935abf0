extension GuardRule {
  /// Firewalls, routes and names.
  static let network: [GuardRule] = [
    GuardRule(
      "drop-firewall", .networkFirewall, .high, "Switches the firewall off, empties it or opens it to all.",
      dangerous: [
        "iptables -F", "sudo ufw disable", "systemctl stop firewalld", "nft flush ruleset", "iptables -P INPUT ACCEPT",
        "ufw --force reset", "iptables -X", "firewall-cmd --panic-on", "pfctl -d", "ufw delete 1", "setenforce 0",
        "iptables -I INPUT -j ACCEPT", "service iptables stop", "ipfw -f flush", "esxcli network firewall set --enabled false",
      ],
      safe: ["iptables -L", "ufw status", "ufw allow 22", "nft list ruleset", "getenforce", "pfctl -s rules", "iptables -A INPUT -p tcp --dport 22 -j ACCEPT"]
    ) { command in
      switch command.program {
      case "iptables", "ip6tables", "iptables-legacy", "ebtables":
        if command.has("-F", "--flush", "-X", "--delete-chain", "-D", "--delete", "-Z") { return !command.has("-L", "-S") }
        if command.has("-P", "--policy") { return true }
        let isAll = !command.arguments.contains { ["-p", "--dport", "-s", "-i", "-d", "--sport", "-m", "-o"].contains($0.text) }
        return isAll && command.has("-I", "-A") && command.mentions("accept", "drop", "reject")
      case "nft": return command.mentions("flush", "delete", "destroy")
      case "ufw": return command.mentions("disable", "reset", "delete") || command.line.contains("default allow")
      case "firewall-cmd": return command.has("--panic-on")
      case "pfctl": return command.has("-d") || command.value(of: "-F") != nil
      case "ipfw": return command.mentions("flush", "disable", "delete")
      case "setenforce": return command.mentions("0", "permissive")
      case "esxcli": return command.line.contains("--enabled false")
      case "csf": return command.has("-x", "-f")
      default: return command.stoppedServices.contains { ["firewalld", "ufw", "iptables", "nftables", "apparmor", "fail2ban", "pf", "ipfw", "selinux", "ip6tables"].contains($0) }
      }
    },
    GuardRule(
      "cut-network", .networkFirewall, .high, "Takes this machine off the network.",
      dangerous: ["ip link set eth0 down", "ifconfig eth0 down", "ip route del default", "nmcli networking off", "systemctl stop NetworkManager", "ip addr flush dev eth0", "route del default"],
      safe: ["ip link", "ip addr show", "ifconfig eth0", "nmcli device", "ip link set eth0 up"]
    ) { command in
      switch command.program {
      case "ip": return command.line.contains("link set") && command.mentions("down") || command.line.contains("route del") || command.line.contains("route flush") || command.mentions("flush") && command.mentions("addr", "address", "a", "route", "r") || command.line.contains("link delete")
      case "ifconfig": return command.mentions("down", "delete")
      case "ifdown": return !command.arguments.isEmpty
      case "route": return command.mentions("del", "delete", "flush") && command.mentions("default", "flush")
      case "nmcli": return command.line.contains("networking off") || command.line.contains("radio all off")
      default: return command.stoppedServices.contains { ["networkmanager", "networking", "network", "systemd-networkd", "systemd-resolved", "wpa_supplicant"].contains($0.lowercased()) }
      }
    },
    GuardRule(
      "redirect-names", .networkFirewall, .high, "Changes how this machine finds others, or whom it trusts.",
      dangerous: ["echo '1.2.3.4 bank.example' >> /etc/hosts", "echo nameserver 1.1.1.1 > /etc/resolv.conf", "cp evil.crt /usr/local/share/ca-certificates/", "sysctl -w net.ipv4.ip_forward=1"],
      safe: ["cat /etc/hosts", "sysctl net.ipv4.ip_forward", "getent hosts a"]
    ) { command in
      if command.runs("sysctl") { return command.line.contains("ip_forward=1") || command.line.contains("kernel.randomize_va_space=0") || command.line.contains("kernel.yama") || command.line.contains("core_pattern=|") }
      return command.written.contains { command.place(of: $0).isUnder("/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/usr/local/share/ca-certificates", "/etc/ssl/certs", "/etc/pki/ca-trust", "/etc/hosts.allow", "/etc/hosts.deny", "/etc/ufw", "/etc/selinux") }
        || command.written.contains { command.place(of: $0).isUnder("/etc/iptables", "/etc/nftables.conf", "/etc/firewalld", "/etc/netplan", "/etc/network") }
    },
    GuardRule(
      "anonymous-relay", .networkFirewall, .medium, "Starts a relay that hides who talks to whom.",
      dangerous: ["sudo systemctl start tor", "service tor start", "tor &"],
      safe: ["systemctl status tor", "systemctl start nginx"]
    ) { command in
      command.runs("tor", "i2prouter") || command.runs("systemctl", "service", "rc-service") && command.mentions("tor", "tor.service", "tor@default") && command.mentions("start", "enable", "restart", "onestart")
    },
  ]

  /// Processes and services.
  static let processService: [GuardRule] = [
    GuardRule(
      "shut-down", .processService, .high, "Stops or restarts the machine.",
      dangerous: ["shutdown -h now", "sudo reboot", "poweroff -r 3", "init 0", "systemctl poweroff", "halt -f", "telinit 6", "echo b > /proc/sysrq-trigger", "systemctl suspend"],
      safe: ["shutdown -c", "uptime", "systemctl status", "last reboot", "man reboot"]
    ) { command in
      switch command.program {
      case "shutdown": return !command.has("-c", "--help", "--show")
      case "reboot", "poweroff", "halt": return !command.has("--help", "-w", "--wtmp-only")
      case "init", "telinit": return command.operands.contains { ["0", "1", "6", "s", "S"].contains($0.text) }
      case "systemctl": return command.operands.first.map { ["poweroff", "reboot", "halt", "kexec", "suspend", "hibernate", "rescue", "emergency", "soft-reboot"].contains($0.text) } == true
        || command.isSubcommand("isolate") && command.operands.contains { ["rescue", "emergency", "poweroff", "reboot", "halt"].contains($0.text.prefix { $0 != "." }) }
      case "kexec": return command.has("-e", "--exec")
      default: return command.written.contains { command.place(of: $0).isUnder("/proc/sysrq-trigger", "/sys/power/state") }
      }
    },
    GuardRule(
      "kill-all", .processService, .critical, "Kills all processes, or the first of them.",
      dangerous: ["kill -9 -1", "killall5 -9", "pkill -9 -u root", "kill -9 1", "kill -KILL -- -1", "killall -9 systemd", "pkill -9 .", "kill -9 $(ps -A -o pid=)"],
      safe: ["kill 1234", "killall firefox", "pkill -f server.py", "kill -l"]
    ) { command in
      switch command.program {
      case "kill":
        let targets = command.arguments.map(\.text)
        if ["-0", "-l", "-L"].contains(targets.first) { return false }
        return targets.last == "-1" && targets.count > 1 || command.operands.contains { $0.text == "1" }
          || command.upstreamKills
      case "killall5": return true
      case "killall", "pkill", "skill":
        if command.value(of: "-u", "-U", "--euid", "--uid").map({ ["root", "0"].contains($0.text) }) == true { return true }
        return command.operands.contains { ["systemd", "init", "sshd", "dbus-daemon", ".", ".*", "", "launchd", "Xorg"].contains($0.text.trimming("^$")) }
      default: return false
      }
    },
    GuardRule(
      "stop-service", .processService, .high, "Stops or removes a service that the system or its safety needs.",
      dangerous: ["sudo systemctl stop cron", "systemctl disable sshd", "service ssh stop", "systemctl mask docker", "pkill -SIGTERM ^cron$", "killall sshd", "launchctl unload /Library/LaunchDaemons/x.plist", "update-rc.d -f ssh remove"],
      safe: ["systemctl restart nginx", "systemctl status sshd", "systemctl stop myapp", "service nginx reload"]
    ) { command in
      if command.runs("launchctl") {
        return command.mentions("unload", "bootout", "disable")
          && command.operands.contains { command.place(of: $0).isSystem || $0.text.hasPrefix("system/") }
      }
      if command.runs("update-rc.d", "chkconfig") {
        return command.mentions("remove", "off", "disable")
          && command.arguments.contains { essentialServices.contains($0.text) }
      }
      return command.stoppedServices.contains { essentialServices.contains($0) }
    },
    GuardRule(
      "kill-defence", .processService, .high, "Stops or removes programs that protect the machine.",
      dangerous: ["pkill clamd", "systemctl stop falcon-sensor", "apt remove clamav", "service cbdaemon stop", "spctl --master-disable", "csrutil disable"],
      safe: ["clamscan -r .", "systemctl status clamav-daemon"]
    ) { command in
      if command.runs("spctl") { return command.line.contains("disable") }
      if command.runs("csrutil") { return command.mentions("disable") }
      let defences: Set<String> = ["falcon-sensor", "cbdaemon", "clamd", "clamav-daemon", "clamav", "ds_agent", "mdatp", "wazuh-agent", "ossec", "carbonblack", "sentinelone", "crowdstrike", "clamav-freshclam", "cbagentd", "sav-protect", "esets", "xagt", "littlesnitch", "falcond", "CbOsxSensorService"]
      if command.stoppedServices.contains(where: defences.contains) { return true }
      return command.runs("apt", "apt-get", "yum", "dnf", "rpm", "dpkg") && command.mentions("remove", "purge", "erase", "-e", "--purge", "-r") && command.arguments.contains { defences.contains($0.text) }
    },
    GuardRule(
      "schedule", .processService, .high, "Plants something that runs later, or at every start.",
      dangerous: [
        "echo '* * * * * /tmp/x' | crontab -", "crontab /tmp/evil", "crontab -r", "echo x > /etc/cron.d/evil",
        "echo 'x &' >> ~/.bashrc", "systemd-run --on-calendar '*:0/1' sh -c x", "cp evil.service /etc/systemd/system/",
        "echo /tmp/x.so > /etc/ld.so.preload", "echo 'id' | at now", "echo x >> /etc/profile", "insmod rootkit.ko",
        "(crontab -l; echo '@reboot x') | crontab -",
      ],
      safe: ["crontab -l", "crontab -e", "cat /etc/crontab", "systemctl daemon-reload", "atq", "modprobe loop", "echo 'export A=b' >> ~/.bashrc", "echo 'alias ll=ls' >> ~/.zshrc", "npm completion >> ~/.bashrc"]
    ) { command in
      switch command.program {
      case "crontab":
        if command.has("-r") { return true }
        if command.has("-l", "-e") { return false }
        return command.operands.contains { $0.text == "-" || command.place(of: $0).isTemporary } || command.input != nil || !command.writtenFiles.isEmpty
      case "at", "batch": return command.input != nil || command.has("-f")
      case "systemd-run": return command.arguments.contains { $0.text.hasPrefix("--on-") }
      case "modprobe": return command.operands.contains { $0.text.hasSuffix(".ko") || command.place(of: $0).isTemporary }
      case "insmod", "kextload", "kldload": return !command.arguments.isEmpty
      case "launchctl":
        return command.mentions("submit")
          || command.mentions("load", "bootstrap") && command.operands.contains { command.place(of: $0).isTemporary }
      default: break
      }
      let content = command.runs("echo", "printf") ? command.line : ""
      let isSetting = ["export ", "alias ", "source ", "eval ", "PATH=", "set ", "setopt "].contains { content.hasPrefix($0) }
      return command.written.contains { field in
        let place = command.place(of: field)
        guard place.isUserStartup else { return place.isStartup }
        let isWritten = command.runs("echo", "printf") || command.input?.known != nil
        return isWritten && !isSetting
      }
    },
    GuardRule(
      "disguise", .processService, .medium, "Hides a program or a file behind a misleading name.",
      dangerous: ["cp /bin/sh ~/crond", "mkdir /var/tmp/.hidden", "mkdir ~/...", "echo x > /tmp/.cache/.k"],
      safe: ["cp /bin/bash rootfs/bin/", "mkdir ~/.config", "touch /tmp/x", "ls /tmp/.X11-unix"]
    ) { command in
      if command.runs("cp", "ln", "mv"), let source = command.operands.first, let target = command.operands.last,
        Shells.names.contains(Shells.baseName(source.text)), source.text.contains("bin/"), command.operands.count == 2
      {
        let name = Shells.baseName(target.text)
        return !Shells.names.contains(name) && !["bin", "sbin", "usr", ".", ".."].contains(name) && !target.text.hasSuffix("/")
      }
      let made = command.runs("mkdir", "touch") ? command.operands : command.written
      return made.contains { command.place(of: $0).isDisguised }
    },
    GuardRule(
      "pad-file", .processService, .medium, "Adds rubbish to a program, so that nobody recognises it by its checksum.",
      dangerous: ["dd if=/dev/zero bs=1 count=1 >> /tmp/x", "cat /dev/urandom | head -c 1000 >> app"],
      safe: ["head -c 10 /dev/urandom > key", "dd if=/dev/zero of=f bs=1M count=1"]
    ) { command in
      guard command.redirections.contains(where: { $0.kind == .append && $0.writes && !$0.target.text.hasPrefix("/dev/") }) else { return false }
      return command.input?.taint.contains(.endless) == true
        || command.value(of: "if=").map { ["/dev/zero", "/dev/urandom", "/dev/random"].contains($0.text) } == true
    },
    GuardRule(
      "detached", .processService, .medium, "Leaves a hidden or unending listener behind.",
      dangerous: ["nohup nc -lvp 4444 &", "socat TCP-LISTEN:1,fork EXEC:sh", "nohup /tmp/x &"],
      safe: ["nohup python3 train.py &", "nc -l 80"]
    ) { command in
      guard command.isBackground else { return false }
      return command.runs("nc", "ncat", "netcat") && command.has("-l", "--listen") || ShellPath(command.path).isTemporary
    },
  ]

  static let essentialServices: Set<String> = [
    "cron", "crond", "ssh", "sshd", "dbus", "systemd-logind", "docker", "containerd", "kubelet", "display-manager", "gdm", "lightdm",
    "systemd-udevd", "udev", "polkit", "accounts-daemon", "chronyd", "ntpd", "systemd-timesyncd", "networkd", "sssd", "nscd", "udevd", "atd", "com.openssh.sshd",
    "mysql", "postgresql", "mariadb", "snapd", "unattended-upgrades", "apt-daily", "apt-daily-upgrade.timer", "systemd-journald",
  ]

  /// Packages and the boot.
  static let packageBoot: [GuardRule] = [
    GuardRule(
      "remove-essential", .packageBoot, .critical, "Removes packages that the system cannot do without.",
      dangerous: ["apt-get remove --purge libc6", "sudo apt purge -y bash coreutils", "rpm -e --nodeps glibc", "pacman -Rdd glibc", "dpkg --force-all -r dpkg", "yum remove kernel", "apt purge '*'", "apt remove systemd"],
      safe: ["apt remove vlc", "pacman -R firefox", "apt autoremove", "dnf remove nano"]
    ) { command in
      guard command.removesPackages else { return false }
      if command.line.contains("--force-all") || command.line.contains("--nodeps") || command.line.contains("--allow-remove-essential") || command.line.contains("--force-remove") { return true }
      let essential: Set<String> = ["libc6", "glibc", "bash", "coreutils", "systemd", "kernel", "dpkg", "apt", "rpm", "sudo", "init", "util-linux", "dash", "base-files", "login", "grub", "python3", "openssh-server", "*", "libc", "musl", "busybox", "pacman", "dnf", "yum", "initramfs-tools", "network-manager", "e2fsprogs", "linux", "filesystem", "tar", "gzip", "passwd", "gcc-libs", "openssl", "perl-base", ".*", "ubuntu-desktop", "gnome-shell"]
      return command.arguments.contains { field in
        essential.contains(field.text) || field.text.hasPrefix("linux-image") || field.text.hasPrefix("kernel") || field.text.hasPrefix("grub-") || field.text == "^.*"
      } || command.arguments.contains { $0.text == "-Rdd" || $0.text == "-Rddn" }
    },
    GuardRule(
      "break-boot", .packageBoot, .critical, "Changes what the machine boots.",
      dangerous: ["rm -rf /boot/*", "grub-install /dev/sda", "efibootmgr -b 0 -B", "dd if=/dev/zero of=/boot/vmlinuz", "echo x > /etc/default/grub", "rm /boot/vmlinuz", "flashrom -w x", "bcdedit /delete", "update-grub", "sudo mv /boot/initrd.img /tmp"],
      safe: ["ls /boot", "efibootmgr", "grub-file --is-i386-efi f", "cat /etc/default/grub", "flashrom -r b"]
    ) { command in
      switch command.program {
      case "grub-install", "grub2-install", "lilo", "extlinux", "install-mbr", "update-grub":
        return !command.isRehearsal
      case "bootctl": return command.mentions("remove")
      case "efibootmgr": return command.has("-B", "-o", "-O", "-c", "-N", "--delete-bootnum", "--create", "--bootorder")
      case "flashrom": return command.has("-w", "-E", "--write", "--erase")
      case "nvram": return command.has("-c")
      case "bcdedit": return true
      case "rm", "mv", "shred", "unlink", "truncate": return (command.runs("mv") ? Array(command.operands.dropLast()) : command.operands).contains { command.place(of: $0).isBoot }
      default: return command.written.contains { command.place(of: $0).isBoot }
      }
    },
    GuardRule(
      "untrusted-source", .packageBoot, .high, "Installs packages without checking who made them.",
      dangerous: ["apt-get install --allow-unauthenticated x", "curl http://x/k | apt-key add -", "yum install --nogpgcheck x", "dpkg -i /tmp/x.deb", "rpm -i --nosignature x.rpm", "echo 'deb http://evil x main' > /etc/apt/sources.list.d/e.list", "npm config set strict-ssl false"],
      safe: ["apt install vim", "dpkg -i pkg.deb", "dpkg -l", "rpm -qa"]
    ) { command in
      let careless = ["--allow-unauthenticated", "--nogpgcheck", "--nosignature", "--no-gpg-check", "--force-yes", "--no-gpg-checks", "--allow-untrusted", "--nodigest"]
      if command.runs("apt", "apt-get", "yum", "dnf", "rpm", "zypper", "apk", "aptitude", "pacman"), command.arguments.contains(where: { careless.contains($0.text) }) { return true }
      if command.runs("apt-key") { return command.mentions("add") && command.input?.taint.contains(.downloaded) == true }
      if command.runs("dpkg", "rpm", "apt", "installer", "snap") { return command.arguments.contains { $0.text == "--dangerous" } || command.operands.contains { command.place(of: $0).isTemporary && ($0.text.hasSuffix(".deb") || $0.text.hasSuffix(".rpm") || $0.text.hasSuffix(".pkg")) } }
      if command.runs("npm", "git", "pip"), command.mentions("config") { return command.line.contains("strict-ssl false") || command.line.lowercased().contains("sslverify false") }
      return command.written.contains { command.place(of: $0).isUnder("/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/yum.repos.d", "/etc/apt/trusted.gpg.d", "/etc/pacman.conf") }
    },
    GuardRule(
      "replace-library", .packageBoot, .high, "Replaces programs or libraries of the system.",
      dangerous: ["ln -sf /tmp/x /usr/bin/python", "cp x.so /lib/x86_64-linux-gnu/libc.so.6", "update-alternatives --remove-all editor", "mv /bin/ls /bin/ls.bak", "ldconfig /tmp/lib"],
      safe: ["ln -s /opt/a /usr/local/bin/a", "ldconfig", "update-alternatives --list editor"]
    ) { command in
      switch command.program {
      case "ldconfig": return command.operands.contains { command.place(of: $0).isTemporary }
      case "update-alternatives": return command.has("--remove-all")
      case "mv": return command.operands.dropLast().contains { command.place(of: $0).isUnder("/bin", "/usr/bin", "/lib", "/usr/lib", "/sbin", "/usr/sbin") }
      default: return command.runs("ln", "cp", "install") && command.operands.last.map { command.place(of: $0).isUnder("/bin", "/usr/bin", "/lib", "/lib64", "/usr/lib", "/sbin", "/usr/sbin") } == true
      }
    },
  ]

  /// Users and passwords.
  static let account: [GuardRule] = [
    GuardRule(
      "delete-account", .account, .high, "Deletes or locks an account or a group.",
      dangerous: ["userdel -r bob", "sudo deluser --remove-home bob", "passwd -l root", "usermod -L bob", "passwd -d root", "groupdel wheel", "pw userdel bob", "usermod -s /sbin/nologin bob", "chage -E 0 bob"],
      safe: ["id bob", "usermod -c 'Bob' bob", "passwd -S", "chage -l bob"]
    ) { command in
      switch command.program {
      case "userdel", "deluser", "groupdel", "delgroup": return !command.isRehearsal && !command.operands.isEmpty
      case "passwd": return command.has("-l", "-d", "-e", "--lock", "--delete", "--expire") && !command.has("-S")
      case "usermod": return command.has("-L", "--lock", "-e") || command.line.contains("nologin") || command.line.contains("/bin/false")
      case "pw": return command.mentions("userdel", "groupdel", "lock")
      case "chage": return command.value(of: "-E", "--expiredate")?.text == "0"
      case "dscl": return command.mentions("-delete", "delete")
      case "sysadminctl": return command.arguments.contains { $0.text == "-deleteUser" }
      default: return false
      }
    },
    GuardRule(
      "root-account", .account, .critical, "Makes another root, or writes to the files of accounts.",
      dangerous: ["useradd -o -u 0 eve", "echo 'e::0:0::/:/bin/sh' >> /etc/passwd", "usermod -u 0 -o eve", "sed -i 's/x/y/' /etc/passwd", "echo key >> ~/.ssh/authorized_keys", "vipw -s"],
      safe: ["useradd bob", "cat /etc/passwd", "grep root /etc/passwd", "ssh-copy-id host"]
    ) { command in
      if command.runs("useradd", "usermod", "adduser"), command.value(of: "-u", "--uid")?.text == "0" { return true }
      if command.runs("vipw") { return command.has("-s") }
      return command.written.contains { command.place(of: $0).isAccountFile }
    },
    GuardRule(
      "set-password", .account, .high, "Sets a password, for root or for others, or without asking.",
      dangerous: ["echo 'root:x' | chpasswd", "sudo passwd root", "passwd ARTUser", "echo x | passwd --stdin bob", "usermod -p hash root", "useradd -p $(openssl passwd x) eve", "dscl . -passwd /Users/x y"],
      safe: ["passwd", "openssl passwd -6", "passwd -S bob"]
    ) { command in
      switch command.program {
      case "chpasswd", "chgpasswd", "newusers": return !command.isRehearsal
      case "passwd": return !command.has("-S", "-a", "--status") && !command.operands.isEmpty
      case "useradd" where command.has("-r", "--system") && command.value(of: "-s", "--shell").map({ Shells.names.contains(Shells.baseName($0.text)) }) == true: return true
      case "usermod", "useradd": return command.value(of: "-p", "--password") != nil && command.arguments.contains { $0.text == "-p" || $0.text.hasPrefix("--password") }
      case "dscl": return command.mentions("-passwd", "passwd")
      default: return false
      }
    },
    GuardRule(
      "directory-account", .account, .medium, "Adds, changes or deletes entries of a directory of users.",
      dangerous: ["ldapadd -x -D cn=a -w p -f u.ldif", "ldapdelete -D cn=a uid=b", "samba-tool user delete bob", "ipa user-del bob", "dscl . -create /Users/evil", "kadmin.local -q 'delprinc x'"],
      safe: ["ldapsearch -x", "ipa user-find"]
    ) { command in
      switch command.program {
      case "ldapadd", "ldapmodify", "ldapdelete", "ldapmodrdn", "ldappasswd": return command.has("-D", "-f", "-Y") || command.operands.count > 0
      case "samba-tool", "ipa": return command.line.contains("delete") || command.line.contains("-del") || command.line.contains("setpassword") || command.line.contains("user create") || command.line.contains("user-add")
      case "dscl": return command.mentions("-create", "-append", "create", "append")
      case "kadmin", "kadmin.local": return command.line.contains("delprinc") || command.line.contains("delete_principal")
      default: return false
      }
    },
  ]
}

extension Invocation {
  /// The services that it stops, by names without their suffix.
  var stoppedServices: [String] {
    let names: [String]
    switch program {
    case "systemctl":
      guard let verb = operands.first?.text, ["stop", "disable", "mask", "kill"].contains(verb) else { return [] }
      names = operands.dropFirst().map(\.text)
    case "service", "rc-service", "invoke-rc.d":
      guard operands.contains(where: { ["stop", "onestop", "forcestop"].contains($0.text) }) else { return [] }
      names = operands.map(\.text)
    case "rc-update": names = mentions("del", "delete") ? operands.map(\.text) : []
    case "kill":
      names = operands.map(\.text).filter { $0.hasPrefix(ProgramOutput.processMark) }
        .map { String($0.dropFirst(ProgramOutput.processMark.count)).trimming("^$") }
    case "pkill", "killall", "skill": names = operands.map { $0.text.trimming("^$") }
    case "launchctl": names = mentions("stop", "unload", "remove") ? operands.map(\.text) : []
    default:
      guard path.hasPrefix("/etc/init.d/") || path.hasPrefix("/etc/rc.d/"), mentions("stop") else { return [] }
      names = [program]
    }
    return names.map { $0.hasSuffix(".service") ? String($0.dropLast(8)) : $0 }
  }

  /// Whether it removes packages.
  var removesPackages: Bool {
    switch program {
    case "apt", "apt-get", "aptitude", "yum", "dnf", "zypper", "apk", "snap", "brew", "emerge", "nala", "pkg", "microdnf":
      return mentions("remove", "purge", "erase", "del", "autoremove", "delete", "uninstall", "rm", "-c", "--unmerge") && !has("-s", "--dry-run", "--simulate")
    case "dpkg": return has("-r", "-P", "--remove", "--purge")
    case "rpm": return has("-e", "--erase")
    case "pacman": return arguments.contains { $0.text.hasPrefix("-R") || $0.text == "--remove" }
    default: return false
    }
  }

  /// Whether `kill` gets every process of a list.
  var upstreamKills: Bool {
    if ["grep", "awk", "pgrep", "head", "tail"].contains(where: evidence.contains) { return false }
    return evidence.contains("ps -A") || evidence.contains("ps aux") && !evidence.contains("grep") || evidence.contains("ps -e ")
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
