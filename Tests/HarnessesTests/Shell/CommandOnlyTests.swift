import EvalKit
import Testing

@testable import Harnesses

/// What is a command and nothing else, and what only looks like one.
@Suite struct CommandOnlyTests {
  private static func finding(_ answer: String, _ options: JSONObject = JSONObject()) async throws
    -> String?
  {
    try await CommandOnlyJudge(options).finding(in: answer)
  }

  @Test(arguments: [
    "ls", "htop", "  ls -la\n", "R", "./run.sh", "python3 x.py", "python3.11 -m venv x",
    "gcc-12 x.c",
    "FOO=1 ./x", "x=5", "for i in 1 2 3; do echo $i; done", "while true; do date; sleep 1; done",
    "[[ -f x ]] && echo yes", "(cd /tmp && ls)", "$EDITOR file", "> access.log",
    "if [ -f x ]; then cat x; fi", "cat > x <<EOF\nhello # the world is.\nEOF", "f() { ls; }; f",
    "git commit -m \"Fix the bug that is in the parser.\"", "echo The end is near.",
    "grep -r the .", "time ls", "time -v make test", "! grep -q x y", "ls \\\n  -la",
    "export PATH=$PATH:/x", "((x++))", "alias ll=\"ls -la\"", "kill %1", "%2", "mytool --help",
    "make install", "apt install vim", "npm i -D typescript", "who", "find", "which python",
    "mv old new", "date +%F", "type ls", "top -b -n 1", "read -r line", "sort file", "touch a",
    "watch df", "awk '{print $1}' file", "7z a x.7z y", "history | tail", "yes | head",
    "mail -s hi bob", "ls or", "test a = b", "service nginx restart", "ssh host uptime",
    "man 5 crontab",
    "case x in x) ls;; esac", "find . -name '*.c' -o -name '*.h'", "echo 'a # b' \"# c\" $# ${#x}",
    "case $x in \\#*) ls;; esac", "cat <file> | wc -l", "frobnicate /etc/hosts",
    "frobnicate | sort",
    "awk '{print $2", "for f in *.gz; do gzip -d \"$f\"", "if true; then ls", "echo `date", "(ls",
  ])
  func commandsAreAccepted(answer: String) async throws {
    #expect(try await Self.finding(answer) == nil)
  }

  @Test(arguments: [
    "", "   ", "Sure!", "ok", "yes, run ls", "hello world", "I cannot do that", "Use ls -la",
    "try ls",
    "ls -la  or  ls -l", "ls or find", "ls -la, then cd", "ls -la || or ls",
    "awk '{print $2}' a   or   sed 's/x/y/' a", "$ ls", "# ls", "> ls", "> ls -la",
    "user@host:~$ ls",
    "[root@host ~]# ls", "root@box:/# ls", "❯ ls", "% ls", ">>> ls", "PS C:\\> ls", "```\nls\n```",
    "`ls -la`", "ls  # list files", "ls #", "# only a comment", "ls\n\nThis lists files",
    "The command is ls", "The command is find /home/shared -nouser", "You can use ls",
    "ls -la lists all the files", "1. ls", "- ls", "* ls", "Command: ls", "**ls**", "\"ls -la\"",
    "{\"command\": \"ls\"}", "find all files", "sort the file", "list files", "Find files",
    "find the largest file in the directory", "kill the process", "make a directory",
    "print all lines", "cat the file and then sort it", "date in ISO format", "ls -l\nls -a",
    "bash\nls", "Answer: `ls`", "<command>ls</command>", "ls; this lists the files",
    "which is the best way", "who is logged in", "last 5 logins of user bob", "head of file.txt",
    "test if x exists", "tail the log file", "history of commands", "time the command",
    "please run ls", "ls (lists files)", "$(ls)", "ls — lists files",
    "ls -- list files in the directory",
    "ls: list files", "sudo make me a sandwich please", "unmount /mnt/usb",
    "what's in this folder?",
    "don't", "find the file that's largest", "grep foo bar\nor\nrg foo", "ls\u{1B}[0m", "ls\u{0}",
  ])
  func everythingElseIsRefused(answer: String) async throws {
    #expect(try await Self.finding(answer) != nil)
  }

  @Test(arguments: [
    ("```bash\nls\n```", "the answer has a Markdown code block"),
    ("$ ls", "the answer begins with the prompt sign '$'"),
    ("ls\npwd", "the answer has several lines of commands"),
    ("ls # all", "the answer has a comment"),
    ("Frobnicate it", "'Frobnicate' is no known program"),
    ("ls or find", "the answer names a second command after 'or'"),
    (
      "cat the files that are new",
      "the words behind 'cat' read like a sentence: 'the', 'that', 'are'"
    ),
  ])
  func findingsSayWhatIsWrong(answer: String, finding: String) async throws {
    #expect(try await Self.finding(answer) == finding)
  }

  @Test func severalLinesAreAChoiceOfTheSuite() async throws {
    let options = JSONObject([.init(key: "multiline", value: true)])
    #expect(try await Self.finding("cd /tmp\nls -la\n\npwd", options) == nil)
    #expect(try await Self.finding("cd /tmp\nThis changes the folder", options) != nil)
    #expect(
      try await Self.finding("bash\nls -la", options)
        == "the answer begins with the name of a language: 'bash'")
  }

  @Test func aSuiteMayNamePrograms() async throws {
    #expect(try await Self.finding("frobnicate") != nil)
    let options = JSONObject([.init(key: "programs", value: ["frobnicate"])])
    #expect(try await Self.finding("frobnicate", options) == nil)
    #expect(throws: OptionError.self) {
      try CommandOnlyJudge(JSONObject([.init(key: "programs", value: [1])]))
    }
  }

  @Test(arguments: [
    String(repeating: "(", count: 20_000), String(repeating: "$(", count: 10_000),
    String(repeating: "ls; ", count: 8000), String(repeating: "a ", count: 1_000_000),
    String(repeating: "**a", count: 10_000), String(repeating: "<a", count: 10_000),
    "\u{202E}sl", String(repeating: "if true; then ", count: 2000),
  ])
  func hostileAnswersEnd(answer: String) async throws {
    _ = try await Self.finding(answer)
  }

  @Test func aMissingToolNamesItsPackage() async throws {
    var making = try CommandOnlyJudge(JSONObject())
    making.reader = ShellReader(searchPath: "/nonexistent")
    let judge = making
    let expected = ScoringError(
      .toolMissing, "shfmt is not installed; install the package shfmt (scripts/bootstrap does)")
    await #expect(throws: expected) { try await judge.finding(in: "ls") }
  }

  /// NL2Bash (Lin et al. 2018): requests are prose, commands are commands, but for some rows with
  /// a prompt sign, a comment or broken quoting among them.
  @Test func realRequestsAndCommandsAreToldApart() async throws {
    guard let rows = try SharedData.lines("data/cli/nl2bash/pairs.jsonl") else { return }
    let chosen = rows.enumerated().filter { $0.offset % Self.stride == 0 }.map(\.element)
    let requests = chosen.compactMap { $0["nl"]?.stringValue }
    let commands = chosen.compactMap { $0["cm"]?.stringValue }
    #expect(requests.count == chosen.count && commands.count == chosen.count)
    let accepted = try await Self.accepted(requests)
    let refused = commands.count - (try await Self.accepted(commands))
    print(
      "command-only: \(accepted) of \(requests.count) requests accepted, \(refused) commands refused"
    )
    #expect(Double(accepted) <= 0.01 * Double(requests.count))
    #expect(Double(refused) <= 0.01 * Double(commands.count))
  }

  /// What a person said of each answer in the recordings of the suite cli-tuner.
  @Test(arguments: ["tuned", "base", "quantized"])
  func handLabelsOfTheSuiteAreMet(recording: String) async throws {
    let package = Files.resolve("../../../..", from: #filePath)
    let labels = try JSONParser().parse(
      try Files.read(
        Files.resolve("../../Fixtures/cli-tuner/not-command-only.json", from: #filePath)))
    let refused = Set(labels[recording]?.arrayValue?.compactMap(\.stringValue) ?? [])
    #expect(!refused.isEmpty)
    let judge = try CommandOnlyJudge(JSONObject())
    let reader = try LineReader("\(package)/suites/cli-tuner/recordings/\(recording).jsonl")
    let parser = JSONParser()
    var count = 0
    while let entry = try reader.withNextLine({ try parser.parse($0) }) {
      guard let sample = entry["sample"]?.stringValue else { continue }
      count += 1
      let finding = try await judge.finding(in: entry["text"]?.stringValue ?? "")
      #expect((finding != nil) == refused.contains(sample), "\(sample): \(finding ?? "accepted")")
    }
    #expect(count == 253)
  }

  private static let stride = 6

  private static func accepted(_ answers: [String]) async throws -> Int {
    let judge = try CommandOnlyJudge(JSONObject([.init(key: "multiline", value: true)]))
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      var count = 0
      for (index, answer) in answers.enumerated() {
        if index >= 64, try await group.next() == true { count += 1 }
        group.addTask { try await judge.finding(in: answer) == nil }
      }
      for try await passed in group where passed { count += 1 }
      return count
    }
  }
}
