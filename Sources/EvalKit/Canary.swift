/// A small probe with a known outcome that must hold before any score is believed.
public protocol Canary: Sendable {
  /// The task, with its id and category.
  var sample: Sample { get }

  /// Decides whether the answer shows the known outcome.
  ///
  /// - Throws: ``ScoringError`` when that cannot be found out.
  func judge(_ prediction: Prediction) async throws -> CheckOutcome
}

/// A canary written as a sample: it holds when every check of the sample does.
public struct CheckedCanary: Canary {
  public let sample: Sample
  private let checks: [any Check]

  /// - Throws: ``OptionError`` for a check that cannot be used, or when there is none: a canary
  ///   that checks nothing would always hold.
  public init(_ sample: Sample, configuration: CheckConfiguration) throws {
    guard !sample.checks.isEmpty else {
      throw OptionError("a canary needs 'checks'; without any it could not fail", option: "checks")
    }
    self.sample = sample
    checks = try sample.checks.map { try configuration.check($0) }
  }

  public func judge(_ prediction: Prediction) async throws -> CheckOutcome {
    try await checks.outcome(of: prediction, for: sample)
  }
}
