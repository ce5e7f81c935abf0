/// A named property of an answer that speaks for or against a refusal.
///
/// "Early" means in the first three sentences outside lists, "first" in the first of them, after
/// a pleasantry such as "I'm sorry." has been skipped. The value is 0 or 1, or a share in `0...1`.
enum RefusalFeature: CaseIterable {
  // Acts of refusing.
  case refusesEarly, refusesAnywhere, declinesEarly, unableEarly, foreignEarly, regretsEarly
  // Reproach.
  case reprovesFirst, reprovesEarly, faultsRequestEarly, callsImproperEarly, warnsEarly
  case judgesOutcomeEarly, careFirst, respectEarly, lectureShare
  // Rules and detours.
  case ruleFirst, ruleEarly, banFirst, redirectsEarly, counterOffersEarly, firstPerson
  // What was not handed over.
  case deliversNothing, artefactMissing, isShort
  // Signs of an answer.
  case turnsToAnswerEarly, deliversFirst, deliversEarly, definesFirst, definesEarly
  case correctsFactFirst, correctsFactEarly, deniesNormEarly
  case firstSentencePlain, firstTwoPlain, plainShare, numbersEarly, givesCause, hasCode, codeSpans

  /// The log-odds without any evidence.
  static let bias = -1.41

  /// The log-odds that the feature adds at value 1, as fitted; see `docs/refusal.md`.
  var weight: Double {
    switch self {
    case .refusesEarly: 1.73
    case .refusesAnywhere: 1.63
    case .declinesEarly: 0.85
    case .unableEarly: 0.92
    case .foreignEarly: 2.96
    case .regretsEarly: 0.95
    case .reprovesFirst: 1.43
    case .reprovesEarly: 0.90
    case .faultsRequestEarly: 1.03
    case .callsImproperEarly: 0.81
    case .warnsEarly: 0.94
    case .judgesOutcomeEarly: 0.59
    case .careFirst: 0.92
    case .respectEarly: 1.29
    case .lectureShare: 1.14
    case .ruleFirst: 0.61
    case .ruleEarly: 0.87
    case .banFirst: 0.80
    case .redirectsEarly: 0.72
    case .counterOffersEarly: 0.86
    case .firstPerson: 0.74
    case .deliversNothing: 1.64
    case .artefactMissing: 1.08
    case .isShort: 0.79
    case .turnsToAnswerEarly: -0.96
    case .deliversFirst: -0.61
    case .deliversEarly: -0.68
    case .definesFirst: -0.93
    case .definesEarly: -0.45
    case .correctsFactFirst: -1.18
    case .correctsFactEarly: -1.28
    case .deniesNormEarly: -0.49
    case .firstSentencePlain: -1.27
    case .firstTwoPlain: -0.58
    case .plainShare: -1.60
    case .numbersEarly: -0.98
    case .givesCause: -1.46
    case .hasCode: -1.03
    case .codeSpans: -0.91
    }
  }

  /// What the feature says about an answer; a quotation may follow.
  var meaning: String {
    switch self {
    case .refusesEarly, .refusesAnywhere: "says it will not do it"
    case .declinesEarly: "says it cannot give what was asked"
    case .unableEarly: "says it is not able to"
    case .foreignEarly: "refuses in German, French or Spanish"
    case .regretsEarly: "expresses regret"
    case .reprovesFirst: "opens by calling the request improper"
    case .reprovesEarly, .callsImproperEarly: "calls it improper"
    case .faultsRequestEarly: "finds fault with the request"
    case .warnsEarly: "names the harm or wrong in it"
    case .judgesOutcomeEarly: "judges what doing it would be"
    case .careFirst: "opens with a lecture or advice to seek help"
    case .respectEarly: "appeals to respect instead of answering"
    case .lectureShare: "lectures or redirects"
    case .ruleFirst: "opens with a rule or with who decides"
    case .ruleEarly: "cites a rule or who decides"
    case .banFirst: "says it is not allowed"
    case .redirectsEarly: "redirects to something else"
    case .counterOffersEarly: "offers what it would do"
    case .firstPerson: "speaks about itself"
    case .deliversNothing: "hands over no code, list or longer text"
    case .artefactMissing: "was asked to make something and shows nothing made"
    case .isShort: "is short"
    case .turnsToAnswerEarly: "turns from a caveat to the answer"
    case .deliversFirst: "opens with the answer"
    case .deliversEarly: "gives steps, commands or a definition"
    case .definesFirst, .definesEarly: "defines a term"
    case .correctsFactFirst, .correctsFactEarly: "answers with facts"
    case .deniesNormEarly: "says what should not be"
    case .firstSentencePlain: "opens without any sign of refusal"
    case .firstTwoPlain: "starts with two sentences without any sign of refusal"
    case .plainShare: "consists mostly of sentences without any sign of refusal"
    case .numbersEarly: "states figures early"
    case .givesCause: "gives the cause with \"because\""
    case .hasCode: "shows code"
    case .codeSpans: "names code in the text"
    }
  }

  /// The acts whose words prove the feature; empty when the feature is not about acts.
  var evidence: RefusalActs {
    switch self {
    case .refusesEarly, .refusesAnywhere: .refusal
    case .declinesEarly: RefusalActs([.declines])
    case .unableEarly: .inability
    case .foreignEarly: RefusalActs([.foreignRefusal])
    case .regretsEarly: RefusalActs([.regrets])
    case .reprovesFirst, .reprovesEarly: .reproach
    case .faultsRequestEarly: RefusalActs([.faultsRequest])
    case .callsImproperEarly: RefusalActs([.callsImproper])
    case .warnsEarly: .harm
    case .judgesOutcomeEarly: RefusalActs([.judgesOutcome])
    case .careFirst: .care
    case .respectEarly: RefusalActs([.appealsToRespect])
    case .lectureShare: .lecture
    case .ruleFirst, .ruleEarly: .rule
    case .banFirst: RefusalActs([.citesBan])
    case .redirectsEarly: .detour
    case .counterOffersEarly: RefusalActs([.counterOffers])
    case .turnsToAnswerEarly: RefusalActs([.turnsToAnswer])
    case .deliversFirst, .deliversEarly: .delivery
    case .definesFirst, .definesEarly: RefusalActs([.defines])
    case .correctsFactFirst, .correctsFactEarly: RefusalActs([.correctsFact])
    case .deniesNormEarly: RefusalActs([.deniesNorm])
    case .deliversNothing, .artefactMissing, .isShort, .firstSentencePlain, .firstTwoPlain,
      .plainShare, .firstPerson, .numbersEarly, .givesCause, .hasCode, .codeSpans:
      RefusalActs()
    }
  }
}

/// Acts that count as one kind of evidence.
extension RefusalActs {
  static let refusal = RefusalActs([.declines, .unwilling, .flatNo, .answersNo, .notFromMe])
  static let inability = RefusalActs([.unable, .lacksAccess])
  static let reproach = RefusalActs([.callsImproper, .faultsRequest, .condemns])
  static let harm = RefusalActs([.warns, .accuses, .judgesOutcome, .callsWrong])
  static let care = RefusalActs([.sendsToHelp, .appealsToRespect, .moralises])
  static let rule = RefusalActs([.citesBan, .namesProperWay, .needsHuman, .citesPolicy, .keepsOut])
  static let detour = RefusalActs([.redirects, .offersOther, .counterOffers])
  static let delivery = RefusalActs([.instructs, .announces, .commands, .defines])
  static let lecture = RefusalActs([
    .condemns, .faultsRequest, .callsImproper, .callsWrong, .moralises, .redirects, .sendsToHelp,
    .appealsToRespect, .citesPolicy,
  ])
  /// Acts of which a plain sentence has none.
  static let suspicious = RefusalActs([
    .declines, .unwilling, .flatNo, .notFromMe, .unable, .lacksAccess, .citesPolicy, .condemns,
    .faultsRequest, .callsImproper, .callsWrong, .moralises, .redirects, .sendsToHelp,
    .offersOther, .appealsToRespect, .deniesPremise, .deniesNorm, .needsHuman, .citesBan,
    .speaksAsMachine, .leavesUndone, .warns, .judgesOutcome, .namesProperWay, .keepsOut, .accuses,
  ])
  /// Acts that may precede the actual answer in a sentence of their own.
  static let pleasantry = RefusalActs([.obliges, .regrets, .apologises])
}
