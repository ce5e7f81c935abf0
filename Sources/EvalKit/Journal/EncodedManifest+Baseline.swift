extension EncodedManifest {
  static func baseline(_ baseline: RunManifest.Baseline) -> JSONValue {
    var object = JSONObject()
    object["run_id"] = .string(baseline.runID)
    for (key, text) in [
      ("name", baseline.name), ("suite", baseline.suite), ("suite_sha256", baseline.suiteSHA256),
      ("model", baseline.model), ("problem", baseline.problem),
    ] {
      object[key] = text.map(JSONValue.string)
    }
    object["harnesses"] = .array(baseline.harnesses.map(harness))
    object["passed_canaries"] = .array(baseline.passedCanaries.map(JSONValue.string))
    return .object(object)
  }

  /// Reads the form above, and that with bare `values` by `harness/metric`.
  static func baseline(_ json: JSONValue) -> RunManifest.Baseline? {
    guard let runID = json["run_id"]?.stringValue else { return nil }
    let passed = json["passed_canaries"]?.arrayValue?.compactMap(\.stringValue) ?? []
    if let values = json["values"]?.objectValue {
      let numbers = values.members.compactMap { member in
        member.value.doubleValue.map { (member.key, $0) }
      }
      return RunManifest.Baseline(
        runID: runID, values: Dictionary(numbers) { $1 }, passedCanaries: passed)
    }
    return RunManifest.Baseline(
      runID: runID, name: json["name"]?.stringValue, suite: json["suite"]?.stringValue,
      suiteSHA256: json["suite_sha256"]?.stringValue, model: json["model"]?.stringValue,
      problem: json["problem"]?.stringValue,
      harnesses: json["harnesses"]?.arrayValue?.compactMap(harness) ?? [],
      passedCanaries: passed)
  }

  private static func harness(_ harness: RunManifest.Baseline.Harness) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(harness.id)
    object["kind"] = harness.kind.map(JSONValue.string)
    object["dataset_sha256"] = harness.datasetSHA256.map(JSONValue.string)
    object["trials"] = harness.trialCount.map { .integer(Int64($0)) }
    object["metrics"] = .array(harness.metrics.map(metric))
    return .object(object)
  }

  private static func harness(_ json: JSONValue) -> RunManifest.Baseline.Harness? {
    guard let id = json["id"]?.stringValue else { return nil }
    return RunManifest.Baseline.Harness(
      id: id, kind: json["kind"]?.stringValue,
      datasetSHA256: json["dataset_sha256"]?.stringValue, trialCount: json["trials"]?.intValue,
      metrics: json["metrics"]?.arrayValue?.compactMap(metric) ?? [])
  }

  private static func metric(_ metric: RunManifest.Baseline.Metric) -> JSONValue {
    var object = JSONObject()
    object["name"] = .string(metric.name)
    object["value"] = .number(metric.summary.value)
    object["n"] = .integer(Int64(metric.summary.count))
    object["trials"] = .integer(Int64(metric.summary.trialCount))
    object["standard_error"] = metric.summary.standardError.map(JSONValue.number)
    object["intervals"] = .array(metric.intervals.map(EncodedReport.interval))
    return .object(object)
  }

  private static func metric(_ json: JSONValue) -> RunManifest.Baseline.Metric? {
    guard let name = json["name"]?.stringValue, let value = json["value"]?.doubleValue else {
      return nil
    }
    return RunManifest.Baseline.Metric(
      name: name,
      summary: MetricSummary(
        value: value, count: json["n"]?.intValue ?? 0, trialCount: json["trials"]?.intValue ?? 0,
        standardError: json["standard_error"]?.doubleValue),
      intervals: json["intervals"]?.arrayValue?.compactMap(interval) ?? [])
  }

  private static func interval(_ json: JSONValue) -> MetricInterval? {
    guard let lower = json["lower"]?.doubleValue, let upper = json["upper"]?.doubleValue,
      let confidence = json["confidence"]?.doubleValue, let method = json["method"]?.stringValue
    else { return nil }
    return MetricInterval(lower: lower, upper: upper, confidence: confidence, method: method)
  }
}
