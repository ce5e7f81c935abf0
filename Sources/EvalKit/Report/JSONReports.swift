/// Writes the JSON reports of a run; trials stream from the journal to the file.
struct JSONReports {
  let run: RunEvaluation
  let journal: JournalReader

  /// `eval_report_final.json`: the whole verdict.
  func final() -> [UInt8] {
    let decision = run.decision
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.field("schema_version", EncodedReport.schemaVersion)
    writer.field("suite", run.manifest.suite)
    writer.field("description", run.manifest.suiteDescription)
    writer.field("verdict", decision.verdict.rawValue)
    writer.field("exit_code", Int(decision.exitStatus.rawValue))
    writer.field("cleared_for_deployment", decision.verdict == .cleared)
    writer.field("ship_gates_passed", decision.shipGatesPassed)
    writer.field("overall_score", EncodedReport.number(decision.overallScore))
    writer.field("target_score", run.manifest.policy.overall?.value)
    writer.field("reasons", .array(decision.reasons.map(JSONValue.string)))
    writer.field("counts", EncodedReport.counts(run.counts))
    writer.field("model", EncodedManifest.model(run.manifest.model))
    writer.field("harnesses", .array(run.harnesses.map { .object(EncodedReport.harness($0)) }))
    let canaries = EncodedReport.probes(run.canaries, regressions: run.regressions)
    writer.field("canaries", canaries)
    writer.field("smoke", EncodedReport.probes(run.smoke, regressions: []))
    writer.field("provenance", EncodedReport.provenance(run.manifest, tools: run.tools))
    writer.field("volatile", volatile)
    writer.endObject()
    writer.newline()
    return writer.bytes
  }

  /// `eval_<harness>.json`, `canary_report.json` or `smoke_test_report.json`.
  func write(_ part: RunEvaluation.Part, to path: String) throws {
    let file = try OutputFile(path)
    var writer = JSONWriter(pretty: true)
    writer.beginObject()
    writer.field("schema_version", EncodedReport.schemaVersion)
    writer.field("suite", run.manifest.suite)
    writer.field("test_name", part.manifest.id)
    for member in EncodedReport.harness(part).members { writer.field(member.key, member.value) }
    writer.field("total", part.counts.planned)
    writer.field("passed", part.counts.passed)
    writer.field("failed", part.counts.failed)
    let measured = part.counts.measured
    writer.field(
      "pass_rate",
      measured > 0 && part.manifest.judgesTrials
        ? Double(part.counts.passed) / Double(measured) : nil)
    writer.field("threshold", decidingGate(part)?.gate.expression.threshold.value)
    writer.field("gate_passed", gatePassed(part))
    if part.manifest.role == .canaries {
      writer.field("regressions", .array(run.regressions.map(JSONValue.string)))
      writer.field("baseline", run.manifest.baseline?.runID)
    }
    writer.field("model", EncodedManifest.model(run.manifest.model))
    writer.key("results")
    writer.beginArray()
    try journal.forEachTrial(harness: part.index) { trial in
      writer.value(EncodedReport.result(trial))
      try file.write(writer.takeBytes())
    }
    writer.endArray()
    writer.field("volatile", volatile)
    writer.endObject()
    writer.newline()
    try file.write(writer.takeBytes())
    try file.commit()
  }

  /// The first ship gate, else the first gate: the one that a single threshold stands for.
  private func decidingGate(_ part: RunEvaluation.Part) -> GateResult? {
    part.gates.first { $0.gate.severity == .ship } ?? part.gates.first
  }

  /// Canaries and smoke tests pass when every one did; `nil` for a harness without gates.
  private func gatePassed(_ part: RunEvaluation.Part) -> Bool? {
    guard part.manifest.role == .harness else {
      return part.counts.planned > 0 && part.counts.passed == part.counts.planned
    }
    return part.gates.isEmpty ? nil : part.gates.allSatisfy { $0.outcome == .passed }
  }

  private var volatile: JSONValue {
    [
      "run_id": .string(run.manifest.runID), "timestamp": .string(run.volatile.startedAt),
      "started_at": .string(run.volatile.startedAt),
      "finished_at": .string(run.volatile.finishedAt), "host": .string(run.volatile.host),
      "durations": ["run_s": EncodedReport.number(run.volatile.duration)],
    ]
  }
}
