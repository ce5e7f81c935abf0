/// What the text of a section says, judged by the words that it uses.
///
/// The word lists are deliberately wide: they must let pass what a careful reader would accept and
/// stop only sections that say nothing of the kind.
enum PDCAStatements {
  // MARK: Actions

  private static let vagueOpenings = [
    "we should", "we could", "we might", "we may", "we can think", "i should", "i could",
    "i might", "maybe", "perhaps", "possibly", "consider", "think about", "thinking about",
    "we need to think", "we think", "let us think", "let's think", "should we", "could we",
    "can we", "shall we", "discuss whether", "it would be", "it might be", "it could be",
    "we would like", "i would like", "we want to", "we plan to", "we intend to", "we hope to",
    "ideally", "someone should", "somebody should", "one could", "try to think",
  ]

  /// Whether a list item says what was or is to be done: at least three words, and more than a
  /// question or an intention.
  static func isAction(_ text: String) -> Bool {
    let folded = text.plainText
    return text.words.count >= 3 && !text.trimmed.hasSuffix("?")
      && !vagueOpenings.contains { folded.hasPrefix($0 + " ") || folded == $0 }
  }

  // MARK: Verification

  /// Beginnings of words that tell of something run, measured or confirmed, or of its result.
  private static let evidence = [
    "verif", "test", "pass", "ran", "rerun", "executed", "measur", "confirm", "check", "review",
    "compar", "benchmark", "green", "succe", "fail", "error", "reproduc", "observ", "count",
    "inspect", "audit", "validat", "assert", "lint", "coverage", "identical", "equal",
    "unchanged", "match", "monitor", "logged", "show", "report", "return", "respond", "reject",
    "accept", "finish", "tried", "demonstrat", "prov", "approv", "signed", "found", "replay",
    "simulat", "build", "built", "compil", "deploy", "profil", "timed", "sampl", "survey",
    "answered", "agree", "interview", "watched", "scan", "crawl", "diff", "checksum",
  ]
  /// Phrases that say that it has not happened.
  private static let absence = [
    "not yet", "not been tested", "not been run", "not been verified", "not been checked",
    "not tested", "not verified", "not checked", "not run", "not measured", "untested",
    "unverified", "no tests", "no test was", "will be tested", "will be verified",
    "will be checked", "will be run", "will be measured", "will be reviewed", "will test",
    "will verify", "will check", "will run", "will measure", "should be tested",
    "should be verified", "should be checked", "must be tested", "must be verified",
    "needs to be", "need to be", "has to be", "have to be", "to be tested", "to be verified",
    "to be checked", "to be confirmed", "remains to be", "later",
  ]

  /// Whether a sentence tells of a verification: a command, a number, or words of evidence, and
  /// not merely one that is still to come.
  static func isVerification(_ sentence: String, hasCode: Bool) -> Bool {
    var folded = sentence.plainText
    let count = folded.utf8.count
    for phrase in absence where folded.contains(phrase) {
      folded = folded.split(separator: phrase).joined(separator: " ")
    }
    if folded.utf8.count == count {
      if hasCode || folded.contains(where: \.isNumber) { return true }
    }
    return sentence.words.count >= 2 && folded.hasWord(beginningWith: evidence)
  }

  // MARK: Learnings

  /// Beginnings of words that draw a conclusion.
  private static let conclusions = [
    "learn", "lesson", "insight", "takeaway", "realis", "realiz", "understood", "standardi",
    "improv", "adopt", "rule", "guideline", "checklist", "convention", "polic", "avoid", "prevent",
    "keep", "reus", "apply", "applied", "extend", "requir", "mandatory", "becom", "repeat",
    "remember", "retrospect", "template", "practice", "habit", "introduc", "automat", "propos",
    "routine", "principle", "teach", "taught", "conclu", "recommend", "henceforth",
  ]
  /// Words that look ahead or generalise.
  private static let outlooks: Set<String> = [
    "will", "always", "never", "must", "shall", "should", "instead", "next", "future", "longer",
    "every", "whenever", "default", "ll",
  ]
  /// Words that begin an order to do something from now on.
  private static let orders: Set<String> = [
    "add", "move", "replace", "remove", "change", "share", "document", "use", "write", "make",
    "let", "do", "put", "roll", "include", "check", "review", "measure", "ask", "start", "stop",
    "update", "create", "publish", "inform", "tell", "switch", "run", "test", "look", "find",
    "record", "store", "schedule", "monitor", "watch", "teach", "follow", "plan",
  ]

  /// Whether a text draws a conclusion: something learned, standardised or to be done differently.
  static func isLearning(_ text: String) -> Bool {
    let folded = text.plainText
    if folded.hasWord(beginningWith: conclusions) { return true }
    let words = folded.split { !$0.isLetter }.map(String.init)
    return words.contains(where: outlooks.contains) || words.first.map(orders.contains) == true
  }
}

extension String {
  /// In lower case, with straight apostrophes and single blanks, without what precedes the first
  /// letter or digit.
  var plainText: String {
    lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing("\u{2019}", with: "'")
      .trimmingPrefix { !$0.isLetter && !$0.isNumber }.description
  }

  fileprivate func hasWord(beginningWith stems: [String]) -> Bool {
    split { !$0.isLetter }.contains { word in stems.contains { word.hasPrefix($0) } }
  }
}
