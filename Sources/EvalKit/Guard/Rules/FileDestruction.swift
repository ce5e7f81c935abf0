extension GuardRule {
  /// Loss of files.
  static let fileDestruction: [GuardRule] = [
    GuardRule(
      "delete-vital", .fileDestruction, .critical,
      "Deletes the root, a system folder or a home with everything in it.",
      dangerous: ["rm -rf /", "rm -r ~", "sudo rm -rf /*", "cd / && rm -rf *", "rm -Rf /home"],
      safe: ["rm -rf /tmp/build", "rm notes.txt", "echo 'rm -rf /'", "rm -rf $TMPDIR/x"]
    ) { command in
      command.deletesRecursively
        && command.operands.contains { command.place(of: $0).withoutTrailingGlob.isVital }
    },
    GuardRule(
      "delete-no-preserve", .fileDestruction, .critical,
      "Switches off the protection of the root folder.",
      dangerous: ["rm -rf --no-preserve-root /", "chmod -R --no-preserve-root 000 /"],
      safe: ["rm --preserve-root -r /tmp/a"]
    ) { $0.runs("rm", "chmod", "chown", "chgrp") && $0.has("--no-preserve-root") },
    GuardRule(
      "delete-unset", .fileDestruction, .high,
      "Deletes below a variable that may be empty, and so may start at the root.",
      dangerous: ["rm -rf \"$DIR\"/*", "rm -rf $BUILD/", "rm -rf ${PREFIX}/lib"],
      safe: ["DIR=/tmp/a; rm -rf \"$DIR\"/*", "rm -rf ${TMPDIR}/build", "ls $DIR/*"]
    ) { command in
      command.deletesRecursively && command.operands.contains { command.place(of: $0).mayBeRoot }
    },
    GuardRule(
      "delete-recursive", .fileDestruction, .medium,
      "Deletes folders without asking; only temporary folders and caches are exempt.",
      dangerous: ["rm -rf src", "rm -rf ./*", "rm -r -f /srv/data", "rm -rf .*", "rm -rf ~/work"],
      safe: ["rm -rf node_modules", "rm -rf /var/tmp/cache", "rm -i old.txt", "rmdir empty"]
    ) { command in
      command.deletesRecursively && (command.has("-f", "--force") || !command.has("-i", "-I"))
        && command.operands.contains { !command.isExpendable($0) }
    },
    GuardRule(
      "delete-system-file", .fileDestruction, .high, "Deletes a file that the system needs.",
      dangerous: ["rm /etc/passwd", "sudo unlink /bin/sh", "rm -f /usr/bin/*"],
      safe: ["rm /tmp/x", "rm -f file.txt", "rm /var/cache/app/x"]
    ) { command in
      command.runs("rm", "unlink", "shred", "srm", "wipe", "trash")
        && command.operands.contains { field in
          let place = command.place(of: field)
          return place.isSystem || place.isCredential || place.isMemoryDevice
        }
    },
    GuardRule(
      "delete-everything-here", .fileDestruction, .medium,
      "Deletes every file of a folder by a pattern.",
      dangerous: ["rm *", "rm -f ./*", "cd ~ && rm *"],
      safe: ["rm *.o", "rm /tmp/*", "cd /tmp/x && rm *", "rm build/*.log"]
    ) { command in
      command.runs("rm", "unlink")
        && command.operands.contains { field in
          field.hasGlob && ["*", "./*", ".*", "**", "*.*"].contains(field.text)
            && !command.place(of: field).isTemporary
        }
    },
    GuardRule(
      "find-delete", .fileDestruction, .high,
      "Lets find delete everything below a folder, or below one that the system needs.",
      dangerous: [
        "find / -delete", "find . -type f -delete", "find ~ -name '*' -delete",
        "find /etc -name '*.conf' -exec rm {} \\;", "find . -exec shred -u {} +",
      ],
      safe: [
        "find . -name '*.pyc' -delete", "find /tmp -delete", "find . -name '*.txt' -exec rm {} \\;",
        "find . -type f -empty -delete",
      ]
    ) { command in
      guard command.runs("find", "gfind", "bfs", "fd", "fdfind"), command.findDeletes else {
        return false
      }
      let places = command.findPlaces
      if places.contains(where: { $0.isVital }) { return true }
      return !command.findIsNarrow
        && !places.allSatisfy { $0.isTemporary || $0.isTemporaryRoot || $0.isCache }
    },
    GuardRule(
      "piped-delete", .fileDestruction, .high,
      "Deletes whatever another command lists.",
      dangerous: ["find . | xargs rm -rf", "ls | xargs rm -rf", "cat list | xargs sudo rm -r"],
      safe: [
        "find . -name '*.o' | xargs rm", "echo a | xargs rm",
        "find . -name node_modules -exec rm -rf {} +",
      ]
    ) { command in
      command.deletesRecursively && command.has("-f", "-r", "-R", "--recursive")
        && command.operands.contains {
          $0.text == ShellText.unknownText && !$0.taint.contains(.selected)
        }
        && !command.upstream.isEmpty
    },
    GuardRule(
      "shred", .fileDestruction, .high, "Overwrites files so that nothing can bring them back.",
      dangerous: ["shred -u report.txt", "srm -r folder", "shred -n 5 ~/notes"],
      safe: ["shred --help", "echo shred"]
    ) { $0.runs("shred", "srm", "wipe") && !$0.isRehearsal && !$0.arguments.isEmpty },
    GuardRule(
      "truncate", .fileDestruction, .high, "Empties a file that the system or a user needs.",
      dangerous: [
        "truncate -s 0 /etc/fstab", "> /etc/hosts", "truncate --size=0 ~/.profile",
        "sudo truncate -s 0 /var/lib/dpkg/status",
      ],
      safe: ["truncate -s 10M disk.img", "> out.txt", "truncate -s 0 /tmp/log"]
    ) { command in
      let emptied = command.redirections.filter(\.truncates).map(\.target)
      let targets = command.runs("truncate") ? command.operands + emptied : emptied
      return targets.contains { field in
        let place = command.place(of: field)
        return place.isStartup || place.isAccountFile || place.isUnder("/etc", "/boot", "/lib")
          || place.isUnder("/var/lib/dpkg", "/var/lib/apt", "/var/lib/rpm", "/var/lib/pacman")
          || place.isUnder("/var/lib/systemd", "/var/lib/dbus", "/var/lib/NetworkManager")
      }
    },
    GuardRule(
      "overwrite-system", .fileDestruction, .high, "Writes into a folder that the system needs.",
      dangerous: ["echo x > /bin/ls", "cp a /etc/passwd", "mv evil /usr/bin/sudo"],
      safe: ["cp /etc/hosts .", "cp a /usr/local/bin/a", "echo x > /dev/null", "mv a b"]
    ) { command in
      command.written.contains { field in
        let place = command.place(of: field)
        return place.isUnder("/bin", "/sbin", "/lib", "/lib64", "/usr/bin", "/usr/sbin")
          || place.isUnder("/usr/lib", "/boot", "/etc/passwd", "/etc/shadow", "/etc/fstab")
      }
    },
    GuardRule(
      "write-settings", .fileDestruction, .medium,
      "Writes into the folder of the system's settings.",
      dangerous: [
        "echo x > /etc/app.conf", "echo x | sudo tee -a /etc/motd", "cat a >> /etc/default/x",
      ],
      safe: ["cat /etc/app.conf", "sudo sed -i s/a/b/ /etc/nginx/nginx.conf", "cp /etc/a /tmp/a"]
    ) { command in
      let targets = command.writtenTargets + (command.runs("tee", "sponge") ? command.operands : [])
      return targets.contains { command.place(of: $0).isUnder("/etc") }
    },
    GuardRule(
      "move-away", .fileDestruction, .critical,
      "Moves a system folder or a home away, or moves files into nothing.",
      dangerous: ["mv /* /dev/null", "mv ~ /dev/null", "mv /etc /tmp/x", "mv file /dev/null"],
      safe: ["mv a.txt b.txt", "mv ~/a ~/b", "cp a /dev/null"]
    ) { command in
      guard command.runs("mv"), let target = command.operands.last else { return false }
      if command.place(of: target).text == "/dev/null" { return true }
      return command.operands.dropLast().contains {
        command.place(of: $0).withoutTrailingGlob.isVital
      }
    },
    GuardRule(
      "mirror-delete", .fileDestruction, .high,
      "Deletes at the target of a copy, or stored data in bulk: batches, topics, repositories.",
      dangerous: [
        "rsync -a --delete /src/ /dest/", "rclone sync /src remote:bucket --delete-before",
        "borg repo-delete", "aws s3 sync . s3://b --delete", "kafka-topics --delete --topic t",
      ],
      safe: ["rsync -a /src/ /dest/", "aws s3 sync . s3://b", "rsync -n --delete a/ b/"]
    ) { command in
      guard command.runs(storageTools), !command.isRehearsal, !command.has("-n", "--list-only")
      else { return false }
      return command.arguments.contains { field in
        field.text.hasPrefix("--delete") || field.text.hasPrefix("--remove-source")
          || field.text == "--del" || field.text.hasSuffix("-delete")
          || field.text.hasPrefix("delete-") && field.text.hasSuffix("s")
      }
    },
    GuardRule(
      "encrypt-system", .fileDestruction, .high,
      "Locks away files of the system or of all users behind a password.",
      dangerous: [
        "7z a -ppasswd /tmp/p.zip /etc/passwd", "gpg --batch --symmetric -o /tmp/p /etc/passwd",
        "find / -name '*.doc' -exec openssl enc -e -in {} -out {}.x \\;", "ccencrypt /home/user/a",
      ],
      safe: ["gpg -c notes.txt", "7z a a.7z docs", "openssl enc -d -in f"]
    ) { $0.encryptsSystem },
    GuardRule(
      "inline-delete", .fileDestruction, .high,
      "Code on the command line deletes files or folders.",
      dangerous: [
        "python3 -c \"import shutil; shutil.rmtree('/home/user')\"",
        "perl -e 'unlink glob(\"*\")'", "node -e \"require('fs').rmSync('/srv',{recursive:true})\"",
        "ruby -e 'require \"fileutils\"; FileUtils.rm_rf(\"/var\")'",
      ],
      safe: [
        "python3 -c \"print('rmtree')\"", "python3 -c \"import os; os.remove('/tmp/x')\"",
        "perl -ne 'print if /x/' file",
      ]
    ) { command in
      guard let code = command.code, code.language != .tool else { return false }
      return code.deletesTrees || code.deletesFiles
    },
    GuardRule(
      "inline-overwrite", .fileDestruction, .high,
      "Code on the command line writes to a device or a system file.",
      dangerous: ["python3 -c \"open('/etc/passwd','w').write('')\""],
      safe: ["python3 -c \"print(open('/etc/hostname').read())\""]
    ) { command in
      guard let code = command.code, code.writesFiles else { return false }
      return code.names { place in
        place.isDisk || place.isAccountFile || place.isStartup
          || place.isUnder("/etc", "/bin", "/usr", "/boot", "/lib")
      }
    },
  ]

  /// Programs that copy to or keep data in another place.
  private static let storageTools: Set<String> = [
    "rsync", "rclone", "borg", "restic", "kopia", "duplicity", "aws", "gsutil", "gcloud", "az",
    "s3cmd", "s5cmd", "mc", "b2", "azcopy", "kafka-topics", "kafka-topics.sh", "velero",
    "kafka-consumer-groups", "kafka-consumer-groups.sh", "kafka-acls", "kafka-configs",
    "kafka-delete-records", "unison", "lftp", "mirror", "robocopy", "zfs", "rdiff-backup",
    "duplicacy",
    "rsnapshot", "wal-g", "pgbackrest", "etcdctl", "swift", "ossutil", "kafka-delete-records.sh",
  ]
}
