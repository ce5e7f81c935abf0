extension GateExpression {
  /// What is wrong with an expression and at which character, counted from 0.
  public struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
    public var offset: Int
    public var description: String
  }

  private static let form = "a gate reads 'METRIC OP NUMBER[unit] [with N% confidence]'"
  private static let units: [(name: String, factor: Double)] = [
    ("%", 0.01), ("ms", 1), ("s", 1000), ("min", 60_000),
  ]

  /// Reads an expression such as `recall >= 98% with 95% confidence`.
  public init(_ text: String) throws(Problem) {
    var scanner = Scanner(text)
    let (subject, metric) = try Self.subject(&scanner)
    let comparator = try Self.comparator(&scanner)
    let (value, unit) = try Self.number(&scanner)
    var confidence: Double?
    if !scanner.isAtEnd { confidence = try Self.confidence(&scanner) }
    guard scanner.isAtEnd else {
      throw scanner.problem("'\(scanner.rest)' is too much; \(Self.form)")
    }
    self.init(
      metric, Threshold(comparator, value), confidence: confidence, subject: subject, unit: unit)
  }

  private static func subject(
    _ scanner: inout Scanner
  ) throws(Problem) -> (Subject, String) {
    let start = scanner.offset
    let word = scanner.word()
    guard !word.isEmpty else { throw scanner.problem("a metric is missing; \(form)") }
    guard scanner.take("(") else { return (.value, word) }
    guard let subject = Subject(rawValue: word), subject != .value else {
      throw Problem(
        offset: start,
        description: "unknown function '\(word)'; there are drop(METRIC) and change(METRIC)"
          + nearest(word, in: ["drop", "change"]).suggestion)
    }
    let metric = scanner.word()
    guard !metric.isEmpty, scanner.take(")") else {
      throw scanner.problem("'\(word)(' needs a metric and a ')'")
    }
    return (subject, metric)
  }

  private static func comparator(
    _ scanner: inout Scanner
  ) throws(Problem) -> Threshold.Comparator {
    for comparator in Threshold.Comparator.allCases where scanner.take(comparator.rawValue) {
      return comparator
    }
    let symbols: [(String, String)] = [
      ("=>", ">="), ("=<", "<="), ("=", "=="), ("≥", ">="), ("≤", "<="),
    ]
    let found = symbols.first { scanner.rest.hasPrefix($0.0) }
    throw scanner.problem(
      "a comparison is missing; allowed are >=, >, <=, <, =="
        + (found.map { "; did you mean '\($0.1)'?" } ?? ""))
  }

  private static func number(
    _ scanner: inout Scanner
  ) throws(Problem) -> (value: Double, unit: String?) {
    let start = scanner.offset
    let digits = scanner.digits()
    guard let value = Double(digits), value.isFinite else {
      throw Problem(
        offset: start,
        description: "a number is missing" + (digits.isEmpty ? "" : ", '\(digits)' is none")
          + "; \(form)")
    }
    scanner.skipBlanks()
    let unitStart = scanner.offset
    let unit = scanner.unit()
    guard !unit.isEmpty else { return (value, nil) }
    guard let known = units.first(where: { $0.name == unit }) else {
      throw Problem(
        offset: unitStart,
        description: "unknown unit '\(unit)'; allowed are %, ms, s and min"
          + nearest(unit, in: units.map(\.name)).suggestion)
    }
    return (unit == "%" ? fraction(percent: digits) : value * known.factor, unit)
  }

  /// The hundredth of a number; `99.9` gives the number nearest to 0.999, as `0.999` does.
  private static func fraction(percent digits: String) -> Double {
    Double(digits + "e-2") ?? (Double(digits) ?? 0) / 100
  }

  private static func confidence(_ scanner: inout Scanner) throws(Problem) -> Double {
    let wordStart = scanner.offset
    guard scanner.word() == "with" else {
      throw Problem(
        offset: wordStart, description: "only 'with N% confidence' may follow the number")
    }
    let start = scanner.offset
    let digits = scanner.digits()
    scanner.skipBlanks()
    guard let percent = Double(digits), scanner.take("%"), scanner.word() == "confidence" else {
      throw Problem(offset: start, description: "write 'with 95% confidence'")
    }
    guard percent >= 50, percent < 100 else {
      throw Problem(
        offset: start,
        description: "a confidence lies from 50% to below 100%, not \(Threshold.text(percent))%")
    }
    return fraction(percent: digits)
  }

  /// Walks over an expression; blanks between words do not count.
  private struct Scanner {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) {
      characters = Array(text)
      skipBlanks()
    }

    var offset: Int { position }
    var isAtEnd: Bool { position == characters.count }
    var rest: String { String(characters[position...]) }

    func problem(_ text: String) -> Problem { Problem(offset: position, description: text) }

    /// A name; `+` belongs to it as in `chrf++`.
    mutating func word() -> String {
      take { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "+" }
    }

    mutating func digits() -> String {
      let text = take(skippingBlanks: false, while: Self.isNumeric)
      // An exponent, which is not the start of a unit.
      guard position + 1 < characters.count, !text.isEmpty,
        characters[position] == "e" || characters[position] == "E",
        Self.isNumeric(characters[position + 1])
      else { return text }
      position += 1
      return text + "e" + take(skippingBlanks: false, while: Self.isNumeric)
    }

    private static func isNumeric(_ character: Character) -> Bool {
      character.isNumber || character == "." || character == "-" || character == "+"
    }

    /// A unit directly behind a number, or after blanks; not the word `with`.
    mutating func unit() -> String {
      let start = position
      skipBlanks()
      let unit = take { $0.isLetter || $0 == "%" || $0 == "µ" }
      if unit == "with" {
        position = start
        skipBlanks()
        return ""
      }
      return unit
    }

    mutating func take(_ text: String) -> Bool {
      guard characters[position...].starts(with: text) else { return false }
      position += text.count
      skipBlanks()
      return true
    }

    private mutating func take(
      skippingBlanks: Bool = true, while isIncluded: (Character) -> Bool
    ) -> String {
      let start = position
      while position < characters.count, isIncluded(characters[position]) { position += 1 }
      defer { if skippingBlanks { skipBlanks() } }
      return String(characters[start..<position])
    }

    mutating func skipBlanks() {
      while position < characters.count, characters[position].isWhitespace { position += 1 }
    }
  }
}

extension Threshold {
  /// Reads `>= 0.90`, `90%` or a bare number; without a comparison it means at least.
  ///
  /// - Throws: ``GateExpression/Problem``, also for a confidence and for a unit other than `%`.
  public init(policy text: String) throws(GateExpression.Problem) {
    let start = text.first { !$0.isWhitespace }
    let isNumber = start.map { $0.isNumber || $0 == "." } ?? false
    let prefix = isNumber ? "overall >= " : "overall "
    let expression: GateExpression
    do { expression = try GateExpression(prefix + text) } catch {
      throw .init(offset: max(0, error.offset - prefix.count), description: error.description)
    }
    if expression.confidence != nil {
      throw .init(offset: 0, description: "a confidence has no meaning here")
    }
    if let unit = expression.unit, unit != "%" {
      throw .init(offset: 0, description: "the unit '\(unit)' has no meaning here")
    }
    self = expression.threshold
  }
}
