import Synchronization

@testable import EvalKit

/// A server that answers by path and remembers what it was asked.
final class AnsweringServer: Sendable {
  struct Answer: Sendable {
    var status = "200 OK"
    var fields = "Content-Type: application/json\r\n"
    var body: String

    init(_ body: String, status: String = "200 OK") { (self.body, self.status) = (body, status) }
  }

  struct Asked: Sendable {
    var method: String
    var path: String
    var head: String
    var body: JSONValue

    /// The value of a header field, or `nil`.
    func field(_ name: String) -> String? {
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("\(name.lowercased()):") }
        .map { String($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
    }
  }

  private let requests = Mutex<[Asked]>([])
  private let server = Mutex<LoopbackServer?>(nil)
  let http = HTTPEngine(.direct)

  /// Paths that are not named get a 404.
  init(_ answers: [String: Answer]) {
    let server = LoopbackServer { [weak self] connection in
      while let request = connection.readRequest() {
        let words = request.head.split(separator: " ", maxSplits: 2)
        let path = String(words[1])
        let body = (try? JSONParser().parse(request.body)) ?? .null
        self?.requests.withLock {
          $0.append(
            Asked(method: String(words[0]), path: path, head: request.head, body: body))
        }
        let answer =
          answers[path] ?? Answer("{\"error\":\"no such path\"}", status: "404 Not Found")
        connection.answer(answer.status, answer.fields, body: answer.body)
      }
    }
    self.server.withLock { $0 = server }
  }

  var url: String { server.withLock { $0?.url ?? "" } }
  var asked: [Asked] { requests.withLock { $0 } }

  /// A provider's backend for this server.
  func backend(
    _ provider: any ModelProvider.Type, _ name: String, _ options: JSONObject = JSONObject(),
    environment: [String: String] = [:]
  ) throws -> any ModelBackend {
    try provider.makeBackend(settings(provider, name, options, environment))
  }

  func settings(
    _ provider: any ModelProvider.Type, _ name: String, _ options: JSONObject,
    _ environment: [String: String] = [:]
  ) throws -> ModelSettings {
    var options = try options.filled(by: provider.options, of: "the test")
    if options["base_url"] == nil { options["base_url"] = .string(url) }
    return ModelSettings(
      name: name, options: options, directory: ".", environment: environment, http: http)
  }
}

extension JSONObject {
  init(_ json: JSONValue) { self = json.objectValue ?? JSONObject() }
}

extension ModelRequest {
  /// A question with a system message and sampling parameters.
  static let sample = ModelRequest(
    trial: TrialID(harness: "h", sample: "s1"),
    messages: [Message(.system, "Be brief."), Message(.user, "1 + 1?")],
    generation: GenerationOptions(
      temperature: 0.5, topP: 0.9, maxTokens: 64, seed: 7, stop: ["END"]),
    timeout: .seconds(30))

  /// The same around a gap.
  static let gap: ModelRequest = {
    var request = sample
    (request.prefix, request.suffix) = ("def add(a, b):\n    ", "\n")
    return request
  }()

  /// A tool as OpenAI's clients define it.
  static let tool: JSONValue = [
    "type": "function",
    "function": [
      "name": "add", "description": "Adds.",
      "parameters": ["type": "object", "properties": ["a": ["type": "integer"]]],
    ],
  ]
}
