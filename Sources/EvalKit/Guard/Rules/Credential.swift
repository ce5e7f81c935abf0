extension GuardRule {
  /// Secrets that are read.
  static let credential: [GuardRule] = [
    GuardRule(
      "read-credentials", .credentialAccess, .high,
      "Reads password hashes, private keys or tokens.",
      dangerous: [
        "cat /etc/shadow", "sudo cat /etc/shadow > /tmp/x", "cat ~/.ssh/id_rsa",
        "cp ~/.aws/credentials /tmp",
        "tar czf k.tgz ~/.ssh", "base64 < ~/.ssh/id_ed25519", "strings /proc/1/environ",
        "f(){ while read l; do echo $l; done < $1; }; f /etc/shadow",
      ],
      safe: [
        "cat ~/.ssh/id_rsa.pub", "ls ~/.ssh", "ssh -i ~/.ssh/key host", "chmod 600 ~/.ssh/id_rsa",
        "cat ~/.ssh/config",
      ]
    ) { command in
      if command.runs(mentionsPathsOnly) { return false }
      if command.arguments.contains(where: { $0.taint.contains(.secret) }),
        command.runs("cat", "head", "tail", "less", "more", "cp", "base64", "strings", "tar")
      {
        return true
      }
      let read = command.arguments + command.redirections.filter { $0.kind == .read }.map(\.target)
      return read.contains { field in
        command.place(of: field).isCredential
          || field.text.split(separator: "=").dropFirst().contains {
            ShellPath(String($0)).isCredential
          }
          || field.text.hasPrefix("@")
            && ShellPath(String(field.text.dropFirst()), from: command.directory).isCredential
      }
    },
    GuardRule(
      "inline-credentials", .credentialAccess, .high, "Code on the command line reads credentials.",
      dangerous: ["python3 -c \"print(open('/etc/shadow').read())\""],
      safe: ["python3 -c \"print(open('/etc/hostname').read())\""]
    ) { $0.code?.names { $0.isCredential } == true },
    GuardRule(
      "search-secrets", .credentialAccess, .high,
      "Searches files or the environment for passwords and keys.",
      dangerous: [
        "printenv | grep PASSWORD", "env | grep -i secret", "grep -ri 'password' /etc",
        "find / -name id_rsa",
        "grep -r AWS_SECRET ~", "find / -name '*.pem' -o -name '*.key'",
        "strings /dev/mem | grep pass",
        "history | grep -i passwd", "cat ~/.bash_history | grep pass",
      ],
      safe: [
        "env | grep PATH", "grep -r password src/", "find . -name '*.key'", "printenv HOME",
        "grep -c 'Failed password' /var/log/auth.log",
      ]
    ) { $0.searchesSecrets },
    GuardRule(
      "dump-credentials", .credentialAccess, .critical, "Extracts or cracks passwords.",
      dangerous: [
        "mimipenguin", "unshadow /etc/passwd /etc/shadow", "security dump-keychain -d",
        "secretsdump.py x", "laZagne all", "john /etc/shadow", "sudo gcore $(pgrep sshd)",
        "sudo gdb -p \"$(pgrep sshd)\" -batch -ex 'generate-core-file /tmp/core'",
      ],
      safe: [
        "john --help", "security list-keychains", "hashcat -m 0 hashes.txt words.txt", "gcore 1234",
      ]
    ) { $0.dumpsCredentials },
    GuardRule(
      "cloud-credentials", .credentialAccess, .high,
      "Asks the cloud or the cluster for credentials of this machine.",
      dangerous: [
        "curl http://169.254.169.254/latest/meta-data/iam/security-credentials/",
        "kubectl get secrets -A -o yaml",
        "kubectl exec p -- cat /run/secrets/kubernetes.io/serviceaccount/token",
      ],
      safe: ["kubectl get pods", "curl http://localhost", "aws sts get-caller-identity"]
    ) { command in
      if command.line.contains("169.254.169.254")
        || command.line.contains("metadata.google.internal")
        || command.line.contains("169.254.170.2")
      {
        return true
      }
      if command.runs("kubectl", "docker", "podman") {
        return command.arguments.contains { command.place(of: $0).isCredential }
          || command.isSubcommand("get", "secrets") && command.has("-o", "-A", "--all-namespaces")
      }
      return false
    },
    GuardRule(
      "guess-passwords", .credentialAccess, .high, "Tries passwords from a list.",
      dangerous: [
        "for p in $(cat list); do sshpass -p $p ssh h; done",
        "while read p; do echo $p | su root; done < list",
      ],
      safe: ["sshpass -p \"$PASS\" ssh host", "for h in a b; do ssh $h uptime; done"]
    ) { command in
      guard command.isRepeated else { return false }
      if command.runs("sshpass") {
        return command.value(of: "-p").map { ShellText.hasUnknown($0.text) } == true
      }
      return command.runs("su", "sudo") && command.input != nil && command.upstream.contains("echo")
    },
    GuardRule(
      "watch-input", .credentialAccess, .high, "Records what is typed, shown or sent.",
      dangerous: [
        "logkeys --start", "xinput test 8", "tcpdump -i any -A 'port 21'",
        "PROMPT_COMMAND='history -a >(tee -a ~/.x)'", "strace -p 1 -e trace=read",
        "trap 'echo $BASH_COMMAND >> /tmp/.k' DEBUG",
      ],
      safe: ["tcpdump -i eth0", "PROMPT_COMMAND='date'", "xinput list"]
    ) { $0.watchesInput },
  ]

  /// Programs that name such files without showing what is in them.
  static let mentionsPathsOnly: Set<String> = [
    "ls", "chmod", "chown", "ssh", "scp", "sftp", "ssh-add", "ssh-keygen", "ssh-copy-id", "mkdir",
    "touch", "stat", "cd",
    "test", "[", "rm", "echo", "printf", "visudo", "rsync", "git", "export", "file", "tee",
    "dirname", "basename",
    "find", "autossh", "mosh", "sshfs", "kubectl", "sed", "install", "usermod", "pwck", "du",
    "shred", "restorecon", "ssh-agent",
    "ansible", "ansible-playbook", "openssl", "gpg", "chattr", "lsattr", "docker", "curl", "wget",
    "unlink", "diff", "source", ".",
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
    return [
      "passw", "secret", "token", "api_key", "apikey", "credential", "private_key", "aws_",
      "passwd", "private key", "pwd=", "pass\\|", "id_rsa", "pass",
    ]
    .contains { lowered.contains($0) }
  }
}
