/// The JSON forms that the reports share.
enum EncodedReport {
  static let schemaVersion = 1

  static func counts(_ counts: TrialCounts) -> JSONValue {
    [
      "planned": .integer(Int64(counts.planned)), "passed": .integer(Int64(counts.passed)),
      "failed": .integer(Int64(counts.failed)), "errored": .integer(Int64(counts.errored)),
      "not_run": .integer(Int64(counts.notRun)),
    ]
  }

  static func number(_ value: Double?) -> JSONValue {
    value.flatMap { $0.isFinite ? .number($0) : nil } ?? .null
  }

  static func metric(_ metric: RunEvaluation.MetricValue) -> JSONValue {
    let summary = metric.summary
    var object = JSONObject()
    object["name"] = .string(metric.declaration.name)
    object["value"] = number(summary?.value)
    object["n"] = .integer(Int64(summary?.count ?? 0))
    object["standard_error"] = number(summary?.standardError)
    object["interval"] = summary?.interval.map(interval) ?? .null
    object["unit"] = .string(metric.declaration.unit.rawValue)
    object["higher_is_better"] = .bool(metric.declaration.higherIsBetter)
    object["definition"] = .string(metric.declaration.definition)
    return .object(object)
  }

  static func interval(_ interval: MetricInterval) -> JSONValue {
    [
      "lower": .number(interval.lower), "upper": .number(interval.upper),
      "confidence": .number(interval.confidence), "method": .string(interval.method),
    ]
  }

  static func gate(_ result: GateResult) -> JSONValue {
    let expression = result.gate.expression
    return [
      "type": .string(result.gate.severity.rawValue),
      "metric": .string(expression.subjectText),
      "comparator": .string(expression.threshold.comparator.rawValue),
      "threshold": .number(expression.threshold.value),
      "confidence": number(expression.confidence), "value": number(result.value),
      "passed": .bool(result.outcome == .passed), "verdict": .string(result.outcome.rawValue),
      "reason": .string(result.reason),
    ]
  }

  static func harness(_ part: RunEvaluation.Part) -> JSONObject {
    var object = JSONObject()
    object["id"] = .string(part.manifest.id)
    object["kind"] = .string(part.manifest.kind)
    object["description"] = .string(part.manifest.description)
    object["headline"] = .string(part.manifest.headline)
    object["group"] = part.manifest.group.map { .string($0.rawValue) } ?? .null
    object["weight"] = .number(part.manifest.weight)
    object["metrics"] = .array(part.metrics.map(metric))
    object["gates"] = .array(part.gates.map(gate))
    object["counts"] = counts(part.counts)
    object["categories"] = .array(
      part.categories.map { category in
        ["name": .string(category.name), "counts": counts(category.counts)]
      })
    return object
  }

  static func probes(_ part: RunEvaluation.Part?, regressions: [String]) -> JSONValue {
    guard let part else { return .null }
    return [
      "counts": counts(part.counts),
      "failed": .array(part.failedSamples.map(JSONValue.string)),
      "regressions": .array(regressions.map(JSONValue.string)),
    ]
  }

  static func provenance(_ manifest: RunManifest, tools: [String: String]) -> JSONValue {
    [
      "suite_version": .string(manifest.suiteVersion),
      "suite_sha256": .string(manifest.suiteSHA256),
      "gates_sha256": .string(manifest.gatesSHA256),
      "datasets": .array(
        manifest.parts.map {
          [
            "harness": .string($0.id), "path": .string($0.dataset),
            "sha256": .string($0.datasetSHA256), "samples": .integer(Int64($0.sampleCount)),
          ]
        }), "seed": .integer(Int64(manifest.seed)),
      "tool_version": .string(manifest.toolVersion), "tools": EncodedManifest.tools(tools),
      "git": manifest.git.map(JSONValue.string) ?? .null,
      "baseline": manifest.baseline.map { .string($0.runID) } ?? .null,
      "partial": .bool(manifest.overrides.isPartial),
    ]
  }

  static func result(_ trial: TrialRecord) -> JSONValue {
    let prediction = trial.prediction
    var object = JSONObject()
    object["sample"] = .string(trial.id.sample)
    object["repetition"] = .integer(Int64(trial.id.repetition))
    object["category"] = trial.category.map(JSONValue.string) ?? .null
    object["status"] = .string(trial.status.rawValue)
    object["measures"] = measures(trial.measures)
    object["explanation"] = .string(trial.explanation)
    object["text"] = prediction.map { .string($0.text) } ?? .null
    if let calls = prediction?.toolCalls, !calls.isEmpty {
      object["tool_calls"] = EncodedTrial.json(calls)
    }
    object["finish_reason"] = prediction?.finishReason.map { .string($0.name) } ?? .null
    object["timings"] = prediction.map { timings($0.timings) } ?? .null
    object["usage"] = prediction?.usage.map(EncodedTrial.json) ?? .null
    object["attempts"] = .integer(Int64(trial.attempts))
    object["error"] =
      trial.failure.map { ["kind": .string($0.kind), "message": .string($0.message)] } ?? .null
    return .object(object)
  }

  private static func timings(_ timings: Timings) -> JSONValue {
    var object = JSONObject()
    object["first_token_ms"] = number(timings.firstToken?.inMilliseconds)
    object["total_ms"] = number(timings.total?.inMilliseconds)
    object["server"] = timings.server.map(EncodedTrial.json)
    return .object(object)
  }

  /// Only numbers: a measure that is missing has none, and its reason stands in the explanation.
  private static func measures(_ measures: [String: MeasureValue]) -> JSONValue {
    .object(
      JSONObject(
        measures.sorted { $0.key < $1.key }.compactMap { name, value in
          guard case .value(let number) = value else { return nil }
          return .init(key: name, value: .number(number))
        }))
  }
}
