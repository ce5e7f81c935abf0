public import EvalKit
internal import Synchronization

/// Offers what other tools have measured to gates: no model is called.
///
/// Each sample is a task of the result file, so that a task that is missing there is a trial that
/// could not be measured. The figures are metrics named `TASK.METRIC`.
public struct ResultsHarness: Harness {
  public static let kind: String = "results"
  public static let summary: String =
    "Results of lm-evaluation-harness, Inspect AI, promptfoo, CSV or JSONL; calls no model."
  public static let options: [OptionDeclaration] = [
    OptionDeclaration(
      "path", .text,
      "The result file or a folder of them; {model} stands for the candidate's name.",
      required: true),
    OptionDeclaration(
      "format", .choice(ResultReader.Format.allCases.map(\.rawValue)), "Who wrote the file.",
      default: "auto"),
    OptionDeclaration("task", .text, "The task of tables that name none.", default: "results"),
    OptionDeclaration(
      "metrics", .list,
      "The figures, as TASK.METRIC or {name, metric, unit, higher_is_better}; all of the file if "
        + "left out."),
    OptionDeclaration(
      "reference", .text, "Results to compare with: TASK.METRIC.loss is how far they are above."),
  ]

  private let figures: [ReportedFigure]
  private let results: ResultSource?
  private let reference: ResultSource?

  public init(_ configuration: HarnessConfiguration) throws {
    let options = configuration.options
    let settings = (
      format: options["format"]?.stringValue.flatMap(ResultReader.Format.init(rawValue:)) ?? .auto,
      task: options["task"]?.stringValue ?? "results"
    )
    func source(_ option: String) -> ResultSource? {
      guard var path = options[option]?.stringValue else { return nil }
      if path.contains("{model}") {
        guard let model = configuration.model else { return nil }
        path = path.replacing("{model}", with: model)
      }
      return ResultSource(
        path: configuration.path(path), name: path, format: settings.format, task: settings.task)
    }
    (results, reference) = (source("path"), source("reference"))
    figures = try Self.figures(options["metrics"], results)
    hasReference = options["reference"] != nil
  }

  private let hasReference: Bool

  private static func figures(
    _ option: JSONValue?, _ results: ResultSource?
  ) throws(OptionError) -> [ReportedFigure] {
    guard let entries = option?.arrayValue else { return try figuresOfFile(results) }
    var figures: [ReportedFigure] = []
    for (index, entry) in entries.enumerated() {
      do throws(OptionError) {
        let figure = try ReportedFigure(entry)
        guard !figures.contains(where: { $0.name == figure.name }) else {
          throw OptionError("the metric '\(figure.name)' occurs twice")
        }
        figures.append(figure)
      } catch { throw OptionError("\(error)", option: "metrics", index: index) }
    }
    guard !figures.isEmpty else { throw OptionError("'metrics' is empty", option: "metrics") }
    return figures
  }

  private static func figuresOfFile(
    _ results: ResultSource?
  ) throws(OptionError) -> [ReportedFigure] {
    guard let results else {
      throw OptionError("a 'path' with {model} needs 'metrics' as well", option: "path")
    }
    do throws(ScoringError) {
      let set = try results.read()
      return set.names.compactMap { set.figure($0) }.map(ReportedFigure.init)
    } catch { throw OptionError(error.description, option: "path") }
  }

  public var needsModel: Bool { false }
  public var judgesTrials: Bool { false }
  public var headline: String { "score" }

  public var measures: [Measure] {
    [
      Measure(
        "score", summary: "the task's first figure that is a fraction of which more is better")
    ]
      + figures.flatMap { $0.measures(hasReference: hasReference) }
  }

  public var metrics: [any Metric] { figures.flatMap { $0.metrics(hasReference: hasReference) } }

  public func validate(_ sample: Sample) throws(SampleError) {
    let task = Self.task(of: sample)
    let tasks = figures.map(\.task)
    guard tasks.contains(task) else {
      throw SampleError(
        "there is no metric of the task '\(task)'\(nearest(task, in: tasks).suggestion)", key: "id")
    }
  }

  private static func task(of sample: Sample) -> String {
    ResultName.identifier(sample.metadata["task"]?.stringValue ?? sample.id)
  }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    guard let results else {
      throw ScoringError(.notMeasured, "the candidate has no name to put for {model}")
    }
    let set = try results.read()
    let other = try reference?.read()
    let task = Self.task(of: sample)
    var values: [String: MeasureValue] = [:]
    var texts: [String] = []
    for figure in figures where figure.task == task {
      values.merge(try figure.values(set, reference: other)) { $1 }
      guard case .value(let number) = values[figure.name] else { continue }
      texts.append("\(figure.name) \(number)")
      if figure.unit == .fraction, figure.higherIsBetter, values["score"] == nil {
        values["score"] = .value(number)
      }
    }
    return Score(
      passed: nil, measures: values,
      explanation: "\(texts.joined(separator: ", ")) by \(Excerpt.plain(set.origin))")
  }
}

/// A result file that is read when first needed.
final class ResultSource: Sendable {
  private let path: String
  private let name: String
  private let format: ResultReader.Format
  private let task: String
  private let content = Mutex<Result<ResultSet, ScoringError>?>(nil)

  init(path: String, name: String, format: ResultReader.Format, task: String) {
    (self.path, self.name, self.format, self.task) = (path, name, format, task)
  }

  func read() throws(ScoringError) -> ResultSet {
    try content.withLock { content in
      let known = content ?? fresh()
      content = known
      return known
    }.get()
  }

  private func fresh() -> Result<ResultSet, ScoringError> {
    do { return .success(try ResultReader.read(path, format, task: task)) } catch {
      return .failure(ScoringError(.notMeasured, "\(name): \(error)"))
    }
  }
}
