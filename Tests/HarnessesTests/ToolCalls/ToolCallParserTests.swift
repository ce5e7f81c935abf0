import EvalKit
import Testing

@testable import Harnesses

@Suite struct ToolCallParserTests {
  static let tools: [JSONValue] = [
    [
      "type": "function",
      "function": [
        "name": "read_file",
        "parameters": [
          "type": "object",
          "properties": [
            "path": ["type": "string"], "start": ["type": "integer"], "deep": ["type": "boolean"],
            "tags": ["type": "array", "items": ["type": "string"]],
            "ratio": ["type": "float"], "env": ["type": "dict"], "any": ["type": "any"],
          ], "required": ["path"],
        ],
      ],
    ], ["name": "git.status", "parameters": ["type": "dict", "properties": [:]]],
  ]

  private func found(_ text: String) throws -> FoundCalls {
    ToolCallParser(tools: try ToolSet(Self.tools)).calls(in: Prediction(text: text))
  }

  @Test(arguments: [
    #"{"name": "read_file", "arguments": {"path": "a"}}"#,
    #"{"name": "read_file", "arguments": "{\"path\": \"a\"}"}"#,
    #"{"name": "read_file", "parameters": {"path": "a"}}"#,
    #"{"tool": "read_file", "args": {"path": "a"}}"#,
    #"{"tool_name": "read_file", "input": {"path": "a"}}"#,
    #"{"function": "read_file", "parameters": {"path": "a"}}"#,
    #"{"type": "function", "function": {"name": "read_file", "arguments": "{\"path\":\"a\"}"}}"#,
    #"{"function_call": {"name": "read_file", "arguments": {"path": "a"}}}"#,
    #"{"tool_calls": [{"function": {"name": "read_file", "arguments": {"path": "a"}}}]}"#,
    #"[TOOL_CALLS] [{"name": "read_file", "arguments": {"path": "a"}}]"#,
    #"I use {it} and [1, 2]: {"name": "read_file", "arguments": {"path": "a"}} now."#,
    #"{"read_file": {"path": "a"}}"#,
    "```json\n{\"name\": \"read_file\",\n \"arguments\": {\"path\": \"a\"}}\n```",
    "~~~\n{\"name\": \"read_file\", \"arguments\": {\"path\": \"a\"}}\n~~~",
    "<tool_call>{\"name\": \"read_file\", \"arguments\": {\"path\": \"a\"}}",
    "<tool_use>\n{\"name\": \"read_file\", \"input\": {\"path\": \"a\"}}\n</tool_use>",
    "<function_call>{\"name\": \"read_file\", \"arguments\": {\"path\": \"a\"}}</function_call>",
    "<function=read_file><parameter=path>a</parameter></function>",
    "<tool_call>\n<function=read_file>\n<parameter=path>\na\n</parameter>\n</tool_call>",
    "<invoke name='read_file'><parameter name='path'>a</parameter></invoke>",
    "[read_file(path=\"a\")]", " read_file( path = 'a', ) ",
    "```python\nread_file(path='''a''')\n```",
    "```tool_code\n[read_file(path='\\x61')]\n```",
    "<think>{\"name\": \"git.status\", \"arguments\": {}}</think>[read_file(path='a')]",
  ])
  func findsOneCallInEveryNotation(text: String) throws {
    #expect(
      try found(text)
        == FoundCalls(calls: [FoundCall("read_file", JSONObject([.init(key: "path", value: "a")]))])
    )
  }

  @Test func typesValuesBetweenTagsByTheSchema() throws {
    let text = """
      <function=read_file>
      <parameter=path>7</parameter>
      <parameter=start>7</parameter>
      <parameter=deep>True</parameter>
      <parameter=tags>["a", "b"]</parameter>
      <parameter=ratio>0.5</parameter>
      <parameter=env>{"A": 1}</parameter>
      <parameter=any>[1]</parameter>
      <parameter=new>8</parameter>
      </function>
      """
    #expect(
      try found(text).calls.first?.arguments.members == [
        .init(key: "path", value: "7"), .init(key: "start", value: 7),
        .init(key: "deep", value: true), .init(key: "tags", value: ["a", "b"]),
        .init(key: "ratio", value: 0.5), .init(key: "env", value: ["A": 1]),
        .init(key: "any", value: [1]), .init(key: "new", value: "8"),
      ])
  }

  @Test func readsPythonValues() throws {
    let text = #"[read_file(a=-1, b=1_000, c=2.5e3, d=[1, (True, None)], e={'x': "y\n"}, f='\q')]"#
    #expect(
      try found(text).calls.first?.arguments.members == [
        .init(key: "a", value: -1), .init(key: "b", value: 1000), .init(key: "c", value: 2500.0),
        .init(key: "d", value: [1, [true, .null]]), .init(key: "e", value: ["x": "y\n"]),
        .init(key: "f", value: "\\q"),
      ])
  }

  @Test(arguments: [
    ("[git.status(), read_file(path='a')]", 2),
    ("git_status()\nread_file(path='a')", 2),
    (
      "<tool_call>{\"name\":\"a\",\"arguments\":{}}</tool_call>\n"
        + "<tool_call>{\"name\":\"b\",\"arguments\":{}}</tool_call>", 2
    ),
    ("<function=a></function><function=b></function><function=c></function>", 3),
    ("{\"name\": \"git.status\"}", 1), ("{\"name\": \"my-package\"}", 0),
    ("{\"name\": \"x\", \"version\": \"1\"}", 0), ("[1, 2]", 0), ("[]", 0), ("{}", 0), ("", 0),
    ("print('hello')", 0), ("I read_file(path) now", 0), ("```bash\nread_file(path='a')\n```", 0),
    ("<think>{\"name\": \"git.status\", \"arguments\": {}}</think> Done.", 0),
    ("<p>text</p> a < b > c", 0),
  ])
  func countsCalls(text: String, count: Int) throws {
    let found = try found(text)
    #expect(found.calls.count == count)
    #expect(found.problems.isEmpty)
  }

  @Test func tagsInsideAValueStayText() throws {
    let value = "see <function=b> and <invoke name=\"c\">"
    let tagged = "<function=read_file><parameter=path>\(value)</parameter></function>"
    let json = """
      <tool_call>{"name": "read_file", "arguments": {"path": \(JSONValue.string(value).compact)}}\
      </tool_call>
      """
    for text in [tagged, json] {
      let found = try found(text)
      #expect(found.calls.count == 1)
      #expect(found.calls.first?.arguments["path"] == .string(value))
    }
  }

  @Test(arguments: [
    (
      #"{"name": "read_file", "arguments": {"path": "a"}"#,
      "the call is not JSON: a bracket is not closed"
    ),
    (#"{"name": "read_file", "arguments": {"path": a}}"#, "the call is not JSON: broken structure"),
    (
      "```json\n{\"name\": \"read_file\", \"arguments\": {\"path\": \"a\"}\n```",
      "the call is not JSON: broken structure (byte 50)"
    ),
    ("<tool_call>{\"name\": \"read_file\"", "the call is not JSON: broken structure (byte 21)"),
    ("<tool_call>call it</tool_call>", "the call is not JSON: broken structure (byte 1)"),
    ("<tool_call>{\"arguments\": {}}</tool_call>", "the call has no name"),
    ("<function=read_file><parameter=path>a", "the parameter 'path' is not closed"),
    ("read_file('a')", "the call of read_file cannot be read: an argument has no name"),
    ("[read_file(path=x)]", "the call of read_file cannot be read: 'x' is no value"),
    ("[read_file(path='a)]", "the call of read_file cannot be read: a string is not closed"),
    ("[read_file(path='a')", "the call of read_file cannot be read: the list is not closed"),
    ("[read_file(path=1e999)]", "the call of read_file cannot be read: '1e999' is no value"),
  ])
  func saysWhatCannotBeRead(text: String, problem: String) throws {
    let found = try found(text)
    #expect(found.calls.isEmpty)
    #expect(found.problems == [problem])
  }

  @Test(arguments: [
    ("{\"path\": ", "the arguments are not JSON: broken structure (byte 10)"),
    ("[1]", "the arguments are a list, not an object"), ("", nil), ("  ", nil), ("{}", nil),
  ])
  func readsNativeArguments(text: String, problem: String?) throws {
    let prediction = Prediction(
      text: "[git.status()]", toolCalls: [ToolCall(name: "read_file", arguments: text)])
    let found = ToolCallParser(tools: try ToolSet(Self.tools)).calls(in: prediction)
    #expect(found.calls.map(\.name) == ["read_file"])
    #expect(found.calls.first?.problem == problem)
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "{", "[", "{\"", "[{", "{\"name\":", "[{\"name\":\"a\",\"arguments\":", "<function=a>",
      "<tool_call>", "<tool_call>{", "<parameter=a>", "<invoke name=\"a\">",
      "<function=a><parameter=b>",
      "<", "<f", "read_file(a=[", "[read_file(a=", "read_file(", "```json\n{", "</think>",
      "<think>",
      "\\\"",
      "\0", "{}", "[]", "[[]]", "{\"a\":[", "<function=a></function>", "\u{FFFD}", "\r\n", "é<",
      "git.status()\n", "{\"name\":\"read_file\",\"arguments\":{}}",
    ])
  func survivesAMegabyte(hostile: String) throws {
    let text = String(repeating: hostile, count: 1_000_000 / hostile.utf8.count)
    _ = try found(text)
  }
}
