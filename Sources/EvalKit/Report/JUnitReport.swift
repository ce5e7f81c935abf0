/// `report.junit.xml`: gates, canaries and smoke tests as test cases.
///
/// A missed gate is a failure, infrastructure trouble an error, a trial that did not run skipped.
/// A single failed sample is no test case: how many may fail is for the gate to say.
struct JUnitReport {
  let run: RunEvaluation
  let journal: JournalReader

  func write(to path: String) throws {
    let file = try OutputFile(path)
    func emit(_ line: String) throws { try file.write(Array((line + "\n").utf8)) }
    try emit("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    try emit("<testsuites name=\"\(XML.escaped(run.manifest.suite))\">")
    try emit("  <testsuite name=\"verdict\">")
    try emit(policyCase)
    try emit("  </testsuite>")
    for part in run.parts {
      try emit("  <testsuite name=\"\(XML.escaped(part.manifest.id))\">")
      for gate in part.gates { try emit(testCase(gate, part)) }
      try journal.forEachTrial(harness: part.index) { trial in
        if let line = testCase(trial, part) { try emit(line) }
      }
      try emit("  </testsuite>")
    }
    try emit("</testsuites>")
    try file.commit()
  }

  private var policyCase: String {
    let name = "verdict is \(run.decision.verdict.rawValue)"
    let reasons = run.decision.reasons.joined(separator: " ")
    let outcome: String? =
      switch run.decision.verdict {
      case .cleared: nil
      case .blocked: "failure"
      case .inconclusive: "error"
      }
    return testCase(name, in: "verdict", outcome.map { ($0, reasons) })
  }

  private func testCase(_ gate: GateResult, _ part: RunEvaluation.Part) -> String {
    let name = "\(gate.gate.severity.rawValue): \(gate.gate.expression)"
    let outcome: (String, String)? =
      switch gate.outcome {
      case .passed: nil
      case .failed: ("failure", gate.reason)
      case .inconclusive: ("error", gate.reason)
      }
    return testCase(name, in: part.manifest.id, outcome)
  }

  private func testCase(_ trial: TrialRecord, _ part: RunEvaluation.Part) -> String? {
    let isProbe = part.manifest.role != .harness
    let outcome: (String, String)?
    switch trial.status {
    case .passed: outcome = nil
    case .failed: outcome = ("failure", trial.explanation)
    case .errored: outcome = ("error", trial.failure?.message ?? "")
    case .notRun: outcome = ("skipped", "the run ended before")
    }
    guard isProbe || trial.status == .errored || trial.status == .notRun else { return nil }
    return testCase(trial.id.sample, in: part.manifest.id, outcome)
  }

  private func testCase(
    _ name: String, in group: String, _ outcome: (element: String, message: String)?
  ) -> String {
    let head = "    <testcase classname=\"\(XML.escaped(group))\" name=\"\(XML.escaped(name))\""
    guard let outcome else { return head + "/>" }
    let message = XML.escaped(String(outcome.message.prefix(2000)))
    return "\(head)><\(outcome.element) message=\"\(message)\"/></testcase>"
  }
}

/// Text inside XML.
enum XML {
  /// Escapes markup; characters that XML 1.0 cannot hold become U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      case "\r": result += "&#13;"
      default:
        let isAllowed =
          scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
          && !(0x7F...0x9F).contains(scalar.value)
        result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return result
  }
}
