import Testing

@testable import EvalKit

@Suite struct CommandTokenizerTests {
  @Test(arguments: [
    ("ls -la", ["ls", "-la"]),
    ("  ls\t-la \n", ["ls", "-la"]),
    ("", []), (" \n\t\u{A0}\u{3000}", []),
    ("a|b||c&&d;e&f", ["a", "|", "b", "||", "c", "&&", "d", ";", "e", "&", "f"]),
    ("a |& b ;; c", ["a", "|&", "b", ";;", "c"]),
    ("make >out 2>err <in", ["make", ">", "out", "2>", "err", "<", "in"]),
    ("make>>log 2>&1", ["make", ">>", "log", "2>&", "1"]),
    ("make &>log; make &>>log", ["make", "&>", "log", ";", "make", "&>>", "log"]),
    ("a2>x 10>y 2 >z", ["a2", ">", "x", "10>", "y", "2", ">", "z"]),
    ("cat <<<x <<EOF <<-END", ["cat", "<<<", "x", "<<", "EOF", "<<-", "END"]),
    ("x >|y <>z <&3 >&-", ["x", ">|", "y", "<>", "z", "<&", "3", ">&", "-"]),
    ("(cd /tmp; ls)", ["(", "cd", "/tmp", ";", "ls", ")"]),
    ("x=$(dirname \"$0\")", ["x=", "$(", "dirname", "\"$0\"", ")"]),
    ("diff <(a) >(b)", ["diff", "<(", "a", ")", ">(", "b", ")"]),
    ("x=`date +%s`", ["x=", "`", "date", "+%s", "`"]),
    ("ls --sort=size --a-b_c=d=e", ["ls", "--sort", "=", "size", "--a-b_c", "=", "d=e"]),
    (
      "ls --color= --=x -n=1 x=y ---=z",
      ["ls", "--color", "=", "--=x", "-n=1", "x=y", "---", "=", "z"]
    ),
    ("grep --include='*.c d'", ["grep", "--include", "=", "'*.c d'"]),
    ("echo 'a | b' \"c > d\"e", ["echo", "'a | b'", "\"c > d\"e"]),
    ("echo \"a \\\" | b\" '\\'|c", ["echo", "\"a \\\" | b\"", "'\\'", "|", "c"]),
    (
      "find . -exec rm {} \\; \\( a\\ b \\)",
      ["find", ".", "-exec", "rm", "{}", "\\;", "\\(", "a\\ b", "\\)"]
    ),
    ("echo ${x:-a b|c} $y", ["echo", "${x:-a b|c}", "$y"]),
    ("echo 'open | x", ["echo", "'open | x"]), ("echo ${a b", ["echo", "${a b"]),
    ("a \\", ["a", "\\"]), ("a \\\n  b", ["a", "b"]), ("a\\\nb", ["a", "b"]),
    ("é|\\é", ["é", "|", "\\é"]), ("a#b # c", ["a#b", "#", "c"]),
  ])
  func splits(command: String, tokens: [String]) {
    #expect(BLEUTokenizer.command.tokens(in: command) == tokens)
  }

  @Test func keepsEveryCharacterThatIsNoSeparator() {
    var generator = SeededGenerator(seed: 11)
    let pieces = ["a", "-", "--", "=", "'", "\"", "\\", "$", "(", "{", "}", ")", "|", "&", ";"]
    let more = ["<", ">", "2", " ", "\n", "`", "é", "\u{A0}", "b", "#"]
    for _ in 0..<2000 {
      let command = (0..<12).compactMap { _ in
        (pieces + more).randomElement(using: &generator)
      }.joined()
      let tokens = BLEUTokenizer.command.tokens(in: command)
      #expect(tokens.allSatisfy { !$0.isEmpty }, "\(command.debugDescription)")
      // Between the tokens, only white space and line continuations are lost.
      var rest = Substring(command)
      for token in tokens {
        while !rest.utf8.starts(with: token.utf8), !rest.isEmpty {
          let skipped = rest.unicodeScalars.removeFirst()
          #expect("\n \u{A0}\\".unicodeScalars.contains(skipped), "\(command.debugDescription)")
        }
        rest = Substring(rest.utf8.dropFirst(token.utf8.count))
      }
    }
  }
}
