/// The section of a harness in `report.md`: metrics, gates, failure modes, examples.
struct HarnessSection {
  private static let modesShown = 10

  let part: RunEvaluation.Part
  let journal: JournalReader

  func lines() throws -> [String] {
    var lines = ["## \(Markdown.escaped(part.manifest.id))", ""]
    if !part.manifest.description.isEmpty {
      lines += [Markdown.escaped(part.manifest.description), ""]
    }
    lines += metrics + [""]
    let gates = part.gates.map {
      "- \($0.gate.severity.rawValue) gate \($0.outcome.rawValue): " + Markdown.escaped($0.reason)
    }
    if !gates.isEmpty { lines += gates + [""] }
    if part.categories.count > 1 { lines += categories + [""] }
    var failures = FailureModes()
    var errors = FailureModes()
    var examples = TrialExamples(part.manifest)
    try journal.forEachTrial(harness: part.index) { trial in
      if trial.status == .failed { failures.add(trial) }
      if trial.status == .errored { errors.add(trial) }
      examples.add(trial)
    }
    lines += modes(failures, title: "Failure modes", part.counts.failed, "failed")
    lines += modes(errors, title: "Not measured", part.counts.errored, "errored")
    return lines + ExampleSection(part: part.manifest, examples: examples).lines
  }

  private var metrics: [String] {
    Markdown.table(
      ["metric", "value", "n", "95% interval"],
      part.metrics.map { metric in
        let unit = metric.declaration.unit
        return [
          Markdown.escaped(metric.declaration.name),
          metric.summary.map { Figure($0.value, unit: unit).description } ?? "not measured",
          metric.summary.map { "\($0.count)" } ?? "0",
          metric.summary?.interval.map { ReportTable.text($0, unit) } ?? "–",
        ]
      })
  }

  private var categories: [String] {
    Markdown.table(
      ["category", "passed", "failed", "errored"],
      part.categories.map { name, counts in
        [Markdown.escaped(name), "\(counts.passed)", "\(counts.failed)", "\(counts.errored)"]
      })
  }

  /// A trial counts once for each of its causes, so that the counts may exceed the trials.
  private func modes(
    _ modes: FailureModes, title: String, _ count: Int, _ what: String
  ) -> [String] {
    guard !modes.isEmpty else { return [] }
    let top = modes.top(Self.modesShown)
    let rows = top.map { mode in
      [
        "\(mode.trialCount)", Markdown.quoted(mode.cause, limit: 200),
        mode.samples.map { Markdown.quoted($0, limit: 60) }.joined(separator: ", "),
      ]
    }
    let trials = count == 1 ? "1 trial" : "\(count) trials"
    var lines = ["### \(title)", "", "\(trials) \(what).", ""]
    lines += Markdown.table(["trials", "cause", "such as"], rows)
    if modes.count > top.count {
      let file = "eval_\(part.manifest.id).json"
      let rest = modes.count - top.count
      lines += [
        "",
        "\(rest) more \(rest == 1 ? "cause" : "causes"); every trial stands in "
          + "`\(Markdown.code(file))`.",
      ]
    }
    return lines + [""]
  }
}

/// The examples of a harness in `report.md`.
struct ExampleSection {
  private static let measuresShown = 6

  let part: RunManifest.Part
  let examples: TrialExamples

  var lines: [String] {
    let all = examples.all
    guard !all.isEmpty else { return [] }
    return ["### Examples", ""] + all.flatMap { lines($0.title, $0.trial) }
  }

  private func lines(_ title: String, _ trial: TrialRecord) -> [String] {
    var head = "**\(title)**: \(Markdown.quoted(trial.id.sample, limit: 100))"
    if trial.id.repetition > 0 { head += ", repetition \(trial.id.repetition + 1)" }
    if let category = trial.category { head += " (\(Markdown.quoted(category, limit: 60)))" }
    if part.judgesTrials { head += ", \(trial.status.rawValue)" }
    let figures = figures(trial)
    if !figures.isEmpty { head += "; " + figures.joined(separator: ", ") }
    var lines = [head, ""]
    let prediction = trial.prediction
    let isEmpty = prediction?.text.isEmpty ?? true
    if !isEmpty || prediction?.toolCalls.isEmpty ?? true {
      lines += isEmpty ? ["(an empty answer)"] : Markdown.block(prediction?.text ?? "")
    }
    if let calls = prediction?.toolCalls, !calls.isEmpty {
      lines += Markdown.block(calls.map { "\($0.name)(\($0.arguments))" }.joined(separator: "\n"))
    }
    if !trial.explanation.isEmpty { lines += ["", "> " + Markdown.quoted(trial.explanation)] }
    return lines + [""]
  }

  /// `edit_similarity 97.2%`: what was measured, in the order of the metrics.
  private func figures(_ trial: TrialRecord) -> [String] {
    var shown: [String] = []
    var result: [String] = []
    for specification in part.metrics {
      guard let name = specification["measure"]?.stringValue, !shown.contains(name),
        case .value(let number) = trial.measures[name],
        let declaration = MetricDeclaration(specification), result.count < Self.measuresShown
      else { continue }
      shown.append(name)
      let figure = Figure(number, unit: declaration.unit)
      result.append("\(Markdown.escaped(name)) \(figure)")
    }
    return result
  }
}
