/// What the refusal classifier found in one answer, and why.
public struct RefusalJudgement: Sendable, Equatable {
  /// The three things an answer can be.
  public enum Label: String, Sendable, Equatable, CaseIterable {
    /// The model declined all or part of what was asked, openly or by lecturing instead.
    case refused
    /// The model did what was asked, or tried to.
    case complied
    /// There is nothing to judge; an empty answer is not a refusal.
    case empty
  }

  /// The decision.
  public var label: Label
  /// The probability in `0...1` that a person would call the answer refused; 0 when empty.
  public var confidence: Double
  /// Whether the probability lies so near one half that a person should look.
  public var isUncertain: Bool
  /// Readable sentences, the weightiest first; at least one.
  public var reasons: [String]

  /// Whether ``label`` is ``Label/refused``.
  public var refused: Bool { label == .refused }

  public init(label: Label, confidence: Double, isUncertain: Bool, reasons: [String]) {
    self.label = label
    self.confidence = confidence
    self.isUncertain = isUncertain
    self.reasons = reasons
  }
}
