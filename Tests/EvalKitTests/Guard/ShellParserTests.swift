import Testing

@testable import EvalKit

@Suite struct ShellParserTests {
  /// The commands that a script would run, each as its words.
  private func runs(_ script: String) async throws -> [[String]] {
    let parser = ShellParser(program: try CommandGuard.shfmt.locate())
    var known: [String: ShellParser.Reading] = [:]
    known[script] = try await parser.read([script], width: 1)[0]
    guard case .tree(let tree) = known[script] else { return [["unparsable"]] }
    var interpreter = ShellInterpreter(scripts: known)
    interpreter.follow(script, tree)
    return interpreter.invocations.filter { $0.kind == .command && !$0.isWrapper }
      .map { [$0.path] + $0.arguments.map(\.text) }
  }

  @Test(
    arguments: [
      (#"echo "a"b'c'\d"#, [["echo", "abcd"]]),
      (#"x="1 2"; f $x "$x""#, [["f", "1", "2", "1 2"]]),
      (#"f {a,b}{1..3}"#, [["f", "a1", "a2", "a3", "b1", "b2", "b3"]]),
      (#"f ~ "~" ~/x"#, [["f", "/home/user", "~", "/home/user/x"]]),
      (
        #"f $(echo a b) "$(echo a b)""#,
        [["echo", "a", "b"], ["echo", "a", "b"], ["f", "a", "b", "a b"]]
      ),
      (#"f ${x:-d} ${y:+e} ${#z}"#, [["f", "d", "\u{FFFC}"]]),
      (
        #"x=abcdef; f ${x:1:2} ${x: -2} ${x#a} ${x%f} ${x/b/X} ${x^^}"#,
        [["f", "bc", "ef", "bcdef", "abcde", "aXcdef", "ABCDEF"]]
      ),
      (#"f $((2*3+1)) $'\x41\t' "#, [["f", "7", "A\t"]]),
      (#"g() { h "$2" "$1"; }; g a b"#, [["h", "b", "a"]]),
      (#"a=(x y); f "${a[@]}" ${a[1]} $a"#, [["f", "x", "y", "y", "x"]]),
      (#"sudo -u root nice -n 5 f -x"#, [["f", "-x"]]),
      (
        #"find . -name x -exec f {} \;"#,
        [["find", ".", "-name", "x", "-exec", "f", "{}", ";"], ["f", "\u{FFFC}"]]
      ),
      (#"printf '%s-%s\n' a b | xargs f"#, [["printf", "%s-%s\\n", "a", "b"], ["f", "a-b"]]),
    ] as [(String, [[String]])])
  func resolvesWords(script: String, expected: [[String]]) async throws {
    #expect(try await runs(script) == expected)
  }
}
