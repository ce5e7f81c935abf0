internal import EvalKit

/// What a judge of documents found wrong, in words, and what it counted.
struct Findings: Sendable, Equatable {
  /// Findings that are named in full; a hostile answer can have any number.
  private static let maximumNamed = 20

  var all: [String] = []

  var isEmpty: Bool { all.isEmpty }

  mutating func add(_ finding: String) { all.append(finding) }

  /// The findings as the explanation of a score; a cut answer is mentioned, whatever was found.
  func explanation(for prediction: Prediction) -> String {
    var sentences = Array(all.prefix(Self.maximumNamed))
    if all.count > sentences.count { sentences.append("and \(all.count - sentences.count) more") }
    if prediction.finishReason == .length {
      sentences.append("the answer was cut at its length limit")
    }
    return sentences.joined(separator: "; ")
  }
}
