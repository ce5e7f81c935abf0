/// A program that stands for a model.
struct ExecBackend: ModelBackend {
  let name: String
  let pool: ProgramPool

  func identify() async throws(ModelFailure) -> ModelIdentity {
    let (json, _) = try await ask(["request": "identify"], timeout: .seconds(60))
    var details = json.objectValue ?? JSONObject()
    // A program that does not know the question may say so.
    if details["error"] != nil { details = JSONObject() }
    return ModelIdentity(provider: ExecProvider.name, name: name, details: details)
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    let start = ContinuousClock.now
    let (json, waited) = try await ask(Self.json(request), timeout: request.timeout)
    let total = start.duration(to: .now)
    if let error = json["error"], !error.isNull { throw Self.failure(error) }
    guard json["text"]?.stringValue != nil || json["tool_calls"]?.arrayValue != nil else {
      throw ModelFailure(.malformed, "\(name): the answer has no 'text'")
    }
    var prediction = try RecordedAnswer.prediction(json)
    // Waiting for a free process is no time of the model.
    var server = prediction.timings.server ?? ServerTimings()
    server.queue = server.queue ?? waited
    prediction.timings = Timings(
      firstToken: prediction.timings.firstToken.map { waited + $0 }, total: total, server: server)
    return prediction
  }

  private func ask(
    _ json: JSONValue, timeout: Duration
  ) async throws(ModelFailure) -> (JSONValue, waited: Duration) {
    let answer: ProgramPool.Answer
    do { answer = try await pool.request(json.compact, timeout: timeout) } catch {
      throw Self.failure(of: error)
    }
    do throws(JSONError) {
      return (try JSONParser().parse(answer.line), answer.waited)
    } catch {
      throw ModelFailure(
        .malformed, "\(name): its answer \(Excerpt(answer.line)) is \(error)")
    }
  }

  private static func failure(of error: any Error) -> ModelFailure {
    switch error {
    case is CancellationError: ModelFailure(.cancelled, "the run was stopped")
    case let error as LineProcess.TimedOut:
      ModelFailure(.timeout, "\(error)", transient: true)
    case let error as ScoringError:
      // It was started anew and asked again already.
      ModelFailure(error.kind == .toolMissing ? .unreachable : .server, "\(error)")
    default: ModelFailure(.server, "\(error)")
    }
  }

  /// `{"error": "text"}`, or an object with `kind`, `message` and `transient`.
  private static func failure(_ json: JSONValue) -> ModelFailure {
    let kind = json["kind"]?.stringValue.flatMap(ModelFailure.Kind.init)
    let message = json["message"]?.stringValue ?? json.stringValue ?? json.compact
    return ModelFailure(
      kind ?? .server, Excerpt.plain(message, limit: 300),
      transient: json["transient"]?.boolValue ?? false)
  }

  /// What the program is asked.
  static func json(_ request: ModelRequest) -> JSONValue {
    var object = JSONObject()
    object["request"] = "predict"
    object["harness"] = .string(request.trial.harness)
    object["sample"] = .string(request.trial.sample)
    object["repetition"] = .integer(Int64(request.trial.repetition))
    object["messages"] = OpenAIRequest.messages(request)
    object["prefix"] = request.prefix.map(JSONValue.string)
    object["suffix"] = request.suffix.map(JSONValue.string)
    if !request.tools.isEmpty { object["tools"] = .array(request.tools) }
    var generation = JSONObject()
    generation["temperature"] = request.generation.temperature.map(JSONValue.number)
    generation["top_p"] = request.generation.topP.map(JSONValue.number)
    generation["max_tokens"] = request.generation.maxTokens.map { .integer(Int64($0)) }
    generation["seed"] = request.generation.seed.map { .integer(Int64($0)) }
    if !request.generation.stop.isEmpty {
      generation["stop"] = .array(request.generation.stop.map(JSONValue.string))
    }
    object["generation"] = .object(generation)
    return .object(object)
  }
}

/// Any program that answers JSON lines on its standard streams.
public enum ExecProvider: ModelProvider {
  public static let name = "exec"
  public static let summary = "Any program that answers JSON lines, kept alive between trials."
  public static let environment = ["PATH"]
  public static let options = [
    OptionDeclaration("name", .text, "What the model is called in reports."),
    OptionDeclaration("command", .list, "The program and its arguments: [python3, model.py]."),
    OptionDeclaration(
      "processes", .integer, "How many of it run side by side; each serves one request.",
      default: 1),
    OptionDeclaration(
      "start_timeout", .text, "How long it may take to get ready.", default: "10m"),
  ]

  public static func makeBackend(_ settings: ModelSettings) throws -> any ModelBackend {
    let name = settings.options["name"]?.stringValue ?? settings.name
    let words = try ExecProgram.words(settings.options["command"]) ?? [name]
    guard words != [""] else {
      throw OptionError("the provider 'exec' needs a program: exec/./model.py", option: "command")
    }
    let program = try ExecProgram(
      words, directory: settings.directory, environment: settings.environment)
    let count = settings.options["processes"]?.intValue ?? 1
    guard (1...256).contains(count) else {
      throw OptionError("'processes' is a number in 1...256, not \(count)", option: "processes")
    }
    guard let timeout = Duration(text: settings.options["start_timeout"]?.stringValue ?? "10m")
    else {
      throw OptionError("'start_timeout' is a time such as 90s", option: "start_timeout")
    }
    return ExecBackend(
      name: name.isEmpty ? program.name : name,
      pool: program.pool(count, startTimeout: timeout))
  }
}
