internal import Synchronization

/// Numbers that a program of the user's finds for an answer; see docs/exec.md.
struct ExecMeasure: TextMeasure {
  static let name = "exec"
  static let summary = "What a program of yours measures: JSON lines on its standard streams."
  static let options = [
    OptionDeclaration(
      "command", .list, "The program and its arguments: [python3, judge.py].", required: true),
    OptionDeclaration(
      "yields", .list,
      "Its measures: NAME, or {name, scale: binary, unit, range: [0, 1], higher_is_better}.",
      required: true),
    OptionDeclaration("options", .object, "Handed to the program with every answer."),
    OptionDeclaration("processes", .integer, "How many of it run side by side.", default: 1),
    OptionDeclaration("timeout", .text, "How long one answer may take.", default: "60s"),
    OptionDeclaration(
      "start_timeout", .text, "How long it may take to get ready.", default: "10m"),
  ]

  let measures: [Measure]
  private let name: String
  private let pool: ProgramPool
  private let timeout: Duration
  private let options: JSONObject
  private let explanations = ExecExplanations()

  init(_ options: JSONObject, _ configuration: HarnessConfiguration) throws {
    let words = try ExecProgram.words(options["command"]) ?? []
    let program = try ExecProgram(
      words, directory: configuration.directory, environment: Host.environment)
    name = program.name
    measures = try (options["yields"]?.arrayValue ?? []).map { try Self.measure($0, of: words) }
    guard !measures.isEmpty else {
      throw OptionError("'yields' names at least one measure", option: "yields")
    }
    let count = options["processes"]?.intValue ?? 1
    guard (1...256).contains(count) else {
      throw OptionError("'processes' is a number in 1...256, not \(count)", option: "processes")
    }
    func time(_ key: String, _ usual: String) throws(OptionError) -> Duration {
      let text = options[key]?.stringValue ?? usual
      guard let duration = Duration(text: text) else {
        throw OptionError("'\(key)' is a time such as 90s, not '\(text)'", option: key)
      }
      return duration
    }
    timeout = try time("timeout", "60s")
    pool = program.pool(count, startTimeout: try time("start_timeout", "10m"))
    self.options = options["options"]?.objectValue ?? JSONObject()
  }

  func validate(_ sample: Sample) throws(SampleError) {}

  func measure(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> [String: MeasureValue] {
    let line = Self.question(prediction, sample, options).compact
    let answer: JSONValue
    do {
      answer = try JSONParser().parse(try await pool.request(line, timeout: timeout).line)
    } catch let error as JSONError {
      throw ScoringError(.toolCrashed, "\(name): its answer is \(error)")
    } catch let error as LineProcess.TimedOut {
      throw ScoringError(.toolCrashed, "\(error)")
    }
    if let error = answer["error"], !error.isNull {
      let text = error["message"]?.stringValue ?? error.stringValue ?? error.compact
      throw ScoringError(.toolCrashed, "\(name): \(Excerpt.plain(text))")
    }
    var values: [String: MeasureValue] = [:]
    for measure in measures { values[measure.name] = try value(of: measure, in: answer) }
    if let text = answer["explanation"]?.stringValue, !text.isEmpty, isMissed(values) {
      explanations.add(Excerpt.plain(text, limit: 1000), for: line)
    }
    return values
  }

  func explain(_ prediction: Prediction, for sample: Sample) -> String? {
    explanations.take(for: Self.question(prediction, sample, options).compact)
  }

  private func isMissed(_ values: [String: MeasureValue]) -> Bool {
    measures.contains { $0.scale == .binary && values[$0.name] != .value(1) }
  }

  /// A number, a truth value, or a text that says why there is neither.
  private func value(
    of measure: Measure, in answer: JSONValue
  ) throws(ScoringError) -> MeasureValue {
    let given = answer["measures"]?[measure.name]
    switch given {
    case .string(let reason): return .missing(reason: Excerpt.plain(reason))
    case .bool(let truth): return .value(truth ? 1 : 0)
    case nil, .null: return .missing(reason: "\(name) gave no '\(measure.name)'")
    default: break
    }
    guard let number = given?.doubleValue, measure.range.contains(number),
      measure.scale != .binary || number == 0 || number == 1
    else {
      let text = Excerpt.plain(given?.compact ?? "", limit: 40)
      throw ScoringError(.toolCrashed, "\(name): '\(measure.name)' is \(text), out of its range")
    }
    return .value(number)
  }
}

/// What programs said about answers, until it is asked for.
private final class ExecExplanations: Sendable {
  /// By the question; answers to equal questions may be under way at the same time.
  private let texts = Mutex<[String: [String]]>([:])

  func add(_ text: String, for question: String) {
    texts.withLock { $0[question, default: []].append(text) }
  }

  func take(for question: String) -> String? {
    texts.withLock { texts in
      let text = texts[question]?.popLast()
      if texts[question]?.isEmpty == true { texts[question] = nil }
      return text
    }
  }
}
