extension GuardRule {
  /// Rights that let everybody in or nobody.
  static let permission: [GuardRule] = [
    GuardRule(
      "open-system", .permissionDamage, .critical,
      "Changes the rights of the system's files, with all below them.",
      dangerous: [
        "chmod -R 777 /", "chmod -R 000 /etc", "chown -R nobody /usr", "chmod 777 /etc/passwd",
        "sudo chown -R user:user /",
      ],
      safe: [
        "chmod 755 /var/www/html", "chown -R www-data /var/www", "chmod +x a", "chmod 700 ~/.ssh",
      ]
    ) { command in
      guard command.runs("chmod", "chown", "chgrp", "setfacl", "chcon") else { return false }
      if command.runs("setfacl") {
        return command.isPrivileged && command.has("-m", "--modify")
          && command.operands.contains { command.place(of: $0).isUnusualForRoot }
      }
      let places = command.operands.map { command.place(of: $0).withoutTrailingGlob }
      if command.has("-R", "--recursive") {
        return places.contains { place in
          let isService =
            place.components.count > 2
            && place.isUnder(
              "/var/lib", "/var/log", "/var/spool", "/usr/lib/node_modules", "/var/run")
          return place.isVital && !(isService && command.runs("chown", "chgrp"))
        }
      }
      return command.isOpenMode && places.contains { $0.isVital || $0.isAccountFile || $0.isSystem }
        || command.isClosedMode && places.contains { $0.isVital }
    },
    GuardRule(
      "open-to-all", .permissionDamage, .medium, "Lets everybody change files.",
      dangerous: [
        "chmod -R 777 .", "chmod 777 /srv/www", "chmod -R a+rwx ~", "chmod -R o+w /opt/app",
        "chmod 666 key.pem",
      ],
      safe: ["chmod 755 a", "chmod a+r f", "chmod o-w f", "chmod 600 f", "chmod 1777 /tmp"]
    ) { $0.runs("chmod") && $0.isOpenMode },
    GuardRule(
      "close-to-all", .permissionDamage, .high, "Takes away the rights to a whole folder.",
      dangerous: ["chmod -R 000 ~", "chmod -R a-rwx .", "chmod 000 /bin/chmod"],
      safe: ["chmod -R o-rwx d", "chmod 400 key", "chmod 000 secret.txt"]
    ) { command in
      command.runs("chmod") && command.isClosedMode
        && (command.has("-R", "--recursive")
          || command.operands.contains { command.place(of: $0).isSystem })
    },
    GuardRule(
      "owner-root", .permissionDamage, .medium,
      "Gives a file to root or the system's files to somebody.",
      dangerous: [
        "sudo chown user /etc/shadow", "chown eve /usr/bin/sudo", "sudo chown root /tmp/evil",
      ],
      safe: ["sudo chown user:user ~/file", "chown www-data /srv/www"]
    ) { command in
      guard command.runs("chown", "chgrp"), let owner = command.operands.first else { return false }
      let places = command.operands.dropFirst().map(command.place(of:))
      if command.isPrivileged, ShellText.hasUnknown(owner.text),
        places.contains(where: \.isUnusualForRoot)
      {
        return true
      }
      return places.contains { $0.isSystem && !$0.isUnder("/var/www", "/var/lib") }
        || owner.text.hasPrefix("root") && places.contains { $0.isTemporary }
    },
    GuardRule(
      "lock-file", .permissionDamage, .medium,
      "Protects or unprotects files below the reach of their rights.",
      dangerous: [
        "chattr -i /etc/passwd", "sudo chattr +i /etc/resolv.conf", "chattr -R +i /tmp/x",
        "chattr -a /var/log/x",
      ],
      safe: ["lsattr", "sudo chattr +a path/to/file", "chattr +C dir"]
    ) { command in
      guard command.runs("chattr", "chflags") else { return false }
      let flags = command.arguments.map(\.text)
      return flags.contains {
        [
          "-i", "+i", "-a", "-ia", "+ia", "schg", "noschg", "uchg", "nouchg", "=i", "simmutable",
          "sappnd", "uimmutable",
        ].contains($0)
      }
    },
  ]
}
