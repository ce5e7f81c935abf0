/// Everything that is kept of one trial.
public struct TrialRecord: Sendable, Equatable {
  public var id: TrialID
  /// The position of its harness in the plan, counted from 0.
  public var harnessIndex: Int
  /// The position of its sample in the dataset, counted from 0.
  public var ordinal: Int
  public var category: String?
  public var status: TrialStatus
  /// `nil` when no answer came.
  public var prediction: Prediction?
  public var measures: [String: MeasureValue]
  /// What was missing or wrong with the answer, in words.
  public var explanation: String
  /// How many requests were made.
  public var attempts: Int
  /// Why there is no score.
  public var failure: TrialFailure?

  public init(
    id: TrialID, harnessIndex: Int, ordinal: Int, category: String? = nil, status: TrialStatus,
    prediction: Prediction? = nil, measures: [String: MeasureValue] = [:],
    explanation: String = "", attempts: Int = 1, failure: TrialFailure? = nil
  ) {
    (self.id, self.harnessIndex, self.ordinal) = (id, harnessIndex, ordinal)
    (self.category, self.status, self.prediction) = (category, status, prediction)
    (self.measures, self.explanation) = (measures, explanation)
    (self.attempts, self.failure) = (attempts, failure)
  }

  /// The record as metrics see it, with the timings as measures.
  public var measured: MeasuredTrial {
    var all = measures
    if let first = prediction?.timings.firstToken {
      all[Measure.firstToken.name] = .value(first.inMilliseconds)
    }
    if let total = prediction?.timings.total {
      all[Measure.latency.name] = .value(total.inMilliseconds)
    }
    return MeasuredTrial(status: status, measures: all)
  }
}

/// Why a trial has no score: infrastructure, never quality.
public struct TrialFailure: Sendable, Equatable {
  /// A ``ModelFailure/Kind`` or ``ScoringError/Kind``, as named in files.
  public var kind: String
  public var message: String

  public init(kind: String, message: String) { (self.kind, self.message) = (kind, message) }
}
