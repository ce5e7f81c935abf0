extension ShellPath {
  /// A file with credentials: password hashes, private keys, tokens, key stores.
  var isCredential: Bool {
    if Self.credentialFiles.contains(where: isUnder(place:)) { return !isPublicKey }
    if text.hasSuffix("/.git-credentials") || text.hasSuffix("/.netrc") { return true }
    if text.hasPrefix("/proc/"), ["environ", "mem"].contains(components.last) { return true }
    guard let name = components.last, !isPublicKey else { return false }
    return Self.credentialNames.contains(name) || name.hasSuffix(".kdbx")
      || name.hasPrefix("id_") && Self.keyTypes.contains { name.hasPrefix($0) }
  }

  private var isPublicKey: Bool {
    guard let name = components.last else { return false }
    return name.hasSuffix(".pub") || ["known_hosts", "config", "authorized_keys"].contains(name)
  }

  private static let keyTypes = ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_*"]

  private static let credentialNames: Set<String> = [
    "shadow", "gshadow", "master.passwd", "spwd.db", "sam", "SAM", "ntds.dit", "opasswd",
    "logins.json", "key4.db", "key3.db", "signons.sqlite", "Login Data", "cookies.sqlite",
    "login.keychain", "login.keychain-db", "wallet.dat", "krb5.keytab", "credentials.json",
    "application_default_credentials.json", "serviceaccount.token",
  ]

  private static let credentialFiles = [
    "/etc/shadow", "/etc/gshadow", "/etc/shadow-", "/etc/master.passwd", "/etc/sudoers",
    "/etc/security/opasswd", "/etc/krb5.keytab", "/etc/ssl/private", "/etc/pki/tls/private",
    "/var/lib/sss/db", "/etc/sssd/sssd.conf", "/run/secrets", "/var/run/secrets",
    "/var/lib/kubelet/pki", "/etc/kubernetes/admin.conf", "/etc/kubernetes/pki", "/etc/nshadow",
    "~/.ssh", "~/.aws", "~/.gnupg", "~/.config/gcloud", "~/.azure", "~/.kube/config",
    "~/.docker/config.json", "~/.netrc", "~/.pgpass", "~/.my.cnf", "~/.git-credentials",
    "~/.password-store", "~/.local/share/keyrings", "~/.config/gh/hosts.yml", "~/.npmrc",
    "~/.pypirc", "~/.mozilla/firefox", "~/.config/google-chrome", "~/Library/Keychains",
    "~/.vault-token", "~/.config/rclone/rclone.conf", "~/.bitcoin", "~/.ethereum/keystore",
  ]

  /// What others could misuse though it is no secret by itself: accounts, histories, settings.
  var isPrivate: Bool {
    isCredential || isHistory
      || isUnder("/etc/passwd", "/etc/group", "/etc/hosts", "/proc/self/environ")
      || components.last == ".env"
  }

  /// A shell's or a client's memory of what was typed.
  var isHistory: Bool {
    guard let name = components.last else { return false }
    return name.hasSuffix("_history") || name == ".histfile" || name == "fish_history"
      || name == ".python_history" || name.hasSuffix("_history*")
  }

  /// What programs record about what happened.
  var isLog: Bool {
    isUnder("/var/log", "/var/audit", "/var/adm", "/run/log", "/var/spool/mail")
      || Self.logs.contains(text) || isUnder(place: "/Library/Logs")
  }

  private static let logs: Set<String> = [
    "/var/run/utmp", "/run/utmp", "/dev/log",
  ]

  /// Who may log in and what they may do.
  var isAccountFile: Bool {
    isUnder(
      "/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/sudoers",
      "/etc/sudoers.d", "/etc/master.passwd", "/etc/doas.conf", "/etc/pam.d", "/etc/security",
      "/etc/ssh", "~/.ssh/authorized_keys", "/etc/polkit-1", "/etc/login.defs")
      || ["authorized_keys", "sudoers"].contains(components.last)
  }

  /// What is run later without being asked: schedules, services, start-up files, loader settings.
  var isStartup: Bool {
    isUnder(
      "/etc/crontab", "/etc/cron.d", "/etc/cron.daily", "/etc/cron.hourly", "/etc/cron.weekly",
      "/etc/cron.monthly", "/etc/anacrontab", "/var/spool/cron", "/etc/init.d", "/etc/rc.local",
      "/etc/rc.common", "/etc/systemd", "/lib/systemd", "/usr/lib/systemd", "/run/systemd",
      "/etc/init", "/etc/profile", "/etc/profile.d", "/etc/bash.bashrc", "/etc/bashrc",
      "/etc/zshrc", "/etc/zprofile", "/etc/environment", "/etc/ld.so.preload",
      "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/xdg/autostart", "/etc/udev/rules.d",
      "/etc/modules", "/etc/modprobe.d", "/etc/update-motd.d", "/etc/apt/apt.conf.d",
      "/etc/inittab", "/Library/LaunchDaemons", "/Library/LaunchAgents", "/etc/rc.d",
      "/usr/local/etc/rc.d", "/etc/emond.d", "/etc/periodic", "/etc/rc.conf")
      || isUserStartup
  }

  /// A start-up file of one user.
  var isUserStartup: Bool {
    isUnder(
      "~/.config/systemd", "~/.config/autostart", "~/Library/LaunchAgents", "~/.bashrc",
      "~/.bash_profile", "~/.profile", "~/.bash_login", "~/.bash_logout", "~/.zshrc",
      "~/.zshenv", "~/.zprofile", "~/.shrc", "~/.kshrc", "~/.cshrc", "~/.tcshrc", "~/.login",
      "~/.logout", "~/.bash_aliases", "~/.config/fish/config.fish", "~/.xinitrc",
      "~/.pam_environment")
  }

  /// The settings of what watches and protects the machine.
  var isDefenceSetting: Bool {
    isUnder(
      "/etc/rsyslog.conf", "/etc/rsyslog.d", "/etc/syslog.conf", "/etc/syslog-ng", "/etc/audit",
      "/etc/audisp", "/etc/libaudit.conf", "/etc/default/ufw", "/etc/sysctl.conf", "/etc/sysctl.d",
      "/etc/selinux", "/etc/apparmor.d", "/etc/fail2ban", "/etc/newsyslog.conf", "/etc/ufw",
      "/etc/systemd/journald.conf", "/etc/logrotate.conf", "/etc/security", "/etc/iptables",
      "/etc/nftables.conf", "/etc/firewalld", "/etc/pf.conf", "/etc/ipfw.rules")
  }

  /// Whether its name hides it where everybody may write, or looks like a folder's own entry.
  var isDisguised: Bool {
    components.count > 1 && components.contains { $0.count > 2 && $0.allSatisfy { $0 == "." } }
      || components.contains { $0.hasSuffix(" ") && $0.count > 1 }
      || isTemporary
        && components.dropFirst().contains {
          $0.hasPrefix(".") && $0.count > 1 && !ShellText.hasUnknown($0)
        }
  }

  /// What the machine boots from.
  var isBoot: Bool { isUnder("/boot", "/efi", "/etc/default/grub", "/etc/grub.d", "/sys/firmware") }

  /// A switch of the kernel whose writing stops or takes over the machine.
  var isKernelSwitch: Bool {
    isUnder(
      "/proc/sysrq-trigger", "/proc/sys/kernel/sysrq", "/proc/sys/kernel/core_pattern",
      "/proc/sys/kernel/modprobe", "/proc/sys/kernel/randomize_va_space", "/sys/power/state",
      "/proc/sys/fs/binfmt_misc", "/sys/fs/selinux/enforce", "/sys/kernel/debug",
      "/proc/sys/kernel/yama/ptrace_scope", "/sys/fs/cgroup/release_agent")
  }
}
