import Testing

@testable import EvalKit

@Suite struct EmbeddingTests {
  /// The test vectors of RFC 4648, section 10, and what is no base64.
  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
    ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"), ("Zm9", nil), ("Zm9*", nil), ("====", nil),
    ("Z=9v", nil),
  ])
  func base64(text: String, expected: String?) {
    #expect(Base64.decode(text) == expected.map { Array($0.utf8) })
  }

  /// The base64 form decoded with Python's struct module.
  @Test(arguments: [
    ("embeddings", 2, [-0.09452152997255325, 0.031974341720342636]),
    ("embeddings-base64", 1, [-0.04383533075451851, 0.025847317650914192]),
  ])
  func formsOfARealServer(name: String, count: Int, beginning: [Double]) async throws {
    guard let wire = WireRecording("llama-server/\(name)") else {
      return print("no recordings in \(SharedFiles.directory)/wire: set EVALKIT_SHARED")
    }
    let server = AnsweringServer(["/embeddings": .init(String(decoding: wire.body, as: UTF8.self))])
    let embedder = try OpenAIProvider.makeEmbedder(
      server.settings(OpenAIProvider.self, "tiny", JSONObject(["encoding": "base64"])))
    let texts = Array(["hello world", "bye"][..<count])
    let vectors = try await embedder.embed(texts, timeout: .seconds(10))
    #expect(vectors.map(\.count) == Array(repeating: 192, count: count))
    #expect(Array(vectors[0][..<2]) == beginning)
    #expect(
      server.asked.first?.body == [
        "model": "tiny", "input": .array(texts.map(JSONValue.string)),
        "encoding_format": "base64",
      ])
  }

  /// What is recorded of requests for vectors, by endpoint: how many of which length, or the kind
  /// of failure.
  private static let recorded:
    [(path: String, name: String, count: Int, length: Int?, failure: ModelFailure.Kind?)] = [
      ("/api/embed", "ollama/embed", 2, nil, .rejected),
      ("/api/embed", "ollama/embed-dimensions", 1, 4, nil),
      ("/api/embed", "ollama/embed-empty", 1, nil, .malformed),
      ("/api/embed", "ollama/embed-ok", 2, 192, nil),
      ("/api/embed", "ollama/embed-too-long", 1, nil, .contextExceeded),
      ("/api/embed", "ollama/embed-too-long-truncate", 1, 192, nil),
      ("/api/embed", "ollama/err-unknown-model-embed", 1, nil, .rejected),
      ("/v1/embeddings", "ollama/v1-embeddings", 1, nil, .rejected),
      ("/v1/embeddings", "ollama/v1-embeddings-ok", 1, 4, nil),
      ("/v1/embeddings", "llama-server/embeddings", 2, 192, nil),
      ("/v1/embeddings", "llama-server/embeddings-base64", 1, 192, nil),
      ("/v1/embeddings", "llama-server/err-embeddings-empty", 1, nil, .rejected),
      ("/v1/embeddings", "llama-server/err-embeddings-format", 1, nil, .rejected),
      ("/v1/embeddings", "llama-server/err-embeddings-missing", 1, nil, .rejected),
      ("/v1/embeddings", "llama-server/err-embeddings-off", 1, nil, .rejected),
      ("/v1/embeddings", "llama-server/err-embeddings-too-long", 1, nil, .contextExceeded),
    ]

  @Test func everyRecordedAnswerMeansWhatItShould() async throws {
    var there: Set<String> = []
    for folder in ["ollama", "llama-server"] {
      for file in SharedFiles.names(in: "wire/\(folder)") where file.hasSuffix(".req") {
        let request = SharedFiles.bytes("wire/\(folder)/\(file)") ?? []
        let line = request.prefix { $0 != 0x0A }
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count > 1, ["/api/embed", "/v1/embeddings"].contains(words[1]) else { continue }
        there.insert("\(folder)/\(file.dropLast(4))")
      }
    }
    guard !there.isEmpty else {
      return print("no recordings in \(SharedFiles.directory)/wire: set EVALKIT_SHARED")
    }
    #expect(there == Set(Self.recorded.map(\.name)), "the table must list exactly what is there")
    for (path, name, count, length, kind) in Self.recorded {
      let wire = try #require(WireRecording(name, cutAt: ","))
      let answer = AnsweringServer.Answer(
        String(decoding: wire.body, as: UTF8.self), status: "\(wire.status) X")
      let server = AnsweringServer([path: answer])
      let provider: any ModelProvider.Type =
        path == "/api/embed" ? OllamaProvider.self : OpenAIProvider.self
      let base = path == "/api/embed" ? server.url : "\(server.url)/v1"
      let embedder = try provider.makeEmbedder(
        server.settings(provider, "tiny", JSONObject(["base_url": .string(base)])))
      let result: Result<[[Double]], ModelFailure>
      do throws(ModelFailure) {
        let texts = Array(repeating: "x", count: count)
        result = .success(try await embedder.embed(texts, timeout: .seconds(10)))
      } catch { result = .failure(error) }
      switch result {
      case .success(let vectors):
        #expect(vectors.map(\.count) == Array(repeating: length ?? -1, count: count), "\(name)")
      case .failure(let failure): #expect(failure.kind == kind, "\(name): \(failure)")
      }
    }
  }

  @Test func orderFollowsTheIndex() throws {
    let json = try JSONValue(
      parsing: #"{"data":[{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,2]}]}"#)
    #expect(try Embeddings(openAI: json, count: 2).vectors == [[1, 2], [3, 4]])
  }

  @Test(arguments: [
    #"{"data":[{"index":0,"embedding":[1,2]}]}"#,
    #"{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]}"#,
    #"{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}"#,
    #"{"data":[{"index":0,"embedding":[1,null]},{"index":1,"embedding":[1,2]}]}"#,
    #"{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}"#,
    #"{"data":[{"index":0,"embedding":"AAA="},{"index":1,"embedding":"AAA="}]}"#,
    #"{"data":[{"index":7,"embedding":[1]},{"index":1,"embedding":[1]}]}"#, "{}",
  ])
  func whatIsNotAVectorEach(body: String) throws {
    let json = try JSONValue(parsing: body)
    #expect(throws: ModelFailure.self) { try Embeddings(openAI: json, count: 2) }
  }

  @Test func otherProvidersSaySo() throws {
    let server = AnsweringServer([:])
    let settings = try server.settings(AnthropicProvider.self, "c", JSONObject())
    #expect(
      throws: OptionError(
        "the provider 'anthropic' turns no texts into vectors; ollama and openai do")
    ) { try AnthropicProvider.makeEmbedder(settings) }
  }
}
