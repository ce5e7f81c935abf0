/// What turns samples into prompts and predictions into scores.
///
/// A concrete harness is a value made from its entry in the suite. Scoring is a pure function of
/// the prediction and the sample, whatever the model wrote.
public protocol Harness: Sendable {
  /// The name in suites, such as `pdca-schema`.
  static var kind: String { get }
  /// One line for `evalrunner list harnesses`.
  static var summary: String { get }
  /// The keys that its entry in a suite may have beside those of every harness.
  static var options: [OptionDeclaration] { get }

  /// - Throws: ``OptionError`` for a value that cannot be used.
  init(_ configuration: HarnessConfiguration) throws

  /// What is measured of every trial; the names are unique.
  var measures: [Measure] { get }
  /// Metrics of its own, beside those that follow from `measures`.
  var metrics: [any Metric] { get }
  /// The metric that stands for the harness in the overall score.
  var headline: String { get }
  /// Whether its scores say passed or failed, so that there is a pass rate.
  var judgesTrials: Bool { get }
  /// The programs that scoring runs, beside those of its checks; reports name their versions.
  var externalTools: [ExternalTool] { get }

  /// Whether samples are put to the model; if not, `score` gets an empty prediction.
  var needsModel: Bool { get }

  /// Refuses a sample that could not be scored whatever the model said.
  func validate(_ sample: Sample) throws(SampleError)

  /// The tools that the model is offered for a sample, as OpenAI tool definitions.
  func tools(for sample: Sample) throws(SampleError) -> [JSONValue]

  /// Scores one prediction.
  ///
  /// - Throws: ``ScoringError`` when it cannot be measured at all: a tool is missing or crashed.
  ///   A bad answer is a score, not an error.
  func score(_ prediction: Prediction, for sample: Sample) async throws -> Score
}

extension Harness {
  public static var options: [OptionDeclaration] { [] }
  public var measures: [Measure] { [] }
  public var metrics: [any Metric] { [] }
  public var headline: String { "pass_rate" }
  public var judgesTrials: Bool { true }
  public var needsModel: Bool { true }
  public var externalTools: [ExternalTool] { [] }
  public func validate(_ sample: Sample) throws(SampleError) {}
  public func tools(for sample: Sample) throws(SampleError) -> [JSONValue] { sample.tools }
}

/// What a harness is made from.
public struct HarnessConfiguration: Sendable {
  /// The entry's id, unique within the suite.
  public var id: String
  /// The values of the declared options, with defaults filled in.
  public var options: JSONObject
  /// The folder that relative paths in options start from.
  public var directory: String
  /// The plug-ins that the harness may look up by name.
  public var registry: Registry
  /// What the candidate is called, without its folder and ending; `nil` while that is not known.
  public var model: String?
  /// Second models, by role.
  public var judge: (any ModelBackend)?
  public var embedder: (any EmbeddingBackend)?

  public init(
    id: String, options: JSONObject = JSONObject(), directory: String = ".",
    registry: Registry = Registry(), model: String? = nil, judge: (any ModelBackend)? = nil,
    embedder: (any EmbeddingBackend)? = nil
  ) {
    (self.id, self.options, self.directory) = (id, options, directory)
    (self.registry, self.model) = (registry, model)
    (self.judge, self.embedder) = (judge, embedder)
  }

  /// The path of a file named in an option.
  public func path(_ relative: String) -> String { Files.resolve(relative, from: directory) }
}

/// One key that a harness, check or measure understands.
public struct OptionDeclaration: Sendable, Equatable {
  public enum ValueKind: Sendable, Equatable {
    case text, number, integer, boolean, list, object, any
    /// One of these words.
    case choice([String])
  }

  public var name: String
  public var kind: ValueKind
  public var summary: String
  /// Taken when the key is absent; `nil` means the option is then absent too.
  public var defaultValue: JSONValue?
  public var isRequired: Bool

  public init(
    _ name: String, _ kind: ValueKind, _ summary: String, default defaultValue: JSONValue? = nil,
    required: Bool = false
  ) {
    (self.name, self.kind, self.summary) = (name, kind, summary)
    (self.defaultValue, self.isRequired) = (defaultValue, required)
  }
}

/// An option whose value cannot be used, without its place.
public struct OptionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The option it is about.
  public var option: String?
  /// The element of the option's list that it is about.
  public var index: Int?
  public var description: String

  public init(_ description: String, option: String? = nil, index: Int? = nil) {
    (self.description, self.option, self.index) = (description, option, index)
  }
}

/// What one prediction earned.
public struct Score: Sendable, Equatable {
  /// Whether the trial passed; `nil` when the harness only measures.
  public var passed: Bool?
  /// A value for each declared measure; one that is left out counts as missing.
  public var measures: [String: MeasureValue]
  /// What was missing or wrong, in words; empty when nothing is to be said.
  public var explanation: String

  public init(
    passed: Bool?, measures: [String: MeasureValue] = [:], explanation: String = ""
  ) {
    (self.passed, self.measures, self.explanation) = (passed, measures, explanation)
  }

  /// Passed when there is no finding; otherwise failed, with the findings as the explanation.
  public init(findings: [String], measures: [String: MeasureValue] = [:]) {
    self.init(
      passed: findings.isEmpty, measures: measures,
      explanation: findings.joined(separator: "; "))
  }
}

/// One measured number, or why there is none.
public enum MeasureValue: Sendable, Equatable {
  /// In the unit of the measure; finite.
  case value(Double)
  /// Reported as missing: never a zero, never silently dropped.
  case missing(reason: String)
}

/// A trial that could not be scored: an infrastructure failure, never a quality one.
public struct ScoringError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    /// An external tool is not installed.
    case toolMissing = "tool_missing"
    /// An external tool ended unexpectedly or did not answer in time.
    case toolCrashed = "tool_crashed"
    /// The judge or embedder gave no usable answer.
    case judgeFailed = "judge_failed"
    /// The prediction lacks what the question is about, such as its latency.
    case notMeasured = "not_measured"
  }

  public var kind: Kind
  public var description: String

  public init(_ kind: Kind, _ description: String) {
    (self.kind, self.description) = (kind, description)
  }
}
