public import EvalKit

/// Judges TypeScript classes by the empty constructor rule.
///
/// The compiler's parser reads the code of the answer; nothing is executed.
public struct EmptyConstructorHarness: Harness {
  public static let kind: String = "empty-constructor"
  public static let summary: String =
    "TypeScript classes with an empty constructor and an init method that does the work."

  private let judge: EmptyConstructorJudge

  public init(_ configuration: HarnessConfiguration) { judge = EmptyConstructorJudge() }

  public var measures: [Measure] {
    [
      Measure(
        "classes", unit: .count, range: 0...Double.infinity,
        summary: "How many classes the answer declares."),
      Measure(
        "syntax_valid", scale: .binary,
        summary: "Whether there is TypeScript code and it has no syntax error."),
      Measure(
        "constructors_empty", scale: .binary,
        summary: "Whether no class has a constructor that does something."),
      Measure(
        "init_present", scale: .binary,
        summary: "Whether every class has an init method that does something."),
    ]
  }

  public var externalTools: [ExternalTool] { [.node] }

  public func score(_ prediction: Prediction, for sample: Sample) async throws -> Score {
    try await judge.score(prediction.text)
  }
}

/// Whether the classes of an answer follow the empty constructor rule.
public struct EmptyConstructorCheck: Check {
  public static let name: String = "empty-constructor"
  public static let summary: String =
    "Every TypeScript class of the answer has an empty constructor and an init method."
  public static let options: [OptionDeclaration] = []
  public static let externalTools: [ExternalTool] = [.node]

  private let judge: EmptyConstructorJudge

  public init(_ options: JSONObject, _ configuration: CheckConfiguration) throws {
    judge = EmptyConstructorJudge()
  }

  public func evaluate(
    _ prediction: Prediction, for sample: Sample
  ) async throws -> CheckOutcome {
    let score = try await judge.score(prediction.text)
    return CheckOutcome(passed: score.passed == true, explanation: score.explanation)
  }
}

/// What the harness and the check share.
struct EmptyConstructorJudge: Sendable {
  var parser: TypeScriptParser = .shared

  func score(_ answer: String) async throws -> Score {
    let code: ExtractedCode
    switch CodeExtraction.extract(from: answer) {
    case .none(let reason): return Self.score([reason])
    case .code(let found): code = found
    }
    switch try await parser.parse(code.source, tsx: code.isTSX) {
    case .unparsable(let reason): return Self.score(["syntax: \(reason)"])
    case .outline(let outline): return Self.score(outline, in: code)
    }
  }

  private static func score(_ outline: SourceOutline, in code: ExtractedCode) -> Score {
    if let error = outline.diagnostics.first {
      return score([code.description(of: error)], classes: outline.classes.count)
    }
    guard !outline.classes.isEmpty else {
      return score(["the code declares no class"], isValid: true)
    }
    let rule = EmptyConstructorRule(outline, in: code)
    return score(
      rule.constructorFindings + rule.initFindings, classes: outline.classes.count, isValid: true,
      constructorsEmpty: rule.constructorFindings.isEmpty, hasInit: rule.initFindings.isEmpty)
  }

  private static func score(
    _ findings: [String], classes: Int = 0, isValid: Bool = false, constructorsEmpty: Bool = false,
    hasInit: Bool = false
  ) -> Score {
    let shown = 8
    let rest = findings.count > shown ? ["and \(findings.count - shown) more"] : []
    return Score(
      findings: findings.prefix(shown) + rest,
      measures: [
        "classes": .value(Double(classes)), "syntax_valid": .value(isValid ? 1 : 0),
        "constructors_empty": .value(constructorsEmpty ? 1 : 0),
        "init_present": .value(hasInit ? 1 : 0),
      ])
  }
}

extension ExtractedCode {
  /// The compiler's message with its place: `line 3:14: ',' expected`.
  func description(of error: SyntaxError) -> String {
    let isJoined = blockLines.count > 1
    let place =
      isJoined
      ? place(ofLine: error.line) + ", column \(error.column)"
      : "line \(error.line):\(error.column)"
    let message = error.message.hasSuffix(".") ? String(error.message.dropLast()) : error.message
    return "\(place): \(message.prefix(200))"
  }
}
