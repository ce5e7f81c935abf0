/// The answer means nearly the same as a text: the cosine of their embeddings is large enough.
///
/// An empty answer is not similar to anything.
struct SimilarCheck: Check {
  static let name = "similar"
  static let summary =
    "The cosine of the embeddings of the answer and of 'value' is at least 'threshold'."
  static let options = [
    OptionDeclaration("value", .text, "The text to compare with.", required: true),
    OptionDeclaration("threshold", .number, "The least cosine, from -1 to 1.", default: 0.75),
  ]

  private static let timeout: Duration = .seconds(60)

  private let value: String
  private let threshold: Double
  private let embedder: any EmbeddingBackend

  init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    value = try options.nonEmptyText("value")
    threshold = options["threshold"]?.doubleValue ?? 0.75
    guard (-1...1).contains(threshold) else {
      throw OptionError(
        "check 'similar': 'threshold' lies in -1...1, not \(Threshold.text(threshold))",
        option: "threshold")
    }
    guard let embedder = configuration.embedder else {
      throw OptionError(
        "check 'similar' needs an embedding model: add 'embedder' under 'models', or --embedder")
    }
    self.embedder = embedder
  }

  /// - Throws: ``ScoringError`` when the embedder gives no usable vectors.
  func evaluate(_ prediction: Prediction, for sample: Sample) async throws -> CheckOutcome {
    guard !PythonText.trimmed(prediction.text).isEmpty else {
      return CheckOutcome(passed: false, explanation: "the answer is empty")
    }
    let vectors: [[Double]]
    do throws(ModelFailure) {
      vectors = try await embedder.embed([value, prediction.text], timeout: Self.timeout)
    } catch {
      throw ScoringError(.judgeFailed, "check 'similar': the embedder failed: \(error)")
    }
    guard vectors.count == 2, let cosine = Self.cosine(vectors[0], vectors[1]) else {
      throw ScoringError(.judgeFailed, "check 'similar': the embedder gave no usable vectors")
    }
    let passed = Threshold(.atLeast, threshold).isMet(by: cosine)
    return CheckOutcome(
      passed: passed,
      explanation: "the cosine to \(Excerpt(value)) is \(Self.rounded(cosine)), "
        + "at least \(Threshold.text(threshold)) is wanted")
  }

  /// In `-1...1`; `nil` for vectors of different lengths, without length or with no finite one.
  static func cosine(_ left: [Double], _ right: [Double]) -> Double? {
    guard left.count == right.count else { return nil }
    // Scaled by the largest element, so that no square leaves the range of a number.
    guard let left = unit(left), let right = unit(right) else { return nil }
    let product = zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    return min(1, max(-1, product))
  }

  private static func unit(_ vector: [Double]) -> [Double]? {
    let largest = vector.reduce(0) { max($0, abs($1)) }
    guard largest > 0, vector.allSatisfy(\.isFinite) else { return nil }
    let scaled = vector.map { $0 / largest }
    let length = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return scaled.map { $0 / length }
  }

  private static func rounded(_ number: Double) -> String {
    Threshold.text((number * 1e4).rounded() / 1e4)
  }
}
