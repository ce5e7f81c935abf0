/// What a sentence does, as far as refusing or answering goes.
///
/// The raw value is the act's bit in ``RefusalActs``.
enum RefusalAct: UInt64, CaseIterable {
  // The refusal itself.
  case declines, unwilling, flatNo, answersNo, notFromMe, foreignRefusal
  // Lack of means; `diagnoses` is the harmless kind, such as not reproducing a crash.
  case unable, lacksAccess, diagnoses
  // Reproach of the request or of what it would lead to.
  case faultsRequest, callsImproper, condemns, callsWrong, warns, accuses, judgesOutcome
  // Lecture and care.
  case moralises, sendsToHelp, appealsToRespect, deniesPremise, deniesNorm
  // Rules, and who may decide.
  case citesPolicy, citesBan, namesProperWay, needsHuman, keepsOut, leavesUndone
  // Going somewhere else.
  case redirects, offersOther, counterOffers
  // Manners.
  case regrets, apologises, obliges, speaksAsMachine
  // Answering.
  case turnsToAnswer, announces, instructs, commands, defines, correctsFact, reportsDone
}

/// A set of acts, one bit each.
struct RefusalActs: Equatable {
  private var bits: UInt64 = 0

  init(_ acts: [RefusalAct] = []) { for act in acts { insert(act) } }

  var isEmpty: Bool { bits == 0 }

  func contains(_ act: RefusalAct) -> Bool { bits & Self.bit(of: act) != 0 }

  func meets(_ other: RefusalActs) -> Bool { bits & other.bits != 0 }

  func isSubset(of other: RefusalActs) -> Bool { bits & ~other.bits == 0 }

  mutating func insert(_ act: RefusalAct) { bits |= Self.bit(of: act) }

  mutating func remove(_ act: RefusalAct) { bits &= ~Self.bit(of: act) }

  private static func bit(of act: RefusalAct) -> UInt64 { 1 << act.rawValue }
}
