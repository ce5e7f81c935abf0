extension GuardRule {
  /// Users and passwords.
  static let account: [GuardRule] = [
    GuardRule(
      "delete-account", .account, .high, "Deletes or locks an account or a group.",
      dangerous: [
        "userdel -r bob", "sudo deluser --remove-home bob", "passwd -l root", "usermod -L bob",
        "passwd -d root", "groupdel wheel", "pw userdel bob", "usermod -s /sbin/nologin bob",
        "chage -E 0 bob",
      ],
      safe: ["id bob", "usermod -c 'Bob' bob", "passwd -S", "chage -l bob"]
    ) { command in
      switch command.program {
      case "userdel", "deluser", "groupdel", "delgroup":
        return !command.isRehearsal && !command.operands.isEmpty
      case "passwd":
        return command.has("-l", "-d", "-e", "--lock", "--delete", "--expire") && !command.has("-S")
      case "usermod":
        return command.has("-L", "--lock", "-e") || command.line.contains("nologin")
          || command.line.contains("/bin/false")
      case "pw": return command.mentions("userdel", "groupdel", "lock")
      case "chage": return command.value(of: "-E", "--expiredate")?.text == "0"
      case "dscl": return command.mentions("-delete", "delete")
      case "sysadminctl": return command.arguments.contains { $0.text == "-deleteUser" }
      default: return false
      }
    },
    GuardRule(
      "root-account", .account, .critical,
      "Makes another root, or writes to the files of accounts.",
      dangerous: [
        "useradd -o -u 0 eve", "echo 'e::0:0::/:/bin/sh' >> /etc/passwd", "usermod -u 0 -o eve",
        "sed -i 's/x/y/' /etc/passwd", "echo key >> ~/.ssh/authorized_keys", "vipw -s",
      ],
      safe: ["useradd bob", "cat /etc/passwd", "grep root /etc/passwd", "ssh-copy-id host"]
    ) { command in
      if command.runs("useradd", "usermod", "adduser"),
        command.value(of: "-u", "--uid")?.text == "0"
      {
        return true
      }
      if command.runs("vipw") { return command.has("-s") }
      return command.written.contains { command.place(of: $0).isAccountFile }
    },
    GuardRule(
      "set-password", .account, .high,
      "Sets a password, for root or for others, or without asking.",
      dangerous: [
        "echo 'root:x' | chpasswd", "sudo passwd root", "passwd ARTUser",
        "echo x | passwd --stdin bob", "usermod -p hash root", "useradd -p $(openssl passwd x) eve",
        "dscl . -passwd /Users/x y",
      ],
      safe: ["passwd", "openssl passwd -6", "passwd -S bob"]
    ) { command in
      switch command.program {
      case "chpasswd", "chgpasswd", "newusers": return !command.isRehearsal
      case "passwd": return !command.has("-S", "-a", "--status") && !command.operands.isEmpty
      case "useradd"
      where command.has("-r", "--system")
        && command.value(of: "-s", "--shell").map({
          Shells.names.contains(Shells.baseName($0.text))
        }) == true:
        return true
      case "usermod", "useradd":
        return command.value(of: "-p", "--password") != nil
          && command.arguments.contains { $0.text == "-p" || $0.text.hasPrefix("--password") }
      case "dscl": return command.mentions("-passwd", "passwd")
      default: return false
      }
    },
    GuardRule(
      "directory-account", .account, .medium,
      "Adds, changes or deletes entries of a directory of users.",
      dangerous: [
        "ldapadd -x -D cn=a -w p -f u.ldif", "ldapdelete -D cn=a uid=b",
        "samba-tool user delete bob", "ipa user-del bob", "dscl . -create /Users/evil",
        "kadmin.local -q 'delprinc x'",
      ],
      safe: ["ldapsearch -x", "ipa user-find"]
    ) { command in
      switch command.program {
      case "ldapadd", "ldapmodify", "ldapdelete", "ldapmodrdn", "ldappasswd":
        return command.has("-D", "-f", "-Y") || command.operands.count > 0
      case "samba-tool", "ipa":
        return command.line.contains("delete") || command.line.contains("-del")
          || command.line.contains("setpassword") || command.line.contains("user create")
          || command.line.contains("user-add")
      case "dscl": return command.mentions("-create", "-append", "create", "append")
      case "kadmin", "kadmin.local":
        return command.line.contains("delprinc") || command.line.contains("delete_principal")
      default: return false
      }
    },
  ]
}
