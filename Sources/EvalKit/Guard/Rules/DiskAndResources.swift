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
      return formats && command.arguments.contains { field in
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
      case "hdparm": return command.line.contains("security-erase")
        || command.line.contains("trim-sector") || command.line.contains("--make-bad-sector")
      case "sgdisk": return command.has("-Z", "-z", "-o", "--zap-all", "--zap", "--clear", "--delete")
      case "cryptsetup":
        return command.mentions("lukserase", "erase", "luksformat", "lukskillslot", "reencrypt")
      case "nvme": return command.mentions("format", "sanitize", "delete-ns", "write-zeroes")
      case "shred", "wipe", "scrub": return command.operands.contains { command.place(of: $0).isDisk }
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
      dangerous: ["umount -l /", "umount -a", "mount -o remount,ro /", "mount -B /tmp/x /proc/$pid"],
      safe: ["umount /mnt/usb", "mount /dev/sdb1 /mnt", "mount", "swapoff -a"]
    ) { command in
      switch command.program {
      case "umount":
        return command.has("-a", "--all")
          || command.operands.contains { command.place(of: $0).isVital && command.place(of: $0).components.first != "mnt" }
      case "mount":
        let hidesProcess =
          command.has("-B", "--bind") || command.line.contains("bind")
        return command.line.contains("remount") && command.line.contains("ro") && command.operands.contains { $0.text == "/" }
          || hidesProcess && command.operands.last.map { command.place(of: $0).isUnder("/proc", "/bin", "/usr/bin", "/etc") } == true
      default: return false
      }
    },
  ]

  /// Using up the machine.
  static let resourceExhaustion: [GuardRule] = [
    GuardRule(
      "fork-bomb", .resourceExhaustion, .critical, "Starts copies of itself until nothing is left.",
      dangerous: [":(){ :|:& };:", "bomb() { bomb | bomb & }; bomb", "f(){ f & f; }; f"],
      safe: ["f() { echo hi; }; f", "fact() { echo $(fact 1); }"]
    ) { command in
      guard case .recursion(let count, let isParallel) = command.kind else { return false }
      return isParallel || count > 1
    },
    GuardRule(
      "endless-processes", .resourceExhaustion, .critical,
      "Starts processes in an endless loop without waiting for them.",
      dangerous: [
        "while true; do sh & done", "python3 -c \"import os\nwhile True: os.fork()\"",
        "perl -e 'fork while fork'", "for ((;;)); do cat /dev/zero & done", "$0 & $0",
      ],
      safe: ["while true; do date; sleep 1; done", "sleep 5 &", "for i in 1 2; do job & done"]
    ) { command in
      if command.code?.forksForever == true { return true }
      if command.path == "bash", command.evidence.hasPrefix("$0"), command.isBackground { return true }
      return command.isEndless && command.isBackground && command.kind == .command
        && !command.runs("sleep")
    },
    GuardRule(
      "endless-data", .resourceExhaustion, .high,
      "Fills the disk or the memory with data that never ends.",
      dangerous: [
        "yes > file", "yes > /dev/null", "cat /dev/zero > big", "dd if=/dev/zero of=fill", "tail /dev/zero",
        "yes | tr x y > /tmp/out", "while true; do echo x >> log; done",
      ],
      safe: [
        "yes | apt install x", "dd if=/dev/zero of=f bs=1M count=10", "head -c 10 /dev/urandom > f",
        "dd if=/dev/urandom of=key bs=32 count=1",
      ]
    ) { command in
      let fills = command.redirections.contains { $0.writes && ($0.descriptor ?? "1") == "1" && !$0.target.text.hasPrefix("/dev/") }
      if command.isEndless, command.redirections.contains(where: { $0.kind == .append && $0.writes && !$0.target.text.hasPrefix("/dev/") }),
        !command.earlier.contains("sleep"), command.runs("echo", "cat", "printf", "yes") { return true }
      switch command.program {
      case "yes": return fills || command.redirections.contains { $0.target.text == "/dev/null" && ($0.descriptor ?? "1") == "1" }
      case "dd":
        let isEndless = command.value(of: "if=").map { ["/dev/zero", "/dev/urandom", "/dev/random"].contains($0.text) }
        return isEndless == true && command.value(of: "count=") == nil
          && command.value(of: "of=").map { $0.text != "/dev/null" } != false
      case "cat", "tac", "tail", "sort", "base64", "cp", "gzip", "tr", "tee":
        let readsDevice = command.operands.contains { ["/dev/zero", "/dev/urandom"].contains($0.text) }
        if command.runs("tail", "sort", "tac") { return readsDevice }
        return fills && (readsDevice || command.input?.taint.contains(.endless) == true)
          || command.runs("cp") && readsDevice || command.runs("tee") && command.input?.taint.contains(.endless) == true
      default: return false
      }
    },
    GuardRule(
      "huge-expansion", .resourceExhaustion, .high,
      "Makes the shell write out millions of words.",
      dangerous: ["echo {1..100000000}", "touch {a..z}{1..9999999}"],
      safe: ["touch file{1..100}", "echo {a..z}"]
    ) { $0.expansionCount >= 5_000_000 },
    GuardRule(
      "huge-file", .resourceExhaustion, .medium, "Makes a file that fills most disks, or a stress load.",
      dangerous: ["fallocate -l 10T /tmp/x", "stress --cpu 64 --vm 32", "truncate -s 100T f"],
      safe: ["fallocate -l 1G swap", "truncate -s 10M f"]
    ) { command in
      if command.runs("stress", "stress-ng") { return !command.isRehearsal && !command.arguments.isEmpty }
      guard command.runs("fallocate", "truncate", "mkfile"),
        let size = command.value(of: "-l", "-s", "--length", "--size")?.text.uppercased()
      else { return false }
      return size.contains("T") || size.contains("P") || (Int(size.prefix { $0.isNumber }) ?? 0) > 999 && size.contains("G")
    },
    GuardRule(
      "raise-limits", .resourceExhaustion, .medium, "Kills what uses memory, or empties memory pools.",
      dangerous: ["echo f > /proc/sysrq-trigger", "echo c | sudo tee /proc/sysrq-trigger"],
      safe: ["cat /proc/meminfo", "ulimit -a"]
    ) { command in
      command.written.contains { command.place(of: $0).isUnder("/proc/sysrq-trigger") }
    },
  ]
}
