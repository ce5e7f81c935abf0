import Testing

@testable import EvalKit

@Suite struct AnthropicTests {
  private func read(_ body: String, status: Int = 200) throws -> Prediction {
    try WireRecording(status: status, body: body).prediction(as: AnthropicContent.self)
  }

  private func events(_ events: String...) -> String {
    events.map { "event: x\ndata: \($0)\n\n" }.joined()
  }

  /// The events of the streaming guide at platform.claude.com, shortened.
  @Test func thinkingTextAndToolUse() throws {
    let body = events(
      #"{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"claude-x-20260101","content":[],"stop_reason":null,"usage":{"input_tokens":25,"cache_creation_input_tokens":100,"cache_read_input_tokens":1000,"output_tokens":1}}}"#,
      #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}"#,
      #"{"type":"ping"}"#,
      #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let me "}}"#,
      #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"see."}}"#,
      #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"Eq"}}"#,
      #"{"type":"content_block_stop","index":0}"#,
      #"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#,
      #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"I add."}}"#,
      #"{"type":"content_block_stop","index":1}"#,
      #"{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"add","input":{}}}"#,
      #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}"#,
      #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\": 1,"}}"#,
      #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":" \"b\": 2}"}}"#,
      #"{"type":"content_block_stop","index":2}"#,
      #"{"type":"brand_new_event","x":1}"#,
      #"{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":89}}"#,
      #"{"type":"message_stop"}"#)
    let prediction = try read(body)
    #expect(prediction.text == "I add.")
    #expect(prediction.reasoning == "Let me see.")
    #expect(
      prediction.toolCalls == [
        ToolCall(id: "toolu_1", name: "add", arguments: #"{"a": 1, "b": 2}"#)
      ])
    #expect(prediction.finishReason == .toolCalls)
    #expect(prediction.model == "claude-x-20260101")
    #expect(
      prediction.usage
        == TokenUsage(promptTokens: 1125, completionTokens: 89, cachedTokens: 1000))
  }

  @Test func wholeAnswerWithATool() throws {
    let prediction = try read(
      #"{"type":"message","role":"assistant","model":"c","content":[{"type":"redacted_thinking","data":"x"},{"type":"tool_use","id":"t","name":"now","input":{}}],"stop_reason":"tool_use","usage":{"input_tokens":5,"output_tokens":2}}"#
    )
    #expect(prediction.toolCalls == [ToolCall(id: "t", name: "now", arguments: "{}")])
    #expect(prediction.timings.firstToken == nil)
  }

  @Test(arguments: [
    ("end_turn", FinishReason.stop), ("stop_sequence", .stop), ("max_tokens", .length),
    ("tool_use", .toolCalls), ("refusal", .contentFilter), ("pause_turn", .other("pause_turn")),
    ("model_context_window_exceeded", .length),
  ])
  func stopReasons(reason: String, expected: FinishReason) throws {
    let body =
      #"{"type":"message","content":[{"type":"text","text":"a"}],"stop_reason":"\#(reason)"}"#
    #expect(try read(body).finishReason == expected)
  }

  /// Error events come after status 200 and are statuses in disguise.
  @Test(arguments: [
    ("overloaded_error", ModelFailure.Kind.overloaded, true), ("api_error", .server, true),
    ("rate_limit_error", .overloaded, true), ("timeout_error", .server, true),
    ("authentication_error", .unauthorized, false), ("billing_error", .unauthorized, false),
    ("permission_error", .unauthorized, false), ("not_found_error", .rejected, false),
    ("invalid_request_error", .rejected, false), ("request_too_large", .rejected, false),
    ("unheard_of_error", .server, true),
  ])
  func errorEvents(type: String, kind: ModelFailure.Kind, transient: Bool) {
    let start =
      #"{"type":"message_start","message":{"type":"message","content":[],"usage":{}}}"#
    let error = #"{"type":"error","error":{"type":"\#(type)","message":"Sorry"}}"#
    let failure = #expect(throws: ModelFailure.self) { try read(events(start, error)) }
    #expect(failure?.kind == kind)
    #expect(failure?.isTransient == transient)
    #expect(failure?.message.contains("Sorry") == true)
  }

  @Test func aStreamThatBreaksOffIsNoAnswer() {
    let start =
      #"{"type":"message_start","message":{"type":"message","content":[],"usage":{}}}"#
    let text =
      #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}"#
    let failure = #expect(throws: ModelFailure.self) { try read(events(start, text)) }
    #expect(failure?.kind == .interrupted)
    #expect(failure?.isTransient == true)
  }

  /// A 529 passes; a 429 that names no time is a limit of the account.
  @Test(arguments: [
    ("529 Overloaded", "", "overloaded_error", true),
    ("429 Too Many", "retry-after: 7\r\n", "rate_limit_error", true),
    ("429 Too Many", "", "rate_limit_error", false),
  ])
  func refusals(status: String, field: String, type: String, transient: Bool) async throws {
    let body =
      #"{"type":"error","error":{"type":"\#(type)","message":"limit sk-k"},"request_id":"r"}"#
    var answer = AnsweringServer.Answer(body, status: status)
    answer.fields = field
    let server = AnsweringServer(["/v1/messages": answer])
    let backend = try server.backend(
      AnthropicProvider.self, "c", environment: ["ANTHROPIC_API_KEY": "sk-k"])
    let failure = await #expect(throws: ModelFailure.self) { try await backend.predict(.sample) }
    #expect(failure?.kind == .overloaded)
    #expect(failure?.isTransient == transient)
    #expect(failure?.message.contains("sk-k") == false)
    if !field.isEmpty { #expect(failure?.retryAfter == .seconds(7)) }
  }

  @Test func requestShape() async throws {
    let server = AnsweringServer([
      "/v1/messages": .init(
        #"{"type":"message","content":[{"type":"text","text":"2"}],"stop_reason":"end_turn"}"#)
    ])
    var request = ModelRequest.sample
    request.messages.append(Message(.assistant, "2"))
    request.messages.append(Message(.tool, "3"))
    request.tools = [ModelRequest.tool]
    let backend = try server.backend(
      AnthropicProvider.self, "claude-x", JSONObject(["beta": "b1"]),
      environment: ["ANTHROPIC_API_KEY": "sk-k"])
    _ = try await backend.predict(request)
    request.generation = GenerationOptions()
    _ = try await backend.predict(request)
    let asked = server.asked
    #expect(asked[0].field("x-api-key") == "sk-k")
    #expect(asked[0].field("anthropic-version") == "2023-06-01")
    #expect(asked[0].field("anthropic-beta") == "b1")
    #expect(asked[0].field("authorization") == nil)
    #expect(
      asked[0].body == [
        "model": "claude-x", "max_tokens": 64, "system": "Be brief.",
        "messages": [
          ["role": "user", "content": "1 + 1?"], ["role": "assistant", "content": "2"],
          ["role": "user", "content": "3"],
        ], "stream": true, "temperature": 0.5, "top_p": 0.9, "stop_sequences": ["END"],
        "tools": [
          [
            "name": "add", "description": "Adds.",
            "input_schema": ["type": "object", "properties": ["a": ["type": "integer"]]],
          ]
        ],
      ])
    #expect(asked[1].body["max_tokens"] == 1024)
  }

  @Test func identity() async throws {
    let server = AnsweringServer([
      "/v1/models/claude-x": .init(
        #"{"type":"model","id":"claude-x-20260101","display_name":"X","created_at":"2026-01-01T00:00:00Z"}"#
      )
    ])
    let environment = ["ANTHROPIC_AUTH_TOKEN": "t", "ANTHROPIC_BASE_URL": "\(server.url)/v1/"]
    let backend = try AnthropicProvider.makeBackend(
      ModelSettings(
        name: "claude-x", options: JSONObject(), directory: ".", environment: environment,
        http: server.http))
    let details = try await backend.identify().details
    #expect(details["resolved"] == "claude-x-20260101")
    #expect(server.asked.first?.field("authorization") == "Bearer t")
    let other = try server.backend(AnthropicProvider.self, "tiny", environment: environment)
    #expect(try await other.identify().details["listed"] == false)
  }

  @Test func theOfficialServerNeedsAKey() {
    #expect(
      throws: OptionError(
        "ANTHROPIC_API_KEY is not set; for another server give its base URL")
    ) {
      try AnthropicProvider.makeBackend(
        ModelSettings(
          name: "c", options: JSONObject(), directory: ".", environment: [:],
          http: HTTPEngine(.direct)))
    }
  }
}
