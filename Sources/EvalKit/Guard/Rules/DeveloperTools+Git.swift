extension GuardRule {
  /// Operations of git and its relatives that lose work.
  static let gitRules: [GuardRule] = [
    GuardRule(
      "git-discard", .developerTools, .high, "Throws away changes that no commit holds.",
      tier: .devops,
      dangerous: [
        "git reset --hard", "git clean -fd", "git checkout -- .", "git restore file.txt", "git stash drop", "git stash clear", "git checkout -f main",
        "git reset --merge", "git clean -xdff", "git restore --worktree --staged a", "git worktree remove --force w", "git checkout HEAD -- f", "git switch -f main", "git rm -rf .", "git switch --discard-changes a",
      ],
      safe: ["git reset HEAD f", "git clean -n", "git restore --staged f", "git checkout -b x", "git stash pop", "git status", "git reset --soft HEAD~1", "git clean -ndf", "git commit -m 'git reset --hard'"]
    ) { command in
      guard let verb = command.gitVerb else { return false }
      let given = command.gitArguments(after: verb)
      switch verb {
      case "reset": return given.contains("--hard") || given.contains("--merge") || given.contains("--keep")
      case "clean":
        let isDry = given.contains("--dry-run") || given.contains { $0.isShortOption && $0.contains("n") }
        return !isDry && (given.contains("--force") || given.contains { $0.isShortOption && $0.contains("f") })
      case "checkout":
        if given.contains("-b") || given.contains("-B") || given.contains("--orphan") { return given.contains("-f") }
        return given.contains("--") || given.contains("-f") || given.contains("--force") || given.contains(".") || given.contains("--theirs") || given.contains("--ours")
      case "switch": return given.contains("-f") || given.contains("--force") || given.contains("--discard-changes") || given.contains("-C")
      case "restore":
        let isStagedOnly = (given.contains("--staged") || given.contains("-S")) && !given.contains("--worktree") && !given.contains("-W")
        return !isStagedOnly && !given.isEmpty
      case "stash": return given.first == "drop" || given.first == "clear"
      case "worktree": return given.first == "remove" && (given.contains("-f") || given.contains("--force"))
      case "rm": return given.contains { $0.isShortOption && ($0.contains("f") || $0.contains("r")) } && !given.contains("--cached")
      case "submodule": return given.first == "deinit" && (given.contains("-f") || given.contains("--force") || given.contains("--all"))
      case "nuke", "obliterate", "reset-file": return true
      default: return false
      }
    },
    GuardRule(
      "git-rewrite", .developerTools, .high, "Rewrites or deletes history, here or for everybody.",
      tier: .devops,
      dangerous: [
        "git push --force origin main", "git push -f", "git push origin --delete main", "git branch -D x", "git filter-branch --all", "git reflog expire --all --expire=now",
        "git push origin :main", "git tag -d v1", "git push --mirror", "git gc --prune=now", "git update-ref -d refs/heads/x", "git filter-repo --path x", "git push origin +main", "git remote remove origin", "git branch --delete --force x", "git rebase -i HEAD~3 --root",
      ],
      safe: ["git push", "git push --force-with-lease", "git branch -d merged", "git rebase main", "git tag v1", "git gc", "git reflog", "git push --dry-run --force", "git push --set-upstream origin x", "git fast-export --all > f"]
    ) { command in
      guard let verb = command.gitVerb else { return false }
      let given = command.gitArguments(after: verb)
      switch verb {
      case "push":
        if given.contains("--dry-run") || given.contains("-n") { return false }
        return given.contains { $0 == "--force" || $0 == "--mirror" || $0 == "--delete" || $0 == "-d" || $0 == "--prune" || $0.isShortOption && $0.contains("f") || $0.hasPrefix("+") || $0.hasPrefix(":") && $0.count > 1 }
      case "branch":
        return given.contains { $0.isShortOption && ($0.contains("D") || $0.contains("f")) } || given.contains("--force")
      case "tag": return given.contains("-d") || given.contains("--delete") || given.contains("-f") || given.contains("--force")
      case "filter-branch", "filter-repo", "replace": return true
      case "reflog": return given.first == "expire" || given.first == "delete"
      case "gc": return given.contains { $0.hasPrefix("--prune=") && $0 != "--prune=2.weeks.ago" }
      case "update-ref": return given.contains("-d")
      case "remote": return ["remove", "rm", "prune"].contains(given.first ?? "")
      case "rebase": return given.contains("--root")
      case "prune", "lfs": return verb == "prune" ? !given.contains("-n") : given.first == "prune"
      case "notes": return given.first == "remove"
      case "delete-branch", "delete-tag", "delete-submodule", "delete-merged-branches", "delete-squashed-branches": return true
      default: return false
      }
    },
    GuardRule(
      "git-code", .developerTools, .high, "Has git run a program of choice.",
      tier: .devops,
      dangerous: ["git config --global core.pager '!sh'", "git -c core.sshCommand='curl x | sh' fetch", "git config alias.x '!rm -rf .'"],
      safe: ["git config --global user.name x", "git config --list", "git config alias.st status"]
    ) { command in
      guard command.runs("git") else { return false }
      return command.arguments.contains { field in
        let text = field.text.lowercased()
        return text.hasPrefix("!") || text.hasPrefix("core.sshcommand=") || text.hasPrefix("core.pager=") || text.hasPrefix("core.fsmonitor=") || text.hasPrefix("alias.") && text.contains("=!")
      }
    },
  ]
}

extension Invocation {
  /// The operation of git, options before it aside.
  var gitVerb: String? {
    guard runs("git", "yadm", "hg", "jj") else { return nil }
    var rest = arguments[...]
    while let first = rest.first, first.isOption {
      rest = rest.dropFirst(["-C", "-c", "--git-dir", "--work-tree", "--namespace"].contains(first.text) ? 2 : 1)
    }
    guard !isRehearsal || rest.first?.text == "push" || rest.first?.text == "clean" else { return nil }
    return rest.first?.text
  }

  func gitArguments(after verb: String) -> [String] {
    guard let index = arguments.firstIndex(where: { $0.text == verb }) else { return [] }
    return arguments[(index + 1)...].map(\.text)
  }
}

extension String {
  /// Whether it is letters after one dash.
  fileprivate var isShortOption: Bool { hasPrefix("-") && !hasPrefix("--") && count > 1 }
}
