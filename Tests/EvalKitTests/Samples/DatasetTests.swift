import Testing

@testable import EvalKit

@Suite struct DatasetTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  /// The ids, inputs and lines of all samples.
  private func entries(_ path: String) throws -> [String] {
    let reader = try Dataset(path).reader()
    var found: [String] = []
    while let entry = try reader.next() {
      #expect(entry.ordinal == found.count)
      found.append("\(entry.line) \(entry.sample.id) \(entry.sample.inputText)")
    }
    return found
  }

  private static let lines = "{\"id\":\"a\",\"input\":\"x\"}\n{\"id\":\"b\",\"input\":\"y\"}\n"

  private static let files: [(name: String, text: String, entries: [String])] = [
    ("lines.jsonl", lines, ["1 a x", "2 b y"]),
    ("no-newline.jsonl", String(lines.dropLast()), ["1 a x", "2 b y"]),
    (
      "blank-lines.jsonl",
      "\n  \n{\"id\":\"a\",\"input\":\"x\"}\n\t\n\n{\"id\":\"b\",\"input\":\"y\"}\n\n",
      ["3 a x", "6 b y"]
    ),
    ("bom.jsonl", "\u{FEFF}" + lines, ["1 a x", "2 b y"]),
    (
      "crlf.jsonl", "{\"id\":\"a\",\"input\":\"x\"}\r\n{\"id\":\"b\",\"input\":\"y\"}\r\n",
      ["1 a x", "2 b y"]
    ),
    ("array.json", "[\(lines.split(separator: "\n").joined(separator: ","))]", ["1 a x", "1 b y"]),
    ("empty.json", "[]", []), ("spaced.json", " [ ] \n\n", []),
    (
      "pretty.json",
      """
      [
        {
          "id": "a",
          "input": "x ] } \\" [ {"
        },
        {"id": "b", "input": [
          {"role": "user", "content": "y"}
        ]}
      ]

      """, ["2 a x ] } \" [ {", "6 b y"]
    ),
    ("columns.csv", "id,input,target\na,x,1\nb,y,2\n", ["2 a x", "3 b y"]),
    (
      "quotes.csv",
      "id,input\r\na,\"x, \"\"quoted\"\"\"\r\n\r\nb,\"two\r\nlines\"\r\nc,\"\"\r\nd,z",
      ["2 a x, \"quoted\"", "4 b two\nlines", "6 c ", "7 d z"]
    ),
    ("bom.csv", "\u{FEFF}id,input\na,x", ["2 a x"]),
  ]

  @Test(arguments: files)
  func reads(name: String, text: String, expected: [String]) throws {
    #expect(try entries(folder.write(text, to: name)) == expected)
  }

  @Test func unpacksGzip() throws {
    // The two lines above, packed by Python's gzip module.
    let packed: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xAB, 0x56, 0xCA, 0x4C, 0x51,
      0xB2, 0x52, 0x4A, 0x54, 0xD2, 0x51, 0xCA, 0xCC, 0x2B, 0x28, 0x2D, 0x01, 0xB2, 0x2B, 0x94,
      0x6A, 0xB9, 0xAA, 0x21, 0xC2, 0x49, 0x48, 0xC2, 0x95, 0x40, 0x61, 0x00, 0x7E, 0xEB, 0x76,
      0xCF, 0x2E, 0x00, 0x00, 0x00,
    ]
    let path = try folder.write(packed, to: "lines.jsonl.gz")
    #expect(try entries(path) == ["1 a x", "2 b y"])
    let plain = try Dataset(folder.write(Self.lines, to: "lines.jsonl")).inspect()
    #expect(try Dataset(path).inspect() == plain)
    #expect(plain.sha256 == "eca44f8e270de4ddb583704dfc1715c435b7468c95af733cf96c83af709fd8bd")

    let broken = try folder.write(Array(packed.dropLast(20)), to: "broken.jsonl.gz")
    #expect(throws: (any Error).self) { try entries(broken) }
  }

  @Test func readsCSVColumns() throws {
    let text = "id,input,target,category,prefix,suffix,level\na,x,1,easy,p,,hard\nb,y,,,,,\n"
    let reader = try Dataset(folder.write(text, to: "columns.csv")).reader()
    let first = try #require(try reader.next()).sample
    #expect(first.targets == ["1"])
    #expect(first.category == "easy")
    #expect(first.prefix == "p")
    #expect(first.suffix == nil)
    #expect(first.metadata["level"] == "hard")
    let second = try #require(try reader.next()).sample
    #expect(second == Sample(id: "b", input: .text("y")))
  }

  @Test func summarises() throws {
    let text = """
      {"id":"a","input":"x","category":"easy"}
      {"id":"b","input":"x","category":"hard"}
      {"id":"c","input":"x","category":"easy"}
      {"id":"d","input":"x"}
      """
    let summary = try Dataset(folder.write(text, to: "s.jsonl")).inspect()
    #expect(summary.sampleCount == 4)
    #expect(summary.categories == ["easy": 2, "hard": 1])
  }

  private static let sampleForm = "a sample is one JSON object per line: broken structure"

  private static let mistakes: [(name: String, text: String, errors: [String])] = [
    ("empty.jsonl", "", ["1:1: the dataset has no sample"]),
    ("blank.jsonl", " \n\n", ["1:1: the dataset has no sample"]),
    ("empty.json", "[]", ["1:1: the dataset has no sample"]),
    ("header.csv", "id,input\n", ["1:1: the dataset has no sample"]),
    (
      "twice.jsonl", "{\"id\":\"a\",\"input\":\"x\"}\n{\"input\":\"y\",\"id\":\"a\"}\n",
      ["2:14: the sample id 'a' occurs twice"]
    ),
    (
      "twice.csv", "id,input\na,x\na,y\n", ["3:1: the sample id 'a' occurs twice"]
    ),
    (
      "malformed.jsonl", "{\"id\":\"é\", \"input\" \"x\"}\n{\"id\":\"b\",\"input\":\"y\"}\n[\n",
      ["1:22: \(sampleForm)", "3:2: \(sampleForm)"]
    ),
    (
      "unknown.jsonl", "{\"id\":\"a\",\"input\":\"x\",\"catgory\":\"z\"}\n",
      [
        "1:23: unknown key 'catgory'; a sample has id, input, target, category, metadata, prefix, "
          + "suffix, tools, tests, checks; did you mean 'category'?; other fields go under "
          + "'metadata'"
      ]
    ),
    (
      "several.jsonl", "{\"id\":\"a\"}\n1\n{\"id\":\"c\",\"input\":3}\n",
      [
        "1:1: a sample needs an 'input' (text or messages) or a 'prefix'",
        "2:1: a sample is an object, not a number",
        "3:11: 'input' is a text or a list of messages, not a number",
      ]
    ),
    (
      "place.json", "[{\"id\":\"a\",\"input\":\"x\"}, {\"id\":\"b\",\"input\":3}]",
      ["1:36: 'input' is a text or a list of messages, not a number"]
    ),
    (
      "place-pretty.json", "[\n  {\n    \"id\": \"a\",\n    \"input\": 3\n  }\n]\n",
      ["4:5: 'input' is a text or a list of messages, not a number"]
    ),
    (
      "broken-element.json", "[\n  {\"id\": 'a'}\n]\n",
      ["2:10: a sample is a JSON object: broken structure"]
    ),
    (
      "missing-comma.json", "[{\"id\":\"a\",\"input\":\"x\"}\n{\"id\":\"b\",\"input\":\"x\"}]",
      ["1:24: a sample is a JSON object: broken structure"]
    ),
    (
      "trailing-comma.json", "[{\"id\":\"a\",\"input\":\"x\"},\n]",
      ["2:1: a sample is missing behind the ','"]
    ),
    (
      "double-comma.json", "[{\"id\":\"a\",\"input\":\"x\"},,\n]",
      ["1:25: a sample is missing before the ','"]
    ),
    ("leading-comma.json", "[,]", ["1:2: a sample is missing before the ','"]),
    (
      "wrong-bracket.json", "[{\"id\":\"a\",\"input\":\"x\"}}", ["1:24: a '}' closes nothing here"]
    ),
    (
      "behind.json", "[{\"id\":\"a\",\"input\":\"x\"}]\n  {\"id\":\"b\"}",
      ["2:3: behind the list of samples nothing may follow"]
    ),
    (
      "unclosed.json", "[{\"id\":\"a\",\"input\":\"x\"},\n",
      ["1:1: the file ends in the middle of a sample"]
    ),
    (
      "unclosed.csv", "id,input\na,\"x\nb,y\n", ["3:1: the file ends in the middle of a sample"]
    ),
    (
      "no-id.csv", "name,input\na,x\n",
      [
        "1:1: the first line of a CSV dataset names the columns, 'id' and 'input' among them"
      ]
    ),
    ("twice-named.csv", "id,input,id\na,x,b\n", ["1:1: the column 'id' occurs twice"]),
    (
      "short.csv", "id,input,target\na,x\nb,y,z,w\nc,x,1\n",
      [
        "2:1: 3 columns are named, but there are 2 fields",
        "3:1: 3 columns are named, but there are 4 fields",
      ]
    ),
    ("no-id-value.csv", "id,input\n,x\n", ["2:1: a sample needs an 'id'"]),
  ]

  @Test(arguments: mistakes)
  func reports(name: String, text: String, errors: [String]) throws {
    let path = try folder.write(text, to: name)
    let error = #expect(throws: SuiteError.self) { try Dataset(path).inspect() }
    #expect(error?.diagnostics.map(\.description) == errors.map { "\(path):\($0)" })
  }

  @Test func reportsAMissingFile() {
    let path = folder.path + "/none.jsonl"
    let error = #expect(throws: SuiteError.self) { try Dataset(path).inspect() }
    #expect(
      error?.description == "\(path): there is no such dataset (No such file or directory)")
    let here = #expect(throws: SuiteError.self) { try Dataset(folder.path).inspect() }
    #expect(here?.description == "\(folder.path): the dataset cannot be read (Is a directory)")
  }

  @Test func reportsWhatTheValidatorRefuses() throws {
    let path = try folder.write(Self.lines, to: "lines.jsonl")
    let error = #expect(throws: SuiteError.self) {
      try Dataset(path).inspect { sample throws(SampleError) in
        if sample.id == "b" { throw SampleError("too hard", key: "input") }
      }
    }
    #expect(error?.description == "\(path):2:11: sample 'b': too hard")
  }

  @Test func stopsAfterSoManyErrors() throws {
    let path = try folder.write(String(repeating: "x\n", count: 100), to: "x.jsonl")
    let error = #expect(throws: SuiteError.self) { try Dataset(path).inspect() }
    #expect(error?.diagnostics.count == 20)
    let fewer = #expect(throws: SuiteError.self) {
      try Dataset(path).inspect(maximumDiagnostics: 3)
    }
    #expect(fewer?.diagnostics.count == 3)
  }

  @Test func readsBytesThatAreNoUTF8AsAnError() throws {
    let path = try folder.write(
      Array("{\"id\":\"a\",\"input\":\"".utf8) + [0xFF] + Array("\"}\n".utf8), to: "bytes.jsonl")
    let error = #expect(throws: SuiteError.self) { try Dataset(path).inspect() }
    #expect(
      error?.description
        == "\(path):1:20: a sample is one JSON object per line: the text is not valid UTF-8")
  }

  @Test func readsAHugeSample() throws {
    let long = String(repeating: "é", count: 1_000_000)
    let path = try folder.write("[{\"id\":\"a\",\n\"input\":\"\(long)\"}]", to: "huge.json")
    let reader = try Dataset(path).reader()
    #expect(try reader.next()?.sample.inputText.utf8.count == 2_000_000)
    #expect(try reader.next()?.sample == nil)
    #expect(try reader.next()?.sample == nil)
  }
}
