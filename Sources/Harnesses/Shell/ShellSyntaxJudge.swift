internal import EvalKit

/// Whether shellcheck finds nothing of a given severity in an answer; what harness, check and
/// measure share.
struct ShellSyntaxJudge: Sendable {
  static let severityOption = OptionDeclaration(
    "severity", .choice(ShellCheckComment.Severity.allCases.map(\.rawValue)),
    "The mildest kind of finding that fails an answer.", default: "error")

  let severity: ShellCheckComment.Severity
  var shellCheck: ShellCheck = .shared

  init(severity: ShellCheckComment.Severity) { self.severity = severity }

  init(_ option: JSONValue?) {
    let name = option?.stringValue ?? ""
    self.init(severity: ShellCheckComment.Severity(rawValue: name) ?? .error)
  }

  struct Judgement: Sendable, Equatable {
    /// The codes that fail the answer, each once, in increasing order.
    var codes: [Int] = []
    /// How many findings fail it.
    var count = 0
    /// In words; `nil` when the answer passes.
    var finding: String?
  }

  /// Judges an answer, without white space around it.
  ///
  /// - Throws: ``ScoringError`` when shellcheck is missing or crashes.
  func judge(_ answer: String) async throws -> Judgement {
    let script = answer.trimmingOuterSpace
    guard !script.isEmpty else { return Judgement(count: 1, finding: "the answer is empty") }
    switch try await shellCheck.read(script) {
    case .unreadable(let reason):
      return Judgement(count: 1, finding: "shellcheck cannot judge the answer: \(reason)")
    case .read(let comments): return Self.judgement(comments.filter { $0.severity <= severity })
    }
  }

  private static func judgement(_ comments: [ShellCheckComment]) -> Judgement {
    let worst = comments.min {
      ($0.severity, $0.line, $0.column) < ($1.severity, $1.line, $1.column)
    }
    guard let worst else { return Judgement() }
    let codes = Set(comments.map(\.code)).sorted()
    let others = codes.filter { $0 != worst.code }.map { "SC\($0)" }
    return Judgement(
      codes: codes, count: comments.count,
      finding: "SC\(worst.code) at \(worst.line):\(worst.column): "
        + Excerpt.plain(worst.message)
        + (others.isEmpty ? "" : " (also \(others.joined(separator: ", ")))"))
  }
}

extension String {
  /// The text without white space and line breaks at its ends.
  var trimmingOuterSpace: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
