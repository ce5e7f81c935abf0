/// What a run of a suite would do, in words or as JSON.
public struct PlanReport: Sendable {
  private let plan: RunPlan

  public init(_ plan: RunPlan) { self.plan = plan }

  /// A table of the parts, remarks about gates, and one rendered prompt of each part.
  ///
  /// - Throws: ``Diagnostic`` when a dataset changed since it was planned.
  public func text() throws -> String {
    let suite = plan.suite
    var lines = ["\(suite.name) (\(suite.path))"]
    if !suite.description.isEmpty { lines.append(suite.description) }
    lines.append("")
    for part in plan.parts {
      let manifest = part.manifest
      let repeated = manifest.repetitions > 1 ? " × \(manifest.repetitions)" : ""
      lines.append(
        "\(manifest.id) (\(manifest.kind)): \(manifest.sampleCount) samples\(repeated), "
          + "\(manifest.plannedTrials) trials")
      lines += manifest.gates.map { "  \($0.severity.rawValue): \($0.expression)" }
      lines += remarks(part).map { "  note: \($0)" }
    }
    lines += ["", "\(plan.plannedTrials) trials, \(suite.limits.concurrency) at a time", ""]
    for part in plan.parts { lines += try example(part) }
    return lines.joined(separator: "\n") + "\n"
  }

  public func json() -> JSONValue {
    [
      "suite": .string(plan.suite.name), "suite_sha256": .string(plan.suite.sha256),
      "trials": .integer(Int64(plan.plannedTrials)),
      "concurrency": .integer(Int64(plan.suite.limits.concurrency)),
      "parts": .array(plan.parts.map { json($0) }),
    ]
  }

  private func json(_ part: RunPlan.Part) -> JSONValue {
    let manifest = part.manifest
    return [
      "id": .string(manifest.id), "kind": .string(manifest.kind),
      "role": .string(manifest.role.rawValue), "dataset": .string(manifest.dataset),
      "dataset_sha256": .string(manifest.datasetSHA256),
      "samples": .integer(Int64(manifest.sampleCount)),
      "trials": .integer(Int64(manifest.plannedTrials)),
      "gates": .array(
        manifest.gates.map { .string("\($0.severity.rawValue): \($0.expression)") }),
      "notes": .array(remarks(part).map(JSONValue.string)),
    ]
  }

  /// Gates that this many samples cannot pass even without a single failure.
  private func remarks(_ part: RunPlan.Part) -> [String] {
    part.manifest.gates.compactMap { gate in
      let threshold = gate.expression.threshold
      let trials = part.manifest.plannedTrials
      guard let confidence = gate.expression.confidence, gate.expression.subject == .value,
        trials > 0, threshold.comparator == .atLeast || threshold.comparator == .above,
        let best = ProportionInterval.wilson.interval(
          successes: trials, trials: trials, confidence: confidence),
        !threshold.isMet(by: best.lower), threshold.value < 1
      else { return nil }
      var needed = trials
      while needed < 10_000_000,
        let bound = ProportionInterval.wilson.interval(
          successes: needed, trials: needed, confidence: confidence),
        !threshold.isMet(by: bound.lower)
      {
        needed += max(1, needed / 100)
      }
      return "'\(gate.expression)' cannot pass with \(trials) trials: it takes about \(needed) "
        + "without a single failure"
    }
  }

  private func example(_ part: RunPlan.Part) throws -> [String] {
    guard let entry = try part.dataset.reader().next() else { return [] }
    let request = try part.request(for: entry.sample, repetition: 0, timeout: .zero)
    var lines = ["── \(part.manifest.id), sample \(entry.sample.id)"]
    for message in request.messages {
      lines.append("[\(message.role.rawValue)] \(ConsoleText.multiline(message.content))")
    }
    if !request.tools.isEmpty {
      let names = request.tools.compactMap(ToolCatalog.name(of:))
      lines.append("[tools] \(names.joined(separator: ", "))")
    }
    return lines + [""]
  }
}
