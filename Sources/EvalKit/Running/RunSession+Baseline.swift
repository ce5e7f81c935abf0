extension RunSession {
  /// Runs the suite's own `baseline` model, for gates that compare when no other run was named.
  ///
  /// The run goes into the folder `baseline` of the run that it is for, under the same limits.
  ///
  /// - Returns: Its folder; `nil` when the suite names no such model, no gate compares, or the
  ///   run did not come to its end.
  func suiteBaseline(_ plan: RunPlan, _ directory: RunDirectory) async throws -> String? {
    let compares = plan.suite.harnesses.contains { harness in
      harness.gates.contains { $0.expression.subject != .value }
    }
    guard compares, let entry = plan.suite.models["baseline"] else { return nil }
    var suite = plan.suite
    suite.models["candidate"] = entry
    var overrides = plan.overrides
    overrides.models["candidate"] = nil
    overrides.baseURL = nil
    let judge = try suite.models["judge"].map { try resolver.backend($0) }
    let own = try Planner(registry: registry, judge: judge).plan(suite, overrides: overrides)
    let path = "\(directory.path)/baseline"
    try Files.createDirectory(path)
    let manifest = manifest(own, runID: "\(directory.runID)-baseline", baseline: nil)
    let runner = Runner(own, backend: try resolver.backend(entry), directory: path)
    return try await runner.run(manifest) == .completed ? path : nil
  }
}

/// Stands in when no harness of a suite asks a model.
struct NoModel: ModelBackend {
  func identify() async throws(ModelFailure) -> ModelIdentity {
    ModelIdentity(provider: "none", name: "none")
  }

  func predict(_ request: ModelRequest) async throws(ModelFailure) -> Prediction {
    throw ModelFailure(.rejected, "this suite names no model")
  }
}
