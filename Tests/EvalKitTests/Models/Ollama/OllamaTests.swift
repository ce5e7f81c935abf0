import Testing

@testable import EvalKit

@Suite struct OllamaTests {
  /// Expected values follow `Host()` of Ollama's envconfig/config.go and its tests.
  @Test(arguments: [
    ("", "http://127.0.0.1:11434"), ("1.2.3.4", "http://1.2.3.4:11434"),
    (":1234", "http://127.0.0.1:1234"), ("1.2.3.4:", "error"),
    ("1.2.3.4:56789", "http://1.2.3.4:56789"), ("0.0.0.0", "http://127.0.0.1:11434"),
    ("0.0.0.0:8080", "http://127.0.0.1:8080"), ("[::1]", "http://[::1]:11434"),
    ("[::]:8080", "http://[::1]:8080"), ("::1", "http://[::1]:11434"),
    ("gpu-box", "http://gpu-box:11434"), ("gpu-box:80", "http://gpu-box:80"),
    ("http://gpu-box", "http://gpu-box:80"), ("https://gpu-box", "https://gpu-box:443"),
    ("https://gpu-box:8443/", "https://gpu-box:8443"), ("HTTP://gpu-box", "http://gpu-box:80"),
    ("http://gpu-box/ollama/", "http://gpu-box:80/ollama"),
    (" \"gpu-box\" ", "http://gpu-box:11434"),
    ("'1.2.3.4'", "http://1.2.3.4:11434"), ("gpu-box:99999", "error"), ("gpu-box:x", "error"),
    ("ftp://gpu-box", "error"), ("http://user:pw@gpu-box", "error"),
  ])
  func hostsInEveryForm(text: String, url: String) {
    #expect(((try? OllamaHost(text))?.url ?? "error") == url)
  }

  @Test func chatRequest() async throws {
    let server = AnsweringServer([
      "/api/chat": .init(
        """
        {"model":"tiny","message":{"role":"assistant","content":"2"},"done":true,\
        "done_reason":"stop","total_duration":90474162,"load_duration":773485,\
        "prompt_eval_count":46,"prompt_eval_duration":4611000,"eval_count":17,\
        "eval_duration":81259000}
        """)
    ])
    var request = ModelRequest.sample
    request.tools = [ModelRequest.tool]
    let options = JSONObject(["think": false, "keep_alive": "10m", "options": ["num_ctx": 8192]])
    let prediction = try await server.backend(OllamaProvider.self, "tiny", options)
      .predict(request)
    #expect(prediction.text == "2")
    let timings = try #require(prediction.timings.server)
    #expect(timings.queue == .nanoseconds(90_474_162 - 773_485 - 4_611_000 - 81_259_000))
    #expect(timings.load == .nanoseconds(773_485))
    #expect(timings.generation == .nanoseconds(81_259_000))
    #expect(timings.generatedTokens == 17)
    let asked = try #require(server.asked.first)
    #expect(asked.method == "POST")
    #expect(
      asked.body == [
        "model": "tiny",
        "messages": [
          ["role": "system", "content": "Be brief."], ["role": "user", "content": "1 + 1?"],
        ], "tools": [ModelRequest.tool], "stream": true, "truncate": false, "think": false,
        "keep_alive": "10m",
        "options": [
          "temperature": 0.5, "top_p": 0.9, "num_predict": 64, "seed": 7, "stop": ["END"],
          "num_ctx": 8192,
        ],
      ])
  }

  @Test(
    arguments: [
      ([:], ["prompt": "def add(a, b):\n    ", "suffix": "\n"]),
      (
        ["fim_prompt": "<P>{{prefix}}<S>{{suffix}}<M>{{x"],
        ["prompt": "<P>def add(a, b):\n    <S>\n<M>{{x", "raw": true]
      ),
      (["endpoint": "raw"], ["prompt": "def add(a, b):\n    ", "raw": true]),
      (["endpoint": "generate"], ["system": "Be brief.", "prompt": "1 + 1?"]),
    ] as [(JSONValue, JSONValue)])
  func gapsAndPlainPrompts(options: JSONValue, expected: JSONValue) throws {
    let asked = OllamaRequest(.gap, model: "tiny", options: JSONObject(options))
    #expect(asked.path == "/api/generate")
    for member in expected.objectValue?.members ?? [] {
      #expect(asked.body[member.key] == member.value)
    }
    #expect((asked.body["raw"] != nil) == (expected["raw"] != nil))
    #expect((asked.body["suffix"] != nil) == (expected["suffix"] != nil))
    let chat = OllamaRequest(.gap, model: "tiny", options: JSONObject(["endpoint": "chat"]))
    #expect(chat.path == "/api/chat")
  }

  /// Place holders in the code around the gap are code.
  @Test func fimPromptDoesNotLookIntoTheCode() {
    var request = ModelRequest.gap
    (request.prefix, request.suffix) = ("{{suffix}}", "{{prefix}}")
    #expect(OllamaRequest.filled("{{prefix}}|{{suffix}}", request) == "{{suffix}}|{{prefix}}")
  }

  @Test func toolCallsAndThinking() throws {
    var content = OllamaContent()
    for line in [
      #"{"message":{"role":"assistant","content":"","thinking":"hm"},"done":false}"#,
      #"{"message":{"content":"","tool_calls":[{"id":"c1","function":{"name":"add","arguments":{"a":1}}}]},"done":false}"#,
      #"{"message":{"content":""},"done":true,"done_reason":"stop"}"#,
    ] {
      _ = try content.take(try JSONValue(parsing: line))
    }
    let prediction = try content.prediction()
    #expect(prediction.reasoning == "hm")
    #expect(prediction.toolCalls == [ToolCall(id: "c1", name: "add", arguments: #"{"a":1}"#)])
    #expect(prediction.finishReason == .toolCalls)
    #expect(prediction.timings.server == nil)
    #expect(prediction.usage == nil)
  }

  @Test(arguments: ["tiny", "Tiny:latest", "tiny-fim"])
  func identityFromARealServer(model: String) async throws {
    guard let show = WireRecording("ollama/\(model == "tiny-fim" ? "show-fim" : "show")"),
      let tags = WireRecording("ollama/tags"), let loaded = WireRecording("ollama/ps-loaded"),
      let version = WireRecording("ollama/version")
    else { return print("no recordings in \(SharedFiles.directory)/wire: set EVALKIT_SHARED") }
    func text(_ wire: WireRecording) -> AnsweringServer.Answer {
      .init(String(decoding: wire.body, as: UTF8.self))
    }
    let server = AnsweringServer([
      "/api/show": text(show), "/api/tags": text(tags), "/api/ps": text(loaded),
      "/api/version": text(version),
    ])
    let identity = try await server.backend(OllamaProvider.self, model).identify()
    #expect(identity.displayName == "ollama/\(model)")
    let isFIM = model == "tiny-fim"
    var expected = JSONObject([
      "server_version": "0.33.0-rc2", "family": "qwen2", "parameter_size": "60.07M",
      "quantization": "Q8_0", "parameter_count": 60_071_232, "maximum_context_length": 8192,
    ])
    expected["digest"] =
      isFIM
      ? "f404eb8953851480284662706c0ff59c143970210096bb8a5fb9a51f81e8a08a"
      : "f737519987eafe45960f87d24155ec0b5f0235db6e6a04b1c0534730b61e3ef0"
    // Only 'tiny' was in memory.
    if !isFIM { expected["context_length"] = 4096 }
    expected["template_sha256"] =
      isFIM
      ? "99420b380925707ec4843ae9915491c2d04b36e48444f761abc5bcac145db7ba"
      : "cd8e9439f0570856fd70470bf8889ebd8b5d1107207f67a5efb46e342330527f"
    if isFIM {
      expected["parameters_sha256"] =
        "d23d25314801d9e6bd2fba33303cb1345056715694bc979399fc3481a87a106a"
    }
    expected["capabilities"] = isFIM ? ["completion", "insert"] : ["completion", "tools"]
    #expect(identity.details == expected)
    #expect(server.asked.map(\.body)[1] == ["model": .string(model)])
  }

  @Test func anUnknownModelIsRefusedBeforeTheRun() async throws {
    let server = AnsweringServer([
      "/api/version": .init(#"{"version":"0.33.0"}"#),
      "/api/show": .init(#"{"error":"model 'x' not found"}"#, status: "404 Not Found"),
    ])
    let backend = try server.backend(OllamaProvider.self, "x")
    let expected = ModelFailure(
      .rejected, "HTTP 404: model 'x' not found; 'ollama pull' fetches models", status: 404)
    await #expect(throws: expected) { try await backend.identify() }
  }

  @Test func anotherServerIsNoOllama() async throws {
    let server = AnsweringServer(["/api/version": .init("hello")])
    let backend = try server.backend(OllamaProvider.self, "x")
    let failure = await #expect(throws: ModelFailure.self) { try await backend.identify() }
    #expect(failure?.kind == .rejected)
  }

  @Test func embeddingsFromARealServer() async throws {
    guard let wire = WireRecording("ollama/embed-ok") else {
      return print("no recordings in \(SharedFiles.directory)/wire: set EVALKIT_SHARED")
    }
    let server = AnsweringServer(["/api/embed": .init(String(decoding: wire.body, as: UTF8.self))])
    let embedder = try OllamaProvider.makeEmbedder(
      server.settings(OllamaProvider.self, "tiny-embed", JSONObject()))
    let vectors = try await embedder.embed(["hello world", "bye"], timeout: .seconds(10))
    #expect(vectors.map(\.count) == [192, 192])
    #expect(
      vectors.map { Array($0[..<2]) } == [
        [-0.043835334, 0.025847321], [0.060708728, -0.076674536],
      ])
    #expect(
      server.asked.first?.body == [
        "model": "tiny-embed", "input": ["hello world", "bye"], "truncate": false,
      ])
    await #expect(throws: ModelFailure.self) {
      try await embedder.embed(["one"], timeout: .seconds(10))
    }
  }

  /// Endings that no recording has.
  @Test(arguments: [
    (#"{"response":"a","done":false}"#, ModelFailure.Kind.interrupted, true),
    ("{\"response\":\"a\",\"done\":true}\n{\"response\":\"b\",\"done\":false}", .malformed, true),
    (#"{"response":"a","do"#, .interrupted, true), ("", .interrupted, true),
    ("<html><title>Busy</title></html>", .malformed, true), ("nonsense", .malformed, true),
    ("{\"response\":\"a\",\"done\":false}\nnonsense\n", .malformed, true),
    ("[]", .malformed, false),
    (#"{"message":{"tool_calls":[{}]},"done":true}"#, .malformed, false),
  ])
  func brokenAnswers(body: String, kind: ModelFailure.Kind, transient: Bool) throws {
    let wire = WireRecording(status: 200, body: body)
    for size in [1, 1000] {
      let failure = #expect(throws: ModelFailure.self) {
        try wire.prediction(as: OllamaContent.self, partSize: size)
      }
      #expect(failure?.kind == kind)
      #expect(failure?.isTransient == transient)
    }
  }
}
