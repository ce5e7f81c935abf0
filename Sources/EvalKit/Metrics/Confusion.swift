/// How often each class was taken for each other one; counts of many parts add up.
///
/// A label outside the list is counted too, never dropped: a prediction that is none of the classes
/// is an error of the expected class, and an expected label outside the list is a false alarm for
/// the predicted one. Memory is the square of the number of listed labels, whatever a model says.
///
/// Per-class rates are `nil` where their denominator is zero. Averages put `undefinedAs` in such a
/// place, 0 as is usual, so that a class the model never gets right cannot vanish from the mean.
/// The definitions are those of scikit-learn.
///
/// `String` labels compare by canonical equivalence, unlike the texts of the other metrics.
public struct ConfusionMatrix<Label: Hashable & Sendable>: Sendable, Equatable {
  /// The classes in the order of rows and columns, without repetitions.
  public let labels: [Label]
  /// One row per expected label and one column per predicted one, each with a last entry for
  /// everything unlisted.
  private var cells: [[Int]]
  private let positions: [Label: Int]

  /// An empty matrix; a label that is given twice counts once, at its first place.
  public init(labels: [Label]) {
    var positions: [Label: Int] = [:]
    var unique: [Label] = []
    for label in labels where positions[label] == nil {
      positions[label] = unique.count
      unique.append(label)
    }
    self.labels = unique
    self.positions = positions
    cells = [[Int]](
      repeating: [Int](repeating: 0, count: unique.count + 1), count: unique.count + 1)
  }

  /// Counts one item.
  ///
  /// - Parameters:
  ///   - expected: The right label.
  ///   - predicted: The label given, or `nil` when the answer was no label at all.
  public mutating func record(expected: Label, predicted: Label?) {
    let column = predicted.flatMap { positions[$0] } ?? labels.count
    cells[positions[expected] ?? labels.count][column] += 1
  }

  /// Adds the counts of other items, which must be counted over the same labels in the same order.
  public static func += (total: inout Self, part: Self) {
    precondition(total.labels == part.labels, "the matrices have different labels")
    for row in total.cells.indices {
      for column in total.cells.indices { total.cells[row][column] += part.cells[row][column] }
    }
  }

  /// The counts among listed labels: one row per expected label, one column per predicted one.
  public var counts: [[Int]] { cells.dropLast().map { Array($0.dropLast()) } }
  /// The number of items, those with unlisted labels included.
  public var total: Int { cells.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The number of items of one class that were taken for another (or the same) one; 0 for a label
  /// that is not listed.
  public func count(expected: Label, predicted: Label) -> Int {
    guard let row = positions[expected], let column = positions[predicted] else { return 0 }
    return cells[row][column]
  }

  /// The number of items of a class; 0 for a label that is not listed.
  public func support(of label: Label) -> Int {
    positions[label].map { cells[$0].reduce(0, +) } ?? 0
  }

  /// The outcomes of the question "is it this class?"; all zero for a label that is not listed.
  public func oneVersusRest(_ label: Label) -> BinaryConfusion {
    positions[label].map { outcomes(at: $0) } ?? BinaryConfusion()
  }

  private func outcomes(at position: Int) -> BinaryConfusion {
    let hits = cells[position][position]
    let misses = cells[position].reduce(0, +) - hits
    let alarms = columnSum(position) - hits
    return BinaryConfusion(
      truePositives: hits, falsePositives: alarms, trueNegatives: total - hits - misses - alarms,
      falseNegatives: misses)
  }

  private func columnSum(_ column: Int) -> Int { cells.reduce(0) { $0 + $1[column] } }

  /// The number of items whose listed label was predicted.
  public var correctCount: Int { labels.indices.reduce(0) { $0 + cells[$1][$1] } }

  /// The share of all items that were labelled rightly, a fraction in `0...1`; `nil` without items.
  public var accuracy: Double? {
    total > 0 ? Double(correctCount) / Double(total) : nil
  }

  /// The mean recall over the classes that occur, a fraction in `0...1`; `nil` when none does.
  public var balancedAccuracy: Double? {
    let recalls = labels.indices.compactMap { outcomes(at: $0).recall }
    return recalls.isEmpty ? nil : recalls.reduce(0, +) / Double(recalls.count)
  }

  /// Matthews' correlation generalised to many classes (Gorodkin 2004), in `-1...1`; 0 when all
  /// items or all predictions are of one class, as in scikit-learn.
  public var matthewsCorrelation: Double {
    let rows = cells.map { Double($0.reduce(0, +)) }
    let columns = cells.indices.map { Double(columnSum($0)) }
    let count = Double(total)
    // What is unlisted on one side is another class than what is unlisted on the other.
    let chance = zip(rows, columns).dropLast().reduce(0) { $0 + $1.0 * $1.1 }
    let rowSpread = count * count - rows.reduce(0) { $0 + $1 * $1 }
    let columnSpread = count * count - columns.reduce(0) { $0 + $1 * $1 }
    guard rowSpread > 0, columnSpread > 0 else { return 0 }
    return (Double(correctCount) * count - chance)
      / (rowSpread.squareRoot() * columnSpread.squareRoot())
  }

  /// Cohen's kappa between expected and predicted labels (Cohen 1960), in `-1...1`; `nil` when
  /// chance alone would agree always, or without items.
  public var cohenKappa: Double? {
    let chance = labels.indices.reduce(0) {
      $0 + Double(cells[$1].reduce(0, +)) * Double(columnSum($1))
    }
    let count = Double(total)
    let room = count * count - chance
    return room > 0 ? 1 - (count * count - Double(correctCount) * count) / room : nil
  }
}

extension ConfusionMatrix {
  /// How the rates of the listed classes become one figure.
  public enum Average: String, Sendable, Hashable, CaseIterable {
    /// The plain mean over classes.
    case macro
    /// One rate over the pooled outcomes of all classes.
    case micro
    /// The mean over classes, weighted by their support.
    case weighted
  }

  /// The share of the items labelled so that are of the class, averaged; see ``fBeta(_:_:undefinedAs:)``.
  public func precision(_ average: Average, undefinedAs substitute: Double = 0) -> Double? {
    mean(average, undefinedAs: substitute) { $0.precision }
  }

  /// The share of the class that was labelled so, averaged; see ``fBeta(_:_:undefinedAs:)``.
  public func recall(_ average: Average, undefinedAs substitute: Double = 0) -> Double? {
    mean(average, undefinedAs: substitute) { $0.recall }
  }

  /// The harmonic mean of precision and recall per class, averaged; see ``fBeta(_:_:undefinedAs:)``.
  public func f1(_ average: Average, undefinedAs substitute: Double = 0) -> Double? {
    fBeta(1, average, undefinedAs: substitute)
  }

  /// The weighted harmonic mean of precision and recall per class, averaged.
  ///
  /// - Parameters:
  ///   - beta: How many times as much recall counts as precision; above 0.
  ///   - average: How classes are joined.
  ///   - substitute: What stands in for a rate with a zero denominator.
  /// - Returns: A fraction in `0...1`, or `nil` when no label is listed.
  public func fBeta(
    _ beta: Double, _ average: Average, undefinedAs substitute: Double = 0
  ) -> Double? {
    mean(average, undefinedAs: substitute) { $0.fBeta(beta) }
  }

  private func mean(
    _ average: Average, undefinedAs substitute: Double, of rate: (BinaryConfusion) -> Double?
  ) -> Double? {
    guard !labels.isEmpty else { return nil }
    let classes = labels.indices.map { outcomes(at: $0) }
    switch average {
    case .macro:
      return classes.reduce(0) { $0 + (rate($1) ?? substitute) } / Double(classes.count)
    case .micro:
      var pooled = BinaryConfusion()
      for outcome in classes { pooled += outcome }
      return rate(pooled) ?? substitute
    case .weighted:
      let supports = classes.map { Double($0.truePositives + $0.falseNegatives) }
      let whole = supports.reduce(0, +)
      guard whole > 0 else { return substitute }
      return zip(classes, supports).reduce(0) { $0 + $1.1 * (rate($1.0) ?? substitute) } / whole
    }
  }
}
