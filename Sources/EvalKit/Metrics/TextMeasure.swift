/// A measure of answer quality that compares a text with the sample's targets.
///
/// These are what a suite lists under `measures` of a harness of kind `text`.
public protocol TextMeasure: Sendable {
  /// The name in suites, such as `exact_match`.
  static var name: String { get }
  /// One line for `evalrunner list measures`.
  static var summary: String { get }
  static var options: [OptionDeclaration] { get }
  /// The programs that it runs; reports name their versions.
  static var externalTools: [ExternalTool] { get }

  /// - Throws: ``OptionError`` for values that cannot be used.
  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws

  /// The numbers that it yields for every trial.
  var measures: [Measure] { get }
  /// Metrics of its own, beside the mean and percentiles of its measures.
  var metrics: [any Metric] { get }

  /// Refuses a sample that could not be scored whatever the model said.
  func validate(_ sample: Sample) throws(SampleError)

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue]

  /// Why the values of a prediction are what they are, in words.
  ///
  /// Asked for when a binary measure is not 1.
  func explain(_ prediction: Prediction, for sample: Sample) async throws -> String?
}

extension TextMeasure {
  public static var options: [OptionDeclaration] { [] }
  public static var externalTools: [ExternalTool] { [] }
  public var metrics: [any Metric] { [] }
  public func explain(_ prediction: Prediction, for sample: Sample) -> String? { nil }
  public func validate(_ sample: Sample) throws(SampleError) {
    if sample.targets.isEmpty {
      throw SampleError("'\(Self.name)' needs a 'target' with at least one answer")
    }
  }
}
