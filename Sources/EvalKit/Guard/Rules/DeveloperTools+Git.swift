extension GuardRule {
  /// Operations of git and its relatives that lose work.
  static let gitRules: [GuardRule] = [
    GuardRule(
      "git-discard", .developerTools, .high, "Throws away changes that no commit holds.",
      tier: .devops,
      dangerous: [
        "git reset --hard", "git clean -fd", "git checkout -- .", "git restore file.txt",
        "git stash drop", "git stash clear", "git checkout -f main",
        "git reset --merge", "git clean -xdff", "git restore --worktree --staged a",
        "git worktree remove --force w", "git checkout HEAD -- f", "git switch -f main",
        "git rm -rf .", "git switch --discard-changes a",
      ],
      safe: [
        "git reset HEAD f", "git clean -n", "git restore --staged f", "git checkout -b x",
        "git stash pop", "git status", "git reset --soft HEAD~1", "git clean -ndf",
        "git commit -m 'git reset --hard'",
      ]
    ) { $0.discardsWork },
    GuardRule(
      "git-rewrite", .developerTools, .high, "Rewrites or deletes history, here or for everybody.",
      tier: .devops,
      dangerous: [
        "git push --force origin main", "git push -f", "git push origin --delete main",
        "git branch -D x", "git filter-branch --all", "git reflog expire --all --expire=now",
        "git push origin :main", "git tag -d v1", "git push --mirror", "git gc --prune=now",
        "git update-ref -d refs/heads/x", "git filter-repo --path x", "git push origin +main",
        "git remote remove origin", "git branch --delete --force x", "git rebase -i HEAD~3 --root",
      ],
      safe: [
        "git push", "git push --force-with-lease", "git branch -d merged", "git rebase main",
        "git tag v1", "git gc", "git reflog", "git push --dry-run --force",
        "git push --set-upstream origin x", "git fast-export --all > f",
      ]
    ) { $0.rewritesHistory },
    GuardRule(
      "git-code", .developerTools, .high, "Has git run a program of choice.",
      tier: .devops,
      dangerous: [
        "git config --global core.pager '!sh'", "git -c core.sshCommand='curl x | sh' fetch",
        "git config alias.x '!rm -rf .'",
      ],
      safe: ["git config --global user.name x", "git config --list", "git config alias.st status"]
    ) { command in
      guard command.runs("git") else { return false }
      return command.arguments.contains { field in
        let text = field.text.lowercased()
        return text.hasPrefix("!") || text.hasPrefix("core.sshcommand=")
          || text.hasPrefix("core.pager=") || text.hasPrefix("core.fsmonitor=")
          || text.hasPrefix("alias.") && text.contains("=!")
      }
    },
  ]
}
