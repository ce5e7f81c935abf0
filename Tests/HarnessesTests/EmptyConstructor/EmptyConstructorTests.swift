import EvalKit
import Testing

@testable import Harnesses

@Suite struct EmptyConstructorTests {
  private func judge(_ code: String, language: String = "typescript") async throws -> Score {
    try await EmptyConstructorJudge().score("Here it is.\n\n```\(language)\n\(code)\n```\n")
  }

  @Test(arguments: [
    "class A { init() { this.a = 1; } }",
    "class A { constructor() {} init() { this.a = 1; } }",
    "class A { constructor() { /* nothing */ ; } init() { this.a = 1; } }",
    "class A extends B { constructor(x: number) { super(x); } init() { super.init(); } }",
    "class A { init = async (s: S): Promise<void> => { this.s = s; } }",
    "class A { init = function (s) { this.s = s; } }",
    "class A { init = (s: S) => this.load(s) }",
    "class A { 'init'(s) { this.s = s; } }",
    "class A { ['init'](s) { this.s = s; } }",
    "class A { init(a: string): this; init(a: number): this; init(a: any) { return go(a); } }",
    "class A { constructor(); constructor(a?: any) { } init() { go(); } }",
    "class A { init(): this { return this; } }",
    "abstract class A { abstract init(): void } class B extends A { init() { go(); } }",
    "abstract class A { abstract init(): void } abstract class B extends A {} class C extends B "
      + "{ init() { go(); } }",
    "class A { init() { go(); } } class B extends A { run() {} }",
    "class A { init() { go(); } } class E extends Error { constructor(m: string) { super(m); } }",
    "class E extends RangeError {} class F extends E {} class A { init() { go(); } }",
    "declare class D { constructor(private a: string); } class A { init() { go(); } }",
    "declare global { class D {} } class A { init() { go(); } }",
    "interface I { x: number } type T = I; enum K { a } class A<T extends I> { init() { go(); } }",
    "export default class { init() { go(); } }",
    "@sealed class A { @log() init(@inject x: X) { go(); } }",
    "class A { init() { if (this.a) { throw new Error('twice'); } this.a = true; } }",
  ])
  func accepts(code: String) async throws {
    let score = try await judge(code)
    #expect(score.passed == true, "\(score.explanation)")
    #expect(score.measures["constructors_empty"] == .value(1))
    #expect(score.measures["init_present"] == .value(1))
    #expect(score.measures["syntax_valid"] == .value(1))
  }

  @Test(arguments: [
    (
      "class A { constructor() { this.a = 1; } init() { go(); } }",
      "A: the constructor must be empty or only call super(…), but has `this.a = 1;` (line 1)"
    ),
    (
      "class A extends B { constructor() { super(); this.a = 1; } init() { go(); } }",
      "A: the constructor must be empty or only call super(…), but has `this.a = 1;` (line 1)"
    ),
    (
      "class A {\n  constructor(s) { this.init(s); }\n  init(s) { go(); } }",
      "A: the constructor must be empty or only call super(…), but has `this.init(s);` (line 2)"
    ),
    (
      "class A { constructor(private readonly s: S) {} init() { go(); } }",
      "A: the constructor declares the parameter property 's'"
    ),
    (
      "class A { constructor(public a: S, readonly b: T) {} init() { go(); } }",
      "A: the constructor declares the parameter properties 'a', 'b'"
    ),
    ("class A { run() {} }", "A has no init method"),
    ("class A extends Base {}", "A has no init method (Base is not in the answer)"),
    ("class A { static init() { go(); } }", "A has only a static init"),
    ("class A { get init() { return 1; } }", "A has no init method"),
    ("class A { init() {} }", "A: the init method does nothing"),
    ("class A { init() { // TODO\n } }", "A: the init method does nothing"),
    ("class A { init() { return; } }", "A: the init method does nothing"),
    ("class A { init() { ; return undefined; } }", "A: the init method does nothing"),
    ("class A { init() { 'soon'; } }", "A: the init method does nothing"),
    (
      "class A { init() { throw new Error('not implemented'); } }",
      "A: the init method does nothing"
    ),
    ("class A { init = () => {} }", "A: the init method does nothing"),
    ("class A { init = () => void 0 }", "A: the init method does nothing"),
    ("class A { init(): void; }", "A: the init method has no body"),
    (
      "class A { init() {} } class B extends A {}",
      """
      A: the init method does nothing; B: the init method that it inherits from A does nothing
      """
    ),
    (
      "abstract class A { abstract init(): void }",
      "A: init is abstract, and no subclass in the answer implements it"
    ),
    (
      "abstract class A { abstract init(): void } class B extends A { init() {} }",
      "A: init is abstract, and no subclass in the answer implements it; "
        + "B: the init method does nothing"
    ),
    (
      "class A { init() { go(); } make() { return class { x = 1 }; } }",
      "the class in line 1 has no init method"
    ),
    ("class A { init() { go(); } } const B = class {};", "B has no init method"),
    (
      "class A extends B { init() { go(); } } class B extends A {} class C extends C {}",
      """
      C has no init method
      """
    ),
    ("const a = 1;", "the code declares no class"), ("", "the code declares no class"),
    ("class A {\n  init(a b) {}\n}", "line 2:10: ',' expected"),
    ("class A { init() { go(; } }", "line 1:23: ')' expected"),
  ])
  func refuses(code: String, explanation: String) async throws {
    let score = try await judge(code)
    #expect(score.passed == false)
    #expect(score.explanation == explanation)
  }

  @Test func measuresEachPart() async throws {
    let score = try await judge(
      "class A { constructor() { go(); } init() { go(); } } class B { init() { go(); } }")
    #expect(
      score.measures == [
        "classes": .value(2), "syntax_valid": .value(1), "constructors_empty": .value(0),
        "init_present": .value(1),
      ])
    let broken = try await judge("class A { init( }")
    #expect(broken.measures["syntax_valid"] == .value(0))
    #expect(broken.measures["init_present"] == .value(0))
  }

  @Test func readsTSXWhereTheFenceSaysSo() async throws {
    let code = "class A { init() { go(); } render() { return <p>{this.a}</p>; } }"
    #expect(try await judge(code, language: "tsx").passed == true)
    #expect(try await judge(code, language: "ts").passed == false)
  }

  @Test func namesTheBlockOfAnError() async throws {
    let answer = """
      ```ts
      class A { init() { go(); } }
      ```
      and
      ```ts
      class B {
        init( { go(); }
      }
      ```
      """
    let score = try await EmptyConstructorJudge().score(answer)
    #expect(score.explanation.hasPrefix("line 2 of block 2, column "), "\(score.explanation)")
  }

  @Test func saysWhatWasFoundInstead() async throws {
    let judge = EmptyConstructorJudge()
    #expect(
      try await judge.score("```python\nclass A:\n  pass\n```").explanation
        == "no TypeScript code found; found python")
    #expect(try await judge.score("I would not do that.").explanation == "no TypeScript code found")
    #expect(try await judge.score("").explanation == "no TypeScript code found")
  }

  @Test(arguments: [
    String(repeating: "[", count: 500_000), String(repeating: "class A{", count: 60_000),
    String(repeating: "a=>", count: 100_000), String(repeating: "\0", count: 300_000),
    "class A { init() { " + String(repeating: "(", count: 200_000),
    "class \u{FFFD}\u{202E}\r\u{2028} {",
    "class A\\u{110000} { '\\uD800'() {} }", "`${`${`${", "/*", "class A { init() { go(`",
  ])
  func survivesHostileCode(code: String) async throws {
    let score = try await judge(code)
    #expect(score.passed == false)
    #expect(!score.explanation.isEmpty)
    #expect(score.explanation.utf8.count < 10_000)
  }

  @Test func keepsTheExplanationOfManyFindingsShort() async throws {
    let names = (0..<20_000).map { "class A\($0) extends A\($0 + 1) {}" }.joined(separator: "\n")
    let score = try await judge(names)
    #expect(score.explanation.hasSuffix("; and 19992 more"))
    #expect(score.measures["classes"] == .value(20_000))
  }

  @Test func refusesWhatIsTooLong() async throws {
    let score = try await judge(String(repeating: "a;", count: 600_000))
    #expect(score.explanation == "syntax: it is longer than 1024 KiB")
  }

  /// The parser looks ahead again for every `async`: minutes for this one.
  @Test func stopsAParserThatTakesTooLong() async throws {
    let judge = EmptyConstructorJudge(parser: TypeScriptParser(timeout: .seconds(1)))
    let slow = "```ts\n" + String(repeating: "async ", count: 100_000) + "\n```"
    #expect(
      try await judge.score(slow).explanation == "syntax: it could not be parsed in 1 s")
    #expect(try await judge.score("```ts\nclass A { init() { go(); } }\n```").passed == true)
  }

  @Test func aMissingNodeIsNoVerdict() async throws {
    let judge = EmptyConstructorJudge(parser: TypeScriptParser(searchPath: "/no/such"))
    await #expect(
      throws: ScoringError(
        .toolMissing, "node is not installed; install the package nodejs (scripts/bootstrap does)")
    ) { try await judge.score("class A {}") }
  }

  @Test func theHarnessDeclaresWhatItMeasures() async throws {
    let harness = EmptyConstructorHarness(HarnessConfiguration(id: "x"))
    let score = try await harness.score(
      Prediction(text: "class A {}"), for: Sample(id: "s", input: .text("")))
    #expect(Set(harness.measures.map(\.name)) == Set(score.measures.keys))
  }
}
