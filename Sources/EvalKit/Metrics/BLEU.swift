internal import Glibc

/// BLEU: how many of the n-grams of a text, up to four words long, a reference has too.
///
/// Papineni et al. (2002), <https://aclanthology.org/P02-1040>, in the form of sacreBLEU 2.6 (Post
/// 2018, <https://arxiv.org/abs/1804.08771>), with which the scores agree to 1e-9. Scores run from
/// 0 to 100. Only scores of one configuration can be compared.
public struct BLEU: Sendable, Hashable {
  /// What becomes of an order without a match, which would otherwise make the score 0.
  ///
  /// Chen and Cherry (2014), <https://aclanthology.org/W14-3346>.
  public enum Smoothing: Sendable, Hashable {
    case none
    /// A count of zero becomes this number, 0.1 by default; method 1.
    case floor(Double = 0.1)
    /// This number, 1 by default, is added to matches and totals of orders above one; method 2.
    case addK(Double = 1)
    /// The first empty order counts as half a match, the next as a quarter, and so on; method 3.
    case exp
  }

  /// How a text becomes tokens.
  public var tokenizer: BLEUTokenizer
  public var smoothing: Smoothing
  /// Whether orders above the length of the hypothesis are left out of the mean, as is advised for
  /// scoring sentences.
  public var effectiveOrder: Bool
  /// Whether texts are put into lower case first.
  public var lowercase: Bool
  /// The longest n-grams counted, 1 or more.
  public let maxOrder: Int

  /// A configuration; the defaults are sacreBLEU's.
  public init(
    tokenizer: BLEUTokenizer = .thirteenA, smoothing: Smoothing = .exp,
    effectiveOrder: Bool = false, lowercase: Bool = false, maxOrder: Int = 4
  ) {
    precondition(maxOrder >= 1, "maxOrder must be at least 1, not \(maxOrder)")
    self.tokenizer = tokenizer
    self.smoothing = smoothing
    self.effectiveOrder = effectiveOrder
    self.lowercase = lowercase
    self.maxOrder = maxOrder
  }

  /// The counts of one text; time and memory are linear in the texts.
  ///
  /// - Parameters:
  ///   - hypothesis: The text to judge.
  ///   - references: The accepted texts; without any, nothing matches and the score is 0.
  /// - Returns: What ``score(_:)`` needs.
  public func statistics(hypothesis: String, references: [String]) -> BLEUStatistics {
    statistics(of: CollectionOfOne((hypothesis: hypothesis, references: references)))
  }

  /// The counts of many texts together, read one by one; faster than adding up single ones.
  public func statistics(
    of items: some Sequence<(hypothesis: String, references: [String])>
  ) -> BLEUStatistics {
    var total = BLEUStatistics(maxOrder: maxOrder)
    var workspace = Workspace()
    for item in items {
      workspace.add(item.hypothesis, item.references, configuration: self, to: &total)
    }
    return total
  }

  /// The score of one text against its references.
  public func sentenceScore(hypothesis: String, references: [String]) -> BLEUScore {
    score(statistics(hypothesis: hypothesis, references: references))
  }

  /// The score of many texts as one: counts are added up before the mean is taken, so it is not the
  /// mean of the sentence scores.
  public func corpusScore(
    of items: some Sequence<(hypothesis: String, references: [String])>
  ) -> BLEUScore {
    score(statistics(of: items))
  }

  /// The score that counts amount to.
  ///
  /// - Precondition: The counts are of this configuration's ``maxOrder``.
  public func score(_ statistics: BLEUStatistics) -> BLEUScore {
    precondition(statistics.correct.count == maxOrder, "the counts are of another order")
    var correct = statistics.correct.map(Double.init)
    var total = statistics.total.map(Double.init)
    var precisions = [Double](repeating: 0, count: maxOrder)
    let penalty = statistics.brevityPenalty
    var value = 0.0
    if statistics.correct.contains(where: { $0 > 0 }) {
      let order = smooth(&correct, &total, &precisions)
      let logarithms = precisions.prefix(order).map { $0 > 0 ? log($0) : -9_999_999_999 }
      value = min(penalty * exp(logarithms.reduce(0, +) / Double(order)), 100)
    }
    return BLEUScore(
      value: value, precisions: precisions, brevityPenalty: penalty, correct: correct,
      total: total, hypothesisLength: statistics.hypothesisLength,
      referenceLength: statistics.referenceLength)
  }

  /// Fills in the precisions in percent and returns how many orders enter the mean.
  private func smooth(
    _ correct: inout [Double], _ total: inout [Double], _ precisions: inout [Double]
  ) -> Int {
    var halving = 1.0
    var order = maxOrder
    for index in 0..<maxOrder {
      if case .addK(let k) = smoothing, index > 0 {
        correct[index] += k
        total[index] += k
      }
      guard total[index] > 0 else { break }
      if effectiveOrder { order = index + 1 }
      if correct[index] > 0 {
        precisions[index] = 100 * correct[index] / total[index]
      } else if case .exp = smoothing {
        halving *= 2
        precisions[index] = 100 / (halving * total[index])
      } else if case .floor(let floor) = smoothing {
        precisions[index] = 100 * floor / total[index]
      }
    }
    return order
  }
}

extension BLEU {
  /// What is kept from one item to the next, to allocate once.
  private struct Workspace {
    var tokens = TokenBuffer()
    var matcher = NGramMatcher()
    var numbers: [UInt32] = []
    var references: [UInt32] = []
    var ends: [Int] = []

    mutating func add(
      _ hypothesis: String, _ referenceTexts: [String], configuration: BLEU,
      to total: inout BLEUStatistics
    ) {
      tokens.removeAll()
      ends.removeAll(keepingCapacity: true)
      configuration.append(hypothesis, to: &tokens)
      let length = tokens.ranges.count
      for text in referenceTexts {
        configuration.append(text, to: &tokens)
        ends.append(tokens.ranges.count - length)
      }
      tokens.number(into: &numbers)
      references.removeAll(keepingCapacity: true)
      references.append(contentsOf: numbers[length...])
      numbers.removeLast(numbers.count - length)
      matcher.count(
        hypothesis: numbers, references: references, ends: ends, into: &total.correct)
      for order in 1...configuration.maxOrder where length >= order {
        total.total[order - 1] += length - order + 1
      }
      total.hypothesisLength += length
      total.referenceLength += closestReferenceLength(to: length)
    }

    /// The length of the reference nearest in length, the shorter of two equally near ones.
    private func closestReferenceLength(to length: Int) -> Int {
      var closest: Int?
      var start = 0
      for end in ends {
        let candidate = end - start
        start = end
        guard let best = closest else {
          closest = candidate
          continue
        }
        let (distance, bestDistance) = (abs(candidate - length), abs(best - length))
        if distance < bestDistance || (distance == bestDistance && candidate < best) {
          closest = candidate
        }
      }
      return closest ?? 0
    }
  }

  /// Appends the tokens of a text in lower case if asked, without white space at its end.
  private func append(_ text: String, to tokens: inout TokenBuffer) {
    let text = lowercase ? PythonText.lowercased(text) : text
    tokenizer.append(PythonText.trimmingEnd(text), to: &tokens)
  }
}
