/// `report.md`: the page that a release manager reads.
struct MarkdownReport {
  private static let examplesPerHarness = 5
  let run: RunEvaluation
  let journal: JournalReader

  func text() throws -> String {
    var lines = heading + table
    if let canaries = run.canaries {
      lines += try probes(canaries, title: "Canaries", regressions: run.regressions)
    }
    if let smoke = run.smoke { lines += try probes(smoke, title: "Smoke tests", regressions: []) }
    for part in run.harnesses { lines += try section(part) }
    return (lines + provenance).joined(separator: "\n") + "\n"
  }

  private var heading: [String] {
    let decision = run.decision
    var lines = ["# \(Markdown.escaped(run.manifest.suite)): \(decision.verdict.rawValue)", ""]
    if !run.manifest.suiteDescription.isEmpty {
      lines += [Markdown.escaped(run.manifest.suiteDescription), ""]
    }
    lines += ["Model: `\(Markdown.code(run.manifest.model.displayName))`", ""]
    lines += decision.reasons.map { "- " + Markdown.escaped($0) }
    let counts = run.counts
    lines += [
      "",
      "\(counts.planned) trials: \(counts.passed) passed, \(counts.failed) failed, "
        + "\(counts.errored) errored, \(counts.notRun) not run.", "",
    ]
    return lines
  }

  private var table: [String] {
    var lines = ["| harness | score | 95% interval | gate | type | status |"]
    lines.append("|---|---|---|---|---|---|")
    for row in ReportTable(run).rows {
      let cells = [row.name, row.score, row.interval, row.threshold, row.gateType, row.status]
      lines.append("| " + cells.map(Markdown.escaped).joined(separator: " | ") + " |")
    }
    return lines + [""]
  }

  private func probes(
    _ part: RunEvaluation.Part, title: String, regressions: [String]
  ) throws -> [String] {
    let counts = part.counts
    var lines = ["## \(title)", "", "\(counts.passed) of \(counts.planned) passed.", ""]
    try journal.forEachTrial(harness: part.index) { trial in
      guard trial.status == .failed || trial.status == .errored else { return }
      let mark = regressions.contains(trial.id.sample) ? " (regression)" : ""
      let why = trial.failure?.message ?? trial.explanation
      lines.append("- **\(Markdown.escaped(trial.id.sample))**\(mark): \(Markdown.escaped(why))")
    }
    if lines.last != "" { lines.append("") }
    return lines
  }

  private func section(_ part: RunEvaluation.Part) throws -> [String] {
    var lines = ["## \(Markdown.escaped(part.manifest.id))", ""]
    if !part.manifest.description.isEmpty {
      lines += [Markdown.escaped(part.manifest.description), ""]
    }
    lines += ["| metric | value | n | 95% interval |", "|---|---|---|---|"]
    for metric in part.metrics {
      let unit = metric.declaration.unit
      let value = metric.summary.map { Figure($0.value, unit: unit).description } ?? "not measured"
      let count = metric.summary.map { "\($0.count)" } ?? "0"
      let interval = metric.summary?.interval.map { ReportTable.text($0, unit) } ?? "–"
      lines.append("| \(metric.declaration.name) | \(value) | \(count) | \(interval) |")
    }
    lines.append("")
    lines += part.gates.map {
      "- \($0.gate.severity.rawValue) gate \($0.outcome.rawValue): "
        + Markdown.escaped($0.reason)
    }
    if part.categories.count > 1 { lines += categories(part) }
    lines += try failures(part)
    return lines + [""]
  }

  private func categories(_ part: RunEvaluation.Part) -> [String] {
    var lines = ["", "| category | passed | failed | errored |", "|---|---|---|---|"]
    for (name, counts) in part.categories {
      lines.append(
        "| \(Markdown.escaped(name)) | \(counts.passed) | \(counts.failed) | \(counts.errored) |")
    }
    return lines
  }

  private func failures(_ part: RunEvaluation.Part) throws -> [String] {
    var lines: [String] = []
    if !part.errors.isEmpty {
      lines += ["", "Not measured:", ""]
      lines += part.errors.prefix(Self.examplesPerHarness).map {
        "- \($0.count) × \(Markdown.escaped($0.reason))"
      }
    }
    guard part.counts.failed > 0 else { return lines }
    lines += ["", "Failed (\(part.counts.failed)):", ""]
    var shown = 0
    try journal.forEachTrial(harness: part.index) { trial in
      guard trial.status == .failed, shown < Self.examplesPerHarness else { return }
      shown += 1
      let why = trial.explanation.isEmpty ? "no explanation" : trial.explanation
      lines.append(
        "- **\(Markdown.escaped(trial.id.sample))**: \(Markdown.escaped(String(why.prefix(500))))")
    }
    if part.counts.failed > shown {
      let file = "eval_\(part.manifest.id).json"
      lines.append("- … and \(part.counts.failed - shown) more in `\(Markdown.code(file))`")
    }
    return lines
  }

  private var provenance: [String] {
    let manifest = run.manifest
    var lines = ["## Provenance", ""]
    lines.append(
      "- suite version \(Markdown.escaped(manifest.suiteVersion)), `\(manifest.suiteSHA256)`")
    lines.append("- gates `\(manifest.gatesSHA256)`")
    for part in manifest.parts {
      lines.append(
        "- \(Markdown.escaped(part.id)): \(part.sampleCount) samples, `\(part.datasetSHA256)`")
    }
    lines.append("- seed \(manifest.seed), evalrunner \(manifest.toolVersion)")
    if let git = manifest.git { lines.append("- commit `\(Markdown.code(git))`") }
    return lines
  }
}

/// Text inside Markdown.
enum Markdown {
  /// One line in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\n", "\r\n", "\r", "\t": result += " "
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~", "&":
        result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }

  /// Text for a code span of single backticks.
  static func code(_ text: String) -> String {
    text.replacing("`", with: "'").replacing("\n", with: " ")
  }
}
