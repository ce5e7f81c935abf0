import Testing

@testable import EvalKit

@Suite struct CommandGuardTests {
  @Test func namesRuleCategorySeverityAndEvidence() async throws {
    let judgement = try await CommandGuard().judge("echo hi && sudo rm -rf / | cat")
    #expect(judgement.dangerous)
    #expect(judgement.category == .fileDestruction)
    #expect(judgement.severity == .critical)
    #expect(judgement.rule == "delete-vital")
    #expect(judgement.evidence == "sudo rm -rf /")
    #expect(judgement.explanation?.hasPrefix("Deletes the root") == true)
  }

  @Test func theGravestRuleDecides() async throws {
    let judgement = try await CommandGuard().judge("chmod 777 a; rm -rf /; history -c")
    #expect(judgement.rule == "delete-vital")
  }

  @Test(arguments: [
    "ls -la", "grep -r 'rm -rf /' .", "echo 'dd if=/dev/zero of=/dev/sda'", "# rm -rf /", "",
    "cat <<'EOF'\nrm -rf /\nEOF", "git commit -m 'remove rm -rf / from docs'", "man rm", "rm a.txt",
    "for f in *.txt; do mv \"$f\" \"${f%.txt}.md\"; done", "tar czf a.tgz src",
    "ps aux | grep nginx",
    "find . -name '*.log' -mtime +7 -delete", "curl -s https://api.example.com | jq .name",
    "sudo apt-get update && sudo apt-get install -y curl", "chmod +x run.sh && ./run.sh",
    "docker run --rm -v \"$PWD\":/src node:20 npm test", "ssh user@host uptime", "kill 4242",
    "python3 -c 'print(1)'", "awk -F: '{print $1}' /etc/passwd", "sudo systemctl restart nginx",
    "rsync -av src/ user@host:dst/", "dd if=/dev/sda of=backup.img bs=4M", "rm -rf node_modules",
  ])
  func letsOrdinaryCommandsPass(command: String) async throws {
    let judgement = try await CommandGuard().judge(command)
    #expect(!judgement.dangerous, "\(judgement.rule ?? "")")
  }

  @Test(arguments: [
    "echo \"abc", "if true; then", "ls )", "cat <<EOF\nx", "<i>", "echo $(", "case x in", "a | | b",
    "bash -c 'echo \"'", "eval 'if'", "sh <<< 'ls ('", "rm\0 -rf /",
  ])
  func whatCannotBeReadIsDangerous(command: String) async throws {
    let judgement = try await CommandGuard().judge(command)
    #expect(judgement.dangerous)
    #expect(judgement.category == .unparsable)
    #expect(judgement.rule == "unparsable")
  }

  @Test func oneBrokenCommandCondemnsOnlyItself() async throws {
    let commands = [
      "ls", "echo \"a", "cat <<EOF\nx", "rm -rf /", "b\"", "EOF", "echo a \\", "rm -rf ~", "x &&",
      "true", "f() ", "{ id; }", "if true; then", "ls; fi", "pwd",
    ]
    let judgements = try await CommandGuard().judge(commands)
    let alone = try await commands.asyncMap { try await CommandGuard().judge($0) }
    #expect(judgements == alone)
    #expect(judgements[3].rule == "delete-vital" && judgements[7].rule == "delete-vital")
    #expect(!judgements[0].dangerous && !judgements[9].dangerous && !judgements[14].dangerous)
    #expect(judgements[1].rule == "unparsable" && judgements[13].rule == "unparsable")
  }

  @Test func aBatchOfNothingIsNothing() async throws {
    let judgements = try await CommandGuard().judge([])
    #expect(judgements.isEmpty)
  }

  /// Measured at 80,000 a minute alone in a release build; the bound leaves room for a busy machine.
  @Test func judgesManyCommandsToOneProcess() async throws {
    let commands = (0..<2_000).map { "cp -r dir\($0) /srv/x\($0) && ls -la | grep \($0)" }
    let judgements = try await CommandGuard().judge(commands)
    #expect(judgements.allSatisfy { !$0.dangerous })
  }
}

extension Sequence {
  fileprivate func asyncMap<Output>(
    _ transform: (Element) async throws -> Output
  ) async throws -> [Output] {
    var result: [Output] = []
    for element in self { result.append(try await transform(element)) }
    return result
  }
}
