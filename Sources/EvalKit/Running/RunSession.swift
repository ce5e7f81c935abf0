/// Starts, resumes and rescores runs: everything between a command line and a finished folder.
public struct RunSession: Sendable {
  /// The version of this program, as reports name it.
  public static let toolVersion = "0.1.0"

  public var registry: Registry
  public var environment: [String: String]
  public var http: HTTPEngine
  /// Called once a run is about to start, for showing its progress.
  public var onStart: @Sendable (RunProgress) -> Void = { _ in }

  public init(registry: Registry, environment: [String: String], http: HTTPEngine) {
    (self.registry, self.environment, self.http) = (registry, environment, http)
  }

  /// What a run may be told beside its suite.
  public struct Options: Sendable {
    public var overrides = RunManifest.Overrides()
    /// The run's folder; one under `reports/` when left out.
    public var output: String?
    public var concurrency: Int?
    public var failFast = false
    /// The run to compare with: a stored name, or the folder of a run.
    public var baseline: String?

    public init() {}
  }

  var resolver: ModelResolver {
    ModelResolver(registry: registry, environment: environment, http: http)
  }

  /// Loads and plans a suite; calls no model.
  ///
  /// - Throws: ``SuiteError``, or ``OptionError`` for a judge or embedder that cannot be made.
  public func plan(_ path: String, _ overrides: RunManifest.Overrides) throws -> RunPlan {
    let suite = try SuiteLoader(registry: registry, environment: environment).load(path)
    let judge = try overrides.models["judge"].map { try resolver.backend($0, baseURL: nil) }
    let embedder = try overrides.models["embedder"].map { try resolver.embedder($0) }
    let planner = Planner(
      registry: registry,
      judge: try judge ?? suite.models["judge"].map { try resolver.backend($0) },
      embedder: try embedder ?? suite.models["embedder"].map { try resolver.embedder($0) })
    return try planner.plan(suite, overrides: overrides)
  }

  /// Runs a suite into a new folder.
  ///
  /// - Returns: The folder and how the run ended; its reports are yet to be written.
  public func run(
    _ path: String, _ options: Options
  ) async throws -> (directory: String, ending: Runner.Ending) {
    // Git takes longer than the planning; it runs meanwhile.
    async let git = GitRevision.describe(Files.isDirectory(path) ? path : Files.directory(of: path))
    var plan = try plan(path, options.overrides)
    if let concurrency = options.concurrency { plan.suite.limits.concurrency = concurrency }
    let backend = try candidate(plan)
    var baseline = try options.baseline.map { try self.baseline($0, for: plan) }
    let directory = try RunDirectory.make(suite: plan.suite.name, output: options.output)
    if baseline == nil, let own = try await suiteBaseline(plan, directory) {
      baseline = try self.baseline(own, for: plan)
    }
    var manifest = manifest(plan, runID: directory.runID, baseline: baseline)
    manifest.git = await git
    let ending = try await carryOut(
      plan, manifest, backend, directory.path, failFast: options.failFast)
    if options.output == nil { try RunDirectory.markLatest(directory.path) }
    return (directory.path, ending)
  }

  /// Goes on with an interrupted run in its folder.
  ///
  /// - Throws: ``JournalError`` when there is no such run; ``UsageError`` when the suite or a
  ///   dataset is no longer what it was.
  public func resume(
    _ run: String, concurrency: Int? = nil
  ) async throws -> (directory: String, ending: Runner.Ending) {
    let manifest = try JournalReader(run).manifest()
    var plan = try plan(manifest.suitePath, manifest.overrides)
    try check(plan, against: manifest)
    if let concurrency { plan.suite.limits.concurrency = concurrency }
    let directory = Files.isDirectory(run) ? run : Files.directory(of: run)
    let ending = try await carryOut(plan, manifest, try candidate(plan), directory)
    return (directory, ending)
  }

  /// Scores the predictions of a run again, into a new run; no model is called.
  ///
  /// Without a suite, it is scored by that of the run.
  public func score(
    _ run: String, suite: String?, output: String?
  ) async throws -> (directory: String, ending: Runner.Ending) {
    let earlier = try JournalReader(run).manifest()
    let plan = try plan(suite ?? earlier.suitePath, earlier.overrides)
    let backend = try JournalReplay(run, name: run, keepsIdentity: true)
    let directory = try RunDirectory.make(suite: plan.suite.name, output: output)
    var manifest = manifest(plan, runID: directory.runID, baseline: earlier.baseline)
    manifest.model = earlier.model
    manifest.git = await GitRevision.describe(plan.suite.directory)
    let ending = try await carryOut(plan, manifest, backend, directory.path)
    if output == nil { try RunDirectory.markLatest(directory.path) }
    return (directory.path, ending)
  }

  private func carryOut(
    _ plan: RunPlan, _ manifest: RunManifest, _ backend: any ModelBackend, _ directory: String,
    failFast: Bool = false
  ) async throws -> Runner.Ending {
    let runner = Runner(plan, backend: backend, directory: directory, failFast: failFast)
    onStart(runner.progress)
    return try await runner.run(manifest)
  }

  private func candidate(_ plan: RunPlan) throws -> any ModelBackend {
    if let model = plan.overrides.models["candidate"] {
      guard plan.suite.limits.maxCost == nil || model.hasPrefix("\(ReplayProvider.name)/") else {
        throw UsageError(
          "\(plan.suite.path) has a 'max_cost', but no prices for '\(model)'; "
            + "let the suite name the model, or set 'max_tokens' instead")
      }
      return try resolver.backend(model, baseURL: plan.overrides.baseURL)
    }
    guard let entry = plan.suite.models["candidate"] else {
      if plan.parts.allSatisfy({ !$0.harness.needsModel }) { return NoModel() }
      throw UsageError("\(plan.suite.path) names no 'candidate' model; give one with --model")
    }
    return try resolver.backend(entry, baseURL: plan.overrides.baseURL)
  }

  func manifest(
    _ plan: RunPlan, runID: String, baseline: RunManifest.Baseline?
  ) -> RunManifest {
    let suite = plan.suite
    return RunManifest(
      runID: runID, suite: suite.name, suiteDescription: suite.description,
      suiteVersion: suite.version, suitePath: Files.absolute(suite.path),
      suiteSHA256: suite.sha256, gatesSHA256: suite.gatesSHA256, policy: suite.policy,
      overrides: plan.overrides, seed: plan.seed, toolVersion: Self.toolVersion, git: nil,
      model: ModelIdentity(
        provider: plan.overrides.models["candidate"].map {
          String($0.prefix { $0 != "/" })
        } ?? suite.models["candidate"]?.provider ?? "",
        name: plan.overrides.models["candidate"].map {
          String($0.drop { $0 != "/" }.dropFirst())
        } ?? suite.models["candidate"]?.options["name"]?.stringValue
          ?? suite.models["candidate"]?.options["path"]?.stringValue ?? ""),
      parts: plan.parts.map(\.manifest), baseline: baseline)
  }

  private func check(_ plan: RunPlan, against manifest: RunManifest) throws {
    guard plan.suite.sha256 == manifest.suiteSHA256 else {
      throw UsageError(
        "\(manifest.suitePath) changed since the run began; start a new run, or use 'score'")
    }
    for (now, then) in zip(plan.parts, manifest.parts)
    where now.manifest.datasetSHA256 != then.datasetSHA256 {
      throw UsageError(
        "\(now.dataset.path) changed since the run began; start a new run, or use 'score'")
    }
  }

  /// The run to compare with: a stored name, or the folder of a run.
  ///
  /// A name that stands for a run which is gone or damaged is no error here: the gates that
  /// compare stay undecided.
  ///
  /// - Throws: ``UsageError`` when there is neither such a name nor such a run; ``Diagnostic`` when
  ///   the stored baselines cannot be read; ``JournalError`` when the folder's journal cannot be.
  func baseline(_ reference: String, for plan: RunPlan) throws -> RunManifest.Baseline {
    let store = try BaselineStore(suite: plan.suite.name)
    let reader = BaselineReader(registry: registry)
    let parts = plan.parts.map(\.manifest)
    guard let entry = store[reference] else {
      guard Files.exists(Journal.path(of: reference)) else { throw Self.nowhere(reference, store) }
      return try reader.baseline(reference, suite: plan.suite.name, parts: parts)
    }
    var stored = RunManifest.Baseline(
      runID: entry.runID, suite: store.suite, suiteSHA256: entry.suiteSHA256, model: entry.model,
      problem: store.problem(with: entry))
    if stored.problem == nil {
      do {
        stored = try reader.baseline(
          store.path(of: entry), suite: plan.suite.name, parts: parts)
      } catch { stored.problem = "\(error)" }
    }
    stored.name = entry.name
    return stored
  }

  /// Checks that there is something to compare with, before anything runs.
  ///
  /// - Throws: As ``run(_:_:)`` would.
  public func checkBaseline(_ reference: String?, for plan: RunPlan) throws {
    guard let reference else { return }
    let store = try BaselineStore(suite: plan.suite.name)
    guard store[reference] == nil, !Files.exists(Journal.path(of: reference)) else { return }
    throw Self.nowhere(reference, store)
  }

  private static func nowhere(_ reference: String, _ store: BaselineStore) -> UsageError {
    UsageError("\(reference) is no folder of a run, and \(store.unknown(reference))")
  }
}
