/// The exact match and token F1 of the Stanford Question Answering Dataset.
///
/// Rajpurkar et al. (2016), <https://arxiv.org/abs/1606.05250>, with the treatment of unanswerable
/// questions of SQuAD 2.0 (2018), <https://arxiv.org/abs/1806.03822>.
public enum SQuAD {
  /// Folds an answer: lower case, no ASCII punctuation, no article (`a`, `an`, `the`), words joined
  /// by single spaces.
  ///
  /// Punctuation is deleted before articles are looked for, so `the-cat` becomes `thecat`. Other
  /// punctuation such as “ or — stays. The result may be empty.
  public static func normalize(_ answer: String) -> String {
    let text = PythonText.lowercased(answer).utf8.filter { !PythonText.isASCIIPunctuation($0) }
    return PythonText.collapsingWhitespace(
      String(decoding: replacingArticles(in: text), as: UTF8.self))
  }

  /// Puts a space in place of each run of word characters that is an article.
  private static func replacingArticles(in text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var wordStart = 0
    func append(upTo end: Int) {
      let word = text[wordStart..<end]
      if articles.contains(where: { $0.elementsEqual(word) }) {
        result.append(UInt8(ascii: " "))
      } else {
        result.append(contentsOf: word)
      }
    }
    PythonText.forEachScalar(in: text) { range, scalar in
      guard !PythonText.isWordCharacter(scalar) else { return }
      append(upTo: range.lowerBound)
      result.append(contentsOf: text[range])
      wordStart = range.upperBound
    }
    append(upTo: text.count)
    return result
  }

  private static let articles = ["a", "an", "the"].map { Array($0.utf8) }

  /// Whether the folded prediction equals any folded target; `false` when there are none.
  public static func exactMatch(_ prediction: String, targets: [String]) -> Bool {
    ExactMatch.squad.matches(prediction, anyOf: targets)
  }

  /// The harmonic mean of the precision and recall of the prediction's words against one target.
  ///
  /// Words are counted with repetition and without order. When either side folds to nothing, the
  /// score is 1 if both do and 0 otherwise.
  ///
  /// - Parameters:
  ///   - prediction: The model's answer.
  ///   - target: One accepted answer.
  /// - Returns: A fraction in `0...1`.
  public static func f1(_ prediction: String, target: String) -> Double {
    let predicted = PythonText.words(in: normalize(prediction))
    let accepted = PythonText.words(in: normalize(target))
    if predicted.isEmpty || accepted.isEmpty {
      return predicted.isEmpty == accepted.isEmpty ? 1 : 0
    }
    var remaining: [PythonText.Word: Int] = [:]
    for word in accepted { remaining[word, default: 0] += 1 }
    var shared = 0
    for word in predicted {
      guard let count = remaining[word], count > 0 else { continue }
      remaining[word] = count - 1
      shared += 1
    }
    return 2 * Double(shared) / Double(predicted.count + accepted.count)
  }

  /// The best ``f1(_:target:)`` over the accepted answers, a fraction in `0...1`; `nil` when there
  /// are none.
  public static func f1(_ prediction: String, targets: [String]) -> Double? {
    targets.map { f1(prediction, target: $0) }.max()
  }
}
