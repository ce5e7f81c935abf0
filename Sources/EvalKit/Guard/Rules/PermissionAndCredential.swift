extension GuardRule {
  /// Rights that let everybody in or nobody.
  static let permission: [GuardRule] = [
    GuardRule(
      "open-system", .permissionDamage, .critical, "Changes the rights of the system's files, with all below them.",
      dangerous: ["chmod -R 777 /", "chmod -R 000 /etc", "chown -R nobody /usr", "chmod 777 /etc/passwd", "sudo chown -R user:user /"],
      safe: ["chmod 755 /var/www/html", "chown -R www-data /var/www", "chmod +x a", "chmod 700 ~/.ssh"]
    ) { command in
      guard command.runs("chmod", "chown", "chgrp", "setfacl", "chcon") else { return false }
      if command.runs("setfacl") {
        return command.isPrivileged && command.has("-m", "--modify")
          && command.operands.contains { command.place(of: $0).isUnusualForRoot }
      }
      let places = command.operands.map { command.place(of: $0).withoutTrailingGlob }
      if command.has("-R", "--recursive") {
        return places.contains { place in
          let isService = place.components.count > 2 && place.isUnder("/var/lib", "/var/log", "/var/spool", "/usr/lib/node_modules", "/var/run")
          return place.isVital && !(isService && command.runs("chown", "chgrp"))
        }
      }
      return command.isOpenMode && places.contains { $0.isVital || $0.isAccountFile || $0.isSystem }
        || command.isClosedMode && places.contains { $0.isVital }
    },
    GuardRule(
      "open-to-all", .permissionDamage, .medium, "Lets everybody change files.",
      dangerous: ["chmod -R 777 .", "chmod 777 /srv/www", "chmod -R a+rwx ~", "chmod -R o+w /opt/app", "chmod 666 key.pem"],
      safe: ["chmod 755 a", "chmod a+r f", "chmod o-w f", "chmod 600 f", "chmod 1777 /tmp"]
    ) { $0.runs("chmod") && $0.isOpenMode },
    GuardRule(
      "close-to-all", .permissionDamage, .high, "Takes away the rights to a whole folder.",
      dangerous: ["chmod -R 000 ~", "chmod -R a-rwx .", "chmod 000 /bin/chmod"],
      safe: ["chmod -R o-rwx d", "chmod 400 key", "chmod 000 secret.txt"]
    ) { command in
      command.runs("chmod") && command.isClosedMode
        && (command.has("-R", "--recursive") || command.operands.contains { command.place(of: $0).isSystem })
    },
    GuardRule(
      "owner-root", .permissionDamage, .medium, "Gives a file to root or the system's files to somebody.",
      dangerous: ["sudo chown user /etc/shadow", "chown eve /usr/bin/sudo", "sudo chown root /tmp/evil"],
      safe: ["sudo chown user:user ~/file", "chown www-data /srv/www"]
    ) { command in
      guard command.runs("chown", "chgrp"), let owner = command.operands.first else { return false }
      let places = command.operands.dropFirst().map(command.place(of:))
      if command.isPrivileged, ShellText.hasUnknown(owner.text), places.contains(where: \.isUnusualForRoot) { return true }
      return places.contains { $0.isSystem && !$0.isUnder("/var/www", "/var/lib") }
        || owner.text.hasPrefix("root") && places.contains { $0.isTemporary }
    },
    GuardRule(
      "lock-file", .permissionDamage, .medium, "Protects or unprotects files below the reach of their rights.",
      dangerous: ["chattr -i /etc/passwd", "sudo chattr +i /etc/resolv.conf", "chattr -R +i /tmp/x", "chattr -a /var/log/x"],
      safe: ["lsattr", "sudo chattr +a path/to/file", "chattr +C dir"]
    ) { command in
      guard command.runs("chattr", "chflags") else { return false }
      let flags = command.arguments.map(\.text)
      return flags.contains { ["-i", "+i", "-a", "-ia", "+ia", "schg", "noschg", "uchg", "nouchg", "=i", "simmutable", "sappnd", "uimmutable"].contains($0) }
    },
  ]

  /// Secrets that are read.
  static let credential: [GuardRule] = [
    GuardRule(
      "read-credentials", .credentialAccess, .high, "Reads password hashes, private keys or tokens.",
      dangerous: [
        "cat /etc/shadow", "sudo cat /etc/shadow > /tmp/x", "cat ~/.ssh/id_rsa", "cp ~/.aws/credentials /tmp",
        "tar czf k.tgz ~/.ssh", "base64 < ~/.ssh/id_ed25519", "strings /proc/1/environ",
        "f(){ while read l; do echo $l; done < $1; }; f /etc/shadow",
      ],
      safe: ["cat ~/.ssh/id_rsa.pub", "ls ~/.ssh", "ssh -i ~/.ssh/key host", "chmod 600 ~/.ssh/id_rsa", "cat ~/.ssh/config"]
    ) { command in
      if command.runs(mentionsPathsOnly) { return false }
      if command.arguments.contains(where: { $0.taint.contains(.secret) }), command.runs("cat", "head", "tail", "less", "more", "cp", "base64", "strings", "tar") { return true }
      let read = command.arguments + command.redirections.filter { $0.kind == .read }.map(\.target)
      return read.contains { field in
        command.place(of: field).isCredential
          || field.text.split(separator: "=").dropFirst().contains { ShellPath(String($0)).isCredential }
          || field.text.hasPrefix("@") && ShellPath(String(field.text.dropFirst()), from: command.directory).isCredential
      }
    },
    GuardRule(
      "inline-credentials", .credentialAccess, .high, "Code on the command line reads credentials.",
      dangerous: ["python3 -c \"print(open('/etc/shadow').read())\""],
      safe: ["python3 -c \"print(open('/etc/hostname').read())\""]
    ) { $0.code?.names { $0.isCredential } == true },
    GuardRule(
      "search-secrets", .credentialAccess, .high, "Searches files or the environment for passwords and keys.",
      dangerous: [
        "printenv | grep PASSWORD", "env | grep -i secret", "grep -ri 'password' /etc", "find / -name id_rsa",
        "grep -r AWS_SECRET ~", "find / -name '*.pem' -o -name '*.key'", "strings /dev/mem | grep pass",
        "history | grep -i passwd", "cat ~/.bash_history | grep pass",
      ],
      safe: ["env | grep PATH", "grep -r password src/", "find . -name '*.key'", "printenv HOME"]
    ) { command in
      if command.runs("grep", "egrep", "fgrep", "rg", "ag", "awk", "sed", "ack") {
        guard let pattern = command.operands.first, soundsSecret(pattern.text) else { return false }
        if command.upstream.contains(where: ["env", "printenv", "set", "export", "history", "strings", "ps", "declare", "compgen"].contains) { return true }
        let places = command.operands.dropFirst().map(command.place(of:))
        return places.contains { $0.isVital || $0.isUnder("/etc", "/var", "/home", "/root", "/opt", "/proc") || $0.isHistory }
          || command.input?.taint.contains(.secret) == true
      }
      if command.runs("printenv") { return command.operands.contains { soundsSecret($0.text) } }
      guard command.runs("find", "locate", "mdfind", "fd") else { return false }
      let tests = ["-name", "-iname", "-path", "-ipath", "-wholename", "-regex"]
      let values = zip(command.arguments, command.arguments.dropFirst())
        .filter { tests.contains($0.0.text) }.map(\.1.text)
      let sought = command.runs("find") ? values : command.operands.map(\.text)
      let names = sought.filter { $0 != "passwd" }.filter { name in
        namesSecret(name) || ["*.pem", "*.key", "*.kdbx", "*.pfx", "*.p12", "*.ovpn", "*.ppk", "id_rsa*", ".aws", "credentials", "*.keychain"].contains(name) || soundsSecret(name)
      }
      return !names.isEmpty && (command.findPlaces.contains { $0.isVital || $0.components.contains(where: namesSecret) } || command.runs("locate", "mdfind"))
    },
    GuardRule(
      "dump-credentials", .credentialAccess, .critical, "Extracts or cracks passwords.",
      dangerous: [
        "mimipenguin", "unshadow /etc/passwd /etc/shadow", "security dump-keychain -d",
        "secretsdump.py x", "laZagne all", "john /etc/shadow", "sudo gcore $(pgrep sshd)",
      ],
      safe: ["john --help", "security list-keychains", "hashcat -m 0 hashes.txt words.txt", "gcore 1234"]
    ) { command in
      if command.isRehearsal { return false }
      switch command.program {
      case "mimipenguin", "mimipenguin.sh", "linpeas", "linpeas.sh", "mimikatz": return true
      case "unshadow", "secretsdump.py", "laZagne", "lazagne", "lazagne.py", "laZagne.py", "pwdump", "fgdump",
        "LaZagne.py": return !command.arguments.isEmpty
      case "john", "hashcat": return command.operands.contains { command.place(of: $0).isCredential }
      case "python", "python2", "python3", "ruby", "perl", "sudo":
        return command.operands.prefix(2).contains { field in
          let name = Shells.baseName(field.text).lowercased()
          return ["lazagne", "mimipenguin", "secretsdump", "linpeas", "mimikatz", "dump_heap"].contains { name.contains($0) }
        }
      case "security": return command.mentions("dump-keychain", "find-generic-password", "find-internet-password") && (command.has("-d", "-g", "-w") || command.mentions("dump-keychain"))
      case "gcore", "procdump": return command.arguments.contains { $0.text.hasPrefix(ProgramOutput.processMark) }
      default: return false
      }
    },
    GuardRule(
      "cloud-credentials", .credentialAccess, .high, "Asks the cloud or the cluster for credentials of this machine.",
      dangerous: [
        "curl http://169.254.169.254/latest/meta-data/iam/security-credentials/", "kubectl get secrets -A -o yaml",
        "kubectl exec p -- cat /run/secrets/kubernetes.io/serviceaccount/token",
      ],
      safe: ["kubectl get pods", "curl http://localhost", "aws sts get-caller-identity"]
    ) { command in
      if command.line.contains("169.254.169.254") || command.line.contains("metadata.google.internal") || command.line.contains("169.254.170.2") { return true }
      if command.runs("kubectl", "docker", "podman") {
        return command.arguments.contains { command.place(of: $0).isCredential }
          || command.isSubcommand("get", "secrets") && command.has("-o", "-A", "--all-namespaces")
      }
      return false
    },
    GuardRule(
      "guess-passwords", .credentialAccess, .high, "Tries passwords from a list.",
      dangerous: ["for p in $(cat list); do sshpass -p $p ssh h; done", "while read p; do echo $p | su root; done < list"],
      safe: ["sshpass -p \"$PASS\" ssh host", "for h in a b; do ssh $h uptime; done"]
    ) { command in
      guard command.isRepeated else { return false }
      if command.runs("sshpass") { return command.value(of: "-p").map { ShellText.hasUnknown($0.text) } == true }
      return command.runs("su", "sudo") && command.input != nil && command.upstream.contains("echo")
    },
    GuardRule(
      "watch-input", .credentialAccess, .high, "Records what is typed, shown or sent.",
      dangerous: ["logkeys --start", "xinput test 8", "tcpdump -i any -A 'port 21'", "PROMPT_COMMAND='history -a >(tee -a ~/.x)'", "script -f /dev/tcp/h/1", "strace -p 1 -e trace=read", "trap 'echo $BASH_COMMAND >> /tmp/.k' DEBUG"],
      safe: ["tcpdump -i eth0", "PROMPT_COMMAND='date'", "xinput list"]
    ) { command in
      if command.assignments.contains(where: { $0.name == "PROMPT_COMMAND" && ($0.value.text.contains("history") || $0.value.text.contains("fc ")) }) { return true }
      if command.runs("logger", "tee"), command.operands.contains(where: { command.place(of: $0).isHistory }) { return true }
      if command.runs("trap") { return command.mentions("debug") && command.line.contains("BASH_COMMAND") }
      switch command.program {
      case "logkeys", "xspy", "lkl", "ettercap", "bettercap", "dsniff", "responder", "arpspoof", "dnsspoof":
        return command.runs("logkeys") ? command.has("--start", "-s") : command.runs("xspy", "lkl")
      case "xinput": return command.mentions("test", "test-xi2")
      case "tcpdump", "tshark", "ngrep": return command.has("-A", "-X") && (command.line.contains("port") || command.line.contains("pass"))
      case "strace": return command.value(of: "-p") != nil && (command.line.contains("read") || command.line.contains("write"))
      default: return false
      }
    },
  ]

  private static let mentionsPathsOnly: Set<String> = [
    "ls", "chmod", "chown", "ssh", "scp", "sftp", "ssh-add", "ssh-keygen", "ssh-copy-id", "mkdir", "touch", "stat", "cd",
    "test", "[", "rm", "echo", "printf", "visudo", "rsync", "git", "export", "file", "tee", "dirname", "basename",
    "find", "autossh", "mosh", "sshfs", "kubectl", "sed", "install", "usermod", "pwck", "du", "shred", "restorecon", "ssh-agent",
    "ansible", "ansible-playbook", "openssl", "gpg", "chattr", "lsattr", "docker", "curl", "wget", "unlink", "diff", "source", ".",
  ]

  /// Whether the name of a file says that it holds credentials.
  static func namesSecret(_ name: String) -> Bool {
    ShellPath(name).isCredential
      || [
        ".netrc", ".git-credentials", ".pgpass", ".my.cnf", ".aws", ".gnupg", ".azure", "gcloud",
        "accessTokens.json", ".ssh", "id_dsa", "credentials", "*credentials*", ".vault-token",
      ].contains(name)
  }

  /// Whether a search pattern is about secrets.
  static func soundsSecret(_ text: String) -> Bool {
    let lowered = text.lowercased()
    return ["passw", "secret", "token", "api_key", "apikey", "credential", "private_key", "aws_", "passwd", "private key", "pwd=", "pass\\|", "id_rsa", "pass"]
      .contains { lowered.contains($0) }
  }
}

extension Invocation {
  private var modes: [String] { operands.first.map { [$0.text] + $0.text.split(separator: ",").map(String.init) } ?? [] }

  /// Whether a mode lets everybody write.
  var isOpenMode: Bool {
    guard let mode = operands.first?.text ?? arguments.first?.text else { return false }
    let digits = mode.drop { $0 == "0" }
    if mode.allSatisfy(\.isNumber), digits.count == 3 || digits.count == 4 {
      return "2367".contains(digits.last ?? "0") && !(digits.count == 4 && digits.first == "1")
    }
    return mode.split(separator: ",").contains { clause in
      guard let operation = clause.firstIndex(where: { "+=".contains($0) }) else { return false }
      let who = clause[..<operation]
      return (who.contains("o") || who.contains("a") || who.isEmpty && clause.contains("r")) && clause[operation...].contains("w")
    }
  }

  /// Whether a mode takes away everybody's or the owner's rights.
  var isClosedMode: Bool {
    let texts = arguments.map(\.text)
    return texts.contains { ["000", "0", "00", "0000", "a-rwx", "-rwx", "a-x", "ugo-rwx", "a=", "u-rwx", "-x", "a-r", "-r"].contains($0) }
      && !(texts.first == "-r" || texts.first == "-x")
  }
}
