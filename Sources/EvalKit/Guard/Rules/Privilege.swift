extension GuardRule {
  /// Becoming root, or staying it.
  static let privilege: [GuardRule] = [
    GuardRule(
      "root-shell", .privilegeEscalation, .high, "Opens a shell as root.",
      dangerous: [
        "sudo -i", "sudo bash", "sudo su -", "sudo zsh", "doas sh", "sudo capsh --", "sudo python3",
        "sudo tmux", "sudo chroot /", "sudo env /bin/sh",
      ],
      safe: [
        "sudo apt update", "bash", "sudo sh -c 'apt update'", "sudo bash install.sh", "sudo -l",
      ]
    ) { $0.opensRootShell },
    GuardRule(
      "root-interpreter", .privilegeEscalation, .high,
      "Starts an interpreter or another program as root with a way out to a shell.",
      dangerous: [
        "sudo python3 -c 'import os; os.system(\"/bin/sh\")'", "sudo vim -c ':!/bin/sh' /dev/null",
        "sudo awk 'BEGIN {system(\"/bin/sh\")}'", "sudo perl -e 'exec \"/bin/sh\";'",
        "sudo lua -e 'os.execute(\"/bin/sh\")'", "sudo gdb -nx -ex '!sh' -ex quit",
      ],
      safe: ["sudo python3 setup.py install", "sudo vim /etc/hosts", "sudo awk '{print $1}' f"]
    ) { command in
      guard command.isPrivileged || command.isScriptPrivileged, let code = command.code else {
        return false
      }
      return code.opensShell
    },
    GuardRule(
      "root-program-shell", .privilegeEscalation, .high,
      "Gives a program that runs as root a shell to start.",
      dangerous: [
        "sudo gcc -wrapper /bin/sh,-s x", "sudo setarch -3 /bin/sh",
        "sudo socat - exec:/bin/sh,pty,raw",
        "sudo tar cf /dev/null x --checkpoint=1 --checkpoint-action=exec=/bin/sh",
        "sudo find . -exec /bin/sh \\; -quit", "sudo service ../../bin/sh",
      ],
      safe: [
        "sudo chsh -s /bin/bash user", "sudo useradd -m -s /bin/bash bob", "sudo ls -l /bin/sh",
        "sudo docker exec -it web /bin/bash", "sudo apt install bash", "sudo du -sh /var/log",
      ]
    ) { command in
      guard command.isPrivileged || command.isScriptPrivileged, !command.isWrapper else {
        return false
      }
      guard command.kind == .command, !command.runs(takesShellAsData) else { return false }
      if command.runs(Shells.names), command.isPrivileged, command.input != nil {
        return command.operands.isEmpty && command.upstream.isEmpty
      }
      if command.runs("find", "xargs", "fd") {
        return zip(command.arguments, command.arguments.dropFirst() + [ShellField(text: "")])
          .contains { field, next in
            Shells.isStarted(by: field.text) && [";", "+", "", "-i", "-p"].contains(next.text)
          }
      }
      return command.arguments.contains { Shells.isStarted(by: $0.text) && !$0.isLetterCluster }
    },
    GuardRule(
      "interpreter-shell", .privilegeEscalation, .medium,
      "Opens a shell from inside another program, as one does to leave a restricted one.",
      dangerous: [
        "python3 -c \"import pty;pty.spawn('/bin/sh')\"", "awk 'BEGIN {system(\"/bin/sh\")}'",
        "vim -c ':!/bin/sh'",
      ],
      safe: [
        "python3 -c \"import subprocess; subprocess.run(['ls'])\"", "awk '{print $1}' f", "vim f",
      ]
    ) { command in
      guard let code = command.code, code.opensShell else { return false }
      return code.text.contains("/bin/") || code.text.contains("pty.spawn")
    },
    GuardRule(
      "shell-escape", .privilegeEscalation, .high,
      "Leaves a program that may run as root through its way out to a shell.",
      dangerous: [
        "sudo less /etc/hosts\n!/bin/sh", "sudo more x\n!/bin/sh", "man man\n!sh",
        "sudo ed\n!/bin/sh",
      ],
      safe: ["! grep -q x f", "!!", "less file"]
    ) { $0.escapesToShell },
    GuardRule(
      "shell-after-root", .privilegeEscalation, .high,
      "Starts a shell that keeps the rights of the program before it.",
      dangerous: [
        "./sh -p", "/tmp/bash -p", "bash -p",
        "sudo install -m =xs $(which env) .\n./env /bin/sh -p",
      ],
      safe: ["bash -c 'ls'", "mkdir -p a", "sh script.sh"]
    ) { command in
      if command.runs("capsh") { return command.line.contains("uid=0") }
      let names = command.arguments.map { Shells.baseName($0.text) }
      return command.runs(Shells.names) && command.has("-p", "--privileged")
        || command.arguments.contains { $0.text == "-p" }
          && names.contains(where: Shells.names.contains)
          && command.path.hasPrefix("./")
    },
    GuardRule(
      "script-with-shell", .privilegeEscalation, .high,
      "Writes a way to a shell into a file and has another program read it.",
      dangerous: [
        "echo 'exec /bin/sh' > /tmp/c\nneofetch --config /tmp/c",
        "echo '!/bin/sh' > f; runscript f",
      ],
      safe: ["echo '#!/bin/sh' > run.sh; chmod +x run.sh", "echo x > f; cat f"]
    ) { command in
      guard !command.runs("chmod", "cat", "cp", "mv", "rm", "chown", "ls", "less", "grep") else {
        return false
      }
      return command.writtenFiles.contains { file in
        file.startsShell
      }
        || command.isScriptPrivileged
          && command.writtenFiles.contains {
            $0.text.contains("exec") || $0.text.contains("system")
          }
    },
    GuardRule(
      "plant-shell", .privilegeEscalation, .high,
      "Puts a way to a shell into a file that a program of the system reads.",
      dangerous: [
        "echo 'import os; os.execv(\"/bin/sh\", [\"sh\"])' > /usr/local/share/dstat/dstat_x.py"
      ],
      safe: ["echo '#!/bin/sh' > run.sh", "echo '#!/bin/sh' > /usr/local/bin/x"]
    ) { command in
      guard command.runs("echo", "printf"), ShellValue(text: command.line).startsShell else {
        return false
      }
      return command.writtenTargets.contains { target in
        let place = command.place(of: target)
        return place.isSystem || place.isUnder("/usr")
      }
    },
    GuardRule(
      "set-user-id", .privilegeEscalation, .critical,
      "Lets a program run with its owner's rights, or gives it powers of root.",
      dangerous: [
        "chmod u+s /bin/bash", "chmod 4755 /tmp/sh", "sudo chmod +s x",
        "setcap cap_setuid+ep /tmp/py",
        "install -m 4755 sh /tmp", "sudo chmod u+xs /tmp/evil", "chmod g+s /tmp/x",
      ],
      safe: ["chmod 755 a", "chmod u+x a", "getcap /bin/ping", "chmod u-s a", "setcap -r a"]
    ) { command in
      switch command.program {
      case "chmod":
        guard let mode = command.operands.first?.text, setsUserID(mode) else { return false }
        let isGroupOnly =
          mode.hasPrefix("g+") || mode.hasPrefix("g=") || mode.drop { $0 == "0" }.hasPrefix("2")
        return !isGroupOnly
          || command.operands.dropFirst().contains {
            command.place(of: $0).isTemporary || command.place(of: $0).isSystem
          }
      case "install": return command.value(of: "-m", "--mode").map { setsUserID($0.text) } == true
      case "unzip": return command.has("-K")
      case "setcap":
        return !command.has("-r")
          && command.operands.contains { $0.text.contains("cap_") && !$0.text.contains("net_") }
      default: return false
      }
    },
    GuardRule(
      "inline-user-id", .privilegeEscalation, .critical,
      "Code on the command line takes over another user's rights.",
      dangerous: [
        "python3 -c 'import os; os.setuid(0); os.system(\"sh\")'",
        "perl -e 'use POSIX qw(setuid); POSIX::setuid(0); exec \"/bin/sh\";'",
      ],
      safe: ["python3 -c 'import os; print(os.getuid())'"]
    ) { $0.code?.changesUser == true },
    GuardRule(
      "sudo-rights", .privilegeEscalation, .critical, "Changes who may become root.",
      dangerous: [
        "echo 'u ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers", "echo x | sudo tee /etc/sudoers.d/x",
        "sudo sed -i 's/x/y/' /etc/sudoers", "usermod -aG sudo eve", "gpasswd -a eve wheel",
        "useradd -G sudo art",
      ],
      safe: ["sudo visudo", "usermod -aG audio eve", "ls -l /etc/sudoers"]
    ) { command in
      if command.written.contains(where: {
        command.place(of: $0).isUnder(
          "/etc/sudoers", "/etc/sudoers.d", "/etc/doas.conf", "/etc/polkit-1")
      }) {
        return true
      }
      let groups = ["sudo", "wheel", "admin", "root", "docker", "lxd", "disk", "shadow"]
      switch command.program {
      case "usermod", "useradd", "adduser", "gpasswd", "pw":
        return command.arguments.contains {
          $0.text.split(separator: ",").contains { groups.contains(String($0)) }
        }
          && (command.has("-G", "-g", "-a", "--groups", "--append")
            || command.runs("adduser") && command.operands.count == 2)
      default: return false
      }
    },
    GuardRule(
      "container-escape", .privilegeEscalation, .critical,
      "Leaves a container, or gives one the whole machine.",
      dangerous: [
        "docker run --privileged -v /:/host alpine chroot /host",
        "docker run -v /:/mnt -it alpine sh",
        "nsenter -t 1 -m -u -i -n sh", "docker run --pid=host --privileged x",
        "docker run -v /var/run/docker.sock:/var/run/docker.sock x",
      ],
      safe: ["docker run -v $PWD:/app node npm test", "docker run --rm alpine ls"]
    ) { $0.leavesContainer },
    GuardRule(
      "root-write", .privilegeEscalation, .high,
      "Writes a file of choice as root, outside the places where that is usual.",
      dangerous: [
        "sudo bash -c 'echo DATA > /path/to/file'", "echo x | sudo tee /etc/ld.so.preload",
        "sudo exiftool -filename=/path/to/out in", "sudo strace -s 999 -o /path/to/f strace - x",
        "sudo cp evil /etc/cron.d/x", "sudo echo DATA | dd of=/path/to/file",
      ],
      safe: [
        "sudo curl -o /usr/local/bin/tool https://x", "sudo tee /tmp/x < y", "sudo cp a /opt/a",
        "sudo tcpdump -w /tmp/c.pcap", "echo 1 | sudo tee /proc/sys/vm/drop_caches",
        "sudo ls > /tmp/out",
      ]
    ) { $0.writesAsRoot },
    GuardRule(
      "root-library", .privilegeEscalation, .high,
      "Has a program that runs as root load a library of choice.",
      dangerous: [
        "sudo ssh-keygen -D /path/to/lib.so", "sudo tclsh\nload /path/to/lib.so x",
        "sudo openssl req -engine ./lib.so",
      ],
      safe: ["sudo cp lib.so /usr/local/lib/lib.so", "ldd lib.so", "sudo rm /opt/lib.so"]
    ) { command in
      guard command.isPrivileged || command.isScriptPrivileged,
        !command.isWrapper || command.program.hasPrefix("ld"), !command.runs(handlesLibraries)
      else { return false }
      if command.code?.loadsLibrary == true, command.isPrivileged { return true }
      if command.isPrivileged,
        command.value(of: "--default-auth", "--plugin-dir", "--plugin-load", "-engine") != nil
      {
        return true
      }
      return command.arguments.contains { argument in
        argument.text.contains("/")
          && [".so", ".so\"", ".so'", ".so)"].contains { argument.text.hasSuffix($0) }
      }
    },
    GuardRule(
      "root-hook", .privilegeEscalation, .high,
      "Has a program that runs as root run commands from its settings.",
      dangerous: [
        "sudo dvips -R0 texput.dvi", "sudo apt-get update -o APT::Update::Pre-Invoke::=/bin/sh",
        "sudo cp /bin/sh /usr/lib/zypper/commands/zypper-x", "sudo nmap --interactive",
        "sudo PAGER='sh -c \"exec sh\"' git -p help", "sudo tcpdump -i lo -z /tmp/x",
        "sudo scp -S /path/x a b:", "sudo PYTHONPATH=/tmp/x app",
      ],
      safe: [
        "sudo dvips file.dvi", "sudo apt-get update", "sudo nmap -sS host",
        "sudo logrotate --debug /etc/logrotate.conf",
      ]
    ) { $0.hooksIntoRoot },
    GuardRule(
      "search-set-user-id", .privilegeEscalation, .medium,
      "Looks for programs that run with their owner's rights, as attackers do.",
      dangerous: [
        "find / -perm -4000", "find / -perm -u=s -type f 2>/dev/null", "getcap -r / 2>/dev/null",
        "find /usr/bin -perm /6000",
      ],
      safe: ["find . -perm 644", "getcap /bin/ping"]
    ) { command in
      if command.runs("getcap") {
        return command.has("-r") && command.operands.contains { $0.text == "/" }
      }
      guard command.runs("find"), let mode = command.value(of: "-perm")?.text,
        command.findPlaces.contains(where: \.isVital)
      else { return false }
      let digits = mode.drop { !$0.isNumber }
      return mode.contains("s") || digits.count == 4 && "2467".contains(digits.first ?? "0")
    },
  ]

  /// Programs for which a shell's path is only a name.
  static let takesShellAsData: Set<String> = [
    "useradd", "adduser", "usermod", "chsh", "ls", "file", "stat", "cat", "grep", "which",
    "whereis",
    "md5sum", "sha256sum", "dpkg", "rpm", "apt", "apt-get", "dnf", "yum", "pacman", "apk", "brew",
    "zypper",
    "docker", "podman", "kubectl", "lxc", "lxc-attach", "nerdctl", "chroot", "systemd-nspawn",
    "machinectl",
    "type", "man", "whatis", "readlink", "realpath", "getent", "update-alternatives", "ldd",
    "strings",
    "apptainer", "singularity", "snap", "flatpak", "nixos-container", "pct", "jexec", "arch-chroot",
    "vagrant",
    "echo", "printf", "test", "[", "command", "chmod", "chown", "ps", "pgrep", "pkill", "killall",
    "sudo",
    "rm", "cmp", "diff", "pw", "vipw", "sed", "aa-complain", "aa-enforce", "shellcheck", "tee",
    "export",
    "cd", "pwd", "wc", "head", "tail", "srun", "sbatch", "distrobox", "toolbox", "crictl", "git",
    "cd",
  ]

  static let handlesLibraries: Set<String> = [
    "cp", "mv", "rm", "ls", "ldd", "nm", "file", "objdump", "readelf", "strip", "install", "chmod",
    "chown", "ln", "dpkg", "rpm", "stat", "strings", "patchelf", "echo", "cat", "find", "apt",
    "grep",
  ]

  /// Whether a mode sets the user's or the group's bit: `4755`, `u+s`, `+s`, `u=rws`.
  static func setsUserID(_ mode: String) -> Bool {
    if mode.allSatisfy(\.isNumber) {
      let digits = mode.drop { $0 == "0" }
      return digits.count == 4 && "24671".contains(digits.first ?? "0") && digits.first != "1"
    }
    return mode.split(separator: ",").contains { clause in
      guard let operation = clause.firstIndex(where: { "+=".contains($0) }) else { return false }
      return clause[operation...].contains("s")
        && clause.allSatisfy { "ugoa+=-rwxstX".contains($0) }
    }
  }
}
