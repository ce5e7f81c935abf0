/// A shell pattern: `*`, `?` and `[…]`.
struct ShellPattern {
  private let pattern: [Character]

  init(_ pattern: String) { self.pattern = Array(pattern) }

  /// Whether the whole text matches; in time proportional to the product of the lengths.
  func matches(_ text: some StringProtocol) -> Bool {
    let text = Array(text)
    var (position, index) = (0, 0)
    var retry: (pattern: Int, text: Int)?
    while index < text.count {
      if position < pattern.count, pattern[position] == "*" {
        retry = (position, index)
        position += 1
      } else if let next = step(position, text[index]) {
        position = next
        index += 1
      } else if let last = retry {
        retry = (last.pattern, last.text + 1)
        (position, index) = (last.pattern + 1, last.text + 1)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == "*" }
  }

  /// The position after one that matches a character; `nil` when it does not.
  private func step(_ position: Int, _ character: Character) -> Int? {
    guard position < pattern.count else { return nil }
    switch pattern[position] {
    case "?": return position + 1
    case "[":
      let members = pattern[(position + 1)...]
      guard let end = members.dropFirst().firstIndex(of: "]") else {
        return character == "[" ? position + 1 : nil
      }
      return Self.contains(members[..<end], character) ? end + 1 : nil
    default: return pattern[position] == character ? position + 1 : nil
    }
  }

  private static func contains(_ members: ArraySlice<Character>, _ character: Character) -> Bool {
    var members = members
    let isNegated = members.first == "!" || members.first == "^"
    if isNegated { members = members.dropFirst() }
    while let first = members.popFirst() {
      guard members.count >= 2, members.first == "-", let last = members.dropFirst().first else {
        if first == character { return !isNegated }
        continue
      }
      if first <= character, character <= last { return !isNegated }
      members = members.dropFirst(2)
    }
    return isNegated
  }

  /// Programs that matter to a judgement and that `/bin/r?` may stand for.
  static func program(matching pattern: String) -> String? {
    let glob = ShellPattern(pattern)
    let folders = ["/bin/", "/usr/bin/", "/sbin/", "/usr/sbin/", ""]
    for program in programs where folders.contains(where: { glob.matches($0 + program) }) {
      return program
    }
    return nil
  }

  private static let programs = [
    "rm", "dd", "sh", "bash", "dash", "zsh", "nc", "ncat", "cat", "mv", "cp", "shred", "wipefs",
    "mkfs", "mkfs.ext4", "chmod", "chown", "curl", "wget", "python", "python3", "perl", "ruby",
    "node", "php", "socat", "sudo", "su", "tee", "find", "kill", "killall", "pkill", "reboot",
    "shutdown", "poweroff", "halt", "passwd", "useradd", "userdel", "usermod", "crontab", "eval",
    "truncate", "base64", "fdisk", "parted", "sfdisk", "mount", "umount", "iptables", "ssh", "scp",
  ]
}
