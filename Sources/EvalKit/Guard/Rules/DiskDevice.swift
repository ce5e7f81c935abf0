extension GuardRule {
  /// Disks and other devices.
  static let diskDevice: [GuardRule] = [
    GuardRule(
      "write-device", .diskDevice, .critical, "Writes raw data over a disk or the memory.",
      dangerous: [
        "dd if=/dev/zero of=/dev/sda", "cat image > /dev/nvme0n1", "cp disk.img /dev/sdb",
        "echo x | sudo tee /dev/sda1",
      ],
      safe: ["dd if=/dev/sda of=backup.img", "echo x > /dev/null", "cat /dev/sda > disk.img"]
    ) { command in
      command.written.contains { field in
        let place = command.place(of: field)
        return place.isDisk || place.isMemoryDevice
      }
    },
    GuardRule(
      "make-filesystem", .diskDevice, .critical, "Formats a disk or partition.",
      dangerous: ["mkfs.ext4 /dev/sda1", "sudo mkfs -t xfs /dev/sdb", "mkswap /dev/sda2"],
      safe: ["mkfs.ext4 disk.img", "mkfs --help", "mkswap swapfile"]
    ) { command in
      let formats =
        command.program.hasPrefix("mkfs") || command.program.hasPrefix("newfs")
        || command.runs("mke2fs", "mkswap", "mkdosfs", "mkntfs", "mkreiserfs", "format", "zpool")
      if command.runs("zpool") { return command.mentions("create", "destroy", "labelclear") }
      return formats
        && command.arguments.contains { field in
          let place = command.place(of: field)
          return place.isUnder("/dev") && place.text != "/dev/null"
            || field.text.contains(ShellText.unknown)
        }
    },
    GuardRule(
      "erase-disk", .diskDevice, .critical, "Erases a disk, its keys or its partition table.",
      dangerous: [
        "wipefs -a /dev/sda", "blkdiscard /dev/sda", "hdparm --security-erase p /dev/sda",
        "sgdisk --zap-all /dev/sda", "cryptsetup luksErase /dev/sda2", "nvme format /dev/nvme0n1",
        "shred /dev/sda",
      ],
      safe: ["wipefs /dev/sda", "hdparm -I /dev/sda", "sgdisk -p /dev/sda", "nvme list"]
    ) { command in
      switch command.program {
      case "wipefs": return command.has("-a", "--all", "-o", "--offset", "-f")
      case "blkdiscard", "badblocks":
        return command.runs("blkdiscard") || command.has("-w") && !command.has("-n")
      case "hdparm":
        return command.line.contains("security-erase")
          || command.line.contains("trim-sector") || command.line.contains("--make-bad-sector")
      case "sgdisk":
        return command.has("-Z", "-z", "-o", "--zap-all", "--zap", "--clear", "--delete")
      case "cryptsetup":
        return command.mentions("lukserase", "erase", "luksformat", "lukskillslot", "reencrypt")
      case "nvme": return command.mentions("format", "sanitize", "delete-ns", "write-zeroes")
      case "shred", "wipe", "scrub":
        return command.operands.contains { command.place(of: $0).isDisk }
      case "sg_format", "sg_sanitize", "nwipe", "dban": return true
      default: return false
      }
    },
    GuardRule(
      "partition", .diskDevice, .high, "Changes the partitions or volumes of a disk.",
      dangerous: [
        "fdisk /dev/sda", "parted /dev/sda rm 1", "echo ',,L' | sfdisk /dev/sda",
        "lvremove vg/data", "mdadm --zero-superblock /dev/sda1", "pvremove /dev/sdb",
      ],
      safe: ["fdisk -l", "parted -l", "lvs", "parted /dev/sda print", "sfdisk -d /dev/sda"]
    ) { command in
      switch command.program {
      case "fdisk", "gdisk", "cfdisk", "cgdisk":
        return !command.has("-l", "--list", "-s", "-x") && !command.operands.isEmpty
      case "sfdisk":
        return !command.has("-l", "-d", "--dump", "--list", "-J", "-s", "-V", "-F")
          && !command.operands.isEmpty
      case "parted":
        return command.mentions("rm", "mklabel", "mktable", "mkpart", "resizepart", "rescue")
      case "lvremove", "vgremove", "pvremove", "lvreduce", "dmsetup":
        return !command.runs("dmsetup") || command.mentions("remove", "remove_all", "wipe_table")
      case "mdadm":
        return command.has("--zero-superblock", "--fail")
      case "zfs", "btrfs":
        return command.isSubcommand("destroy") || command.line.contains("subvolume delete")
      case "diskutil":
        return command.line.contains("erase") || command.line.contains("partitionDisk")
      default: return false
      }
    },
    GuardRule(
      "unmount-system", .diskDevice, .high, "Takes away or remounts a part of the running system.",
      dangerous: [
        "umount -l /", "umount -a", "mount -o remount,ro /", "mount -B /tmp/x /proc/$pid",
      ],
      safe: ["umount /mnt/usb", "mount /dev/sdb1 /mnt", "mount", "swapoff -a"]
    ) { command in
      switch command.program {
      case "umount":
        return command.has("-a", "--all")
          || command.operands.contains {
            command.place(of: $0).isVital && command.place(of: $0).components.first != "mnt"
          }
      case "mount":
        let hidesProcess =
          command.has("-B", "--bind") || command.line.contains("bind")
        return command.line.contains("remount") && command.line.contains("ro")
          && command.operands.contains { $0.text == "/" }
          || hidesProcess
            && command.operands.last.map {
              command.place(of: $0).isUnder("/proc", "/bin", "/usr/bin", "/etc")
            } == true
      default: return false
      }
    },
  ]
}
