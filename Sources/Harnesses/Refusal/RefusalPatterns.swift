/// The phrase patterns, compiled once and asked for the acts of a sentence.
///
/// A pattern is a row of steps: `a|b` one of these words, `[class]` one of a class, `!a` any word
/// but, `?a` an optional word, `*n` up to n words of any kind, `^` and `$` the ends of the
/// sentence. `[ing]` and `[ed]` stand for any word with that ending.
struct RefusalPatterns {
  /// An act, and where in the sentence its words stand.
  struct Finding {
    var act: RefusalAct
    var words: Range<Int>
  }

  private enum Step {
    case start, end
    case gap(Int)
    case word(WordSet)
    case optional(WordSet)
  }

  /// A set of words as a row of bits in `bits`, and what holds beyond it.
  private struct WordSet {
    var offset: Int
    var isNegated: Bool
    var takesIng: Bool
    var takesEd: Bool
  }

  private struct Pattern {
    var act: RefusalAct
    var steps: Range<Int>
  }

  private(set) var vocabulary = RefusalVocabulary()
  private var classes: [String: [String]] = [:]
  private var steps: [Step] = []
  private var patterns: [Pattern] = []
  private var bits: [UInt64] = []
  private var wordsPerSet: Int = 0
  /// The patterns that can start at a word, by the word's number.
  private var starters: [[Int]] = []
  /// The patterns that are tried at the start of every sentence.
  private var atStart: [Int] = []

  /// Compiles tables of `name = words` lines and of patterns by act.
  ///
  /// A table that names an unknown class or act is a bug in it and stops the program.
  init(classes: String, patterns table: [(act: RefusalAct, lines: String)]) {
    let rows = classes.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    for row in rows {
      precondition(row.count > 2 && row[1] == "=", "bad word class: \(row)")
      self.classes[row[0]] = Array(row.dropFirst(2))
    }
    for word in ["codespan", "because"] { _ = vocabulary.number(for: word) }
    let lines = table.flatMap { entry in
      entry.lines.split(separator: "\n").map { line in
        (act: entry.act, steps: line.split(separator: " ").map(String.init))
      }
    }
    for word in self.classes.values.joined().sorted() { _ = vocabulary.number(for: word) }
    for word in lines.flatMap({ $0.steps.flatMap(Self.alternatives) }).sorted()
    where !word.hasPrefix("[") {
      _ = vocabulary.number(for: word)
    }
    wordsPerSet = vocabulary.numbers.count / 64 + 1
    starters = Array(repeating: [], count: vocabulary.numbers.count + 1)
    for line in lines { add(line.steps, act: line.act) }
  }

  /// The numbers of the words of a class, such as `[request]`.
  func numbers(inClass name: String) -> Set<Int> {
    Set((classes[name] ?? []).compactMap { vocabulary.numbers[$0] })
  }

  /// The acts of a sentence in the order found, each at most once; quoted words start none.
  func findings(in tokens: [RefusalToken]) -> [Finding] {
    var found = RefusalActs()
    var findings: [Finding] = []
    for place in tokens.indices where !tokens[place].isQuoted {
      for number in starters[tokens[place].word] {
        note(number, at: place, in: tokens, &found, &findings)
      }
      guard place == 0 else { continue }
      for number in atStart { note(number, at: 0, in: tokens, &found, &findings) }
    }
    return findings
  }

  private func note(
    _ number: Int, at place: Int, in tokens: [RefusalToken], _ found: inout RefusalActs,
    _ findings: inout [Finding]
  ) {
    let pattern = patterns[number]
    guard !found.contains(pattern.act) else { return }
    guard let end = match(pattern.steps, tokens, at: place) else { return }
    found.insert(pattern.act)
    findings.append(Finding(act: pattern.act, words: place..<end))
  }

  // MARK: Matching

  /// The place after the match, or `nil`; gaps are tried short first.
  private func match(_ row: Range<Int>, _ tokens: [RefusalToken], at start: Int) -> Int? {
    var place = start
    for number in row {
      let rest = (number + 1)..<row.upperBound
      switch steps[number] {
      case .start:
        guard place == 0 else { return nil }
      case .end:
        guard place == tokens.count else { return nil }
      case .gap(let longest):
        for skipped in 0...longest where place + skipped <= tokens.count {
          if let end = match(rest, tokens, at: place + skipped) { return end }
        }
        return nil
      case .optional(let set):
        if place < tokens.count, holds(set, tokens[place]),
          let end = match(rest, tokens, at: place + 1)
        {
          return end
        }
      case .word(let set):
        guard place < tokens.count, holds(set, tokens[place]) else { return nil }
        place += 1
      }
    }
    return place
  }

  private func holds(_ set: WordSet, _ token: RefusalToken) -> Bool {
    let isMember =
      bits[set.offset + (token.word >> 6)] >> UInt64(token.word & 63) & 1 == 1
      || set.takesIng && token.endsInIng || set.takesEd && token.endsInEd
    return isMember != set.isNegated
  }

  // MARK: Compiling

  private mutating func add(_ row: [String], act: RefusalAct) {
    let first = steps.count
    for step in row { steps.append(compile(step)) }
    patterns.append(Pattern(act: act, steps: first..<steps.count))
    let number = patterns.count - 1
    let lead = row.first == "^" ? 1 : 0
    let words = row.count > lead ? Self.alternatives(row[lead]) : []
    guard let head = row.dropFirst(lead).first, !"*?!$".contains(head.prefix(1)),
      !words.contains("[ing]"), !words.contains("[ed]")
    else {
      precondition(lead == 1, "a pattern must start with a word or ^: \(row)")
      atStart.append(number)
      return
    }
    let members = Set(words.flatMap { classes[$0] ?? [$0] })
    for word in members.sorted() {
      if let place = vocabulary.numbers[word] { starters[place].append(number) }
    }
  }

  private mutating func compile(_ step: String) -> Step {
    if step == "^" { return .start }
    if step == "$" { return .end }
    if step.hasPrefix("*"), let longest = Int(step.dropFirst()) { return .gap(longest) }
    let set = WordSet(
      offset: bits.count, isNegated: step.hasPrefix("!"), takesIng: step.contains("[ing]"),
      takesEd: step.contains("[ed]"))
    bits.append(contentsOf: repeatElement(0, count: wordsPerSet))
    for name in Self.alternatives(step) where name != "[ing]" && name != "[ed]" {
      precondition(!name.hasPrefix("[") || classes[name] != nil, "unknown word class \(name)")
      for word in classes[name] ?? [name] {
        let number = vocabulary.number(for: word)
        bits[set.offset + (number >> 6)] |= 1 << UInt64(number & 63)
      }
    }
    return step.hasPrefix("?") ? .optional(set) : .word(set)
  }

  /// The words and classes of a step, without its marks.
  private static func alternatives(_ step: String) -> [String] {
    if step == "^" || step == "$" || step.hasPrefix("*") { return [] }
    let marks = step.prefix(while: { $0 == "?" || $0 == "!" })
    return step.dropFirst(marks.count).split(separator: "|").map(String.init)
  }
}
