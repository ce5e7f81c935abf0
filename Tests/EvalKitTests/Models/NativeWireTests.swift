import Testing

@testable import EvalKit

/// Bodies that real servers sent in APIs of their own, in `../shared/wire`.
@Suite struct NativeWireTests {
  /// A group of recordings and the reader that it is for.
  struct Group: Sendable, CustomStringConvertible {
    var description: String
    var folder: String
    var cases: [WireCase]
    /// What separates the parts of a stream.
    var separator: String
    /// Whether a recorded request belongs here, by its path.
    var belongs: @Sendable (String) -> Bool
    var read: @Sendable (WireRecording, Int) -> Result<Prediction, ModelFailure>

    init<Content: AnswerContent>(
      _ description: String, _ folder: String, _ content: Content.Type, _ cases: [WireCase],
      _ belongs: @escaping @Sendable (String) -> Bool
    ) {
      (self.description, self.folder, self.cases) = (description, folder, cases)
      (separator, self.belongs) = (Content.framing == .lines ? "\n" : "\n\n", belongs)
      read = { recording, size in
        do throws(ModelFailure) {
          return .success(try recording.prediction(as: content, partSize: size))
        } catch { return .failure(error) }
      }
    }

    func recording(_ name: String) -> WireRecording? {
      // This one is a single line that was shortened within a list of numbers.
      let cut = name == "generate-too-long-default" ? "," : separator
      return WireRecording("\(folder)/\(name)", cutAt: cut)
    }
  }

  static let groups = [
    Group("ollama", "ollama", OllamaContent.self, WireCase.ollamaNative) {
      !$0.hasPrefix("/v1/")
    },
    Group("ollama messages", "ollama", AnthropicContent.self, WireCase.ollamaMessages) {
      $0.hasPrefix("/v1/messages")
    },
    Group(
      "llama-server messages", "llama-server", AnthropicContent.self, WireCase.llamaServerMessages
    ) { $0.hasPrefix("/v1/messages") },
    Group("llama-server", "llama-server", LlamaContent.self, WireCase.llamaNative) {
      ["/completion", "/infill"].contains($0)
    },
  ]

  @Test(arguments: groups)
  func everyRecordedAnswerMeansWhatItShould(_ group: Group) throws {
    let recorded = Self.recordings(of: group)
    guard !recorded.isEmpty else {
      return print("no recordings in \(SharedFiles.directory)/wire: set EVALKIT_SHARED")
    }
    #expect(
      Set(recorded) == Set(group.cases.map(\.name)), "the table must list exactly what is there")
    for wire in group.cases {
      let recording = try #require(group.recording(wire.name))
      wire.check(group.read(recording, recording.body.count + 1))
    }
  }

  /// However the network cuts it, an answer is the same.
  @Test(arguments: groups)
  func piecesOfEverySizeGiveTheSame(_ group: Group) {
    for wire in group.cases {
      guard let recording = group.recording(wire.name) else { return }
      let whole = Self.untimed(group.read(recording, recording.body.count + 1))
      for size in [1, 2, 3, 5, 7, 13, 64, 1000] {
        let pieces = Self.untimed(group.read(recording, size))
        #expect(pieces == whole, "\(wire.name) in pieces of \(size)")
      }
    }
  }

  /// Raw bytes with heads and chunks, played to the whole client.
  @Test func recordedConnectionsPlayBack() async throws {
    let plays: [(String, any ModelProvider.Type, WireCase.Outcome)] = [
      (
        "llama-server/completion-stream", LlamaServerProvider.self,
        .answer("    return a", .length, prompt: 16, completion: 3)
      ),
      (
        "ollama/generate-stream", OllamaProvider.self,
        .answer("Hello! How", .length, prompt: 30, completion: 3)
      ),
    ]
    for (name, provider, outcome) in plays {
      guard let bytes = SharedFiles.bytes("wire/\(name).wire.txt") else {
        return print("no recordings in \(SharedFiles.directory)/wire: set EVALKIT_SHARED")
      }
      let server = LoopbackServer { connection in
        _ = connection.readRequest()
        connection.send(bytes)
      }
      let backend = try provider.makeBackend(
        ModelSettings(
          name: "tiny", options: JSONObject(["base_url": .string(server.url)]), directory: ".",
          environment: [:], http: HTTPEngine(.direct)))
      let result: Result<Prediction, ModelFailure>
      do throws(ModelFailure) {
        result = .success(try await backend.predict(.gap))
      } catch { result = .failure(error) }
      WireCase(name, outcome).check(result)
      #expect(try result.get().timings.firstToken != nil)
    }
  }

  private static func untimed(
    _ result: Result<Prediction, ModelFailure>
  ) -> Result<Prediction, ModelFailure> {
    result.map { prediction in
      var prediction = prediction
      prediction.timings.firstToken = nil
      return prediction
    }
  }

  private static func recordings(of group: Group) -> [String] {
    SharedFiles.names(in: "wire/\(group.folder)").compactMap { file -> String? in
      guard file.hasSuffix(".txt") else { return nil }
      let name = String(file.dropLast(4))
      guard !name.contains(".") else { return nil }
      guard let request = SharedFiles.bytes("wire/\(group.folder)/\(name).req") else {
        return group.cases.contains { $0.name == name } ? name : nil
      }
      let line = String(decoding: request.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
      let path = line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
      return group.belongs(path) ? name : nil
    }
  }
}

extension WireCase {
  /// Compares what a reader made of the recording with what it means.
  func check(_ result: Result<Prediction, ModelFailure>) {
    func check(_ kind: ModelFailure.Kind, _ message: String, transient: Bool) {
      guard case .failure(let failure) = result else {
        Issue.record("\(name): not refused: \(result)")
        return
      }
      #expect(failure.kind == kind, "\(name)")
      #expect(failure.message == message, "\(name)")
      #expect(failure.isTransient == transient, "\(name)")
    }
    switch outcome {
    case .transient(let kind, let message): check(kind, message, transient: true)
    case .permanent(let kind, let message): check(kind, message, transient: false)
    case .answer(let text, let reason, let prompt, let completion):
      guard case .success(let prediction) = result else {
        Issue.record("\(name): no answer: \(result)")
        return
      }
      #expect(prediction.text == text, "\(name)")
      #expect(prediction.finishReason == reason, "\(name)")
      #expect(prediction.usage?.promptTokens == prompt, "\(name)")
      #expect(prediction.usage?.completionTokens == completion, "\(name)")
      #expect(prediction.toolCalls.isEmpty && prediction.reasoning.isEmpty, "\(name)")
    }
  }
}
