extension GuardRule {
  /// Packages and the boot.
  static let packageBoot: [GuardRule] = [
    GuardRule(
      "remove-essential", .packageBoot, .critical,
      "Removes packages that the system cannot do without.",
      dangerous: [
        "apt-get remove --purge libc6", "sudo apt purge -y bash coreutils", "rpm -e --nodeps glibc",
        "pacman -Rdd glibc", "dpkg --force-all -r dpkg", "yum remove kernel", "apt purge '*'",
        "apt remove systemd",
      ],
      safe: ["apt remove vlc", "pacman -R firefox", "apt autoremove", "dnf remove nano"]
    ) { command in
      guard command.removesPackages else { return false }
      if command.line.contains("--force-all") || command.line.contains("--nodeps")
        || command.line.contains("--allow-remove-essential")
        || command.line.contains("--force-remove")
      {
        return true
      }
      let essential: Set<String> = [
        "libc6", "glibc", "bash", "coreutils", "systemd", "kernel", "dpkg", "apt", "rpm", "sudo",
        "init", "util-linux", "dash", "base-files", "login", "grub", "python3", "openssh-server",
        "*", "libc", "musl", "busybox", "pacman", "dnf", "yum", "initramfs-tools",
        "network-manager", "e2fsprogs", "linux", "filesystem", "tar", "gzip", "passwd", "gcc-libs",
        "openssl", "perl-base", ".*", "ubuntu-desktop", "gnome-shell",
      ]
      return command.arguments.contains { field in
        essential.contains(field.text) || field.text.hasPrefix("linux-image")
          || field.text.hasPrefix("kernel") || field.text.hasPrefix("grub-") || field.text == "^.*"
      } || command.arguments.contains { $0.text == "-Rdd" || $0.text == "-Rddn" }
    },
    GuardRule(
      "break-boot", .packageBoot, .critical, "Changes what the machine boots.",
      dangerous: [
        "rm -rf /boot/*", "grub-install /dev/sda", "efibootmgr -b 0 -B",
        "dd if=/dev/zero of=/boot/vmlinuz", "echo x > /etc/default/grub", "rm /boot/vmlinuz",
        "flashrom -w x", "bcdedit /delete", "update-grub", "sudo mv /boot/initrd.img /tmp",
      ],
      safe: [
        "ls /boot", "efibootmgr", "grub-file --is-i386-efi f", "cat /etc/default/grub",
        "flashrom -r b",
      ]
    ) { command in
      switch command.program {
      case "grub-install", "grub2-install", "lilo", "extlinux", "install-mbr", "update-grub":
        return !command.isRehearsal
      case "bootctl": return command.mentions("remove")
      case "efibootmgr":
        return command.has(
          "-B", "-o", "-O", "-c", "-N", "--delete-bootnum", "--create", "--bootorder")
      case "flashrom": return command.has("-w", "-E", "--write", "--erase")
      case "nvram": return command.has("-c")
      case "bcdedit": return true
      case "rm", "mv", "shred", "unlink", "truncate":
        return (command.runs("mv") ? Array(command.operands.dropLast()) : command.operands).contains
        { command.place(of: $0).isBoot }
      default: return command.written.contains { command.place(of: $0).isBoot }
      }
    },
    GuardRule(
      "untrusted-source", .packageBoot, .high, "Installs packages without checking who made them.",
      dangerous: [
        "apt-get install --allow-unauthenticated x", "curl http://x/k | apt-key add -",
        "yum install --nogpgcheck x", "dpkg -i /tmp/x.deb", "rpm -i --nosignature x.rpm",
        "echo 'deb http://evil x main' > /etc/apt/sources.list.d/e.list",
        "npm config set strict-ssl false",
      ],
      safe: ["apt install vim", "dpkg -i pkg.deb", "dpkg -l", "rpm -qa"]
    ) { $0.trustsUnknownPackages },
    GuardRule(
      "replace-library", .packageBoot, .high, "Replaces programs or libraries of the system.",
      dangerous: [
        "ln -sf /tmp/x /usr/bin/python", "cp x.so /lib/x86_64-linux-gnu/libc.so.6",
        "update-alternatives --remove-all editor", "mv /bin/ls /bin/ls.bak", "ldconfig /tmp/lib",
      ],
      safe: ["ln -s /opt/a /usr/local/bin/a", "ldconfig", "update-alternatives --list editor"]
    ) { command in
      switch command.program {
      case "ldconfig": return command.operands.contains { command.place(of: $0).isTemporary }
      case "update-alternatives": return command.has("--remove-all")
      case "mv":
        return command.operands.dropLast().contains {
          command.place(of: $0).isUnder(
            "/bin", "/usr/bin", "/lib", "/usr/lib", "/sbin", "/usr/sbin")
        }
      default:
        return command.runs("ln", "cp", "install")
          && command.operands.last.map {
            command.place(of: $0).isUnder(
              "/bin", "/usr/bin", "/lib", "/lib64", "/usr/lib", "/sbin", "/usr/sbin")
          } == true
      }
    },
  ]
}
