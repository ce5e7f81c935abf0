import Testing

@testable import EvalKit

@Suite struct AzureTests {
  private static let answer = """
    data: {"choices":[],"model":"","prompt_filter_results":[{"prompt_index":0}]}

    data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"2"},\
    "content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}],"model":"gpt-4o"}

    data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"model":"gpt-4o"}

    data: [DONE]


    """

  private func backend(
    _ server: AnsweringServer, _ environment: [String: String] = [:],
    _ options: JSONValue = .object(JSONObject())
  ) throws -> any ModelBackend {
    try AzureProvider.makeBackend(
      ModelSettings(
        name: "my-gpt", options: JSONObject(options), directory: ".",
        environment: ["AZURE_OPENAI_ENDPOINT": "\(server.url)/"].merging(environment) { $1 },
        http: server.http))
  }

  @Test func deploymentsWithAVersion() async throws {
    let path = "/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21"
    let server = AnsweringServer([path: .init(Self.answer)])
    let prediction = try await backend(
      server, ["AZURE_OPENAI_API_KEY": "sk-k", "OPENAI_API_VERSION": "2024-10-21"]
    ).predict(.sample)
    #expect(prediction.text == "2")
    #expect(prediction.finishReason == .stop)
    #expect(prediction.model == "gpt-4o")
    let asked = try #require(server.asked.first)
    #expect(asked.field("api-key") == "sk-k")
    #expect(asked.field("authorization") == nil)
    #expect(asked.body["model"] == nil)
    #expect(asked.body["max_tokens"] == 64)
  }

  @Test func newerPathsWithoutAVersion() async throws {
    let server = AnsweringServer([
      "/openai/v1/chat/completions": .init(Self.answer),
      "/openai/v1/models": .init(#"{"data":[]}"#),
    ])
    let backend = try backend(server, ["AZURE_OPENAI_AD_TOKEN": "t"])
    _ = try await backend.predict(.sample)
    #expect(server.asked.first?.body["model"] == "my-gpt")
    #expect(server.asked.first?.field("authorization") == "Bearer t")
    let identity = try await backend.identify()
    #expect(identity.displayName == "azure/my-gpt")
    #expect(identity.details["api"] == "v1")
  }

  /// A filter is an outcome of the model, not of the machinery.
  @Test(arguments: [
    (
      "400 Bad Request",
      #"{"error":{"code":"content_filter","message":"filtered","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#
    ),
    (
      "200 OK",
      #"{"choices":[{"index":0,"finish_reason":"content_filter","message":{"content":null}}]}"#
    ),
    (
      "200 OK",
      #"{"choices":[{"index":0,"finish_reason":"stop","message":{"content":"a"},"content_filter_results":{"violence":{"filtered":true,"severity":"high"}}}]}"#
    ),
  ])
  func filters(status: String, body: String) async throws {
    let server = AnsweringServer(["/openai/v1/chat/completions": .init(body, status: status)])
    let prediction = try await backend(server, ["AZURE_OPENAI_API_KEY": "k"]).predict(.sample)
    #expect(prediction.finishReason == .contentFilter)
  }

  @Test(arguments: [
    (
      "404 Not Found",
      #"{"error":{"code":"DeploymentNotFound","message":"The API deployment does not exist."}}"#,
      ModelFailure.Kind.rejected, false
    ),
    (
      "429 Too Many Requests", #"{"statusCode":429,"message":"Rate limit is exceeded."}"#,
      .overloaded, true
    ),
    (
      "401 Unauthorized", #"{"error":{"code":"401","message":"Access denied"}}"#, .unauthorized,
      false
    ),
  ])
  func refusals(status: String, body: String, kind: ModelFailure.Kind, transient: Bool) async throws
  {
    let server = AnsweringServer(["/openai/v1/chat/completions": .init(body, status: status)])
    let backend = try backend(server, ["AZURE_OPENAI_API_KEY": "k"])
    let failure = await #expect(throws: ModelFailure.self) { try await backend.predict(.sample) }
    #expect(failure?.kind == kind)
    #expect(failure?.isTransient == transient)
  }

  @Test func whatItNeeds() {
    let server = AnsweringServer([:])
    #expect(throws: OptionError("neither AZURE_OPENAI_API_KEY nor AZURE_OPENAI_AD_TOKEN is set")) {
      try backend(server)
    }
    #expect(throws: OptionError.self) {
      try backend(server, ["AZURE_OPENAI_API_KEY": "k", "OPENAI_API_VERSION": "x&y"])
    }
  }
}
