import EvalKit
import Testing

@testable import Harnesses

/// Reading what other tools have measured.
@Suite struct ResultReaderTests {
  private static let folder = Files.resolve("../../Fixtures/results", from: #filePath)

  private static func read(
    _ name: String, _ format: ResultReader.Format = .auto
  ) throws -> ResultSet {
    try ResultReader.read("\(folder)/\(name)", format, task: "results")
  }

  private static func read(text: String, as name: String) throws -> ResultSet {
    let temporary = try TemporaryFolder()
    let path = "\(temporary.path)/\(name)"
    try Files.write(Array(text.utf8), to: path)
    return try ResultReader.read(path, .auto, task: "quiz")
  }

  /// `inspect eval` 0.3.285 with `mockllm`; figures as `read_eval_log` gives them.
  @Test func anInspectArchiveOfTheToolItself() throws {
    let set = try Self.read("inspect-arithmetic.eval")
    #expect(
      set.figures == [
        ResultFigure(
          task: "arithmetic", metric: "accuracy", value: 0.875, standardError: 0.125, count: 8)
      ])
    #expect(set.origin == "Inspect AI 0.3.285 of mockllm/model")
  }

  @Test(arguments: ["inspect-capitals.json", "inspect-deflated.eval"])
  func scorersAreToldApart(name: String) throws {
    let set = try Self.read(name)
    #expect(set.names == ["capitals.match_accuracy", "capitals.includes_accuracy"])
    let match = try #require(set.figure("capitals.match_accuracy"))
    #expect(match.value == 0.5)
    #expect(match.standardError == 0.28867513459481287)
    #expect(match.count == 4)
  }

  @Test func anEvaluationThatFailedHasNoFigures() throws {
    #expect {
      try Self.read("inspect-error.json")
    } throws: {
      "\($0)" == "the evaluation of 'capitals' ended with status 'error'"
    }
  }

  @Test func promptfooRowsAreCountedByProvider() throws {
    let set = try Self.read("promptfoo.json")
    #expect(set.figure("all.pass_rate")?.value == 2.0 / 3)
    #expect(set.figure("all.pass_rate")?.count == 3)
    #expect(set.figure("openai_gpt_4o_mini.score")?.value == 0.625)
    #expect(set.figure("all.tone")?.value == 0.75)
    #expect(set.figure("ollama_chat_qwen.tone") == nil)
  }

  @Test func harnessResultsNameTheirFilters() throws {
    let json = """
      {"results": {"gsm8k": {"alias": "gsm8k", "exact_match,strict-match": 0.4,
        "exact_match_stderr,strict-match": 0.013, "exact_match,flexible-extract": 0.42,
        "exact_match_stderr,flexible-extract": "N/A"},
        "wikitext": {"word_perplexity,none": 11.5}},
       "versions": {"gsm8k": 3}, "n-samples": {"gsm8k": {"original": 1319, "effective": 1319}},
       "higher_is_better": {"wikitext": {"word_perplexity": false}}, "model_name": "m"}
      """
    let set = try Self.read(text: json, as: "results.json")
    #expect(
      set.names == [
        "gsm8k.exact_match_strict_match", "gsm8k.exact_match",
        "gsm8k.exact_match_flexible_extract", "wikitext.word_perplexity_none",
        "wikitext.word_perplexity",
      ])
    let match = try #require(set.figure("gsm8k.exact_match"))
    #expect((match.value, match.standardError, match.count) == (0.4, 0.013, 1319))
    #expect(set.figure("gsm8k.exact_match_flexible_extract")?.standardError == nil)
    #expect(set.figure("wikitext.word_perplexity")?.higherIsBetter == false)
  }

  @Test func tablesOfFigures() throws {
    let csv = "task,metric,value,stderr,count\nhumaneval,pass@1,0.34,0.037,164\n,f1,0.5,,\n"
    let set = try Self.read(text: csv, as: "r.csv")
    let pass = try #require(set.figure("humaneval.pass_1"))
    #expect((pass.value, pass.standardError, pass.count) == (0.34, 0.037, 164))
    #expect(set.figures.last?.value == 0.5)
  }

  @Test func tablesOfSamples() throws {
    let rows = """
      {"id": 1, "correct": true, "score": 0.5, "note": "x"}
      {"id": 2, "correct": false, "score": 1.0}

      {"id": 3, "correct": true, "score": 0.0, "task": "other"}
      """
    let set = try Self.read(text: rows, as: "r.jsonl")
    #expect(set.names == ["quiz.correct", "quiz.score", "other.correct", "other.score"])
    let correct = try #require(set.figure("quiz.correct"))
    #expect((correct.value, correct.count) == (0.5, 2))
    // √(0.5²+0.5²)/1 over √2.
    #expect(abs((correct.standardError ?? 0) - 0.5) < 1e-12)
  }

  @Test func aFolderIsAllItsFiles() throws {
    let temporary = try TemporaryFolder()
    for (name, value) in [("1.csv", "0.1"), ("2.csv", "0.2"), ("note.txt", "x")] {
      try Files.write(
        Array("task,metric,value\nt,m,\(value)\n".utf8), to: "\(temporary.path)/\(name)")
    }
    let set = try ResultReader.read(temporary.path, .auto, task: "results")
    #expect(set.figure("t.m")?.value == 0.2)
  }

  @Test(arguments: [
    ("{}", "r.json"), ("[1]", "r.json"), ("{\"results\": {}}", "r.json"), ("x", "r.json"),
    ("", "r.csv"),
    ("a,b\nx,y\n", "r.csv"), ("a,b\n1\n", "r.csv"), ("[1]\n", "r.jsonl"),
    ("PK\u{3}\u{4}", "r.eval"),
    ("PK\u{3}\u{4}" + String(repeating: "PK\u{5}\u{6}\u{1}", count: 40), "r.eval"), ("", "r.eval"),
  ])
  func filesOfNoUseAreRefused(text: String, name: String) throws {
    #expect(throws: (any Error).self) { try Self.read(text: text, as: name) }
  }

  @Test func damagedArchivesAreRefused() throws {
    let good = try Files.read("\(Self.folder)/inspect-arithmetic.eval")
    let temporary = try TemporaryFolder()
    let path = "\(temporary.path)/log.eval"
    for position in stride(from: 4, to: good.count, by: 97) {
      var bytes = good
      bytes[position] ^= 0x55
      try Files.write(bytes, to: path)
      let set = try? ResultReader.read(path, .auto, task: "results")
      #expect(set == nil || set?.figures.first?.value == 0.875)
    }
    try Files.write(Array(good[..<(good.count / 2)]), to: path)
    #expect(throws: ZipError.self) { try ResultReader.read(path, .auto, task: "results") }
  }
}
