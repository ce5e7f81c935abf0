extension Invocation {
  /// Whether git throws away changes that no commit holds.
  var discardsWork: Bool {
    guard let verb = gitVerb else { return false }
    let given = gitArguments(after: verb)
    switch verb {
    case "reset":
      return given.contains("--hard") || given.contains("--merge") || given.contains("--keep")
    case "clean":
      let isDry =
        given.contains("--dry-run") || given.contains { $0.isShortOption && $0.contains("n") }
      return !isDry
        && (given.contains("--force") || given.contains { $0.isShortOption && $0.contains("f") })
    case "checkout":
      if given.contains("-b") || given.contains("-B") || given.contains("--orphan") {
        return given.contains("-f")
      }
      return given.contains("--") || given.contains("-f") || given.contains("--force")
        || given.contains(".") || given.contains("--theirs") || given.contains("--ours")
    case "switch":
      return given.contains("-f") || given.contains("--force")
        || given.contains("--discard-changes") || given.contains("-C")
    case "restore":
      let isStagedOnly =
        (given.contains("--staged") || given.contains("-S")) && !given.contains("--worktree")
        && !given.contains("-W")
      return !isStagedOnly && !given.isEmpty
    case "stash": return given.first == "drop" || given.first == "clear"
    case "worktree":
      return given.first == "remove" && (given.contains("-f") || given.contains("--force"))
    case "rm":
      return given.contains { $0.isShortOption && ($0.contains("f") || $0.contains("r")) }
        && !given.contains("--cached")
    case "submodule":
      return given.first == "deinit"
        && (given.contains("-f") || given.contains("--force") || given.contains("--all"))
    case "nuke", "obliterate", "reset-file": return true
    default: return false
    }
  }

  /// Whether git rewrites or deletes history.
  var rewritesHistory: Bool {
    guard let verb = gitVerb else { return false }
    let given = gitArguments(after: verb)
    switch verb {
    case "push":
      if given.contains("--dry-run") || given.contains("-n") { return false }
      return given.contains {
        $0 == "--force" || $0 == "--mirror" || $0 == "--delete" || $0 == "-d" || $0 == "--prune"
          || $0.isShortOption && $0.contains("f") || $0.hasPrefix("+")
          || $0.hasPrefix(":") && $0.count > 1
      }
    case "branch":
      return given.contains { $0.isShortOption && ($0.contains("D") || $0.contains("f")) }
        || given.contains("--force")
    case "tag":
      return given.contains("-d") || given.contains("--delete") || given.contains("-f")
        || given.contains("--force")
    case "filter-branch", "filter-repo", "replace": return true
    case "reflog": return given.first == "expire" || given.first == "delete"
    case "gc": return given.contains { $0.hasPrefix("--prune=") && $0 != "--prune=2.weeks.ago" }
    case "update-ref": return given.contains("-d")
    case "remote": return ["remove", "rm", "prune"].contains(given.first ?? "")
    case "rebase": return given.contains("--root")
    case "prune", "lfs": return verb == "prune" ? !given.contains("-n") : given.first == "prune"
    case "notes": return given.first == "remove"
    case "delete-branch", "delete-tag", "delete-submodule", "delete-merged-branches",
      "delete-squashed-branches":
      return true
    default: return false
    }
  }
}

extension Invocation {
  /// The operation of git, options before it aside.
  var gitVerb: String? {
    guard runs("git", "yadm", "hg", "jj") else { return nil }
    var rest = arguments[...]
    while let first = rest.first, first.isOption {
      rest = rest.dropFirst(
        ["-C", "-c", "--git-dir", "--work-tree", "--namespace"].contains(first.text) ? 2 : 1)
    }
    guard !isRehearsal || rest.first?.text == "push" || rest.first?.text == "clean" else {
      return nil
    }
    return rest.first?.text
  }

  func gitArguments(after verb: String) -> [String] {
    guard let index = arguments.firstIndex(where: { $0.text == verb }) else { return [] }
    return arguments[(index + 1)...].map(\.text)
  }
}

extension String {
  /// Whether it is letters after one dash.
  var isShortOption: Bool { hasPrefix("-") && !hasPrefix("--") && count > 1 }
}
