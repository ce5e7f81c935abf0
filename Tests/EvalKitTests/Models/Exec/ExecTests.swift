import Testing

@testable import EvalKit

/// The programs of docs/exec.md, and programs that misbehave.
@Suite struct ExecTests {
  private let directory: TemporaryDirectory
  private static let examples =
    "/" + #filePath.split(separator: "/").dropLast(5).joined(separator: "/") + "/docs/examples"

  init() throws { directory = try TemporaryDirectory() }

  private func settings(_ name: String, _ options: JSONValue) throws -> ModelSettings {
    ModelSettings(
      name: name,
      options: try JSONObject(options).filled(by: ExecProvider.options, of: "the test"),
      directory: directory.path, environment: Host.environment, http: HTTPEngine(.direct))
  }

  /// A model in Python: `body` answers `request` into `answer`.
  private func model(_ body: String, first: String = "ready") throws -> any ModelBackend {
    let lines = body.split(separator: "\n").map { "    \($0)\n" }.joined()
    _ = try directory.write(
      "import json, os, sys\nprint('\(first)', flush=True)\nfor line in sys.stdin:\n"
        + "    request = json.loads(line)\n\(lines)    print(json.dumps(answer), flush=True)\n",
      to: "model.py")
    return try ExecProvider.makeBackend(
      settings("", ["name": "m", "command": ["python3", "model.py"]]))
  }

  @Test func theExampleAdds() async throws {
    let backend = try ExecProvider.makeBackend(
      settings("\(Self.examples)/exec_model.py", [:]))
    let identity = try await backend.identify()
    #expect(identity.details == JSONObject(["version": "1.0", "digest": "adds-integers"]))
    let prediction = try await backend.predict(.sample)
    #expect(prediction.text == "2")
    #expect(prediction.finishReason == .stop)
    let (total, queue) = (prediction.timings.total, prediction.timings.server?.queue)
    #expect(try #require(total) >= #require(queue))
    var request = ModelRequest.sample
    request.messages = [Message(.user, "none")]
    let expected = ModelFailure(.rejected, "no number in the question")
    await #expect(throws: expected) { try await backend.predict(request) }
  }

  @Test func theProgramSeesTheWholeRequest() async throws {
    var request = ModelRequest.gap
    request.tools = [ModelRequest.tool]
    let backend = try model("answer = {'text': json.dumps(request), 'usage': {'prompt_tokens': 3}}")
    let prediction = try await backend.predict(request)
    #expect(prediction.usage == TokenUsage(promptTokens: 3))
    #expect(
      try JSONValue(parsing: prediction.text) == [
        "request": "predict", "harness": "h", "sample": "s1", "repetition": 0,
        "messages": [
          ["role": "system", "content": "Be brief."], ["role": "user", "content": "1 + 1?"],
        ], "prefix": "def add(a, b):\n    ", "suffix": "\n", "tools": [ModelRequest.tool],
        "generation": [
          "temperature": 0.5, "top_p": 0.9, "max_tokens": 64, "seed": 7, "stop": ["END"],
        ],
      ])
  }

  @Test(arguments: [
    ("answer = {'error': 'no'}", ModelFailure.Kind.server, false),
    (
      "answer = {'error': {'kind': 'overloaded', 'message': 'later', 'transient': True}}",
      .overloaded, true
    ),
    ("answer = {'txt': 'a'}", .malformed, false), ("answer = [1]", .malformed, false),
    ("print('{')\nsys.stdout.flush()\ncontinue", .malformed, false),
    ("sys.exit(3)", .server, false),
    ("answer = {'text': 'a', 'tool_calls': [{}]}", .malformed, false),
  ])
  func failures(body: String, kind: ModelFailure.Kind, transient: Bool) async throws {
    let backend = try model(body)
    let failure = await #expect(throws: ModelFailure.self) { try await backend.predict(.sample) }
    #expect(failure?.kind == kind)
    #expect(failure?.isTransient == transient)
  }

  @Test func aProgramThatDiesIsStartedAnew() async throws {
    let mark = "\(directory.path)/died"
    let backend = try model(
      "if not os.path.exists('\(mark)'):\n    open('\(mark)', 'w').close()\n    os._exit(1)\n"
        + "answer = {'text': str(os.getpid())}")
    let first = try await backend.predict(.sample).text
    let second = try await backend.predict(.sample).text
    #expect(!first.isEmpty)
    #expect(first == second)
  }

  @Test func aProgramThatCannotWorkSaysWhy() async throws {
    let backend = try model("answer = {}", first: "the weights are missing")
    let failure = await #expect(throws: ModelFailure.self) { try await backend.identify() }
    #expect(failure?.kind == .unreachable)
    #expect(failure?.message == "the weights are missing")
  }

  @Test func aProgramThatSleepsTimesOut() async throws {
    let backend = try model("import time\ntime.sleep(60)\nanswer = {'text': 'a'}")
    var request = ModelRequest.sample
    request.timeout = .milliseconds(100)
    let failure = await #expect(throws: ModelFailure.self) { try await backend.predict(request) }
    #expect(failure?.kind == .timeout)
    #expect(failure?.isTransient == true)
  }

  /// Two processes meet each other: each answers only once both have been asked.
  @Test func processesRunSideBySide() async throws {
    _ = try directory.write(
      """
      import json, os, sys
      print('ready', flush=True)
      for line in sys.stdin:
          sample = json.loads(line)['sample']
          with open(f'fifo-{sample}', 'w') as mine: mine.write('x')
          print(json.dumps({'text': sample}), flush=True)
      """, to: "model.py")
    _ = try directory.write(
      """
      import json, os, sys
      for name in ('fifo-a', 'fifo-b'): os.mkfifo(name)
      """, to: "prepare.py")
    let python = try ExternalTool("python3", package: "python3").locate()
    let prepared = try await ProgramRun(
      ProgramCommand(python, ["prepare.py"], directory: directory.path), timeout: .seconds(300)
    ).run()
    #expect(prepared.isSuccess)
    let backend = try ExecProvider.makeBackend(
      settings("m", ["command": ["python3", "model.py"], "processes": 2]))
    func request(_ sample: String) -> ModelRequest {
      var request = ModelRequest.sample
      request.trial.sample = sample
      request.timeout = .seconds(300)
      return request
    }
    async let first = backend.predict(request("a"))
    async let second = backend.predict(request("b"))
    // Both wait for a reader; 'b' is read first, so one process alone would never get there.
    let read = try await ProgramRun(
      ProgramCommand(
        python, ["-c", "open('fifo-b').read(); open('fifo-a').read()"], directory: directory.path),
      timeout: .seconds(300)
    ).run()
    #expect(read.isSuccess)
    #expect(try await [first.text, second.text] == ["a", "b"])
  }

  @Test func aCancelledRequestLeavesItsPlaceInTheQueue() async throws {
    let backend = try model("answer = {'text': 'a'}")
    let task = Task { try await backend.predict(.sample) }
    task.cancel()
    let result = await task.result
    if case .failure(let error) = result {
      #expect((error as? ModelFailure)?.kind == .cancelled)
    }
    #expect(try await backend.predict(.sample).text == "a")
  }

  @Test(
    arguments: [
      ("./nosuch.py", [:], "./nosuch.py: there is no such program"),
      (
        "./plain.py", [:],
        "./plain.py cannot be executed: make it so, or give a 'command' such as [python3, plain.py]"
      ),
      ("nosuchprogram", [:], "nosuchprogram is not on PATH; a path has a slash: ./nosuchprogram"),
      ("", [:], "the provider 'exec' needs a program: exec/./model.py"),
      ("m", ["command": "python3"], "'command' is a list such as [python3, model.py]"),
      ("m", ["command": ["python3"], "processes": 0], "'processes' is a number in 1...256, not 0"),
    ] as [(String, JSONValue, String)])
  func whatCannotBeStarted(name: String, options: JSONValue, message: String) throws {
    _ = try directory.write("", to: "plain.py")
    let error = #expect(throws: OptionError.self) {
      // A wrong kind is caught earlier, by the declaration of the option.
      var settings = try self.settings(name, [:])
      for member in options.objectValue?.members ?? [] {
        settings.options[member.key] = member.value
      }
      return try ExecProvider.makeBackend(settings)
    }
    #expect(error?.description == message)
  }

  // MARK: The measure

  private func measure(_ options: JSONValue) throws -> ExecMeasure {
    try ExecMeasure(
      try JSONObject(options).filled(by: ExecMeasure.options, of: "the test"),
      HarnessConfiguration(id: "h", directory: Self.examples))
  }

  private static let yields: JSONValue = [
    ["name": "bare", "scale": "binary"],
    ["name": "distance", "unit": "count", "higher_is_better": false],
  ]

  @Test func theExampleMeasures() async throws {
    let measure = try measure(["command": ["python3", "exec_measure.py"], "yields": Self.yields])
    #expect(measure.measures.map(\.scale) == [.binary, .quantity])
    #expect(measure.measures[1].range == 0...Double.infinity)
    let sample = Sample(id: "s", input: .text("1 + 1"), target: "2")
    let good = Prediction(text: "2")
    #expect(
      try await measure.measure(good, for: sample) == ["bare": .value(1), "distance": .value(0)])
    #expect(measure.explain(good, for: sample) == nil)
    let wordy = Prediction(text: "It is 5.")
    #expect(
      try await measure.measure(wordy, for: sample) == ["bare": .value(0), "distance": .value(3)])
    #expect(measure.explain(wordy, for: sample) == "more than a number: 'It is 5.'")
    #expect(measure.explain(wordy, for: sample) == nil)
    let none = try await measure.measure(Prediction(text: ""), for: sample)
    #expect(none["distance"] == .missing(reason: "the answer holds no number"))
  }

  @Test(arguments: [
    ("{'measures': {'x': 2}}", "python3: 'x' is 2, out of its range"),
    ("{'measures': {'x': [1]}}", "python3: 'x' is [1], out of its range"),
    ("{'error': 'boom'}", "python3: boom"),
  ])
  func answersThatMeasureNothing(answer: String, message: String) async throws {
    let program = """
      import sys, json
      print('ready', flush=True)
      for line in sys.stdin: print(json.dumps(\(answer)), flush=True)
      """
    let measure = try measure([
      "command": ["python3", "-c", .string(program)], "yields": ["x"],
    ])
    let expected = ScoringError(.toolCrashed, message)
    await #expect(throws: expected) {
      try await measure.measure(Prediction(text: "a"), for: Sample(id: "s", input: .text("")))
    }
  }

  @Test(
    arguments: [
      ([], "'yields' names at least one measure"),
      (["Bad Name"], "an entry of 'yields' is a name in snake_case, or an object with one"),
      (
        [["name": "x", "scal": "binary"]],
        "'yields' has no 'scal'; there are name, scale, unit, range, higher_is_better, summary; did you mean 'scale'?"
      ),
      ([["name": "x", "scale": "rate"]], "'scale' is 'binary' or 'quantity', not 'rate'"),
      ([["name": "x", "range": [1, 0]]], "'range' is a list of two numbers, the lower first"),
    ] as [(JSONValue, String)])
  func declarations(yields: JSONValue, message: String) {
    let error = #expect(throws: OptionError.self) {
      try measure(["command": ["python3"], "yields": yields])
    }
    #expect(error?.description == message)
  }
}
