/// Writes every report of a run into its folder, from the journal alone.
public struct ReportWriter: Sendable {
  public static let finalName = "eval_report_final.json"

  private let registry: Registry

  public init(registry: Registry) { self.registry = registry }

  /// Evaluates the journal and writes the reports.
  ///
  /// - Parameters:
  ///   - run: The folder of a run.
  ///   - output: Where the reports go; the run's own folder when left out.
  /// - Returns: What the reports say.
  /// - Throws: ``JournalError`` or ``FileError``.
  public func write(_ run: String, to output: String? = nil) throws -> RunEvaluation {
    let directory = output ?? run
    let journal = try JournalReader(run)
    let evaluation = try Evaluator(registry: registry).evaluate(journal)
    try Files.createDirectory(directory)
    let json = JSONReports(run: evaluation, journal: journal)
    for part in evaluation.parts {
      let name =
        switch part.manifest.role {
        case .harness: "eval_\(part.manifest.id).json"
        case .canaries: "canary_report.json"
        case .smoke: "smoke_test_report.json"
        }
      try json.write(part, to: Files.resolve(name, from: directory))
    }
    let markdown = try MarkdownReport(run: evaluation, journal: journal).text()
    try Files.write(Array(markdown.utf8), to: Files.resolve("report.md", from: directory))
    let junit = Files.resolve("report.junit.xml", from: directory)
    try JUnitReport(run: evaluation, journal: journal).write(to: junit)
    try Files.write(json.final(), to: Files.resolve(Self.finalName, from: directory))
    return evaluation
  }
}
