import Testing

@testable import EvalKit

@Suite struct LlamaServerTests {
  private static let chatAnswer = """
    {"choices":[{"finish_reason":"stop","index":0,"message":{"role":"assistant","content":"2"}}],\
    "model":"tiny","timings":{"cache_n":24,"prompt_n":8,"prompt_ms":5.5,"predicted_n":3,\
    "predicted_ms":4.25}}
    """

  @Test func gapsGoToInfill() async throws {
    guard let wire = WireRecording("llama-server/infill-stream") else {
      return print("no recordings in \(SharedFiles.directory)/wire: set EVALKIT_SHARED")
    }
    let server = AnsweringServer(["/infill": .init(String(decoding: wire.body, as: UTF8.self))])
    let prediction = try await server.backend(LlamaServerProvider.self, "tiny").predict(.gap)
    #expect(prediction.text == "return a + b")
    #expect(prediction.finishReason == .stop)
    #expect(prediction.timings.firstToken != nil)
    #expect(
      prediction.timings.server
        == ServerTimings(
          prompt: .microseconds(3093), generation: .microseconds(8389), promptTokens: 13,
          generatedTokens: 5))
    #expect(
      server.asked.first?.body == [
        "input_prefix": "def add(a, b):\n    ", "input_suffix": "\n", "stream": true,
        "temperature": 0.5, "top_p": 0.9, "n_predict": 64, "seed": 7, "stop": ["END"],
        "cache_prompt": false,
      ])
  }

  @Test func conversationsGoThroughTheTemplate() async throws {
    let server = AnsweringServer(["/v1/chat/completions": .init(Self.chatAnswer)])
    let prediction = try await server.backend(
      LlamaServerProvider.self, "tiny", JSONObject(["cache_prompt": true]),
      environment: ["LLAMA_API_KEY": "sk-k"]
    ).predict(.sample)
    #expect(prediction.text == "2")
    #expect(prediction.timings.server?.generation == .microseconds(4250))
    #expect(prediction.timings.server?.promptTokens == 8)
    let asked = try #require(server.asked.first)
    #expect(asked.field("authorization") == "Bearer sk-k")
    #expect(asked.body["cache_prompt"] == true)
    #expect(asked.body["messages"]?.arrayValue?.count == 2)
    #expect(asked.body["max_tokens"] == 64)
  }

  @Test func plainPromptsGoToCompletion() {
    let asked = LlamaServerRequest(
      .sample, model: "tiny", options: JSONObject(["endpoint": "completion"]))
    #expect(asked.path == "/completion")
    #expect(asked.body["prompt"] == "Be brief.\n\n1 + 1?")
    #expect(!asked.isChat)
  }

  @Test func identityFromARealServer() async throws {
    guard let props = WireRecording("llama-server/props"),
      let models = WireRecording("llama-server/v1-models")
    else { return print("no recordings in \(SharedFiles.directory)/wire: set EVALKIT_SHARED") }
    let server = AnsweringServer([
      "/props": .init(String(decoding: props.body, as: UTF8.self)),
      "/v1/models": .init(String(decoding: models.body, as: UTF8.self)),
    ])
    let identity = try await server.backend(LlamaServerProvider.self, "tiny").identify()
    #expect(
      identity.details
        == JSONObject([
          "server_version": "b0-0c1e57098", "model_alias": "tiny", "model_file": "tiny.gguf",
          "quantization": "Q8_0", "context_length": 4096, "slots": 2,
          "template_sha256": "55b2f4a26ac9ee719330a61a0c39d9e538b0e9322212f048326318cff4f8674a",
          "maximum_context_length": 8192, "parameter_count": 60_071_232,
          "size_bytes": 64_280_832,
        ]))
  }

  @Test func aServerThatLoadsMayBeAskedAgain() async throws {
    let server = AnsweringServer([
      "/props": .init(
        #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#,
        status: "503 Service Unavailable")
    ])
    let backend = try server.backend(LlamaServerProvider.self, "tiny")
    let failure = await #expect(throws: ModelFailure.self) { try await backend.identify() }
    #expect(failure?.kind == .overloaded)
    #expect(failure?.isTransient == true)
  }

  @Test func anotherServerIsNamed() async throws {
    let server = AnsweringServer([:])
    let backend = try server.backend(LlamaServerProvider.self, "tiny")
    let failure = await #expect(throws: ModelFailure.self) { try await backend.identify() }
    #expect(failure?.kind == .rejected)
    #expect(failure?.message.contains("no /props") == true)
  }

  @Test(arguments: [
    (["LLAMA_ARG_HOST": "0.0.0.0", "LLAMA_ARG_PORT": "9001"], "http://127.0.0.1:9001"),
    ([:], "http://127.0.0.1:8080"), (["LLAMA_SERVER_URL": "http://gpu:1/v1"], "http://gpu:1"),
  ])
  func whereItListens(environment: [String: String], base: String) throws {
    let backend = try LlamaServerProvider.makeBackend(
      ModelSettings(
        name: "tiny", options: JSONObject(), directory: ".", environment: environment,
        http: HTTPEngine(.direct)))
    #expect((backend as? LlamaServerBackend)?.server.base == base)
  }

  /// Answers of older builds, and what breaks off.
  @Test func endings() throws {
    let old = WireRecording(
      status: 200, body: #"{"content":"a","stop":true,"stopped_eos":false,"stopped_limit":true}"#)
    #expect(try old.prediction(as: LlamaContent.self).finishReason == .length)
    let cut = WireRecording(status: 200, body: "data: {\"content\":\"a\",\"stop\":false}\n\n")
    let failure = #expect(throws: ModelFailure.self) {
      try cut.prediction(as: LlamaContent.self)
    }
    #expect(failure?.kind == .interrupted)
    let broken = WireRecording(
      status: 200,
      body: "data: {\"content\":\"a\",\"stop\":false}\n\n"
        + "data: {\"error\":{\"code\":500,\"message\":\"boom\",\"type\":\"server_error\"}}\n\n")
    let error = #expect(throws: ModelFailure.self) {
      try broken.prediction(as: LlamaContent.self)
    }
    #expect(error?.kind == .server)
    #expect(error?.message == "error inside the answer: boom (500)")
  }
}
