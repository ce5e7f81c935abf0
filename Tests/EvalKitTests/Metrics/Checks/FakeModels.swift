internal import Synchronization

@testable import EvalKit

/// A judge that gives its answers in turn, the last one again and again, and keeps the requests.
final class FakeJudge: ModelBackend {
  private let answers: [Result<String, ModelFailure>]
  private let asked = Mutex<[ModelRequest]>([])

  var requests: [ModelRequest] { asked.withLock { $0 } }

  init(_ answers: Result<String, ModelFailure>...) { self.answers = answers }

  convenience init(_ answer: String) { self.init(.success(answer)) }

  func identify() async throws(ModelFailure) -> ModelIdentity {
    ModelIdentity(provider: "fake", name: "judge")
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    let index = asked.withLock { asked in
      asked.append(request)
      return min(asked.count, answers.count) - 1
    }
    return Prediction(text: try answers[index].get())
  }
}

/// An embedder that knows some texts, and fails for all others.
struct FakeEmbedder: EmbeddingBackend {
  let vectors: [String: [Double]]

  func embed(
    _ texts: [String], timeout: Duration
  ) async throws(ModelFailure) -> [[Double]] {
    var found: [[Double]] = []
    for text in texts {
      guard let vector = vectors[text] else {
        throw ModelFailure(.rejected, "unknown text", status: 400)
      }
      found.append(vector)
    }
    return found
  }
}
