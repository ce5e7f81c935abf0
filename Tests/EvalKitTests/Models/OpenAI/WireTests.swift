import ScriptedServer
import Testing

@testable import EvalKit

/// One recorded body and what a careful reader makes of it.
struct WireCase: Sendable {
  enum Outcome: Sendable {
    case answer(String, FinishReason, prompt: Int? = nil, completion: Int? = nil)
    case transient(ModelFailure.Kind, String)
    case permanent(ModelFailure.Kind, String)
  }

  /// The file's name without `.txt`.
  var name: String
  var outcome: Outcome

  init(_ name: String, _ outcome: Outcome) { (self.name, self.outcome) = (name, outcome) }
}

/// Bodies that real servers sent, in `../shared/wire`, fed to the reader of answers.
@Suite struct WireTests {
  private static let folders = [
    ("llama-server", WireCase.llamaServer), ("ollama", WireCase.ollama),
  ]

  @Test(arguments: [0, 1])
  func everyRecordedAnswerMeansWhatItShould(_ index: Int) throws {
    let (folder, cases) = Self.folders[index]
    let recorded = Self.recordings(in: folder)
    guard !recorded.isEmpty else {
      return print("no recordings in \(SharedFiles.directory)/wire: set EVALKIT_SHARED")
    }
    #expect(Set(recorded) == Set(cases.map(\.name)), "the table must list exactly what is there")
    for wire in cases {
      let body = try #require(Self.body("wire/\(folder)/\(wire.name).txt"))
      let head = Self.head(folder, wire.name)
      check(wire, Self.read(body, head, size: max(body.count, 1)))
    }
  }

  /// However the network cuts it, an answer is the same.
  @Test(arguments: [0, 1])
  func piecesOfEverySizeGiveTheSame(_ index: Int) throws {
    let (folder, cases) = Self.folders[index]
    for wire in cases {
      guard let body = Self.body("wire/\(folder)/\(wire.name).txt") else { return }
      let head = Self.head(folder, wire.name)
      let whole = Self.read(body, head, size: max(body.count, 1))
      for size in Array(1...17) + [63, 64, 65, 1000] {
        let pieces = Self.read(body, head, size: size)
        #expect(pieces == whole, "\(wire.name) in pieces of \(size)")
      }
    }
  }

  /// Raw bytes with heads and chunks, played to the whole client.
  @Test(arguments: [
    (
      "chat-stream", WireCase.Outcome.answer("```python\ndef", .length, prompt: 46, completion: 4)
    ),
    ("chat-stream-ping", .answer("Hello! math.g", .length)),
    ("queued-stream-ping", .answer("Hello! How", .length)),
    ("long-prompt-stream", .answer("(s), b + b\"\"\"\n? |", .length)),
    // A server that died; some bytes are missing in the middle of both recordings, too.
    (
      "midstream-server-KILL",
      .transient(.malformed, "the stream has an event that is no JSON (broken structure)")
    ),
    (
      "midstream-server-TERM",
      .transient(.interrupted, "127.0.0.1:PORT: the connection broke within the answer")
    ),
  ])
  func recordedConnectionsPlayBack(name: String, outcome: WireCase.Outcome) async throws {
    let path = "\(SharedFiles.directory)/wire/llama-server/\(name).wire.txt"
    guard Files.exists(path) else {
      return print("no \(path): set EVALKIT_SHARED")
    }
    let play = try FaultPlay(
      answers: ["{\"head\": false, \"body\": {\"file\": \"\(path)\"}, \"end\": \"close\"}"])
    let backend = try play.backend()
    let result: Result<Prediction, ModelFailure>
    do throws(ModelFailure) {
      result = .success(try await backend.predict(FaultPlay.request))
    } catch { result = .failure(error) }
    check(WireCase(name, outcome), result, port: play.server.port)
  }

  private func check(
    _ wire: WireCase, _ result: Result<Prediction, ModelFailure>, port: UInt16 = 0
  ) {
    func check(_ kind: ModelFailure.Kind, _ message: String, transient: Bool) {
      guard case .failure(let failure) = result else {
        Issue.record("\(wire.name): not refused: \(result)")
        return
      }
      #expect(failure.kind == kind, "\(wire.name)")
      #expect(failure.message == message.replacing("PORT", with: "\(port)"), "\(wire.name)")
      #expect(failure.isTransient == transient, "\(wire.name)")
    }
    switch wire.outcome {
    case .transient(let kind, let message): check(kind, message, transient: true)
    case .permanent(let kind, let message): check(kind, message, transient: false)
    case .answer(let text, let reason, let prompt, let completion):
      guard case .success(let prediction) = result else {
        Issue.record("\(wire.name): no answer: \(result)")
        return
      }
      #expect(prediction.text == text, "\(wire.name)")
      #expect(prediction.finishReason == reason, "\(wire.name)")
      #expect(prediction.usage?.promptTokens == prompt, "\(wire.name)")
      #expect(prediction.usage?.completionTokens == completion, "\(wire.name)")
      #expect(prediction.toolCalls.isEmpty && prediction.reasoning.isEmpty, "\(wire.name)")
    }
  }

  // MARK: Reading

  /// The answers to chat and completions requests that a folder holds.
  private static func recordings(in folder: String) -> [String] {
    SharedFiles.names(in: "wire/\(folder)").compactMap { file -> String? in
      guard file.hasSuffix(".txt") else { return nil }
      let name = String(file.dropLast(4))
      guard name.split(separator: ".").count == 1 else { return nil }
      guard let request = SharedFiles.bytes("wire/\(folder)/\(name).req") else {
        return name.hasSuffix("v1-chat-completions") ? name : nil
      }
      let line = String(decoding: request.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
      return ["POST /v1/chat/completions", "POST /v1/completions"].contains(line) ? name : nil
    }
  }

  /// A recorded body; where the recording was shortened, what is left of the torn event goes.
  private static func body(_ path: String) -> [UInt8]? {
    guard let bytes = SharedFiles.bytes(path) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let cut = text.firstRange(of: "\n[... cut ...]\n") else { return bytes }
    let before = text[..<cut.lowerBound]
    let after = text[cut.upperBound...]
    guard let start = before.lastIndex(of: "\n"), let end = after.firstIndex(of: "\n") else {
      return bytes
    }
    return Array((before[...start] + after[end...]).utf8)
  }

  private static func head(_ folder: String, _ name: String) -> HTTPResponseHead {
    let bytes = SharedFiles.bytes("wire/\(folder)/\(name).hdr") ?? []
    let lines = bytes.split(separator: 0x0A)
    let line = lines.last { $0.starts(with: "HTTP/".utf8) } ?? []
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    // The answers of a server that loads were recorded without their first line.
    var head = HTTPResponseHead(
      status: words.count > 1 ? Int(words[1]) ?? 0 : 503, headers: HTTPHeaders())
    for line in lines where !line.starts(with: "HTTP/".utf8) {
      line.withUnsafeBytes { head.headers.append(line: $0) }
    }
    return head
  }

  private static func read(
    _ body: [UInt8], _ head: HTTPResponseHead, size: Int
  ) -> Result<Prediction, ModelFailure> {
    let instant = MonotonicInstant(nanoseconds: 0)
    var answer = OpenAIAnswer()
    _ = answer.begin(head)
    for start in stride(from: 0, to: body.count, by: size) {
      let piece = Array(body[start..<min(start + size, body.count)])
      guard answer.receive(piece.span.bytes, at: instant) else { break }
    }
    let outcome = HTTPOutcome(
      head: head, failure: nil, stoppedBySink: false, bodyBytes: body.count,
      reusedConnection: false, timings: HTTPTimings(start: instant, total: .seconds(1)))
    do throws(ModelFailure) {
      return .success(try answer.finish(outcome, now: .zero))
    } catch { return .failure(error) }
  }
}
