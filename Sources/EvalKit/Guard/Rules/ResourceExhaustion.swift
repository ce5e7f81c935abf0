extension GuardRule {
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
      "Starts processes without end, or thousands of them, without waiting for them.",
      dangerous: [
        "while true; do sh & done", "python3 -c \"import os\nwhile True: os.fork()\"",
        "perl -e 'fork while fork'", "for ((;;)); do cat /dev/zero & done", "$0 & $0",
        "for i in $(seq 1 100000); do sleep 1000 & done", "for i in {1..50000}; do x & done",
      ],
      safe: ["while true; do date; sleep 1; done", "sleep 5 &", "for i in 1 2; do job & done"]
    ) { command in
      if command.code?.forksForever == true { return true }
      if command.path == "bash", command.evidence.hasPrefix("$0"), command.isBackground {
        return true
      }
      guard command.isBackground, command.kind == .command else { return false }
      return command.isMassive || command.isEndless && !command.runs("sleep")
    },
    GuardRule(
      "endless-data", .resourceExhaustion, .high,
      "Fills the disk or the memory with data that never ends.",
      dangerous: [
        "yes > file", "yes > /dev/null", "cat /dev/zero > big", "dd if=/dev/zero of=fill",
        "tail /dev/zero", "cat /dev/zero | tail",
        "yes | tr x y > /tmp/out", "while true; do echo x >> log; done",
      ],
      safe: [
        "yes | apt install x", "dd if=/dev/zero of=f bs=1M count=10", "head -c 10 /dev/urandom > f",
        "dd if=/dev/urandom of=key bs=32 count=1", "head -c 10 /dev/urandom | sort",
      ]
    ) { $0.writesWithoutEnd },
    GuardRule(
      "huge-expansion", .resourceExhaustion, .high,
      "Makes the shell write out millions of words.",
      dangerous: ["echo {1..100000000}", "touch {a..z}{1..9999999}"],
      safe: ["touch file{1..100}", "echo {a..z}"]
    ) { $0.expansionCount >= 5_000_000 },
    GuardRule(
      "huge-file", .resourceExhaustion, .medium,
      "Makes a file that fills most disks, or a stress load.",
      dangerous: ["fallocate -l 10T /tmp/x", "stress --cpu 64 --vm 32", "truncate -s 100T f"],
      safe: ["fallocate -l 1G swap", "truncate -s 10M f"]
    ) { command in
      if command.runs("stress", "stress-ng") {
        return !command.isRehearsal && !command.arguments.isEmpty
      }
      guard command.runs("fallocate", "truncate", "mkfile"),
        let size = command.value(of: "-l", "-s", "--length", "--size")?.text.uppercased()
      else { return false }
      return size.contains("T") || size.contains("P")
        || (Int(size.prefix { $0.isNumber }) ?? 0) > 999 && size.contains("G")
    },
    GuardRule(
      "raise-limits", .resourceExhaustion, .medium,
      "Kills what uses memory, or empties memory pools.",
      dangerous: ["echo f > /proc/sysrq-trigger", "echo c | sudo tee /proc/sysrq-trigger"],
      safe: ["cat /proc/meminfo", "ulimit -a"]
    ) { command in
      command.written.contains { command.place(of: $0).isUnder("/proc/sysrq-trigger") }
    },
  ]
}
