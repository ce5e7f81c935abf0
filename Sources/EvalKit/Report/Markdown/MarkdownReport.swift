/// `report.md`: the page that a release manager reads.
struct MarkdownReport {
  let run: RunEvaluation
  let journal: JournalReader

  func text() throws -> String {
    var lines = heading + ResultTables(run: run).lines
    if let canaries = run.canaries {
      lines += try probes(canaries, title: "Canaries", regressions: run.regressions)
    }
    if let smoke = run.smoke { lines += try probes(smoke, title: "Smoke tests", regressions: []) }
    for part in run.harnesses { lines += try HarnessSection(part: part, journal: journal).lines() }
    return (lines + ProvenanceSection(run: run).lines).joined(separator: "\n") + "\n"
  }

  private var heading: [String] {
    let decision = run.decision
    var lines = ["# \(Markdown.escaped(run.manifest.suite)): \(decision.verdict.rawValue)", ""]
    if !run.manifest.suiteDescription.isEmpty {
      lines += [Markdown.escaped(run.manifest.suiteDescription), ""]
    }
    lines += ["Model: `\(Markdown.code(run.manifest.model.displayName))`", ""]
    if let baseline = run.manifest.baseline {
      let model = baseline.model.map { ", `\(Markdown.code($0))`" } ?? ""
      lines += ["Baseline: \(Markdown.escaped(baseline.title))\(model)", ""]
    }
    lines += decision.reasons.map { "- " + Markdown.escaped($0) }
    let counts = run.counts
    lines += [
      "",
      "\(counts.planned) trials: \(counts.passed) passed, \(counts.failed) failed, "
        + "\(counts.errored) errored, \(counts.notRun) not run.", "",
    ]
    return lines
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
      lines.append("- **\(Markdown.quoted(trial.id.sample))**\(mark): \(Markdown.quoted(why))")
    }
    if lines.last != "" { lines.append("") }
    return lines
  }
}
